import { useEffect } from 'react';
import type { Report } from '../../../shared/report/report.ts';
import { host } from '../../host.ts';
import { ReportDialog } from '../../parts/report-dialog.tsx';
import { useLog } from '../../parts/use-log.ts';
import { t } from '../../text/index.ts';

interface PreviewDialogProps {
  readonly caseId: string;
  /** makes the report with its BORRADOR mark; must keep its identity */
  readonly makeReport: () => Promise<Report>;
  readonly onClose: () => void;
}

/** The acta as it would print now, marked BORRADOR on every page. */
export function PreviewDialog({ caseId, makeReport, onClose }: PreviewDialogProps) {
  const log = useLog();
  useEffect(() => {
    void log({ action: 'previewed', caseId, detail: 'BORRADOR' });
  }, [log, caseId]);
  return (
    <ReportDialog
      title={t('inspections.previewTitle')}
      hint={t('inspections.previewHint')}
      close={t('inspections.close')}
      making={t('inspections.making')}
      makeReport={makeReport}
      acts={[
        {
          key: 'print',
          label: t('inspections.printDraft'),
          icon: 'print',
          run: (pdf) => host.printDocument({ pdf, about: { caseId, detail: 'BORRADOR' } }),
        },
      ]}
      onClose={onClose}
    />
  );
}
