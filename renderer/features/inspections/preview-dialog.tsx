import { useEffect, useState } from 'react';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { Report } from '../../../shared/report/report.ts';
import { FaultNotice } from '../../parts/fault-notice.tsx';
import { host } from '../../host.ts';
import { PdfPreview } from '../../parts/pdf-preview.tsx';
import { renderReport } from '../../parts/render-report.ts';
import { useLog } from '../../parts/use-log.ts';
import { t } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Spinner } from '../../ui/spinner.tsx';

interface PreviewDialogProps {
  readonly caseId: string;
  /** makes the report with its BORRADOR mark */
  readonly makeReport: () => Promise<Report>;
  readonly onClose: () => void;
}

/** The acta as it would print now, marked BORRADOR on every page. */
export function PreviewDialog({ caseId, makeReport, onClose }: PreviewDialogProps) {
  const log = useLog();
  const [pdf, setPdf] = useState<Bytes>();
  const [fault, setFault] = useState<Fault>();
  const [printing, setPrinting] = useState(false);

  useEffect(() => {
    let left = false;
    void makeReport()
      .then((report) => renderReport(report))
      .then((rendered) => {
        if (left) return;
        if (rendered.ok) setPdf(rendered.value.pdf);
        else setFault(rendered.fault);
      });
    void log({ action: 'previewed', caseId, detail: 'BORRADOR' });
    return () => {
      left = true;
    };
  }, [log, caseId, makeReport]);

  async function print(bytes: Bytes): Promise<void> {
    setPrinting(true);
    const printed = await host.printDocument({ pdf: bytes, about: { caseId, detail: 'BORRADOR' } });
    setPrinting(false);
    setFault(printed.ok || printed.fault.code === 'print/cancelled' ? undefined : printed.fault);
  }

  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('inspections.previewTitle')}
      actions={
        <>
          {pdf && (
            <Button icon="print" busy={printing} onPress={() => void print(pdf)}>
              {t('inspections.printDraft')}
            </Button>
          )}
          <Button kind="primary" onPress={onClose}>
            {t('inspections.close')}
          </Button>
        </>
      }
    >
      <p>{t('inspections.previewHint')}</p>
      {fault && <FaultNotice fault={fault} />}
      {pdf ? (
        <div className="inspection-preview">
          <PdfPreview pdf={pdf} label={t('inspections.previewTitle')} />
        </div>
      ) : (
        fault === undefined && (
          <p className="inspection-making">
            <Spinner /> {t('inspections.making')}
          </p>
        )
      )}
    </Dialog>
  );
}
