import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../../../shared/kernel/id.ts';
import { addRow, emptyDraft, setValue, type RecordDraft } from '../../../shared/record/draft.ts';
import { getKind } from '../../../shared/record/kinds/kinds.ts';
import {
  workplaceHistory,
  type HistoryCase,
  type HistoryRecord,
  type Visit,
} from '../../../shared/record/workplace-history.ts';
import { workplacePatterns } from '../../../shared/record/workplace-patterns.ts';

function record(
  kind: string,
  values: Readonly<Record<string, string>>,
  over: Partial<HistoryRecord> = {},
): HistoryRecord {
  const draft = Object.entries(values).reduce(
    (so, [key, value]) => setValue(so, key, value),
    emptyDraft(getKind(kind)),
  );
  return { kind, draft, number: '', counts: true, ...over };
}
const withRow = (draft: RecordDraft, table: string, values: Readonly<Record<string, string>>): RecordDraft =>
  addRow(draft, table, { id: newId(), values });

function acta(endDate: string, infringements: readonly string[], over: Partial<HistoryRecord> = {}): HistoryRecord {
  const own = record('inspection', { endDate }, over);
  const draft = infringements.reduce(
    (so, infringement) => withRow(so, 'infringements', { infringement, workersAffected: '3', amountOwed: '100.00' }),
    own.draft,
  );
  return { ...own, draft };
}
const caseOf = (records: readonly HistoryRecord[], over: Partial<HistoryCase> = {}): HistoryCase => ({
  caseId: newId(),
  number: 'EXP-1',
  states: new Set(['recorded']),
  records,
  ...over,
});
const patternsOf = (cases: readonly HistoryCase[], months = 24) =>
  workplacePatterns(workplaceHistory(cases), { months });

describe('history', () => {
  test('is told by sealed papers of cases that were not annulled, newest first', () => {
    const cases = [
      caseOf([acta('2025-03-01', ['economicLoss'], { number: 'ORD-1' })]),
      caseOf([acta('2026-03-01', [], { number: 'ORD-2' })]),
      caseOf([acta('2026-04-01', ['obstruction'], { counts: false })]),
      caseOf([acta('2026-05-01', ['obstruction'])], { states: new Set(['recorded', 'annulled']) }),
    ];
    const { visits } = workplaceHistory(cases);
    expect(visits.map(({ number, date }) => [number, date])).toEqual([
      ['ORD-2', '2026-03-01'],
      ['ORD-1', '2025-03-01'],
    ]);
    expect(visits[1]?.findings).toEqual([
      { infringement: 'economicLoss', workersAffected: '3', amountOwed: '100.00', result: '' },
    ]);
  });

  test('tells what the last reinspection said of each infringement', () => {
    const again = (result: string): HistoryRecord => {
      const own = record('reinspection', {});
      return { ...own, draft: withRow(own.draft, 'reviewed', { infringement: 'economicLoss', result }) };
    };
    const one = caseOf([acta('2026-03-01', ['economicLoss', 'obstruction']), again('notCorrected'), again('partly')]);
    expect(workplaceHistory([one]).visits[0]?.findings.map(({ result }) => result)).toEqual(['partly', '']);
  });

  test('counts children and never says who they are', () => {
    const own = acta('2026-03-01', []);
    const minor = { pseudonym: 'M-01', realName: 'Marcador Secreto', task: 'recolección' };
    const one = caseOf([{ ...own, draft: withRow(own.draft, 'minors', minor) }]);
    expect(workplaceHistory([one]).visits[0]?.children).toBe(1);
    expect(JSON.stringify(workplaceHistory([one]))).not.toMatch(/Marcador|M-01/);
  });

  test('nothing of a complaint is in it', () => {
    const complaint = record('complaint', { account: 'Marcador', employerAsTold: 'Marcador' });
    const one = caseOf([complaint, acta('2026-03-01', ['economicLoss'])]);
    expect(JSON.stringify([workplaceHistory([one]), patternsOf([one])])).not.toContain('Marcador');
  });
});

describe('a fine is open', () => {
  const fine = record('resolution', { decision: 'fine', total: '1000.50', date: '2026-06-01' }, { number: 'RES-1' });
  const pay = (concept: string, amount: string) => record('payment', { concept, amount });
  const pending = (records: readonly HistoryRecord[], ...states: string[]): readonly string[] =>
    workplaceHistory([caseOf([fine, ...records], { states: new Set(states) })]).openFines.map((one) => one.pending);

  test.each([
    ['while nothing was paid', [], ['1000.50']],
    ['for what instalments leave, to the cent', [pay('instalment', '400.25'), pay('instalment', '600')], ['0.25']],
    ['when money was for the workers', [pay('owed', '5000.00')], ['1000.50']],
    ['not once it was paid', [pay('fine', '1000.50')], []],
    ['not while an appeal is pending', [record('appeal', { outcome: 'pending' })], []],
    ['not when the appeal was upheld', [record('appeal', { outcome: 'upheld' })], []],
    ['when the appeal was dismissed', [record('appeal', { outcome: 'dismissed' })], ['1000.50']],
    [
      'not when a later resolution decides none',
      [record('resolution', { decision: 'noFine', date: '2026-07-01' })],
      [],
    ],
  ])('%s', (_, records, expected) => {
    expect(pending(records)).toEqual(expected);
  });
  test.each(['paid', 'exempt', 'conciliated', 'annulled'])('not in a case that is %s', (state) => {
    expect(pending([], state)).toEqual([]);
  });
});

