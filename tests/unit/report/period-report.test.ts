import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ReportInput } from '../../../shared/ipc/report-input.ts';
import { countPeriod } from '../../../shared/report/period-counts.ts';
import { buildPeriodReport, FEWEST_PEOPLE, ofPeople } from '../../../shared/report/period-report.ts';
import { samplePeriod } from '../../support/period-builder.ts';
import { reportTexts } from '../../support/report-text.ts';

const report = (kind: 'month' | 'year', madeAt = '2026-12-02T16:00:00.000Z', cases = samplePeriod) =>
  buildPeriodReport({
    office: { name: 'Oficina Regional de La Ceiba', letterhead: [] },
    person: { name: 'Wendy Núñez', position: 'Jefa regional', credential: 'IT-1' },
    ...{ kind, madeAt, paper: 'letter' as const, from: '2026-11-01', to: '2026-11-30' },
    counts: countPeriod(cases),
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
  expect([0, 1, FEWEST_PEOPLE - 1, FEWEST_PEOPLE].map(ofPeople)).toEqual(['0', 'menos de 5', 'menos de 5', '5']);
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
