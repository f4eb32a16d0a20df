import { useCallback } from 'react';
import type { Working } from '../../../shared/calculator/working.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { buildCalculation } from '../../../shared/report/calculation.ts';
import type { Report } from '../../../shared/report/report.ts';
import { calculationWords } from '../../../shared/report/text/calculation-words.ts';
import { readOffice } from '../../db/settings.ts';
import { host } from '../../host.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { ReportDialog } from '../report-dialog.tsx';

interface CalculationDialogProps {
  readonly working: Working;
  readonly onClose: () => void;
}

/** The calculation as a paper: to be printed or saved for the file. */
export function CalculationDialog({ working, onClose }: CalculationDialogProps) {
  const { db, person, office } = useSession();
  const toast = useToasts();
  const makeReport = useCallback(async (): Promise<Report> => {
    const settings = await readOffice(db);
    // a letterhead that cannot be read now is replaced by the office's name
    const { letterhead = [], paper = 'letter' } = settings.ok ? settings.value : {};
    const madeAt = instantFrom(db.clock.now());
    return buildCalculation({ office: { name: office.name, letterhead }, person, working, madeAt, paper });
  }, [db, person, office, working]);
  const about = { detail: `Hoja de cálculo: ${calculationWords.calculators[working.calculator]}` };
  return (
    <ReportDialog
      title={t('calculators.printTitle')}
      hint={t('calculators.printHint')}
      close={t('calculators.close')}
      making={t('calculators.making')}
      makeReport={makeReport}
      acts={[
        {
          key: 'save',
          label: t('calculators.save'),
          icon: 'download',
          run: async (pdf) => {
            const saved = await host.saveDocument({ pdf, suggestedName: `${t('calculators.fileName')}.pdf`, about });
            if (saved.ok) toast({ kind: 'success', title: t('calculators.savedAs', { name: saved.value.name }) });
            return saved;
          },
        },
        {
          key: 'print',
          label: t('calculators.printNow'),
          icon: 'print',
          run: async (pdf) => {
            const printed = await host.printDocument({ pdf, about });
            if (!printed.ok) return printed;
            toast({ kind: 'success', title: t('calculators.printed') });
            return ok({});
          },
        },
      ]}
      onClose={onClose}
    />
  );
}
