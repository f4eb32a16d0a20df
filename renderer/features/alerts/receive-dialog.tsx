import { useCallback, useRef, useState } from 'react';
import { ALERT_ENDING } from '../../../shared/alert/envelope.ts';
import { ALERT_CODE_MARK } from '../../../shared/alert/parts.ts';
import { readCodes } from '../../codes/read-codes.ts';
import { PictureTaker } from '../../parts/code-reader/picture-taker.tsx';
import type { Source } from '../../parts/evidence/sources.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { useDeed } from '../../parts/use-deed.ts';
import { useSession } from '../../session.tsx';
import { t, tCount } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { takeIn } from './receive-alert.ts';

/** More text than any alert's codes have. */
const MOST_CODES = 500_000;

interface ReceiveDialogProps {
  readonly onClose: () => void;
  readonly onReceived: (id: string) => void;
}

/** Takes in what the offline form made: its file, or the text of its codes. What is wrong with it is said, and stays. */
export function ReceiveDialog({ onClose, onReceived }: ReceiveDialogProps) {
  const { db, person } = useSession();
  const [file, setFile] = useState<File>();
  const [codes, setCodes] = useState('');
  const [checked, setChecked] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { busy, fault, run } = useDeed();
  const picture = useDeed();
  const [read, setRead] = useState<number>();
  const nothing = file === undefined && codes.trim() === '';

  const { run: readPicture } = picture;
  const takePicture = useCallback(
    (source: Source): void => {
      setRead(undefined);
      void readPicture(
        async () => {
          const bytes = await source.read();
          return bytes.ok ? await readCodes(bytes.value) : bytes;
        },
        (texts) => {
          const parts = texts.filter((text) => text.startsWith(ALERT_CODE_MARK));
          setRead(parts.length);
          if (parts.length === 0) return;
          setFile(undefined);
          // a long alert has several codes: each picture adds those it shows
          setCodes((before) => [...new Set([...before.split(/\s+/), ...parts])].filter(Boolean).join('\n'));
        },
      );
    },
    [readPicture],
  );

  function confirm(): void {
    setChecked(true);
    if (nothing) return;
    const incoming = file === undefined ? ({ kind: 'codes', text: codes } as const) : ({ kind: 'file', file } as const);
    void run(() => takeIn(db, incoming, person.name), onReceived);
  }

  return (
    <FormDialog
      title={t('alerts.receiveTitle')}
      confirm={t('alerts.receive')}
      busy={busy || picture.busy}
      fault={fault ?? picture.fault}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('alerts.receiveHint')}</p>
      <div className="alert-file">
        <Button icon="upload" onPress={() => input.current?.click()}>
          {t('alerts.chooseFile')}
        </Button>
        <span role="status">{file && t('alerts.chosenFile', { name: file.name })}</span>
        <input
          ref={input}
          type="file"
          accept={ALERT_ENDING}
          hidden
          aria-label={t('alerts.chooseFile')}
          onChange={(event) => {
            setFile(event.target.files?.[0]);
            // the same file may be chosen again after it was replaced
            event.target.value = '';
          }}
        />
      </div>
      <PictureTaker
        label={t('alerts.readPicture')}
        hint={t('alerts.readPictureHint')}
        busy={picture.busy}
        onPicture={takePicture}
      >
        <span role="status">
          {read !== undefined && (read === 0 ? t('alerts.codesNone') : tCount('alerts.codesRead', read))}
        </span>
      </PictureTaker>
      <TextArea
        label={t('alerts.codes')}
        hint={t('alerts.codesHint')}
        value={codes}
        onChange={(text) => {
          setCodes(text);
          setFile(undefined);
        }}
        maxLength={MOST_CODES}
        problem={checked && nothing ? t('alerts.receiveNothing') : undefined}
      />
    </FormDialog>
  );
}
