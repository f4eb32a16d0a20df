import type { Json } from '../kernel/canonical-json.ts';
import type { DraftRow, RecordDraft } from './draft.ts';
import { fieldsOf, tablesOf, type FieldDef, type FieldValue, type RecordKind, type TableDef } from './fields.ts';
import type { FoldedCase, FoldedField } from './fold.ts';
import { recordEntity, systemFields } from './system-fields.ts';

type FoldedEntity = ReadonlyMap<string, FoldedField>;

/**
 * A record as a draft, from the state of its case. Fields this version of the app does not know stay in the log
 * untouched; fields in conflict show the provisional winner.
 */
export function draftFromFold(kind: RecordKind, folded: FoldedCase, recordId: string): RecordDraft {
  const tables = tablesOf(kind);
  return {
    values: valuesOf(fieldsOf(kind), folded.entities.get(recordEntity(kind, recordId))),
    tables: Object.fromEntries(tables.map((table) => [table.key, rowsFromFold(table, folded, recordId)])),
  };
}

/** The rows of a table that belong to a record and were not removed, in order. */
export function rowsFromFold(table: TableDef, folded: FoldedCase, recordId: string): readonly DraftRow[] {
  const prefix = `${table.key}/`;
  return [...folded.entities]
    .filter(([name, row]) => name.startsWith(prefix) && isRowOf(row, recordId))
    .map(([name, row]) => ({ id: name.slice(prefix.length), row, order: orderOf(row) }))
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
    .map(({ id, row }) => ({ id, values: valuesOf(table.columns, row) }));
}

/** Where a row stands; 0 for one without a place. */
export function orderOf(row: FoldedEntity | undefined): number {
  const order = row?.get(systemFields.order)?.value;
  return typeof order === 'number' ? order : 0;
}

function isRowOf(row: FoldedEntity, recordId: string): boolean {
  return row.get(systemFields.record)?.value === recordId && row.get(systemFields.removed)?.value !== true;
}

function valuesOf(fields: readonly FieldDef[], entity: FoldedEntity | undefined): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const { key } of fields) {
    const value = asFieldValue(entity?.get(key)?.value);
    if (value !== undefined && value.length > 0) values[key] = value;
  }
  return values;
}

function asFieldValue(value: Json | undefined): FieldValue | undefined {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return undefined;
  return value.filter((item): item is string => typeof item === 'string');
}
