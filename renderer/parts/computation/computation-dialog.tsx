import { useCallback } from 'react';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { buildComputation } from '../../../shared/report/computation.ts';
import type { Report } from '../../../shared/report/report.ts';
import { readOffice } from '../../db/settings.ts';
import { host } from '../../host.ts';
import { ReportDialog } from '../report-dialog.tsx';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { useToasts } from '../../ui/toasts.tsx';
import type { Computation } from './computation-view.tsx';

/** The computation as a paper: to be printed or saved for the file. */
export function ComputationDialog({ onClose, ...computation }: Computation & { readonly onClose: () => void }) {
  const { db, person, office } = useSession();
  const toast = useToasts();
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
  return (
    <ReportDialog
      title={t('deadlines.printTitle')}
      hint={t('deadlines.printHint')}
      close={t('deadlines.close')}
      making={t('deadlines.making')}
      makeReport={makeReport}
      acts={[
        {
          key: 'save',
          label: t('deadlines.save'),
          icon: 'download',
          run: async (pdf) => {
            const saved = await host.saveDocument({ pdf, suggestedName: `${t('deadlines.fileName')}.pdf`, about });
            if (saved.ok) toast({ kind: 'success', title: t('deadlines.savedAs', { name: saved.value.name }) });
            return saved;
          },
        },
        {
          key: 'print',
          label: t('deadlines.printNow'),
          icon: 'print',
          run: async (pdf) => {
            const printed = await host.printDocument({ pdf, about });
            if (!printed.ok) return printed;
            toast({ kind: 'success', title: t('deadlines.printed') });
            return ok({});
          },
        },
      ]}
      onClose={onClose}
    />
  );
}
