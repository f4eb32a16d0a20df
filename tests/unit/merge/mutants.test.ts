import { expect, test } from 'vitest';
import { planMerge, uniteChanges, type MergeInput, type MergePlan } from '../../../shared/merge/plan-merge.ts';
import { tipsOf } from '../../../shared/bundle/check-case.ts';
import type { Change } from '../../../shared/record/change.ts';
import { fold, type FoldedCase, type FoldedField } from '../../../shared/record/fold.ts';
import { askLaws } from './laws.ts';
import type { Rules } from './offices.ts';

// The laws are worth something only when they notice what is broken on purpose. Each of these once stood, or could stand, in a
// program that somebody trusted.

const merged = (input: MergeInput, change: (plan: MergePlan) => readonly Change[]): MergePlan => {
  const plan = planMerge(input);
  const all = change(plan);
  return { ...plan, merged: all, folded: fold(all) };
};

/** The fold with the fields of its entities as `change` gives them. */
function withFields(folded: FoldedCase, change: (field: FoldedField) => FoldedField): FoldedCase {
  const entities = new Map(
    [...folded.entities].map(([name, fields]) => [
      name,
      new Map([...fields].map(([key, field]) => [key, change(field)])),
    ]),
  );
  return { ...folded, entities };
}

/** Changes as if their series were whole. */
function withoutSeries(changes: readonly Change[]): readonly Change[] {
  const places = new Map<string, number>();
  return changes.map((change) => {
    const n = (places.get(change.op.r) ?? 0) + 1;
    places.set(change.op.r, n);
    const previous = changes.filter(({ op }) => op.r === change.op.r)[n - 2];
    return { ...change, op: { ...change.op, n, p: previous?.id ?? null } };
  });
}

const mutants: Readonly<Record<string, Partial<Rules>>> = {
  'the winner of a disagreement is who came last': {
    foldAll: (changes) => {
      const arrived = new Map(changes.map(({ id }, at) => [id, at]));
      return withFields(fold(changes), (field) => {
        const heads = [...field.heads].sort((a, b) => (arrived.get(b.id) ?? 0) - (arrived.get(a.id) ?? 0));
        return { ...field, heads, value: heads[0]?.op.k === 'del' ? undefined : heads[0]?.x?.val };
      });
    },
  },
  'what a change replaces is forgotten': {
    foldAll: (changes) => fold(changes.map((change) => ({ ...change, op: { ...change.op, s: change.op.s.slice(1) } }))),
  },
  'a change counts without what is before it': {
    merge: (input) => merged(input, ({ merged: all }) => withoutSeries(all)),
  },
  'what waits is dropped': {
    merge: (input) => merged(input, (plan) => plan.merged.filter(({ id }) => !plan.pending.includes(id))),
  },
  'changes beside one another take the place of each other': {
    merge: (input) =>
      merged(input, ({ merged: all }) => {
        const byPlace = new Map(all.map((change) => [`${change.op.r} ${change.op.n}`, change]));
        return [...byPlace.values()];
      }),
  },
  'a value that comes open stays closed': {
    merge: (input) =>
      merged(
        { ...input, incoming: input.incoming.filter(({ id }) => !input.existing.some((one) => one.id === id)) },
        (plan) => plan.merged,
      ),
  },
  'the copy that comes in counts, with or without its value': {
    merge: (input) =>
      merged(input, () => [...new Map([...input.existing, ...input.incoming].map((one) => [one.id, one])).values()]),
  },
  'a series that went on twice is not told': { foldAll: (changes) => ({ ...fold(changes), forks: [] }) },
  'seals are not kept': { keepSeals: () => [] },
  'only the newest end of a series is sealed': {
    toSeal: (changes, seals) => {
      const sealed = new Set(seals.map(({ h }) => h));
      const newest = new Map(tipsOf(changes).map((tip) => [tip.r, tip]));
      return [...newest.values()].filter(({ h }) => !sealed.has(h));
    },
  },
  'nobody vouches for a computer that is gone': { vouches: false },
  'altered changes are taken in': { verify: () => true },
  'what is here goes when the other side does not have it': {
    merge: (input) =>
      merged(input, () => (input.incoming.length === 0 ? input.existing : uniteChanges(input.incoming))),
  },
  'the latest change of a field hides the others': {
    foldAll: (changes) => {
      const folded = fold(changes);
      const hidden = withFields(folded, (field) => ({ ...field, heads: field.heads.slice(0, 1), conflict: false }));
      return { ...hidden, conflicts: [] };
    },
  },
};

test.each(Object.entries(mutants))('noticed: %s', (_, broken) => {
  expect(() => askLaws({ runs: 40, seed: 7, broken })).toThrow(/broken|still there|changed something/);
});
