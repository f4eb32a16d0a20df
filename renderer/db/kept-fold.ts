import { isEvidence } from '../../shared/evidence/piece.ts';
import type { SaveRow } from '../../shared/journal/write.ts';
import { conflictItems } from '../../shared/merge/conflict-items.ts';
import type { Change } from '../../shared/record/change.ts';
import { foldAppended, type FoldedCase, type FoldedField } from '../../shared/record/fold.ts';
import { pseudonymsGiven } from '../../shared/record/kinds/pseudonym.ts';
import type { OpenedSave } from './bundle-rows.ts';

// What a long case was folded to, for opening it soon: only what nobody has replaced, without evidence and without a value of
// the protected level (docs/decisions/0037-kept-folds.md).

/** The rows of one series that a fold was made of. */
interface KeptSeries {
  readonly r: string;
  readonly count: number;
  /** place of the last row, and of the last change in it */
  readonly n: number;
  readonly last: number;
}

/** As it is stored, sealed. */
export interface KeptFold {
  readonly v: 1;
  readonly series: readonly KeptSeries[];
  /** hybrid time of the last change */
  readonly latest: string;
  readonly pseudonyms: readonly string[];
  /** on how many things about evidence people disagree */
  readonly conflicts: number;
  readonly forks: readonly string[];
  /** by entity and field: the changes nobody has replaced, and whether they disagree */
  readonly entities: readonly (readonly [string, readonly (readonly [string, readonly Change[], boolean])[]])[];
}

/** What can be told of a case from the changes that nobody has replaced. */
export interface FoldState {
  readonly folded: FoldedCase;
  /** hybrid time of the last change */
  readonly latest: string;
  readonly pseudonyms: ReadonlySet<string>;
  readonly conflicts: number;
}

/** Key of a row of `saves` without its case. */
export type RowKey = Pick<SaveRow, 'r' | 'n'>;

/** What a whole case says, as far as a fold that is kept says it too. */
export function stateOf(folded: FoldedCase, changes: readonly Change[]): FoldState {
  const latest = changes.reduce((newest, { op }) => (op.t > newest ? op.t : newest), '');
  return { folded, latest, pseudonyms: pseudonymsGiven(changes), conflicts: conflictItems(folded).length };
}

/**
 * What is kept of a case that was read whole.
 * @param rows all rows of the case, by series and place
 * @param isProtected whether values of a field are of the protected level: those are left out
 * @returns undefined for a case of which changes wait for others: it is told from the whole only
 */
export function keepFold(
  { folded, latest, pseudonyms }: FoldState,
  rows: readonly Pick<SaveRow, 'r' | 'n' | 'last'>[],
  isProtected: (entity: string, field: string) => boolean,
): KeptFold | undefined {
  if (folded.pending.length > 0) return undefined;
  const series = new Map<string, KeptSeries>();
  for (const { r, n, last } of rows) series.set(r, { r, count: (series.get(r)?.count ?? 0) + 1, n, last });
  const shown = (change: Change): Change =>
    isProtected(change.op.e, change.op.f) ? { id: change.id, op: change.op } : change;
  const entities = [...folded.entities].filter(([entity]) => !isEvidence(entity));
  return {
    v: 1,
    series: [...series.values()],
    latest,
    pseudonyms: [...pseudonyms],
    conflicts: conflictItems({ ...folded, conflicts: folded.conflicts.filter(({ entity }) => isEvidence(entity)) })
      .length,
    forks: folded.forks,
    entities: entities.map(([entity, fields]) => [
      entity,
      [...fields].map(([field, { heads, conflict }]) => [field, heads.map(shown), conflict]),
    ]),
  };
}

/**
 * The rows that came since a fold was made.
 * @param keys of all rows that there are now, by series and place
 * @returns undefined when rows that it was made of are not there any more: then it says nothing about the case
 */
export function rowsSince(
  { series }: Pick<KeptFold, 'series'>,
  keys: readonly RowKey[],
): readonly RowKey[] | undefined {
  const left = new Map(series.map((one) => [one.r, { ...one, seen: 0 }]));
  const since: RowKey[] = [];
  for (const key of keys) {
    const known = left.get(key.r);
    if (known === undefined || known.seen === known.count) {
      since.push(key);
      continue;
    }
    known.seen += 1;
    if (known.seen === known.count ? key.n !== known.n : key.n >= known.n) return undefined;
  }
  return [...left.values()].every(({ seen, count }) => seen === count) ? since : undefined;
}

/**
 * The state of a case from what was kept of it and what was saved here since.
 * @param since the rows that came, as {@link rowsSince} tells them
 * @returns undefined where only the whole case tells it: rows of bundles, of several series, or with a gap before them
 */
export function stateOfKept(kept: KeptFold, since: readonly OpenedSave[]): FoldState | undefined {
  const before: FoldState = {
    folded: unfold(kept),
    latest: kept.latest,
    pseudonyms: new Set(kept.pseudonyms),
    conflicts: kept.conflicts,
  };
  const changes = since.flatMap((save) => save.changes);
  if (since.some(({ isOfBundle, row }) => isOfBundle || row.r !== since[0]?.row.r)) return undefined;
  let last = kept.series.find(({ r }) => r === since[0]?.row.r)?.last ?? 0;
  for (const { op } of changes) {
    last += 1;
    if (op.n !== last) return undefined;
  }
  const aboutEvidence = changes.some(({ op }) => isEvidence(op.e));
  // which of them are decided by it only the evidence itself tells
  if (aboutEvidence && kept.conflicts > 0) return undefined;
  const folded = foldAppended(
    before.folded,
    changes.filter(({ op }) => !isEvidence(op.e)),
  );
  if (folded === undefined) return undefined;
  return {
    folded,
    latest: changes.reduce((newest, { op }) => (op.t > newest ? op.t : newest), before.latest),
    pseudonyms: new Set([...before.pseudonyms, ...pseudonymsGiven(changes)]),
    conflicts: before.conflicts + conflictItems(folded).length,
  };
}

function unfold({ entities, forks }: KeptFold): FoldedCase {
  const fields = (some: KeptFold['entities'][number][1]): ReadonlyMap<string, FoldedField> =>
    new Map(
      some.map(([field, heads, conflict]) => {
        const [winner] = heads;
        const value = winner?.op.k === 'del' ? undefined : winner?.x?.val;
        return [field, { value, heads, conflict }];
      }),
    );
  const unfolded = new Map(entities.map(([entity, some]) => [entity, fields(some)]));
  const conflicts = [...unfolded].flatMap(([entity, some]) =>
    [...some].flatMap(([field, { conflict, heads }]) => (conflict ? [{ entity, field, heads }] : [])),
  );
  return { entities: unfolded, conflicts, pending: [], forks };
}
