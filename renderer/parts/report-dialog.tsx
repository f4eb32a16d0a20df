import { useEffect, useState, type ReactNode } from 'react';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { Report } from '../../shared/report/report.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { t } from '../text/index.ts';
import { FaultNotice } from './fault-notice.tsx';
import { MakingStatus } from './making-status.tsx';
import { PdfPreview } from './pdf-preview.tsx';
import './report-dialog.css';
import { renderReport, type Making } from './render-report.ts';

/** One thing that can be done with the paper on the screen. */
export interface PaperAct {
  readonly key: string;
  readonly label: string;
  readonly icon: 'print' | 'download';
  readonly run: (pdf: Bytes) => Promise<Result<unknown>>;
}

interface ReportDialogProps {
  readonly title: string;
  /** what is on the paper and what is not */
  readonly hint: string;
  readonly close: string;
  readonly making: string;
  /**
   * must keep its identity: another one has the paper made again. What takes long by itself tells how far it is, and ends
   * soon once the signal says so: then nobody looks at the report any more
   */
  readonly makeReport: (making: Required<Making>) => Promise<Report>;
  readonly acts: readonly PaperAct[];
  /** what can be chosen about the paper; stands over it */
  readonly choices?: ReactNode;
  readonly onClose: () => void;
}

/** How much of the work is over when a report that takes long by itself is there. */
const GATHERING_SHARE = 0.6;

/** A paper as it would print now, made for this look; nothing of it is kept. */
export function ReportDialog({ title, hint, close, making, makeReport, acts, choices, onClose }: ReportDialogProps) {
  const [pdf, setPdf] = useState<Bytes>();
  const [fault, setFault] = useState<Fault>();
  const [busy, setBusy] = useState<string>();
  const [share, setShare] = useState<number>();

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    let gathered = 0;
    const gather = (done: number): void => {
      gathered = GATHERING_SHARE;
      setShare(done * gathered);
    };
    setPdf(undefined);
    setShare(undefined);
    const isLeft = (): boolean => signal.aborted;
    void makeReport({ signal, onProgress: gather }).then(async (report) => {
      if (isLeft()) return;
      const onProgress = (done: number): void => setShare(gathered + (1 - gathered) * done);
      const rendered = await renderReport(report, { signal, onProgress });
      if (isLeft()) return;
      if (rendered.ok) setPdf(rendered.value.pdf);
      else setFault(rendered.fault);
    });
    return () => leaving.abort();
  }, [makeReport]);

  /** Somebody who changes their mind in a system dialog has not failed. */
  async function act({ key, run }: PaperAct, bytes: Bytes): Promise<void> {
    setBusy(key);
    const done = await run(bytes);
    setBusy(undefined);
    const isCancelled = !done.ok && (done.fault.code === 'print/cancelled' || done.fault.code === 'file/cancelled');
    setFault(done.ok || isCancelled ? undefined : done.fault);
  }

  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={title}
      actions={
        <>
          {pdf &&
            acts.map((one) => (
              <Button
                key={one.key}
                icon={one.icon}
                busy={busy === one.key}
                disabled={busy !== undefined && busy !== one.key}
                onPress={() => void act(one, pdf)}
              >
                {one.label}
              </Button>
            ))}
          <Button kind={pdf ? 'primary' : 'secondary'} onPress={onClose}>
            {pdf === undefined && fault === undefined ? t('common.cancel') : close}
          </Button>
        </>
      }
    >
      <p>{hint}</p>
      {choices && <div className="report-choices">{choices}</div>}
      {fault && <FaultNotice fault={fault} />}
      {pdf ? (
        <div className="report-preview">
          <PdfPreview pdf={pdf} label={title} />
        </div>
      ) : (
        fault === undefined && <MakingStatus label={making} share={share} />
      )}
    </Dialog>
  );
}
