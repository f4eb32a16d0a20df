import { useEffect, useState } from 'react';
import type { Piece } from '../../../shared/evidence/piece.ts';
import { sniffType } from '../../../shared/evidence/sniff.ts';
import type { ChosenFile } from '../../../shared/ipc/contract.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { host } from '../../host.ts';
import { t, tCount } from '../../text/index.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { FormDialog } from '../form-dialog.tsx';
import { formatInstant, sizeText } from '../format.ts';
import { evidenceLimits } from '../../../shared/catalog/evidence-limits.ts';
import { readPicture } from './read-picture.ts';
import { sourceOfChosen, type Source } from './sources.ts';

interface CameraDialogProps {
  /** what the case has: those files are not proposed again */
  readonly pieces: readonly Piece[];
  readonly onTake: (sources: readonly Source[]) => void;
  readonly onClose: () => void;
}

/** On this computer, the time of the newest picture that was taken from a camera: nothing about any case. */
const LAST = 'atalaya.cameraSince';

/** The pictures of a camera or its card; those that are new since the last time are ticked. */
export function CameraDialog({ pieces, onTake, onClose }: CameraDialogProps) {
  const [files, setFiles] = useState<readonly ChosenFile[]>();
  const [more, setMore] = useState(false);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [fault, setFault] = useState<Fault>();
  useEffect(() => {
    let left = false;
    const since = Number(localStorage.getItem(LAST) ?? 0);
    const known = new Set(pieces.map(({ name, size }) => `${name}/${size}`));
    void host.chooseEvidence({ what: 'folder' }).then((chosen) => {
      if (left) return;
      if (!chosen.ok) {
        if (chosen.fault.code === 'file/cancelled') onClose();
        else setFault(chosen.fault);
        return;
      }
      const fresh = chosen.value.files.filter(
        ({ name, size, modifiedAt }) => modifiedAt > since && !known.has(`${name}/${size}`),
      );
      setFiles(chosen.value.files);
      setMore(chosen.value.more);
      setTicked(new Set(fresh.map(({ token }) => token)));
    });
    return () => {
      left = true;
    };
    // the dialog of the system is shown once
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  function take(): void {
    const wanted = files?.filter(({ token }) => ticked.has(token)) ?? [];
    const newest = Math.max(0, ...wanted.map(({ modifiedAt }) => modifiedAt));
    if (newest > Number(localStorage.getItem(LAST) ?? 0)) localStorage.setItem(LAST, String(newest));
    // oldest first: numbers follow the visit
    onTake([...wanted].reverse().map((file) => sourceOfChosen(file, 'camera')));
  }

  if (files === undefined && fault === undefined) return null;
  return (
    <FormDialog
      title={t('evidence.cameraTitle')}
      confirm={tCount('evidence.cameraTake', ticked.size)}
      busy={false}
      fault={fault}
      onConfirm={() => {
        if (ticked.size > 0) take();
      }}
      onClose={onClose}
    >
      <p>{files?.length === 0 ? t('evidence.cameraEmpty') : t('evidence.cameraHint')}</p>
      {more && <p className="evidence-note">{t('evidence.cameraMore')}</p>}
      <ul className="evidence-camera" aria-label={t('evidence.cameraTitle')}>
        {files?.map((file) => (
          <li key={file.token}>
            <CheckBox
              className="evidence-camera-choice"
              selected={ticked.has(file.token)}
              onChange={(selected) =>
                setTicked(
                  (before) =>
                    new Set([...before].filter((one) => one !== file.token).concat(selected ? [file.token] : [])),
                )
              }
            >
              <CameraThumb file={file} />
              <span>
                {file.name}
                <span className="ui-choice-detail">
                  {formatInstant(instantFrom(file.modifiedAt))}, {sizeText(file.size)}
                </span>
              </span>
            </CheckBox>
          </li>
        ))}
      </ul>
    </FormDialog>
  );
}

/** Read when it comes into view: a card holds hundreds. */
function CameraThumb({ file }: { readonly file: ChosenFile }) {
  const [thumb, setThumb] = useState('');
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (place === null || file.size > evidenceLimits.maxBytes) return;
    let left = false;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting !== true) return;
      observer.disconnect();
      void inTurn(async () => {
        if (left) return;
        const read = await sourceOfChosen(file, 'camera').read();
        const type = read.ok ? sniffType(read.value) : undefined;
        if (!read.ok || type === undefined) return;
        const { thumb } = await readPicture(read.value, type);
        setThumb(thumb);
      });
    });
    observer.observe(place);
    return () => {
      left = true;
      observer.disconnect();
    };
  }, [place, file]);
  return (
    <span ref={setPlace} className="evidence-camera-thumb">
      {thumb !== '' && <img src={`data:image/jpeg;base64,${thumb}`} alt="" />}
    </span>
  );
}

/** One picture after the other: each is as large as a file may be. */
let last: Promise<unknown> = Promise.resolve();
function inTurn(work: () => Promise<void>): Promise<void> {
  const run = last.then(work);
  last = run.catch(() => undefined);
  return run;
}