describe('patterns', () => {
  const dated = (...dates: readonly string[]): readonly HistoryCase[] =>
    dates.map((date) => caseOf([acta(date, ['economicLoss'])]));
  const repeatedOn = (cases: readonly HistoryCase[], months = 24): readonly string[] =>
    patternsOf(cases, months).flatMap((one) => (one.key === 'repeated' ? one.sources.map(({ date }) => date) : []));

  test('the same infringement in two visits is pointed out, up to the last day of the period', () => {
    expect(repeatedOn(dated('2024-03-01', '2026-03-01'))).toEqual(['2026-03-01', '2024-03-01']);
    expect(repeatedOn(dated('2024-03-01', '2026-03-02'))).toEqual([]);
    expect(repeatedOn(dated('2026-01-31', '2026-02-28'), 1)).toHaveLength(2);
    expect(repeatedOn(dated('2026-01-31', '2026-03-01'), 1)).toEqual([]);
    expect(repeatedOn(dated('2025-12-15', '2026-01-15'), 1)).toHaveLength(2);
  });
  test('two visits of one case count as two; different infringements are no repetition', () => {
    expect(
      repeatedOn([caseOf([acta('2026-01-01', ['economicLoss']), acta('2026-02-01', ['economicLoss'])])]),
    ).toHaveLength(2);
    expect(repeatedOn([caseOf([acta('2026-01-01', ['economicLoss']), acta('2026-02-01', ['obstruction'])])])).toEqual(
      [],
    );
    expect(repeatedOn([caseOf([acta('2026-01-01', ['economicLoss', 'economicLoss'])])])).toEqual([]);
  });
  test('obstruction, children and an open fine are told from the first time on', () => {
    const hard = acta('2026-01-01', []);
    const draft = withRow(setValue(hard.draft, 'obstructed', 'yes'), 'minors', { pseudonym: 'M-01' });
    const fine = record('resolution', { decision: 'fine', total: '10', date: '2026-06-01' });
    expect(patternsOf([caseOf([{ ...hard, draft }, fine])]).map(({ key }) => key)).toEqual([
      'obstruction',
      'children',
      'unpaidFine',
    ]);
    expect(patternsOf(dated('2026-01-01'))).toEqual([]);
  });

  const visit = fc.record({
    caseId: fc.uuid(),
    number: fc.string({ maxLength: 6 }),
    date: fc
      .integer({ min: 0, max: 4000 })
      .map((day) => new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10)),
    obstructed: fc.boolean(),
    children: fc.nat({ max: 2 }),
    findings: fc.array(
      fc.constantFrom('economicLoss', 'obstruction', 'childLabour').map((infringement) => ({
        infringement,
        workersAffected: '',
        amountOwed: '',
        result: '',
      })),
      { maxLength: 3 },
    ),
  });
  const all = (visits: readonly Visit[], months: number) => workplacePatterns({ visits, openFines: [] }, { months });
  const told = (visits: readonly Visit[], months: number): readonly string[] =>
    all(visits, months).flatMap((one) =>
      one.sources.map(({ caseId, date }) => `${one.key === 'repeated' ? one.infringement : one.key} ${caseId} ${date}`),
    );
  const visits = fc.array(visit, { maxLength: 8 });
  const span = fc.integer({ min: 1, max: 60 });

  test('another visit or a longer period takes nothing away, and the order in which visits come is nothing', () => {
    fc.assert(
      fc.property(visits, visit, span, fc.nat({ max: 24 }), (some, more, months, longer) => {
        const before = told(some, months);
        expect(told([...some, more], months)).toEqual(expect.arrayContaining([...before]));
        expect(told(some, months + longer)).toEqual(expect.arrayContaining([...before]));
        expect([...told([...some].reverse(), months)].sort()).toEqual([...before].sort());
      }),
    );
  });
  test('nothing is called repeated that stands in fewer than two visits', () => {
    fc.assert(
      fc.property(visits, span, (some, months) => {
        for (const one of all(some, months)) if (one.key === 'repeated') expect(one.sources.length).toBeGreaterThan(1);
      }),
    );
  });
});
