import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { terms } from '../../../shared/catalog/catalog.ts';
import { holidays } from '../../../shared/catalog/holidays.ts';
import { caseDeadlines, type CaseDeadline, type CaseEvents } from '../../../shared/deadline/case-deadlines.ts';
import type { Closure } from '../../../shared/deadline/closure.ts';
import { termInForce } from '../../../shared/deadline/term-in-force.ts';
import { addDays } from '../../../shared/kernel/plain-date.ts';

interface With {
  readonly today?: string;
  readonly closures?: readonly Closure[];
  /** length of each term that somebody has confirmed, by key */
  readonly confirmed?: Readonly<Record<string, number>>;
}

function deadlines(
  events: Partial<CaseEvents>,
  { today = '2026-11-25', closures = [], confirmed = {} }: With = {},
): readonly CaseDeadline[] {
  const inForce = terms.map((term) => {
    const amount = confirmed[term.key];
    const confirmation = { document: 'Manual', by: 'Ana', on: '2026-11-01' };
    return termInForce(term, amount === undefined ? undefined : { ...confirmation, amount });
  });
  return caseDeadlines({ childMatter: false, ...events }, { terms: inForce, calendar: { holidays, closures }, today });
}
const find = (all: readonly CaseDeadline[], key: string): CaseDeadline | undefined => all.find((d) => d.key === key);

describe('counted by hand', () => {
  test.each([
    // Holy Week 2024: Thursday 28 to Saturday 30 March
    ['2024-03-20', '2024-04-05', '2024-04-12'],
    // 15 September 2025 is a Monday; the week of October is Wednesday 1 to Friday 3
    ['2025-09-10', '2025-09-25', '2025-10-07'],
    // Christmas and New Year
    ['2025-12-19', '2026-01-06', '2026-01-13'],
    // week of October 2026: Wednesday 7 to Friday 9
    ['2026-09-30', '2026-10-19', '2026-10-26'],
    // 1 May 2027 is a Saturday
    ['2027-04-28', '2027-05-12', '2027-05-19'],
  ])('a fine notified on %s: ten working days end on %s, fifteen on %s', (date, ten, fifteen) => {
    const all = deadlines({ fineNotified: { date } });
    expect(all.map(({ key, due, from }) => [key, due, from])).toEqual([
      ['correctionAfterFine', ten, date],
      ['appeal', ten, date],
      ['payment', fifteen, date],
    ]);
  });

  test.each([
    ['2024-03-20', '2024-03-30', '2024-04-04'],
    ['2025-12-19', '2025-12-29', '2026-01-03'],
    ['2026-09-30', '2026-10-10', '2026-10-15'],
    ['2027-04-28', '2027-05-08', '2027-05-13'],
  ])('a child is concerned: from %s ten days end on %s, fifteen on %s, whatever day that is', (date, ten, fifteen) => {
    const closures: Closure[] = [
      {
        kind: 'suspended',
        from: addDays(date, 1),
        until: addDays(date, 60),
        label: 'Suspensión',
        confidence: 'verified',
      },
    ];
    const all = deadlines({ fineNotified: { date }, childMatter: true }, { closures });
    expect(all.map(({ due }) => due)).toEqual([ten, ten, fifteen]);
  });

  test('a storm in another town does not matter, one in this town does', () => {
    const closures: Closure[] = [
      {
        kind: 'closed',
        from: '2024-11-15',
        until: '2024-11-18',
        places: ['0801'],
        label: 'Tormenta Sara',
        confidence: 'verified',
      },
    ];
    const due = (place: string) =>
      find(deadlines({ fineNotified: { date: '2024-11-11' }, place }, { closures }), 'appeal')?.due;
    expect(due('0501')).toBe('2024-11-25');
    expect(due('0801')).toBe('2024-11-27');
  });
});

test('a whole case: each term begins with its event and ends with what was due', () => {
  const confirmed = { notifyActa: 3, reinspection: 5, resolution: 10 };
  const events: CaseEvents = {
    actaRecorded: { date: '2026-11-02' },
    actaNotified: { date: '2026-11-04', time: '09:30', channel: 'mano' },
    correctionTermDays: 5,
    childMatter: false,
  };
  expect(
    deadlines(events, { confirmed }).map(({ key, due, state, fulfilledOn }) => [key, due, state, fulfilledOn]),
  ).toEqual([
    ['notifyActa', '2026-11-05', 'done', '2026-11-04'],
    ['correction', '2026-11-11', 'overdue', undefined],
    // runs from the day on which the term for correction ended
    ['reinspection', '2026-11-18', 'overdue', undefined],
  ]);
  const later: CaseEvents = { ...events, reinspected: { date: '2026-11-17' } };
  const all = deadlines(later, { confirmed });
  expect(find(all, 'reinspection')).toMatchObject({ state: 'done', fulfilledOn: '2026-11-17' });
  expect(find(all, 'resolution')).toMatchObject({ from: '2026-11-17', due: '2026-12-01', state: 'week' });
  // mended by documents: there is nothing to look at again
  const mended = deadlines({ ...events, corrected: { date: '2026-11-10' } }, { confirmed });
  expect(mended.map(({ key }) => key)).toEqual(['notifyActa', 'correction', 'resolution']);
});

