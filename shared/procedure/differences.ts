import type { Json } from '../kernel/canonical-json.ts';
import type { Procedure } from './procedure.ts';

/** The parts of a procedure that a difference can be about. */
export type Part = 'state' | 'move' | 'competency' | 'step';

interface About {
  readonly part: Part;
  /** how the thing is called; after the change where it is still there */
  readonly label: string;
  /** key of the type of inspection, for steps */
  readonly type?: string;
}

/**
 * One thing in which two versions differ. Values are as stored (keys of roles, terms, states ...); `undefined` where
 * there was or is none. `moved`: places from 1.
 */
export type Difference =
  | (About & { readonly kind: 'added' | 'removed' })
  | (About & { readonly kind: 'moved'; readonly from: number; readonly to: number })
  | (About & {
      readonly kind: 'changed';
      readonly field: string;
      readonly before: Json | undefined;
      readonly after: Json | undefined;
    });

interface Item {
  readonly key: string;
  readonly label: string;
  readonly values: Readonly<Record<string, Json | undefined>>;
}

/** What differs from one version to another, in the order of the procedure; nothing when they say the same. */
export function differencesBetween(before: Procedure, after: Procedure): readonly Difference[] {
  const types = [...new Set([...before.inspections, ...after.inspections].map(({ type }) => type))];
  return [
    ...ofList('state', before.states.map(toItem), after.states.map(toItem)),
    ...ofList('move', movesIn(before), movesIn(after)),
    ...types.flatMap((type) => ofSteps(before, after, type)),
    ...ofList('competency', competenciesIn(before), competenciesIn(after)),
  ];
}

function toItem(entry: { readonly key: string; readonly label: string }): Item {
  const { key, ...values } = entry;
  return { key, label: entry.label, values };
}

function movesIn({ moves, exits, reopen }: Procedure): readonly Item[] {
  return [...moves, ...exits, reopen].map(toItem);
}

function competenciesIn({ competencies }: Procedure): readonly Item[] {
  return competencies.map(toItem);
}

function ofSteps(before: Procedure, after: Procedure, type: string): readonly Difference[] {
  const stepsIn = ({ inspections }: Procedure): readonly Item[] =>
    inspections.find((list) => list.type === type)?.steps.map(toItem) ?? [];
  const [old, now] = [stepsIn(before), stepsIn(after)];
  return [...ofList('step', old, now), ...placesChanged(old, now)].map((difference) => ({ ...difference, type }));
}

function ofList(part: Part, before: readonly Item[], after: readonly Item[]): readonly Difference[] {
  const find = (items: readonly Item[], wanted: string): Item | undefined => items.find(({ key }) => key === wanted);
  return [
    ...after.flatMap((item): readonly Difference[] => {
      const old = find(before, item.key);
      return old === undefined ? [{ kind: 'added', part, label: item.label }] : ofItem(part, old, item);
    }),
    ...before
      .filter(({ key }) => find(after, key) === undefined)
      .map(({ label }): Difference => ({ kind: 'removed', part, label })),
  ];
}

function ofItem(part: Part, before: Item, after: Item): readonly Difference[] {
  const fields = [...new Set([...Object.keys(before.values), ...Object.keys(after.values)])];
  return fields.flatMap((field): readonly Difference[] => {
    const [old, now] = [before.values[field], after.values[field]];
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    return [{ kind: 'changed', part, label: after.label, field, before: old, after: now }];
  });
}

/** Steps that stand elsewhere among those that both versions have: the fewest that explain the new order. */
function placesChanged(before: readonly Item[], after: readonly Item[]): readonly Difference[] {
  const old = before.map(({ key }) => key).filter((key) => after.some((item) => item.key === key));
  const now = after.map(({ key }) => key).filter((key) => old.includes(key));
  const kept = longestRising(now.map((key) => old.indexOf(key)));
  return now.flatMap((key, at): readonly Difference[] => {
    const item = after.find((entry) => entry.key === key);
    if (item === undefined || kept.has(at)) return [];
    const placeIn = (items: readonly Item[]): number => items.findIndex((entry) => entry.key === key) + 1;
    return [{ kind: 'moved', part: 'step', label: item.label, from: placeIn(before), to: placeIn(after) }];
  });
}

/** Places of a longest series of rising numbers: what did not move, when the others did. */
function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  const best: (readonly number[])[] = [];
  numbers.forEach((number, at) => {
    const before = best
      .slice(0, at)
      .filter((series) => (numbers[series.at(-1) ?? -1] ?? Infinity) < number)
      .sort((a, b) => b.length - a.length)[0];
    best.push([...(before ?? []), at]);
  });
  return new Set([...best].sort((a, b) => b.length - a.length)[0] ?? []);
}
