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
  const conflicts: Conflict[] = [];
  for (const name of [...fields.keys()].sort()) {
    const group = fields.get(name) ?? [];
    const field = foldField(group);
    const [entity = '', key = ''] = name.split(SEPARATOR);
    const entries = entities.get(entity) ?? new Map<string, FoldedField>();
    entities.set(entity, entries.set(key, field));
    if (field.conflict) conflicts.push({ entity, field: key, heads: field.heads });
  }
  const pending = [...known.keys()].filter((id) => !accepted.has(id)).sort();
  return { entities, conflicts, pending, forks: findForks(known) };
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
  const heads = changes.filter((change) => !replaced.has(change.id)).sort(latestFirst);
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
