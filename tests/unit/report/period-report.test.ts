import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ReportInput } from '../../../shared/ipc/report-input.ts';
import { countMonths, countPeriod, type PeriodCase } from '../../../shared/report/period-counts.ts';
import { buildPeriodReport } from '../../../shared/report/period-report.ts';
import { emptyDraft, type RecordDraft } from '../../../shared/record/draft.ts';
import { inspection } from '../../../shared/record/kinds/inspection.ts';
import { withRows, withValues } from '../../support/inspection-builder.ts';
import { samplePeriod } from '../../support/period-builder.ts';
import { reportTexts } from '../../support/report-text.ts';

const report = (kind: 'month' | 'year', madeAt = '2026-12-02T16:00:00.000Z', cases = samplePeriod) =>
  buildPeriodReport({
    office: { name: 'Oficina Regional de La Ceiba', letterhead: [] },
    person: { name: 'Wendy Núñez', position: 'Jefa regional', credential: 'IT-1' },
    ...{ kind, madeAt, paper: 'letter' as const, from: '2026-11-01', to: '2026-11-30' },
    counts: countPeriod(cases),
    months: countMonths(cases),
    stageLabel: (key) => `estado ${key}`,
  });

test('a period is added up from its cases', () => {
  expect(countPeriod(samplePeriod)).toEqual({
    cases: 3,
    byType: [
      { key: 'ordinary', count: 2 },
      { key: 'extraordinary', count: 1 },
    ],
    byStage: ['draft', 'obstruction', 'paid'].map((key) => ({ key, count: 1 })),
    byMunicipality: [
      { key: '0101', count: 2 },
      { key: '0801', count: 1 },
    ],
    papers: [
      { key: 'inspection', count: 2 },
      { key: 'reinspection', count: 1 },
      { key: 'resolution', count: 1 },
    ],
    infringements: ['economicLoss', 'obstruction', 'safety'].map((key) => ({ key, count: 1 })),
    ...{ obstructions: 1, withPolice: 1, corrected: 1, reviewed: 2, fined: '1234.50', paid: '1000.00' },
    ...{ workers: 41, affected: 19, children: 3, referrals: 1 },
  });
});

test('few people are not told by their number, none and many are', () => {
  const rows = report('month').sections.flatMap(({ blocks }) =>
    blocks.flatMap((one) => (one.kind === 'fields' ? one.rows : [])),
  );
  const told = Object.fromEntries(rows.map(({ label, value }) => [label, value]));
  expect(told['Menores de 18 años en el trabajo']).toBe('menos de 5');
  expect(told['Remisiones a instituciones']).toBe('menos de 5');
  expect(told['Personas trabajadoras en los centros visitados']).toBe('41');
  expect(told['Multas impuestas']).toBe('L 1,234.50');
});

test('it has no name of anybody, and neither counts nor names what is reserved', () => {
  const text = reportTexts(report('year')).join('\n');
  expect(text).toContain('Informe anual de inspección');
  expect(text).not.toMatch(/Ñoño|enuncia|amizaje|complaint|screening|undefined|NaN/);
  const tables = report('month').sections.flatMap(({ blocks }) =>
    blocks.flatMap((one) => (one.kind === 'table' ? one.rows : [])),
  );
  expect(tables.flat().some((cell) => cell.includes('emisión'))).toBe(false);
});

test('a period that is not over says so; an empty one is a report all the same', () => {
  expect(reportTexts(report('month', '2026-11-20T16:00:00.000Z')).join()).toContain('El período no ha terminado');
  expect(reportTexts(report('month')).join()).not.toContain('El período no ha terminado');
  const empty = report('month', '2026-12-02T16:00:00.000Z', []);
  expect(v.safeParse(ReportInput, empty).success).toBe(true);
  expect(reportTexts(empty).join('\n')).toContain('No hay.');
});

/** A case with an acta that found what is named. */
const found = (more: Partial<PeriodCase>, children: number, ...infringements: readonly string[]): PeriodCase => {
  const draft = withValues(emptyDraft(inspection), { workersTotal: '30', workersMinors: String(children) });
  const rows = infringements.map((infringement) => ({ infringement, workersAffected: '6' }));
  const sealed = [{ kind: 'inspection', draft: withRows(draft, 'infringements', ...rows) }];
  return { month: '2026-11', type: 'ordinary', stage: 'paid', municipality: '0101', sealed, ...more };
};

const rowsOfTable = (cases: readonly PeriodCase[], caption: string): readonly (readonly string[])[] =>
  report('year', '2026-12-02T16:00:00.000Z', cases).sections.flatMap(({ blocks }) =>
    blocks.flatMap((one) => (one.kind === 'table' && one.caption === caption ? one.rows : [])),
  );

test('what was left empty is a row of its own, and the rows of each table add up to the cases', () => {
  const cases = [...samplePeriod, found({ type: '', stage: '', municipality: '' }, 0)];
  const counts = countPeriod(cases);
  for (const list of [counts.byType, counts.byStage, counts.byMunicipality]) {
    expect(list.reduce((so, { count }) => so + count, 0)).toBe(counts.cases);
  }
  expect(rowsOfTable(cases, 'Por estado')).toContainEqual(['Sin estado', '1']);
  for (const caption of ['Por tipo de inspección', 'Por estado', 'Por municipio']) {
    expect(rowsOfTable(cases, caption).reduce((so, row) => so + Number(row[1]), 0)).toBe(counts.cases);
  }
  expect(rowsOfTable(cases, 'Por tipo de inspección')).toContainEqual(['Sin indicar', '1']);
  const many = Array.from({ length: 5 }, () => found({ municipality: '' }, 0));
  expect(rowsOfTable(many, 'Por municipio')).toEqual([['Sin indicar', '5']]);
});

test('an infringement is one, in whatever words the office had for it', () => {
  const cases = [
    found({}, 0, 'safety', 'safety:Seguridad en alturas', 'own1:Ruido'),
    found({ month: '2026-10' }, 0, 'own1:Ruido y polvo'),
  ];
  expect(countPeriod(cases).infringements).toEqual([
    { key: 'own1:Ruido', count: 2 },
    { key: 'safety', count: 2 },
  ]);
  expect(rowsOfTable(cases, 'Infracciones señaladas')).toEqual([
    ['Seguridad, salud e higiene en el trabajo', '2'],
    ['Ruido', 'de 2 a 8'],
  ]);
});

test('month and year say the same whatever few children and infringements about them there were', () => {
  const said = [1, 2, 3, 4].map((n) => {
    const open = Array.from({ length: 3 }, () => 'safety');
    const of = (month: string, children: number, marks: number): PeriodCase => {
      const made = found({ month }, children, ...open, ...Array.from({ length: marks }, () => 'childLabour'));
      // how many were affected is a number of its own
      return { ...made, sealed: made.sealed.map((one) => ({ ...one, draft: alone(one.draft) })) };
    };
    const hidden = of('2026-11', n, n);
    return [
      reportTexts(report('month', '2026-12-02T16:00:00.000Z', [hidden])),
      reportTexts(report('year', '2026-12-02T16:00:00.000Z', [hidden, of('2026-10', 7, 6)])),
    ];
  });
  for (const one of said) expect(one).toEqual(said[0]);
  expect(said[0]?.[1]?.join('\n')).toContain('de 8 a 11');
});

function alone(draft: RecordDraft): RecordDraft {
  const infringements = (draft.tables['infringements'] ?? []).map((row, i) => ({
    ...row,
    values: { ...row.values, workersAffected: i === 0 ? '6' : '' },
  }));
  return { ...draft, tables: { ...draft.tables, infringements } };
}
