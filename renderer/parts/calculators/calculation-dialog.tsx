import { useCallback } from 'react';
import type { Working } from '../../../shared/calculator/working.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { buildCalculation } from '../../../shared/report/calculation.ts';
import type { Report } from '../../../shared/report/report.ts';
import { calculationWords } from '../../../shared/report/text/calculation-words.ts';
import { readOffice } from '../../db/settings.ts';
import { useSession } from '../../session.tsx';
import { t } from '../../text/index.ts';
import { ReportDialog } from '../report-dialog.tsx';
import { usePaperActs } from '../use-paper-acts.ts';

interface CalculationDialogProps {
  readonly working: Working;
  readonly onClose: () => void;
}

/** The calculation as a paper: to be printed or saved for the file. */
export function CalculationDialog({ working, onClose }: CalculationDialogProps) {
  const { db, person, office } = useSession();
  const makeReport = useCallback(async (): Promise<Report> => {
    const settings = await readOffice(db);
    // a letterhead that cannot be read now is replaced by the office's name
    const { letterhead = [], paper = 'letter' } = settings.ok ? settings.value : {};
    const madeAt = instantFrom(db.clock.now());
    return buildCalculation({ office: { name: office.name, letterhead }, person, working, madeAt, paper });
  }, [db, person, office, working]);
  const about = { detail: `Hoja de cálculo: ${calculationWords.calculators[working.calculator]}` };
  const acts = usePaperActs({ suggestedName: `${t('calculators.fileName')}.pdf`, about });
  return (
    <ReportDialog
      title={t('calculators.printTitle')}
      hint={t('calculators.printHint')}
      close={t('calculators.close')}
      making={t('calculators.making')}
      makeReport={makeReport}
      acts={acts}
      onClose={onClose}
    />
  );
}
