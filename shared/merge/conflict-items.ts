import type { Json } from '../kernel/canonical-json.ts';
import type { Change, ChangeIntent } from '../record/change.ts';
import { fieldsOf, tablesOf, type FieldDef, type RecordKind, type TableDef } from '../record/fields.ts';
import type { Conflict, FoldedCase, FoldedField } from '../record/fold.ts';
import { findKind, recordKinds } from '../record/kinds/kinds.ts';
import { systemFields } from '../record/system-fields.ts';

/** Where in a case people disagree. */
interface ConflictPlace {
  readonly entity: string;
  /** key of the kind of record; empty for what this version of the app does not know */
  readonly kind: string;
  /** key of the table, and the place of the row in it, counted from 1; absent for a field of the record itself */
  readonly table?: string;
  readonly position?: number;
}

/** Two or more values of one field. */
export interface FieldConflict extends ConflictPlace {
  readonly what: 'field';
  readonly field: string;
  /** undefined for a field of the log itself, or one that this version of the app does not know */
  readonly def: FieldDef | undefined;
  /** the one that is shown meanwhile first */
  readonly heads: readonly Change[];
  /** what is decided with it and means nothing to a reader: whose id goes with a name */
  readonly companion?: Conflict;
}

/** The id that goes with a name, by the field of the name. */
const companions: Readonly<Record<string, string>> = { responsibleName: 'responsibleId' };

/** A row that was taken away in one place while it was written on in another. */
export interface RowConflict extends ConflictPlace {
  readonly what: 'row';
  /** who took it away */
  readonly removal: Change;
  /** what was written into it elsewhere */
  readonly kept: readonly { readonly field: string; readonly def: FieldDef | undefined; readonly head: Change }[];
  /** all fields of it on which people disagree */
  readonly conflicts: readonly Conflict[];
}

/** One thing that a person decides. */
export type ConflictItem = FieldConflict | RowConflict;

/** Identifies an item as it is now: another one once anybody has decided or written something more. */
export function keyOfItem(item: ConflictItem): string {
  const conflicts = item.what === 'row' ? item.conflicts : item.companion ? [item, item.companion] : [item];
  return [item.entity, ...conflicts.flatMap(({ field, heads }) => [field, ...heads.map(({ id }) => id)])].join(' ');
}

/** What people disagree on in a case, in the order of its records: a row that one took away is one thing to decide. */
export function conflictItems({ entities, conflicts }: FoldedCase): readonly ConflictItem[] {
  const byEntity = new Map<string, Conflict[]>();
  for (const conflict of conflicts) {
    byEntity.set(conflict.entity, [...(byEntity.get(conflict.entity) ?? []), conflict]);
  }
  return [...byEntity].flatMap(([entity, some]): readonly ConflictItem[] => {
    const place = placeOf(entities, entity);
    const row = rowConflict(place, entities.get(entity), some);
    if (row !== undefined) return [row];
    const companionOf = (field: string): Conflict | undefined =>
      some.find((other) => other.field === companions[field]);
    const led = new Set(some.map(({ field }) => companionOf(field)));
    return some
      .filter((conflict) => !led.has(conflict))
      .map(({ field, heads }) => {
        const companion = companionOf(field);
        const item = { ...place, what: 'field' as const, field, def: fieldDef(entity, field), heads };
        return companion === undefined ? item : { ...item, companion };
      });
  });
}

function placeOf(entities: FoldedCase['entities'], entity: string): ConflictPlace {
  const [name = ''] = entity.split('/');
  const owner = ownerOf(name);
  if (owner === undefined) return { entity, kind: findKind(name)?.key ?? '' };
  const record = entities.get(entity)?.get(systemFields.record)?.value;
  const rows = [...entities]
    .filter(([other, fields]) => other.startsWith(`${name}/`) && fields.get(systemFields.record)?.value === record)
    .sort(([, a], [, b]) => orderIn(a) - orderIn(b))
    .map(([other]) => other);
  return { entity, kind: owner.kind.key, table: name, position: rows.indexOf(entity) + 1 };
}

