import { useCallback } from 'react';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { buildComputation } from '../../../shared/report/computation.ts';
import type { Report } from '../../../shared/report/report.ts';
import { readOffice } from '../../db/settings.ts';
import { ReportDialog } from '../report-dialog.tsx';
import { usePaperActs } from '../use-paper-acts.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import type { Computation } from './computation-view.tsx';

/** The computation as a paper: to be printed or saved for the file. */
export function ComputationDialog({ onClose, ...computation }: Computation & { readonly onClose: () => void }) {
  const { db, person, office } = useSession();
  const { label, term, running, deadline } = computation;
  const makeReport = useCallback(async (): Promise<Report> => {
    const settings = await readOffice(db);
    // a letterhead that cannot be read now is replaced by the office's name
    const { letterhead = [], paper = 'letter' } = settings.ok ? settings.value : {};
    return buildComputation({
      office: { name: office.name, code: office.code, letterhead },
      person,
      label,
      ...(term === undefined ? {} : { term }),
      running,
      deadline,
      madeAt: instantFrom(db.clock.now()),
      paper,
    });
  }, [db, person, office, label, term, running, deadline]);
  const about = { detail: `Cómputo de plazo: ${label}` };
  const acts = usePaperActs({ suggestedName: `${t('deadlines.fileName')}.pdf`, about });
  return (
    <ReportDialog
      title={t('deadlines.printTitle')}
      hint={t('deadlines.printHint')}
      close={t('deadlines.close')}
      making={t('deadlines.making')}
      makeReport={makeReport}
      acts={acts}
      onClose={onClose}
    />
  );
}
