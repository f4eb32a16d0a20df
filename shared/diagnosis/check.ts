import * as v from 'valibot';
import { assertNever } from '../kernel/assert.ts';

/** How serious what was found is: nothing to do, worth knowing, or not to be worked with. */
export type CheckState = 'ok' | 'warn' | 'bad';

/** What is looked at on a computer, in the order in which it is told, and everything that can come of it. */
export const outcomes = {
  runtime: { current: 'ok', 'prints-not': 'warn' },
  engine: { sqlite: 'ok', leveldb: 'ok', absent: 'warn', older: 'bad', other: 'bad' },
  writing: { possible: 'ok', denied: 'bad', full: 'bad' },
  disk: { enough: 'ok', little: 'warn', full: 'bad', unknown: 'warn' },
  keys: { readable: 'ok', none: 'ok', second: 'warn', old: 'warn', damaged: 'bad', newer: 'bad' },
  journal: {
    whole: 'ok',
    none: 'ok',
    cut: 'warn',
    repaired: 'warn',
    damaged: 'bad',
    missing: 'bad',
    unreadable: 'bad',
  },
  clock: { right: 'ok', unknown: 'ok', behind: 'warn' },
  fonts: { drawn: 'ok', failed: 'bad' },
  printers: { some: 'ok', none: 'warn', unknown: 'warn' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, CheckState>>>>;
export type CheckName = keyof typeof outcomes;

export const checkNames = Object.keys(outcomes) as [CheckName, ...CheckName[]];

/** A number, or a word such as a version: nothing that could be a name, a sentence or a path. */
const Fact = v.union([
  v.pipe(v.number(), v.finite()),
  v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9.+_-]{0,39}$/)),
]);

/** One thing that was looked at, and what was found. */
export const Check = v.pipe(
  v.strictObject({
    name: v.picklist(checkNames),
    outcome: v.string(),
    /** what fills the gaps of the sentence that tells it */
    facts: v.exactOptional(v.record(v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,20}$/)), Fact)),
  }),
  v.check(({ name, outcome }) => Object.hasOwn(outcomes[name], outcome)),
);
export type Check = v.InferOutput<typeof Check>;

/** Makes a check; that the outcome is one of its own is seen by the compiler. */
export function check<N extends CheckName>(
  name: N,
  outcome: keyof (typeof outcomes)[N] & string,
  facts?: Check['facts'],
): Check {
  return { name, outcome, ...(facts === undefined ? {} : { facts }) };
}

/** How serious one finding is. */
export function stateOf({ name, outcome }: Pick<Check, 'name' | 'outcome'>): CheckState {
  const states: Readonly<Record<string, CheckState>> = outcomes[name];
  return (Object.hasOwn(states, outcome) ? states[outcome] : undefined) ?? 'bad';
}

/** How serious all of them together are: as serious as the worst. */
export function worstOf(checks: readonly Check[]): CheckState {
  const found = new Set(checks.map(stateOf));
  if (found.has('bad')) return 'bad';
  return found.has('warn') ? 'warn' : 'ok';
}

/** What `--self-test` ends with: 0 when the app can be worked with, also where something is worth knowing. */
export function exitCodeOf(state: CheckState): number {
  switch (state) {
    case 'ok':
    case 'warn':
      return 0;
    case 'bad':
      return 1;
    default:
      return assertNever(state);
  }
}
