import { rowsOf, type RecordDraft } from '../../../shared/record/draft.ts';
import type { RecordKind } from '../../../shared/record/fields.ts';
import type { Problem } from '../../../shared/record/problem.ts';
import { fieldLabel, problemText, rowLabel, tableLabel } from '../../text/field-text.ts';
import type { ProblemListItem } from '../../ui/problem-list.tsx';

/** A problem as a line that leads to its field. */
export interface ProblemItem extends ProblemListItem {
  readonly problem: Problem;
}

/**
 * Problems as lines: where (field, and row of a table by its number) and what. Order is kept. A field that is only
 * empty is named and nothing else: a list of what is missing need not say so on every line.
 */
export function problemItems(
  kind: RecordKind,
  draft: RecordDraft,
  problems: readonly Problem[],
): readonly ProblemItem[] {
  return problems.map((problem) => {
    const key = [problem.section, problem.table, problem.row, problem.field, problem.code].join('/');
    const where = whereText(kind, draft, problem);
    const words = problem.code === 'required' ? { text: where } : { where, text: problemText(problem) };
    return { key, kind: problem.severity, ...words, problem };
  });
}

function whereText(kind: RecordKind, draft: RecordDraft, { table, row, field }: Problem): string {
  if (table === undefined) return fieldLabel({ kind: kind.key, field });
  if (row === undefined) return tableLabel(kind.key, table);
  const position = rowsOf(draft, table).findIndex(({ id }) => id === row);
  return `${rowLabel(kind.key, table, position + 1)}: ${fieldLabel({ kind: kind.key, table, field })}`;
}
