import type { Change } from '../record/change.ts';
import { fold, type Conflict, type FoldedCase } from '../record/fold.ts';

/** What came of a case and what there is of it. All of it was verified where it came in. */
export interface MergeInput {
  /** everything that is known here; of two with one id the one with its value counts */
  readonly existing: readonly Change[];
  readonly incoming: readonly Change[];
  /** ids of existing changes whose value is kept here and cannot be seen by whoever looks */
  readonly closed?: ReadonlySet<string>;
}

/**
 * How a case stands beside what came of it: `new`: nothing of it was here; `same`: both know the same; `advanced`: something
 * is missing here; `known`: nothing is missing here, and the sender lacks something.
 */
export type MergeKind = 'new' | 'same' | 'advanced' | 'known';

/** What taking changes in would do. Nothing that is here is ever replaced or taken away. */
export interface MergePlan {
  readonly kind: MergeKind;
  /** changes that are not here yet, by series and place */
  readonly fresh: readonly Change[];
  /** changes that are here without their value, which comes open */
  readonly filled: readonly Change[];
  /** all changes as they will be, each once */
  readonly merged: readonly Change[];
  /** the state that they make */
  readonly folded: FoldedCase;
  /** fields on which people will disagree and did not before, or of which there is one more opinion */
  readonly conflicts: readonly Conflict[];
  /** installations whose series has two changes in one place, and had not before */
  readonly forks: readonly string[];
  /** ids of changes that wait for others that neither side has */
  readonly pending: readonly string[];
}

/**
 * Works out the union of what is here and what came: by id, so that order, repetition and grouping make no difference.
 * @returns a plan; carrying it out means keeping `fresh` and `filled`
 * @throws when the changes belong to more than one case: that is a bug
 */
export function planMerge({ existing, incoming, closed = new Set() }: MergeInput): MergePlan {
  const here = uniteChanges(existing);
  const there = uniteChanges(incoming);
  const known = new Map(here.map((change) => [change.id, change]));
  const fresh = inSeries(there.filter(({ id }) => !known.has(id)));
  const filled = inSeries(
    there.filter(({ id, x }) => {
      const same = known.get(id);
      return x !== undefined && same !== undefined && same.x === undefined && !closed.has(id);
    }),
  );
  const merged = uniteChanges([...filled, ...here, ...fresh]);
  const folded = fold(merged);
  const before = fold(here);
  const seen = new Set(before.conflicts.map(nameOfConflict));
  const theirs = new Set(there.map(({ id }) => id));
  const gains = fresh.length + filled.length > 0;
  const lacks = here.some(({ id }) => !theirs.has(id));
  return {
    kind: here.length === 0 ? 'new' : gains ? 'advanced' : lacks ? 'known' : 'same',
    fresh,
    filled,
    merged,
    folded,
    conflicts: folded.conflicts.filter((conflict) => !seen.has(nameOfConflict(conflict))),
    forks: folded.forks.filter((series) => !before.forks.includes(series)),
    pending: folded.pending,
  };
}

/** Each change once, in the order of its first copy; of two copies the one with its value. */
export function uniteChanges(changes: readonly Change[]): readonly Change[] {
  const united = new Map<string, Change>();
  for (const change of changes) {
    const before = united.get(change.id);
    if (before === undefined || (before.x === undefined && change.x !== undefined)) united.set(change.id, change);
  }
  return united.size === changes.length ? changes : [...united.values()];
}

/** By series and place; of two in one place by id, so that everybody has the same order. */
export function inSeries(changes: readonly Change[]): readonly Change[] {
  return [...changes].sort((a, b) => compare(a.op.r, b.op.r) || a.op.n - b.op.n || compare(a.id, b.id));
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function nameOfConflict({ entity, field, heads }: Conflict): string {
  return [entity, field, ...heads.map(({ id }) => id).sort()].join('\0');
}
