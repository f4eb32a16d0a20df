import type { RecordDraft } from '../../shared/record/draft.ts';
import { withRows } from '../support/inspection-builder.ts';
import { shortInspection } from '../support/short-inspection.ts';

const SENTENCE =
  'El inspector constató que el registro de horas no coincide con la planilla: 41 personas salieron a las 19:10 y ' +
  'constan como salidas a las 17:00, sin que se mostrara el control de entradas. ';

/** Characters of one fact; a fact may have 20 000. */
const FACT_LENGTH = 18_000;

/**
 * An inspection with very long facts: many pages of letter paper from few keys.
 * @param facts thirteen make about fifty pages
 */
export function longInspection(facts = 13): RecordDraft {
  const text = SENTENCE.repeat(Math.floor(FACT_LENGTH / SENTENCE.length)).trimEnd();
  return withRows(
    shortInspection(),
    'findings',
    ...Array.from({ length: facts }, (_, n) => ({ fact: `${n + 1}. ${text}` })),
  );
}
