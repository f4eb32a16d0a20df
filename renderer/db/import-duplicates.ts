import type { Database } from './database.ts';
import type { LogSummary } from './save-summary.ts';
import { similarWorkplaces } from './similar-workplaces.ts';
import type { CaseSummary } from './summaries.ts';
import { summariesOf } from './summary-store.ts';

/** Something here, under another id, that may be the same as what comes in: a person decides. */
export interface Duplicate {
  /** `workplace`: the same establishment; `person`: somebody with the same DNI; `number`: a paper with the same number */
  readonly kind: 'workplace' | 'person' | 'number';
  /** id of the case or workplace that is here */
  readonly id: string;
  /** what lists show of it: employer, and number where there is one */
  readonly label: string;
}

/** At most so many of each kind are worth showing. */
const MOST = 5;
const DNI = /^\d{13}$/;

/** What is here and looks like a case or workplace that is new here. */
export async function findDuplicates(db: Database, id: string, shown: LogSummary): Promise<readonly Duplicate[]> {
  const { workplaces, opened } = summariesOf(db);
  await opened;
  if (shown.kind === 'workplace') {
    const slots = similarWorkplaces(workplaces.columns, shown.summary, { most: MOST, except: id });
    await workplaces.load(slots.map(({ slot }) => slot));
    return slots.flatMap(({ slot }): readonly Duplicate[] => {
      const found = workplaces.peek(slot);
      return found === undefined ? [] : [{ kind: 'workplace', id: found.id, label: found.employer }];
    });
  }
  if (shown.kind !== 'case') return [];
  const { number, numbers } = shown.summary;
  const same = number === '' ? [] : await casesWith(db, id, number, (other) => other.number === number);
  const people: CaseSummary[] = [];
  for (const dni of new Set(numbers.filter((one) => DNI.test(one)))) {
    people.push(...(await casesWith(db, id, dni, (other) => other.numbers.includes(dni))));
  }
  const unique = new Map(people.slice(0, MOST).map((one) => [one.caseId, one]));
  return [
    ...same.map((one): Duplicate => ({ kind: 'number', id: one.caseId, label: labelOf(one) })),
    ...[...unique.values()].map((one): Duplicate => ({ kind: 'person', id: one.caseId, label: labelOf(one) })),
  ];
}

async function casesWith(
  db: Database,
  except: string,
  typed: string,
  isSame: (other: CaseSummary) => boolean,
): Promise<readonly CaseSummary[]> {
  const { cases } = summariesOf(db);
  const slots = [...cases.rows(typed, { by: 'number', descending: false })].slice(0, 4 * MOST);
  await cases.load(slots);
  return slots.flatMap((slot) => {
    const other = cases.peek(slot);
    return other === undefined || other.caseId === except || !isSame(other) ? [] : [other];
  });
}

const labelOf = ({ number, employer }: CaseSummary): string =>
  [number, employer].filter((one) => one !== '').join(' · ');
