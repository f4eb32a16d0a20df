import type { ChangeIntent } from './change.ts';
import { orderOf, rowsFromFold } from './draft-from-fold.ts';
import { equalValue, rowsOf, type RecordDraft } from './draft.ts';
import { fieldsOf, tablesOf, type FieldDef, type FieldValue, type RecordKind, type TableDef } from './fields.ts';
import type { FoldedCase } from './fold.ts';
import { recordEntity, rowEntity, systemFields } from './system-fields.ts';

/**
 * What must change so that the record says what the draft says: only what differs, in form order.
 * A field in conflict whose provisional winner the draft repeats is left in conflict: nobody decided.
 * @param folded the case as it is; undefined for a new one
 * @param recordId id of the record inside its case
 */
export function planChanges(
  kind: RecordKind,
  folded: FoldedCase | undefined,
  draft: RecordDraft,
  recordId: string,
): readonly ChangeIntent[] {
  const entity = recordEntity(kind, recordId);
  const before = folded?.entities.get(entity);
  const intents: ChangeIntent[] = [];
  if (before?.get(systemFields.kind)?.value !== kind.key) intents.push(set(entity, systemFields.kind, kind.key));
  intents.push(...planFields(entity, fieldsOf(kind), folded, draft.values));
  for (const table of tablesOf(kind)) intents.push(...planTable(table, folded, draft, recordId));
  return intents;
}

function planFields(
  entity: string,
  fields: readonly FieldDef[],
  folded: FoldedCase | undefined,
  values: Readonly<Record<string, FieldValue>>,
): ChangeIntent[] {
  const entityBefore = folded?.entities.get(entity);
  const intents: ChangeIntent[] = [];
  for (const { key } of fields) {
    const before = entityBefore?.get(key)?.value;
    const had = typeof before === 'string' || Array.isArray(before) ? (before as FieldValue) : undefined;
    const value = values[key];
    if (equalValue(had, value)) continue;
    if (value === undefined || value.length === 0) intents.push({ entity, field: key, kind: 'del', value: null });
    else intents.push(set(entity, key, value));
  }
  return intents;
}

function planTable(
  table: TableDef,
  folded: FoldedCase | undefined,
  draft: RecordDraft,
  recordId: string,
): ChangeIntent[] {
  const rows = rowsOf(draft, table.key);
  const kept = new Set(rows.map(({ id }) => id));
  const gone = folded === undefined ? [] : rowsFromFold(table, folded, recordId).filter(({ id }) => !kept.has(id));
  const intents = gone.flatMap(({ id }) => planRemoval(table, id, folded));
  let order = 0;
  for (const row of rows) {
    const entity = rowEntity(table, row.id);
    const before = folded?.entities.get(entity);
    if (before?.get(systemFields.record)?.value !== recordId) intents.push(set(entity, systemFields.record, recordId));
    if (before?.get(systemFields.removed)?.value === true) intents.push(set(entity, systemFields.removed, false));
    // A row that already stands after the one before it keeps its place, so that adding or moving one touches few.
    const place = orderOf(before);
    order = place > order ? place : order + 1;
    if (place !== order) intents.push(set(entity, systemFields.order, order));
    intents.push(...planFields(entity, table.columns, folded, row.values));
  }
  return intents;
}

/**
 * A removed row also loses its values, one by one: when somebody elsewhere was editing one of them at the same time,
 * the two meet as a conflict of that field instead of the edit vanishing with the row.
 */
function planRemoval(table: TableDef, id: string, folded: FoldedCase | undefined): ChangeIntent[] {
  const entity = rowEntity(table, id);
  return [set(entity, systemFields.removed, true), ...planFields(entity, table.columns, folded, {})];
}

function set(entity: string, field: string, value: ChangeIntent['value']): ChangeIntent {
  return { entity, field, kind: 'set', value };
}
