import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alertLikeness, tellingWords, type AlertFacts } from '../../../shared/alert/alert-likeness.ts';
import { alertPatterns, type KnownAlert } from '../../../shared/alert/alert-patterns.ts';
import { isUrgent, triageClock } from '../../../shared/alert/triage.ts';
import { alertRules } from '../../../shared/catalog/alert-rules.ts';
import { alertSigns } from '../../../shared/catalog/alert-signs.ts';

const nothing: AlertFacts = { employer: '', recruiter: '', route: '', place: '', municipality: '' };
const at = '2026-11-24T20:00:00.000Z';
const hours = (n: number): number => Date.parse(at) + n * 3_600_000;

describe('urgency', () => {
  test('danger now, or one grave sign, whatever else is said', () => {
    expect(isUrgent({ danger: 'yes', signs: [] })).toBe(true);
    expect(isUrgent({ danger: 'no', signs: ['longHours', 'askedForHelp'] })).toBe(true);
    expect(isUrgent({ danger: 'unknown', signs: ['longHours', 'notPaid'] })).toBe(false);
  });

  test('one more sign never makes an alert less urgent', () => {
    const keys = alertSigns.map(({ key }) => key);
    fc.assert(
      fc.property(fc.subarray(keys), fc.constantFrom(...keys), (signs, more) => {
        const before = isUrgent({ danger: 'no', signs });
        expect(isUrgent({ danger: 'no', signs: [...signs, more] }) || !before).toBe(true);
      }),
    );
  });
});

describe('the clock', () => {
  const rules = { urgentHours: 2, otherHours: 48 };
  test.each([
    [true, 0.5, 0, 'calm'],
    [true, 1.5, 1, 'soon'],
    [true, 2, 2, 'late'],
    [false, 24, 24, 'calm'],
    [false, 25, 25, 'soon'],
    [false, 47.99, 47, 'soon'],
    [false, 48, 48, 'late'],
    [true, -3, 0, 'calm'],
  ] as const)('urgent %s after %d hours: %d, %s', (urgent, after, shown, level) => {
    expect(triageClock({ receivedAt: at, urgent }, hours(after), rules)).toEqual({ hours: shown, level });
  });

  test('an urgent alert has less time than another', () => {
    expect(alertRules.triage.urgentHours).toBeLessThan(alertRules.triage.otherHours);
    expect(alertRules.triage.confidence).toBe('unverified');
  });
});

describe('likeness', () => {
  const base: AlertFacts = {
    employer: 'Inversiones El Ñandú, S. de R. L.',
    recruiter: 'Doña Marta Lagos',
    route: 'desde Gracias, Lempira, en un pick-up rojo',
    place: 'camino a Quebrada Seca, detrás del beneficio',
    municipality: '0502',
  };

  test.each<[string, Partial<AlertFacts>, readonly string[]]>([
    ['the company without its form', { employer: 'inversiones el nandu' }, ['employer']],
    ['a slip of the finger', { employer: 'Inversiones El Ñandó' }, ['employer']],
    ['another company', { employer: 'Inversiones Río Lindo' }, []],
    ['the recruiter by name', { recruiter: 'Marta Lagos' }, ['recruiter']],
    ['another recruiter', { recruiter: 'Don Chepe' }, []],
    ['the same place in other words', { place: 'beneficio, camino Quebrada Seca', municipality: '0502' }, ['place']],
    ['the same words in another town', { place: 'camino a Quebrada Seca', municipality: '0801' }, []],
    ['the same way', { route: 'de Gracias Lempira' }, ['route']],
    ['nothing told', {}, []],
    ['the same town alone', { municipality: '0502' }, []],
  ])('%s', (_, facts, reasons) => {
    const other = { ...nothing, ...facts };
    expect(alertLikeness(base, other).reasons).toEqual(reasons);
    expect(alertLikeness(other, base)).toEqual(alertLikeness(base, other));
    expect(alertLikeness(base, other).score > 0).toBe(reasons.length > 0);
  });

  test('never counts what nobody told, and is the same both ways', () => {
    const word = fc.constantFrom('', 'Finca', 'La Esperanza', 'Choloma', 'Don Chepe', 'Lempira Gracias');
    const facts = fc.record({
      ...{ employer: word, recruiter: word, route: word, place: word },
      municipality: fc.constantFrom('', '0502', '0801'),
    });
    fc.assert(
      fc.property(facts, facts, (a, b) => {
        expect(alertLikeness(a, b)).toEqual(alertLikeness(b, a));
        for (const reason of alertLikeness(a, b).reasons) expect([a[reason], b[reason]]).not.toContain('');
      }),
    );
  });

  test('is looked for by the words that tell one from another', () => {
    expect(tellingWords(base)).toEqual(
      expect.arrayContaining(['nandu', 'marta', 'lagos', 'quebrada', 'beneficio', 'gracias', 'lempira']),
    );
    expect(tellingWords(nothing)).toEqual([]);
  });
});

describe('patterns', () => {
  const known = (id: string, receivedAt: string, facts: Partial<AlertFacts>): KnownAlert => ({
    ...nothing,
    id,
    receivedAt,
    ...facts,
  });
  const one = known('one', at, { employer: 'Finca Sol', recruiter: 'Don Chepe' });

  test('tell what comes back, newest first, and leave the alert itself out', () => {
    const others = [
      one,
      known('old', '2026-01-01T00:00:00.000Z', { employer: 'Finca Sol' }),
      known('new', '2026-11-01T00:00:00.000Z', { employer: 'FINCA SOL', recruiter: 'don chepe' }),
      known('else', '2026-11-01T00:00:00.000Z', { employer: 'Maquila Sur' }),
    ];
    expect(alertPatterns(one, others, { months: 24 })).toEqual([
      { reason: 'employer', others: ['new', 'old'] },
      { reason: 'recruiter', others: ['new'] },
    ]);
    expect(alertPatterns(one, others, { months: 6 })[0]).toEqual({ reason: 'employer', others: ['new'] });
    expect(alertPatterns(one, [one], { months: 24 })).toEqual([]);
  });

  test('look back and ahead by the same months', () => {
    const edge = known('edge', '2028-11-24T20:00:00.000Z', { employer: 'Finca Sol' });
    expect(alertPatterns(one, [edge], { months: 24 })).toHaveLength(1);
    expect(alertPatterns(edge, [one], { months: 24 })).toHaveLength(1);
    expect(alertPatterns(one, [{ ...edge, receivedAt: '2028-11-24T20:00:00.001Z' }], { months: 24 })).toEqual([]);
  });
});
