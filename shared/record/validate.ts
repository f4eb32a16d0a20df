import type { PlainDate } from '../kernel/plain-date.ts';
import { checkValue } from './check-value.ts';
import { isRequired, isVisible, reader, rowsOf, type DraftRow, type RecordDraft } from './draft.ts';
import { isEmpty, type FieldDef, type RecordKind, type SectionDef, type TableDef } from './fields.ts';
import type { Problem } from './problem.ts';

/**
 * Everything to mend or look at again before a record can be finalised, in form order.
 * Fields and tables that do not exist under what is filled in are not looked at.
 * @param context `today`: civil date in Honduras
 */
export function validate(
  kind: RecordKind,
  draft: RecordDraft,
  context: { readonly today: PlainDate },
): readonly Problem[] {
  const problems = kind.sections.flatMap((section) => [
    ...section.fields.flatMap((field) => checkField(section, field, draft, context.today)),
    ...section.tables.flatMap((table) => checkTable(section, table, draft, context.today)),
  ]);
  return inFormOrder(kind, draft, [...problems, ...kind.rules(draft)]);
}

/** True when nothing forbids to finalise; warnings never do. */
export function canFinalise(problems: readonly Problem[]): boolean {
  return problems.every((problem) => problem.severity === 'warning');
}

function checkField(section: SectionDef, field: FieldDef, draft: RecordDraft, today: PlainDate): Problem[] {
  if (!isVisible(field, draft)) return [];
  const value = draft.values[field.key];
  const at = { section: section.key, field: field.key };
  if (isEmpty(value)) return isRequired(field, draft) ? [{ ...at, code: 'required', severity: 'error' }] : [];
  return checkValue(field, value, reader(draft), today).map((finding) => ({ ...at, ...finding }));
}

function checkTable(section: SectionDef, table: TableDef, draft: RecordDraft, today: PlainDate): Problem[] {
  if (!isVisible(table, draft)) return [];
  const rows = rowsOf(draft, table.key);
  const at = { section: section.key, table: table.key };
  const few: Problem[] =
    rows.length < table.minRows
      ? [{ ...at, field: table.key, code: 'too-few-rows', severity: 'error', detail: { min: table.minRows } }]
      : [];
  return [...few, ...rows.flatMap((row) => checkRow(at, table, { draft, row, today }))];
}

function checkRow(
  at: { readonly section: string; readonly table: string },
  table: TableDef,
  { draft, row, today }: { readonly draft: RecordDraft; readonly row: DraftRow; readonly today: PlainDate },
): Problem[] {
  return table.columns.flatMap((column): Problem[] => {
    if (!isVisible(column, draft, row)) return [];
    const place = { ...at, field: column.key, row: row.id };
    const value = row.values[column.key];
    if (isEmpty(value)) {
      return isRequired(column, draft, row) ? [{ ...place, code: 'required', severity: 'error' }] : [];
    }
    return checkValue(column, value, reader(draft, row), today).map((finding) => ({ ...place, ...finding }));
  });
}

/** Rules across fields are found last but belong beside their field. The sort is stable. */
function inFormOrder(kind: RecordKind, draft: RecordDraft, problems: readonly Problem[]): readonly Problem[] {
  const order = new Map<string, number>();
  const path = (table: string, row: string, field: string): string => `${table}/${row}/${field}`;
  for (const section of kind.sections) {
    for (const field of section.fields) order.set(path('', '', field.key), order.size);
    for (const table of section.tables) {
      order.set(path(table.key, '', table.key), order.size);
      for (const row of rowsOf(draft, table.key)) {
        for (const column of table.columns) order.set(path(table.key, row.id, column.key), order.size);
      }
    }
  }
  const place = ({ table = '', row = '', field }: Problem): number => order.get(path(table, row, field)) ?? order.size;
  return [...problems].sort((a, b) => place(a) - place(b));
}
