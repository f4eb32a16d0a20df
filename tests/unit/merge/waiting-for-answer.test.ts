import { expect, test } from 'vitest';
import { newId } from '../../../shared/kernel/id.ts';
import {
  isTakenIn,
  isTakenWhole,
  PARTLY,
  waitingForAnswer,
  type BundleEvent,
  type LedgerEntry,
} from '../../../shared/merge/ledger.ts';

const [one, two] = [newId(), newId()];
let minute = 10;
const event = (what: BundleEvent['what'], note = '', cases?: readonly string[]): BundleEvent => {
  minute += 1;
  const at = `2026-11-24T20:${minute}:00.000Z`;
  return { what, at, by: 'ana', note, ...(cases === undefined ? {} : { cases: [...cases] }) };
};
const entry = (direction: 'in' | 'out', over: Partial<LedgerEntry>): LedgerEntry => ({
  ...{ id: newId(), direction, kind: 'traspaso', identity: 'a'.repeat(64), code: 'AAAA-AAAA', replica: newId() },
  ...{ from: direction === 'in' ? 'SPS' : 'LCE', events: [] },
  to: [{ office: direction === 'in' ? 'LCE' : 'SPS', n: 1, before: null }],
  cases: [one, two].map((id) => ({ id, series: [] })),
  ...over,
});
const came = (...events: BundleEvent[]): LedgerEntry => entry('in', { events });
const waiting = (...entries: LedgerEntry[]): readonly LedgerEntry[] => waitingForAnswer(entries, 'SPS', 'LCE');

test('only a bundle whose cases were all taken, and not taken back, is said to have arrived', () => {
  const whole = came(event('received'), event('imported', '', [one]), event('imported', '', [two]));
  const others = [
    came(event('received')),
    came(event('refused')),
    came(event('imported', '', [])),
    came(event('imported', '', [one])),
    came(event('imported', '', [one, two]), event('withdrawn')),
    came(event('imported', '', [one]), event('withdrawn'), event('imported', '', [two])),
  ];
  expect(others.filter(isTakenWhole)).toEqual([]);
  expect(waiting(whole, ...others)).toEqual([whole]);
  const again = came(event('imported', '', [one, two]), event('withdrawn'), event('imported', '', [one, two]));
  expect(isTakenWhole(again)).toBe(true);
});

test('one that was made for another office, or came from one, is not answered', () => {
  const events = [event('imported', '', [one, two])];
  const forOther = entry('in', { events, to: [{ office: 'TGU', n: 1, before: null }] });
  expect(waiting(forOther, entry('in', { events, from: 'TGU' }), entry('in', { events, kind: 'acuse' }))).toEqual([]);
});

test('it is said again until a bundle that carries the word was confirmed', () => {
  const early = entry('out', { code: 'EEEE-EEEE', events: [event('made'), event('acknowledged')] });
  const carrierMade = event('made');
  const told = came(event('imported', '', [one, two]), event('acknowledged', 'CCCC-CCCC'));
  const carrier = (...events: BundleEvent[]): LedgerEntry =>
    entry('out', { code: 'CCCC-CCCC', events: [carrierMade, ...events] });
  expect(waiting(told, early, carrier(event('destroyed')))).toEqual([told]);
  const later = entry('out', { code: 'DDDD-DDDD', events: [event('made'), event('written')] });
  expect(waiting(told, early, later)).toEqual([told]);
  expect(waiting(told, early, { ...later, events: [...later.events, event('acknowledged')] })).toEqual([]);
  expect(waiting(told, early, carrier(event('acknowledged')))).toEqual([]);
});

test('what went to several offices carries no word to any of them, and proves none', () => {
  const told = came(event('imported', '', [one, two]), event('acknowledged', 'CCCC-CCCC'));
  const [toOne] = entry('out', {}).to;
  const settings = entry('out', {
    kind: 'ajustes',
    to: [toOne!, { office: 'TGU', n: 1, before: null }],
    events: [event('made'), event('written'), event('acknowledged', 'SPS')],
  });
  expect(waiting(told, settings)).toEqual([told]);
});

test('what was stopped in the middle is in here, to be taken back, and not said to have arrived', () => {
  const partly = came(event('received'), event('imported', PARTLY, [one, two]));
  expect(isTakenWhole(partly)).toBe(false);
  expect(isTakenIn(partly)).toBe(true);
  expect(isTakenWhole(came(...partly.events, event('imported', '', [one, two])))).toBe(true);
});
