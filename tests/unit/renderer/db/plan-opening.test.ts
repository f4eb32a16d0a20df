import { describe, expect, test } from 'vitest';
import { planOpening, type Plan, type Standing } from '../../../../renderer/db/plan-opening.ts';
import type { JournalState } from '../../../../shared/ipc/contract.ts';
import { randomBytes } from '../../../../shared/kernel/bytes.ts';

const [ours, other] = [randomBytes(32), randomBytes(32)];
const whole: JournalState = { seq: 10, digest: ours, state: 'whole', lost: [], restored: false };
const missing: JournalState = { seq: 0, digest: new Uint8Array(32), state: 'missing', lost: [], restored: false };
const damaged: JournalState = {
  ...whole,
  state: 'damaged',
  lost: [
    [4, 5],
    [8, 8],
  ],
};
const lostWhole: JournalState = { ...missing, lost: [[1, 10]] };
const onlyActs: JournalState = { ...lostWhole, lastWrite: 7 };
const actsBehind: JournalState = { ...damaged, lost: [[11, 12]], lastWrite: 9 };
const restored: JournalState = { ...whole, restored: true };
const none: Standing = { kind: 'none', isThere: false };
const first: Standing = { kind: 'first-layout' };
const at = (seq: number, digest = ours): Standing => ({ kind: 'at', seq, digest });
const said = (plan: Plan): string =>
  plan.kind === 'stop' ? `${plan.fault.code} ${JSON.stringify(plan.fault.detail ?? {})}` : plan.kind;

const cases: readonly (readonly [string, Standing, JournalState, string, string])[] = [
  // tables, journal, plan, plan when somebody goes on without what is lost
  ['both whole and the same', at(10), whole, 'go', 'go'],
  ['a half-written end was cut', at(10), { ...whole, state: 'cut' }, 'go', 'go'],
  ['the same number and two pasts', at(10, other), whole, 'journal/differs {"seq":10}', 'journal/differs {"seq":10}'],
  ['the journal ahead', at(7), whole, 'follow', 'follow'],
  ['tables never written', at(0, new Uint8Array(32)), whole, 'follow', 'follow'],
  ['tables ahead', at(11), whole, 'seed', 'seed'],
  ['no tables', none, whole, 'rebuild', 'rebuild'],
  ['no journal', at(10), missing, 'seed', 'seed'],
  ['no journal, and it had gone as far as the tables', at(10), lostWhole, 'seed', 'seed'],
  ['no journal, and it had gone further', at(7), lostWhole, 'journal/lost {"from":8,"to":10}', 'seed'],
  ['neither, and something tells how far it had gone', none, lostWhole, 'db/missing {}', 'db/missing {}'],
  ['no journal, and the tables have all the work that was in it', at(7), onlyActs, 'seed', 'seed'],
  ['no journal, and the tables lack some of the work', at(6), onlyActs, 'journal/lost {"from":7,"to":10}', 'seed'],
  ['acts behind the end are gone', at(10), actsBehind, 'seed', 'seed'],
  ['acts behind the end are gone, tables behind', at(6), actsBehind, 'seed', 'seed'],
  ['acts behind the end are gone, no tables', none, actsBehind, 'rebuild', 'rebuild'],
  ['neither', none, missing, 'db/missing {}', 'db/missing {}'],
  ['first layout, no journal', first, missing, 'seed', 'seed'],
  ['first layout, its journal was just written', first, whole, 'rebuild', 'rebuild'],
  ['first layout, its journal was written and damaged', first, damaged, 'seed', 'seed'],
  ['gaps that the tables have', at(10), damaged, 'seed', 'seed'],
  ['gaps that the tables have, which are behind', at(8), damaged, 'seed', 'seed'],
  ['gaps, one beyond the tables', at(6), damaged, 'journal/lost {"from":8,"to":8}', 'seed'],
  ['gaps, one half beyond the tables', at(4), damaged, 'journal/lost {"from":5,"to":5}', 'seed'],
  ['gaps and no tables', none, damaged, 'journal/lost {"from":4,"to":5}', 'rebuild'],
  ['put back from a copy, tables of later', at(30, other), restored, 'rebuild', 'rebuild'],
  ['put back from a copy, tables of before', at(3, other), restored, 'rebuild', 'rebuild'],
  ['put back from a copy of just now', at(10), restored, 'go', 'go'],
  [
    'put back from a copy with a gap',
    at(30, other),
    { ...damaged, restored: true },
    'journal/lost {"from":4,"to":5}',
    'rebuild',
  ],
];

describe.each(cases.map(([name, tables, journal, ...plans]) => ({ name, tables, journal, plans })))(
  '$name',
  ({ tables, journal, plans }) => {
    test('by itself', () => expect(said(planOpening(tables, journal, false))).toBe(plans[0]));
    test('going on', () => expect(said(planOpening(tables, journal, true))).toBe(plans[1]));
  },
);
