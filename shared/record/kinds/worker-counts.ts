import { reader, type RecordDraft } from '../draft.ts';
import type { FieldDef } from '../fields.ts';
import type { Problem } from '../problem.ts';
import { count } from './inspection-conditions.ts';

const PARTS = ['workersWomen', 'workersMen', 'workersMinors', 'workersForeign', 'workersContracted'] as const;

/** How many people work somewhere, by sex and age. */
export const workerCounts = (required: NonNullable<FieldDef['required']>): readonly FieldDef[] => [
  count('workersTotal', required),
  count('workersWomen', required),
  count('workersMen', required),
  count('workersMinors', required),
  count('workersForeign'),
  count('workersContracted'),
];

/** Women and men make the total; no part is more than the whole. */
export function checkWorkers(draft: RecordDraft, section: string): Problem[] {
  const { text } = reader(draft);
  const total = wholeNumber(text('workersTotal'));
  if (total === undefined) return [];
  const women = wholeNumber(text('workersWomen'));
  const men = wholeNumber(text('workersMen'));
  const problems: Problem[] = [];
  if (women !== undefined && men !== undefined && women + men !== total) {
    const detail = { total, sum: women + men };
    problems.push({ section, field: 'workersTotal', code: 'sum-differs', severity: 'error', detail });
  }
  for (const field of PARTS) {
    const part = wholeNumber(text(field));
    if (part !== undefined && part > total) {
      problems.push({ section, field, code: 'more-than-total', severity: 'error', detail: { total } });
    }
  }
  return problems;
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