test('without a length there is no day, and the list says so', () => {
  const all = deadlines({ actaRecorded: { date: '2026-11-02' }, fineNotified: { date: '2026-11-20' } });
  expect(all.map(({ key, due, state }) => [key, due, state])).toEqual([
    ['correctionAfterFine', '2026-12-04', 'later'],
    ['appeal', '2026-12-04', 'later'],
    ['payment', '2026-12-11', 'later'],
    ['notifyActa', undefined, 'unknown'],
  ]);
});

test('a day that the acta sets stands as it is', () => {
  const events = { actaNotified: { date: '2026-11-04' }, correctionTermDays: 5, correctionEnds: '2026-11-29' };
  expect(find(deadlines(events), 'correction')).toMatchObject({
    due: '2026-11-29',
    computation: undefined,
    confidence: 'verified',
    state: 'week',
  });
});

test('a deadline is no surer than what it rests on', () => {
  const all = deadlines({ fineNotified: { date: '2026-11-20' } });
  expect(find(all, 'appeal')?.confidence).not.toBe('verified');
  // no source says what the payment runs from
  expect(find(all, 'payment')?.confidence).toBe('unverified');
  // confirmed, but it runs from a day that rests on rules that nobody has confirmed
  const counted = { actaNotified: { date: '2026-11-04' }, correctionTermDays: 5 };
  const [correction, reinspection] = deadlines(counted, { confirmed: { reinspection: 0 } });
  expect([reinspection?.key, reinspection?.confidence]).toEqual(['reinspection', correction?.confidence]);
  expect(correction?.confidence).not.toBe('verified');
});

test('suspensions that never end leave no day', () => {
  const closures = Array.from({ length: 60 }, (_, n): Closure => {
    const from = addDays('2026-11-01', n * 730);
    return { kind: 'suspended', from, until: addDays(from, 729), label: 'x', confidence: 'verified' };
  });
  const all = deadlines({ fineNotified: { date: '2026-11-20' } }, { closures });
  expect(all.every(({ due, state }) => due === undefined && state === 'unknown')).toBe(true);
});

test('as days go by, a deadline comes nearer and never goes back', () => {
  const order = ['later', 'week', 'today', 'overdue'];
  const date = fc.integer({ min: 0, max: 1400 }).map((n) => addDays('2024-01-01', n));
  fc.assert(
    fc.property(date, fc.boolean(), (notified, childMatter) => {
      const states = Array.from({ length: 24 }, (_, n) =>
        find(deadlines({ fineNotified: { date: notified }, childMatter }, { today: addDays(notified, n) }), 'appeal'),
      ).map((deadline) => order.indexOf(deadline?.state ?? ''));
      expect(states).toEqual([...states].sort((a, b) => a - b));
      expect(states.filter((state) => state === 2)).toHaveLength(1);
    }),
    { numRuns: 8 },
  );
});

describe('what the case has gone past is watched no more', () => {
  const confirmed = { correction: 10, reinspection: 5, resolution: 10 };
  const states = (events: Partial<CaseEvents>): Readonly<Record<string, string>> =>
    Object.fromEntries(
      deadlines(events, { confirmed, today: '2026-08-03' }).map(({ key, state }) => [key, state] as const),
    );
  const reviewed = { actaNotified: { date: '2026-03-27' }, reinspected: { date: '2026-04-21' } };
  const fined = { ...reviewed, resolved: { date: '2026-05-05' }, fineNotified: { date: '2026-05-07' } };

  test('the correction, once somebody has looked whether it was made', () => {
    expect(states({ actaNotified: reviewed.actaNotified })).toEqual({ correction: 'overdue', reinspection: 'overdue' });
    expect(states(reviewed)).toEqual({ correction: 'past', reinspection: 'done', resolution: 'overdue' });
    expect(states({ ...reviewed, corrected: { date: '2026-04-22' } })).toMatchObject({ correction: 'done' });
  });

  test('the ways out of a fine, once it is paid; its payment, once it is lifted', () => {
    expect(states(fined)).toMatchObject({ correctionAfterFine: 'overdue', appeal: 'overdue', payment: 'overdue' });
    const paid = { date: '2026-05-26' };
    expect(states({ ...fined, paid })).toMatchObject({ correctionAfterFine: 'past', appeal: 'past', payment: 'done' });
    const lifted = states({ ...fined, correctedAfterFine: paid });
    expect(lifted).toMatchObject({ correctionAfterFine: 'done', appeal: 'past', payment: 'past' });
  });

  test('all of it, once the case has come to its end', () => {
    const ended = { date: '2026-06-01' };
    expect(states({ ...reviewed, ended })).toEqual({ correction: 'past', reinspection: 'done', resolution: 'past' });
  });

  test('and nothing is to be corrected where no infringement was found', () => {
    expect(states({ actaRecorded: { date: '2026-03-25' }, ...reviewed, nothingToCorrect: true })).toEqual({
      notifyActa: 'done',
      resolution: 'overdue',
    });
  });
});
