import { useCallback } from 'react';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { buildAlertSlip } from '../../../shared/report/alert-slip.ts';
import type { Report } from '../../../shared/report/report.ts';
import { readOffice } from '../../db/settings.ts';
import type { AlertSummary } from '../../db/summaries.ts';
import { ReportDialog } from '../../parts/report-dialog.tsx';
import { usePaperActs } from '../../parts/use-paper-acts.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { reference } from '../../parts/alerts/alert-words.ts';

/** The slip for whoever gave the alert, to be printed or saved. */
export function SlipDialog({ alert, onClose }: { readonly alert: AlertSummary; readonly onClose: () => void }) {
  const { db, office } = useSession();
  const { id, receivedAt, state } = alert;
  const makeReport = useCallback(async (): Promise<Report> => {
    const settings = await readOffice(db);
    // a letterhead that cannot be read now is replaced by the office's name
    const { letterhead = [], paper = 'letter' } = settings.ok ? settings.value : {};
    return buildAlertSlip({
      office: { name: office.name, letterhead },
      madeAt: instantFrom(db.clock.now()),
      paper,
      reference: reference(id),
      receivedAt,
      decided: state !== 'new',
    });
  }, [db, office, id, receivedAt, state]);
  const about = { caseId: id, detail: t('alerts.slipTitle') };
  const suggestedName = `${t('alerts.slipTitle')} ${reference(id)}`;
  const acts = usePaperActs({ suggestedName, about });
  return (
    <ReportDialog
      title={t('alerts.slipTitle')}
      hint={t('alerts.slipHint')}
      close={t('common.close')}
      making={t('alerts.slipMaking')}
      makeReport={makeReport}
      acts={acts}
      onClose={onClose}
    />
  );
}
