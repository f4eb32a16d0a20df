import { useCallback } from 'react';
import type { TermInForce } from '../../../shared/deadline/term-in-force.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import type { Procedure } from '../../../shared/procedure/procedure.ts';
import { buildProcedurePaper } from '../../../shared/report/procedure-paper.ts';
import type { Report } from '../../../shared/report/report.ts';
import { readOffice } from '../../db/settings.ts';
import { ReportDialog } from '../../parts/report-dialog.tsx';
import { usePaperActs } from '../../parts/use-paper-acts.ts';
import { useSession } from '../../session.tsx';
import { es } from '../../text/es.ts';
import { fill, t } from '../../text/index.ts';
import { typeName } from './step-text.ts';

interface PrintStepsDialogProps {
  readonly procedure: Procedure;
  readonly type: string;
  /** number of the version */
  readonly version: string;
  readonly terms: readonly TermInForce[];
  readonly onClose: () => void;
}

/** The steps of a type of inspection as a paper: to be hung on the wall or handed to a new colleague. */
export function PrintStepsDialog({ procedure, type, version, terms, onClose }: PrintStepsDialogProps) {
  const { db, person, office } = useSession();
  const makeReport = useCallback(async (): Promise<Report> => {
    const settings = await readOffice(db);
    // a letterhead that cannot be read now is replaced by the office's name
    const { letterhead = [], paper = 'letter' } = settings.ok ? settings.value : {};
    return buildProcedurePaper({
      office: { name: office.name, letterhead },
      person,
      procedure,
      type,
      version,
      words: {
        // papers are in Spanish whatever the screens speak
        who: ({ who }) => es[`common.role.${who}`],
        form: ({ form }) => form && es[`procedure.form_${form}`],
        term: ({ term }) => term && termInSpanish(term, terms),
      },
      madeAt: instantFrom(db.clock.now()),
      paper,
    });
  }, [db, person, office, procedure, type, version, terms]);
  const about = { detail: `Procedimiento: ${typeName(type)}` };
  const acts = usePaperActs({ suggestedName: `procedimiento-${type}.pdf`, about });
  return (
    <ReportDialog
      title={t('procedure.printTitle')}
      hint={t('procedure.printHint')}
      close={t('procedure.close')}
      making={t('procedure.making')}
      makeReport={makeReport}
      acts={acts}
      onClose={onClose}
    />
  );
}

/** A term with its length, and that nobody has confirmed it where that is so. */
function termInSpanish(key: string, terms: readonly TermInForce[]): string {
  const term = terms.find((one) => one.key === key);
  if (term === undefined) return key;
  const { amount, unit, label, confidence } = term;
  const lengths = amount === 1 ? es[`deadlines.length_${unit}.one`] : es[`deadlines.length_${unit}.other`];
  const length =
    amount === null ? es['deadlines.unknown'] : amount === 0 ? es['deadlines.sameDay'] : fill(lengths, { n: amount });
  const sure = confidence === 'verified' ? '' : ` (${es[`deadlines.confidence_${confidence}`].toLowerCase()})`;
  return `${label}: ${length}${sure}`;
}