function orderIn(fields: ReadonlyMap<string, FoldedField>): number {
  return Number(fields.get(systemFields.order)?.value ?? 0);
}

/** The kind of record and the table that a row belongs to; names of tables are never shared by two kinds. */
function ownerOf(name: string): { readonly kind: RecordKind; readonly table: TableDef } | undefined {
  for (const kind of recordKinds) {
    const table = tablesOf(kind).find(({ key }) => key === name);
    if (table !== undefined) return { kind, table };
  }
  return undefined;
}

function fieldDef(entity: string, field: string): FieldDef | undefined {
  const [name = ''] = entity.split('/');
  const kind = findKind(name);
  const fields = kind === undefined ? (ownerOf(name)?.table.columns ?? []) : fieldsOf(kind);
  return fields.find(({ key }) => key === field);
}

function rowConflict(
  place: ConflictPlace,
  fields: ReadonlyMap<string, FoldedField> | undefined,
  conflicts: readonly Conflict[],
): RowConflict | undefined {
  if (place.table === undefined) return undefined;
  const removal = fields?.get(systemFields.removed)?.heads.find(({ x }) => x?.val === true);
  if (removal === undefined) return undefined;
  const kept = conflicts.flatMap(({ field, heads }) =>
    field.startsWith('@')
      ? []
      : heads.filter(({ op }) => op.k === 'set').map((head) => ({ field, def: fieldDef(place.entity, field), head })),
  );
  return { ...place, what: 'row', removal, kept, conflicts };
}

/** The changes that decide a field: one value for all that were written. `undefined` leaves it empty. */
export function decideField(item: FieldConflict, value: Json | undefined): readonly ChangeIntent[] {
  const { entity, field, heads, companion } = item;
  const decided = setOrEmpty(entity, field, value);
  if (companion === undefined) return [decided];
  const chosen = heads.find(({ op, x }) => op.k === 'set' && x?.val === value);
  // whoever wrote the name wrote the id with it; a name that joins two is nobody's id
  const beside = companion.heads.find(({ op }) => op.r === chosen?.op.r && op.u === chosen.op.u && op.k === 'set');
  return [decided, setOrEmpty(entity, companion.field, beside?.x?.val)];
}

function setOrEmpty(entity: string, field: string, value: Json | undefined): ChangeIntent {
  return value === undefined || value === null
    ? { entity, field, kind: 'del', value: null }
    : { entity, field, kind: 'set', value };
}

/**
 * The changes that decide a row. Keeping it brings it back with everything that it held before it was taken away, and with what
 * was written into it since.
 * @param changes all of the case: what was taken away is still there
 */
export function decideRow(
  { entity, conflicts }: RowConflict,
  keep: boolean,
  { changes, folded }: { readonly changes: readonly Change[]; readonly folded: FoldedCase },
): readonly ChangeIntent[] {
  if (!keep) {
    return [
      { entity, field: systemFields.removed, kind: 'set', value: true },
      ...conflicts
        .filter(({ field }) => !field.startsWith('@'))
        .map(({ field }): ChangeIntent => ({ entity, field, kind: 'del', value: null })),
    ];
  }
  const byId = new Map(changes.map((change) => [change.id, change]));
  const fields = [...(folded.entities.get(entity) ?? [])].filter(([field]) => !field.startsWith('@'));
  return [
    { entity, field: systemFields.removed, kind: 'set', value: false },
    ...fields.flatMap(([field, { heads, conflict }]): readonly ChangeIntent[] => {
      const written = heads.find(({ op }) => op.k === 'set') ?? before(heads, byId);
      const isThere = !conflict && heads[0]?.op.k === 'set';
      if (isThere || written?.x === undefined) return [];
      return [{ entity, field, kind: 'set', value: written.x.val }];
    }),
  ];
}

/** What a field held before it was emptied with its row. */
function before(heads: readonly Change[], byId: ReadonlyMap<string, Change>): Change | undefined {
  const replaced = heads.flatMap(({ op }) => op.s.flatMap((id) => byId.get(id) ?? []));
  return replaced.filter(({ op }) => op.k === 'set').sort((a, b) => (a.op.t < b.op.t ? 1 : -1))[0];
}
