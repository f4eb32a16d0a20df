import { isEmpty, tablesOf } from './fields.ts';
import type { FieldDef, FieldValue, Reader, RecordKind, TableDef, Values } from './fields.ts';

/** One row of a table; its id (UUID) is its name in the change log and never changes. */
export interface DraftRow {
  readonly id: string;
  readonly values: Values;
}

/** A record while it is being written: what was typed, nothing computed. Plain data, safe to store and compare. */
export interface RecordDraft {
  readonly values: Values;
  /** rows by table key, in order */
  readonly tables: Readonly<Record<string, readonly DraftRow[]>>;
}

/** A record with nothing in it: every table present and without rows. */
export function emptyDraft(kind: RecordKind): RecordDraft {
  return { values: {}, tables: Object.fromEntries(tablesOf(kind).map((table) => [table.key, []])) };
}

/** The rows of a table; none when the draft has never seen it. */
export function rowsOf(draft: RecordDraft, table: string): readonly DraftRow[] {
  return draft.tables[table] ?? [];
}

/** Puts a value in a field; an empty one takes the field out. */
export function setValue(draft: RecordDraft, key: string, value: FieldValue): RecordDraft {
  return { ...draft, values: withValue(draft.values, key, value) };
}

/** Puts a value in a column of a row; a row that is not there leaves the draft as it was. */
export function setRowValue(
  draft: RecordDraft,
  at: { readonly table: string; readonly row: string; readonly column: string },
  value: FieldValue,
): RecordDraft {
  return withRows(draft, at.table, (rows) =>
    rows.map((row) => (row.id === at.row ? { ...row, values: withValue(row.values, at.column, value) } : row)),
  );
}

/**
 * Adds a row; one whose id is already there leaves the draft as it was (a removal can be undone in two ways).
 * @param row with an id of its own (`newId()`); may already hold values, e.g. when a removal is undone
 * @param position index it will have; at the end when absent
 */
export function addRow(draft: RecordDraft, table: string, row: DraftRow, position?: number): RecordDraft {
  return withRows(draft, table, (rows) => {
    if (rows.some(({ id }) => id === row.id)) return rows;
    const at = position ?? rows.length;
    return [...rows.slice(0, at), row, ...rows.slice(at)];
  });
}

/** Takes a row out. */
export function removeRow(draft: RecordDraft, table: string, row: string): RecordDraft {
  return withRows(draft, table, (rows) => rows.filter(({ id }) => id !== row));
}

/** Moves a row up (negative) or down by so many places; it stops at the ends. */
export function moveRow(draft: RecordDraft, table: string, row: string, by: number): RecordDraft {
  return withRows(draft, table, (rows) => {
    const from = rows.findIndex(({ id }) => id === row);
    const moved = rows[from];
    if (moved === undefined) return rows;
    const to = Math.min(rows.length - 1, Math.max(0, from + by));
    const rest = rows.filter(({ id }) => id !== row);
    return [...rest.slice(0, to), moved, ...rest.slice(to)];
  });
}

/** True when both say the same: absent, `''` and `[]` are equal, a table that is absent equals one without rows. */
export function equalDrafts(a: RecordDraft, b: RecordDraft): boolean {
  if (!equalValues(a.values, b.values)) return false;
  const tables = new Set([...Object.keys(a.tables), ...Object.keys(b.tables)]);
  return [...tables].every((table) => {
    const left = rowsOf(a, table);
    const right = rowsOf(b, table);
    return (
      left.length === right.length &&
      left.every((row, i) => {
        const other = right[i];
        return row.id === other?.id && equalValues(row.values, other.values);
      })
    );
  });
}

/** True when both values are stored as the same. */
export function equalValue(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  const [left, right] = [a ?? '', b ?? ''];
  if (left.length === 0 || right.length === 0) return left.length === right.length;
  if (typeof left === 'string' || typeof right === 'string') return left === right;
  return left.length === right.length && left.every((item, i) => item === right[i]);
}

/** A row by itself: what its record says beside it is not the row's. */
export function rowReader(row: DraftRow): Reader {
  return reader({ values: {}, tables: {} }, row);
}

/**
 * What conditions and rules look at.
 * @param row the row a column belongs to; its own values hide fields of the same name
 */
export function reader(draft: RecordDraft, row?: DraftRow): Reader {
  const find = (key: string): FieldValue | undefined =>
    row !== undefined && Object.hasOwn(row.values, key) ? row.values[key] : draft.values[key];
  return {
    text: (key) => {
      const value = find(key);
      return typeof value === 'string' ? value : '';
    },
    list: (key) => {
      const value = find(key);
      return typeof value === 'string' || value === undefined ? [] : value;
    },
  };
}

/** True when the field (or table) exists under what is filled in now. */
export function isVisible(field: FieldDef | TableDef, draft: RecordDraft, row?: DraftRow): boolean {
  return field.when === undefined || field.when(reader(draft, row));
}

/**
 * True when a finished record must have this field under what is filled in now. Never one of the protected level:
 * whoever finishes a record may not be allowed to see whether it is filled.
 */
export function isRequired(field: FieldDef, draft: RecordDraft, row?: DraftRow): boolean {
  if (field.level === 'protected') return false;
  return typeof field.required === 'function' ? field.required(reader(draft, row)) : field.required === true;
}

/** True when somebody has typed something anywhere; a row without values does not count. */
export function hasContent(draft: RecordDraft): boolean {
  const some = (values: Values): boolean => Object.values(values).some((value) => !isEmpty(value));
  return some(draft.values) || Object.values(draft.tables).some((rows) => rows.some((row) => some(row.values)));
}

/** Only truly nothing is absent: blanks that somebody typed are kept, so that text never jumps under the cursor. */
function isAbsent(value: FieldValue | undefined): boolean {
  return value === undefined || value.length === 0;
}

/** Half a character has no UTF-8 and no canonical form: it could be neither hashed nor printed. */
const HALF_CHARACTER = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

function whole(value: FieldValue): FieldValue {
  const mend = (text: string): string => text.replace(HALF_CHARACTER, '\uFFFD');
  return typeof value === 'string' ? mend(value) : value.map(mend);
}

function withValue(values: Values, key: string, value: FieldValue): Values {
  const rest = Object.entries(values).filter(([name]) => name !== key);
  return Object.fromEntries(isAbsent(value) ? rest : [...rest, [key, whole(value)]]);
}

function withRows(
  draft: RecordDraft,
  table: string,
  change: (rows: readonly DraftRow[]) => readonly DraftRow[],
): RecordDraft {
  return { ...draft, tables: { ...draft.tables, [table]: change(rowsOf(draft, table)) } };
}

function equalValues(a: Values, b: Values): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => equalValue(a[key], b[key]));
}
