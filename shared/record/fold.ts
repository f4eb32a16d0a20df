import { assert } from '../kernel/assert.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import type { Change } from './change.ts';

/** One field as all known changes leave it. */
export interface FoldedField {
  /** the value to show; undefined when it was deleted or is withheld. In a conflict: the provisional winner's */
  readonly value: Json | undefined;
  /** the changes nobody has replaced, provisional winner first (greatest time, then greatest id) */
  readonly heads: readonly Change[];
  /** true when the heads do not all say the same; only a person may resolve it, with a change that names them all */
  readonly conflict: boolean;
}

/** A field on which people disagree. */
export interface Conflict {
  readonly entity: string;
  readonly field: string;
  readonly heads: readonly Change[];
}

/** The state of one case: a pure function of the set of its changes. */
export interface FoldedCase {
  /** fields by entity name and field name, in name order */
  readonly entities: ReadonlyMap<string, ReadonlyMap<string, FoldedField>>;
  readonly conflicts: readonly Conflict[];
  /** ids of changes that wait for an ancestor: shown, never applied, never dropped; sorted */
  readonly pending: readonly string[];
  /** installations whose series has two changes in one place (restored backup, copied disk, fraud); sorted */
  readonly forks: readonly string[];
}

/**
 * Works out the state of one case. Order, repetition and grouping of the changes make no difference.
 * The changes must have been verified where they came in; seals are not looked at here.
 * @param changes of one case
 * @throws when they belong to more than one case: that is a bug
 */
export function fold(changes: readonly Change[]): FoldedCase {
  const known = unique(changes);
  const accepted = acceptChains(known);
  const fields = groupByField(accepted);
  const entities = new Map<string, Map<string, FoldedField>>();
  for (const name of [...fields.keys()].sort()) {
    const [entity = '', key = ''] = name.split(SEPARATOR);
    const entries = entities.get(entity) ?? new Map<string, FoldedField>();
    entities.set(entity, entries.set(key, foldField(fields.get(name) ?? [])));
  }
  const pending = [...known.keys()].filter((id) => !accepted.has(id)).sort();
  return { entities, conflicts: conflictsIn(entities), pending, forks: findForks(known) };
}

/**
 * The state of a case after changes were appended to all that is known of it, without going over the rest again: what
 * {@link fold} makes of all of them together.
 * @param before the state they were appended to
 * @param fresh as `appendChanges` gave them
 * @returns undefined when changes of the case wait for an ancestor: then only the whole tells whether these wait too
 */
export function foldAppended(before: FoldedCase, fresh: readonly Change[]): FoldedCase | undefined {
  if (before.pending.length > 0) return undefined;
  const touched = new Map<string, Map<string, FoldedField>>();
  for (const change of fresh) {
    const { e, f, s } = change.op;
    const fields = touched.get(e) ?? new Map(before.entities.get(e));
    const left = (fields.get(f)?.heads ?? []).filter(({ id }) => !s.includes(id));
    touched.set(e, fields.set(f, fieldOf([...left, change])));
  }
  const ordered = [...touched].map(([entity, fields]) => [entity, inNameOrder(fields)] as const);
  const entities = inNameOrder(new Map([...before.entities, ...ordered]));
  return { entities, conflicts: conflictsIn(entities), pending: [], forks: before.forks };
}

function inNameOrder<T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function conflictsIn(entities: FoldedCase['entities']): readonly Conflict[] {
  const conflicts: Conflict[] = [];
  for (const [entity, fields] of entities) {
    for (const [field, { conflict, heads }] of fields) if (conflict) conflicts.push({ entity, field, heads });
  }
  return conflicts;
}

/** Sorts before every character a name may have, so that entities and fields come in name order. */
const SEPARATOR = '\0';

/** Each change once; of two copies the one that still has its value. */
function unique(changes: readonly Change[]): ReadonlyMap<string, Change> {
  const known = new Map<string, Change>();
  const caseId = changes[0]?.op.c;
  for (const change of changes) {
    assert(change.op.c === caseId, 'fold: changes of more than one case');
    const before = known.get(change.id);
    if (before === undefined || (before.x === undefined && change.x !== undefined)) known.set(change.id, change);
  }
  return known;
}

/** A change counts when its whole series before it is known. */
function acceptChains(known: ReadonlyMap<string, Change>): ReadonlyMap<string, Change> {
  const accepted = new Map<string, Change>();
  const inSeriesOrder = [...known.values()].sort((a, b) => a.op.n - b.op.n);
  for (const change of inSeriesOrder) {
    const { p, r, n } = change.op;
    const previous = p === null ? undefined : accepted.get(p);
    const continues = previous?.op.r === r && previous.op.n === n - 1;
    if ((p === null && n === 1) || continues) accepted.set(change.id, change);
  }
  return accepted;
}

function groupByField(accepted: ReadonlyMap<string, Change>): ReadonlyMap<string, readonly Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of accepted.values()) {
    const name = `${change.op.e}${SEPARATOR}${change.op.f}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [change]);
    else group.push(change);
  }
  return groups;
}

/** Heads are looked for inside the field only: a change can never make another field's value disappear. */
function foldField(changes: readonly Change[]): FoldedField {
  const replaced = new Set(changes.flatMap((change) => change.op.s));
  return fieldOf(changes.filter((change) => !replaced.has(change.id)));
}

/** @param unreplaced the changes of a field that nobody has replaced */
function fieldOf(unreplaced: readonly Change[]): FoldedField {
  const heads = [...unreplaced].sort(latestFirst);
  const [winner] = heads;
  assert(winner !== undefined, 'fold: a field without heads');
  return {
    value: winner.op.k === 'del' ? undefined : winner.x?.val,
    heads,
    conflict: heads.some((head) => !saysTheSame(head, winner)),
  };
}

function latestFirst(a: Change, b: Change): number {
  if (a.op.t !== b.op.t) return a.op.t < b.op.t ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}

function saysTheSame(a: Change, b: Change): boolean {
  if (a === b) return true;
  if (a.op.k !== b.op.k) return false;
  if (a.op.k === 'del') return true;
  return a.x && b.x ? canonicalJson(a.x.val) === canonicalJson(b.x.val) : a.op.h === b.op.h;
}

function findForks(known: ReadonlyMap<string, Change>): readonly string[] {
  const places = new Set<string>();
  const forks = new Set<string>();
  for (const { op } of known.values()) {
    const place = `${op.r}/${op.n}`;
    if (places.has(place)) forks.add(op.r);
    places.add(place);
  }
  return [...forks].sort();
}
