import { rowsOf, type DraftRow, type RecordDraft } from './draft.ts';
import { fieldsOf, tablesOf, type FieldDef, type RecordKind, type Values } from './fields.ts';

/** The values of the protected fields of a draft, apart from everything else. */
export interface ProtectedValues {
  readonly values: Values;
  /** by table and row id; only rows that hold some */
  readonly tables: Readonly<Record<string, Readonly<Record<string, Values>>>>;
}

const keysOf = (fields: readonly FieldDef[]): ReadonlySet<string> =>
  new Set(fields.filter(({ level }) => level === 'protected').map(({ key }) => key));

/** Tells of each field in the change log whether its values are of the protected level. */
export function protectedFields(...kinds: readonly RecordKind[]): (entity: string, field: string) => boolean {
  const byEntity = new Map<string, ReadonlySet<string>>();
  for (const kind of kinds) {
    for (const { key, columns } of tablesOf(kind)) byEntity.set(key, keysOf(columns));
    byEntity.set(kind.key, keysOf(fieldsOf(kind)));
  }
  return (entity, field) => byEntity.get(entity.slice(0, entity.indexOf('/')))?.has(field) === true;
}

/** Takes the protected values out of a draft; `undefined` for them when it holds none. */
export function splitProtected(
  kind: RecordKind,
  draft: RecordDraft,
): { readonly rest: RecordDraft; readonly apart: ProtectedValues | undefined } {
  const own = split(draft.values, keysOf(fieldsOf(kind)));
  const tables: Record<string, Record<string, Values>> = {};
  const restTables: Record<string, readonly DraftRow[]> = { ...draft.tables };
  for (const { key, columns } of tablesOf(kind)) {
    const closed = keysOf(columns);
    if (closed.size === 0) continue;
    restTables[key] = rowsOf(draft, key).map((row) => {
      const { rest, apart } = split(row.values, closed);
      if (Object.keys(apart).length > 0) (tables[key] ??= {})[row.id] = apart;
      return { ...row, values: rest };
    });
  }
  const none = Object.keys(own.apart).length === 0 && Object.keys(tables).length === 0;
  return {
    rest: { values: own.rest, tables: restTables },
    apart: none ? undefined : { values: own.apart, tables },
  };
}

/** Puts protected values back into the draft that they were taken out of; rows that are gone stay gone. */
export function joinProtected(rest: RecordDraft, { values, tables }: ProtectedValues): RecordDraft {
  const joined = Object.entries(rest.tables).map(([key, rows]): [string, readonly DraftRow[]] => [
    key,
    rows.map((row) => ({ ...row, values: { ...row.values, ...tables[key]?.[row.id] } })),
  ]);
  return { values: { ...rest.values, ...values }, tables: Object.fromEntries(joined) };
}

function split(values: Values, closed: ReadonlySet<string>): { readonly rest: Values; readonly apart: Values } {
  const entries = Object.entries(values);
  return {
    rest: Object.fromEntries(entries.filter(([key]) => !closed.has(key))),
    apart: Object.fromEntries(entries.filter(([key]) => closed.has(key))),
  };
}
