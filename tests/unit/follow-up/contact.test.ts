import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkContact,
  contactsOf,
  contactValues,
  correctionOf,
  emptyContact,
  type ContactForm,
} from '../../../shared/follow-up/contact.ts';
import { addRow, emptyDraft, type RecordDraft } from '../../../shared/record/draft.ts';
import type { Values } from '../../../shared/record/fields.ts';
import { contactLog, contactRows } from '../../../shared/record/kinds/contact-log.ts';
import { validate } from '../../../shared/record/validate.ts';

const now = Date.parse('2026-11-24T20:30:00.000Z');
const form = (more: Partial<ContactForm> = {}): ContactForm => ({
  ...emptyContact('call', '2026-11-24', '14:05'),
  institution: 'cicesctEri',
  ...more,
});
const noted = { at: '2026-11-24T20:06:00.000Z', by: 'p', name: 'Ana Núñez' };
const logOf = (...rows: readonly (readonly [string, Values])[]): RecordDraft =>
  rows.reduce((log, [id, values]) => addRow(log, contactRows, { id, values }), emptyDraft(contactLog));

test('what was typed comes back from the log, and is whole there', () => {
  const typed = form({ telephone: '145', person: 'Guardia', answered: 'yes', said: 'Vienen.', referral: 'r1' });
  const log = logOf(['a', contactValues(typed, noted)]);
  expect(validate(contactLog, log, { today: '2026-11-24' })).toEqual([]);
  expect(contactsOf(log)[0]).toMatchObject({
    id: 'a',
    kind: 'call',
    at: '2026-11-24T20:05:00.000Z',
    telephone: '145',
    answered: 'yes',
    referral: 'r1',
    said: 'Vienen.',
    notedByName: 'Ana Núñez',
    correctedBy: undefined,
  });
});

test('a correction is a row of its own: the first stays, marked', () => {
  const first = contactValues(form({ said: 'mal' }), noted);
  const [before] = contactsOf(logOf(['a', first]));
  const again = contactValues(
    { ...correctionOf(before!, '2026-11-24', '14:05'), said: 'bien' },
    { ...noted, at: '2026-11-24T20:20:00.000Z' },
  );
  const both = contactsOf(logOf(['a', first], ['b', again]));
  expect(both.map(({ id, said, correctedBy, corrects }) => [id, said, correctedBy, corrects])).toEqual([
    ['b', 'bien', undefined, 'a'],
    ['a', 'mal', 'b', ''],
  ]);
});

test('a damaged row is told and counts as no moment; a kind from a newer app is no receipt', () => {
  const [one] = contactsOf(logOf(['a', { contactKind: 'receipt', contactOn: '2026-13-40', contactTime: '14:05' }]));
  expect(one).toMatchObject({ kind: 'receipt', at: undefined, institution: '' });
  const [other] = contactsOf(logOf(['a', { contactKind: 'telepathy', contactOn: '2026-11-24', contactTime: '14:05' }]));
  expect(other?.kind).toBe('followUp');
  // a row that says it corrects itself is no correction
  expect(contactsOf(logOf(['a', { corrects: 'a' }]))[0]?.correctedBy).toBeUndefined();
});

describe('what is wrong is said by its field', () => {
  test.each([
    [{}, {}],
    [{ institution: ' ' }, { institution: 'missing' }],
    [{ on: '' }, { on: 'missing' }],
    [{ on: '2026-02-30' }, { on: 'notADay' }],
    [{ time: '25:00' }, { time: 'notATime' }],
    [{ time: '14:31' }, { time: 'future' }],
    [{ on: '2026-11-25' }, { on: 'future' }],
    [{ nextOn: '2026-11-23' }, { nextOn: 'past' }],
    [{ nextOn: 'mañana' }, { nextOn: 'notADay' }],
  ] as const)('%j', (more, problems) => {
    expect(checkContact(form(more), now)).toEqual(problems);
  });

  test('nobody confirms what was not sealed yet; the minute of the sealing counts', () => {
    const receipt = form({ kind: 'receipt' });
    expect(checkContact(receipt, now, '2026-11-24T20:05:40.000Z')).toEqual({});
    expect(checkContact(receipt, now, '2026-11-24T20:06:00.000Z')).toEqual({ time: 'beforeReferral' });
    expect(checkContact(form(), now, '2026-11-24T20:06:00.000Z')).toEqual({});
  });
});

test('newest first, whatever the order in the log', () => {
  const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
  const two = (n: number): string => String(n).padStart(2, '0');
  fc.assert(
    fc.property(fc.array(time, { maxLength: 8 }), (times) => {
      const log = logOf(
        ...times.map(([h, m], i): [string, Values] => [
          `c${i}`,
          contactValues(form({ time: `${two(h)}:${two(m)}` }), noted),
        ]),
      );
      const moments = contactsOf(log).map(({ at }) => at!);
      expect(moments).toHaveLength(times.length);
      expect(moments).toEqual([...moments].sort().reverse());
    }),
  );
});
