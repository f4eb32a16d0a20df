import * as v from 'valibot';
import { expect, test, vi } from 'vitest';
import { calculators } from '../../../shared/calculator/calculators.ts';
import type { InputValues, Rules } from '../../../shared/calculator/inputs.ts';
import type { Working } from '../../../shared/calculator/working.ts';
import { calculatorKeys, type CalculatorKey } from '../../../shared/catalog/entry.ts';
import { ReportInput } from '../../../shared/ipc/report-input.ts';
import { readBack } from '../../../shared/pdf/read-back.ts';
import { renderPdf } from '../../../shared/pdf/render.ts';
import { buildCalculation, calculationLines, type CalculationInput } from '../../../shared/report/calculation.ts';
import { calculationWords } from '../../../shared/report/text/calculation-words.ts';
import { es } from '../../../renderer/text/es.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { reportTexts } from '../../support/report-text.ts';
import { valueOf } from '../../support/vault-builder.ts';

vi.setConfig({ testTimeout: 60_000 });

const rules: Rules = {
  overrides: {},
  wageTables: [
    {
      id: 'a',
      document: 'La Gaceta 36,491',
      by: 'Ana Núñez',
      on: '2025-02-01',
      rows: [
        {
          branch: 'trade',
          size: '1-10',
          from: '2025-01-01',
          until: '2025-12-31',
          monthly: '12191.70',
          norm: 'Acuerdo SETRASS-109-2024',
        },
      ],
    },
  ],
};
function work(key: CalculatorKey, values: InputValues): Working {
  const computed = calculators[key].compute(values, rules);
  if (!computed.ok) throw new Error(JSON.stringify(computed.fault));
  return computed.value;
}
const week = {
  week: '2025-11-24',
  wage: '12000.00',
  monday: '07:00-12:00 13:00-18:00',
  tuesday: '14:00-23:00',
  wednesday: '20:00-10:00',
  friday: '06:00-19:30',
  saturday: '16:00-23:30',
  firstHoliday: '2025-11-28',
  paid: '9000.00',
};
/** Workings in which every step and warning of the calculators occurs. */
const samples: readonly Working[] = [
  work('hours', { ...week, method: 'byShift' }),
  work('hours', { ...week, method: 'byClock', paid: '1.00' }),
  work('minimumWage', {
    branch: 'trade',
    size: '1-10',
    from: '2025-01-10',
    until: '2025-12-31',
    wage: '11000.00',
    workers: '3',
  }),
  work('minimumWage', { branch: 'trade', size: '1-10', from: '2025-01-10', until: '2025-12-31', wage: '13000.00' }),
  work('extraMonth', { month: 'fourteenth', year: '2025', wage: '13000.00', hired: '2025-01-08', paid: '9000.00' }),
  work('vacations', { hired: '2020-03-01', until: '2025-11-30', wage: '12000.00', taken: '12.5', proportional: 'yes' }),
  work('vacations', { hired: '2025-03-01', until: '2025-11-30', wage: '12000.00', taken: '1' }),
  work('contributions', { on: '2025-06-30', wage: '20000.00', paid: '5.00' }),
  work('fine', {
    infringement: 'economicLoss',
    on: '2025-06-30',
    owed: '1000.00',
    repetition: 'second',
    corrected: 'yes',
  }),
  work('fine', { infringement: 'obstruction', on: '2025-06-30', repetition: 'none', corrected: 'yes' }),
];

const input = (working: Working, change: Partial<CalculationInput> = {}): CalculationInput => ({
  office: { name: 'Oficina Regional de La Ceiba', letterhead: [] },
  person: { name: 'Wendy Núñez', position: 'Inspectora', credential: 'IT-1' },
  working,
  madeAt: '2026-11-25T16:00:00.000Z',
  paper: 'letter',
  ...change,
});

test('it says what was typed, the result, each line, and every number of the law', () => {
  const texts = reportTexts(buildCalculation(input(samples[2]!)));
  for (const text of [
    'Diferencia de salario mínimo',
    'Comercio al por mayor y menor, restaurantes y hoteles',
    'De 1 a 10 trabajadores',
    '10/01/2025',
    'L 11,000.00',
    'L 12,191.70 − L 11,000.00 = L 1,191.70',
    'Diferencia mensual (10/01/2025 – 31/12/2025)',
    'Se adeuda: L 41,828.67',
    'Salario mínimo: Comercio al por mayor y menor, restaurantes y hoteles, de 1 a 10 trabajadores',
    'Acuerdo SETRASS-109-2024; vigente del 01/01/2025 al 31/12/2025; confirmado por Ana Núñez el 01/02/2025 en La Gaceta 36,491',
    'Los montos se redondean al centavo; medio centavo sube. Nada más se redondea.',
    'Cálculo hecho el 25/11/2026 a las 10:00, según el reloj del equipo.',
    'Credencial IT-1',
  ]) {
    expect(texts).toContain(text);
  }
});

test('no norm is cited that nobody has confirmed, and what rests on such facts says so', () => {
  const texts = reportTexts(buildCalculation(input(samples[5]!))).join('\n');
  expect(texts).not.toContain('art. 346');
  expect(texts).toContain('Norma sin confirmar; probable');
  expect(texts).toContain('Este cálculo descansa en datos que nadie ha confirmado');
  const sure = reportTexts(buildCalculation(input(samples[9]!))).join('\n');
  expect(sure).toContain('art. 90 párrafo tercero');
  expect(sure).not.toContain('descansa en datos');
});

test('every input, option, step, result and warning has its words, the same on paper and on the Spanish screen', () => {
  const screen: Readonly<Record<string, string>> = es;
  const { inputs, steps, results, warnings, options } = calculationWords;
  const has = (all: object, key: string): boolean => Object.hasOwn(all, key);
  const wordless: string[] = [];
  for (const { calculator, steps: made, result, warnings: warned } of samples) {
    for (const { key } of made) if (!has(steps, key)) wordless.push(key);
    for (const { code } of warned) if (!has(warnings, code)) wordless.push(code);
    if (!has(results, result.key)) wordless.push(`${calculator} ${result.key}`);
  }
  for (const calculator of calculatorKeys) {
    for (const one of calculators[calculator].inputs) {
      if (!has(inputs[calculator], one.key)) wordless.push(`${calculator}.${one.key}`);
      if (one.kind === 'choice' && one.words === 'texts') {
        for (const option of one.options)
          if (!has(options[one.key as keyof typeof options], option)) wordless.push(option);
      }
    }
  }
  expect(wordless).toEqual([]);
  // and the samples miss next to nothing that there are words for
  const made = new Set(
    samples.flatMap((sample) => [...sample.steps.map(({ key }) => key), ...sample.warnings.map(({ code }) => code)]),
  );
  const unmade = [...Object.keys(steps), ...Object.keys(warnings)].filter((key) => !made.has(key));
  expect(unmade).toEqual(['totalDifference', 'labourReserve']);
  for (const [key, label] of Object.entries(steps)) expect(screen[`calculators.step.${key}`]).toBe(label);
  for (const [key, label] of Object.entries(warnings)) expect(screen[`calculators.warning.${key}`]).toBe(label);
});

test('it can be pasted as text', () => {
  const lines = calculationLines(samples[8]!);
  expect(lines).toContain('Infracción: Salario mínimo u otro perjuicio económico al trabajador');
  expect(lines).toContain('Aumento por reincidencia (+30 %): L 250.00 × 30 % = L 75.00');
  expect(lines).toContain('¿Se corrigió la causa a tiempo?: Sí');
  expect(lines.at(-1)).toBe('Multa: L 0.00');
});

test('a working from a newer version is printed as it was kept', () => {
  const strange: Working = {
    ...samples[9]!,
    inputs: [{ key: 'moon', label: 'Luna', value: 'llena' }],
    steps: [{ key: 'eclipse', expression: '1 = 1', value: 'x', unit: 'word' }],
    warnings: [{ code: 'tide', detail: { high: 'yes' } }],
  };
  const texts = reportTexts(buildCalculation(input(strange)));
  expect(texts).toEqual(expect.arrayContaining(['Luna', 'llena', 'eclipse', '1 = 1', 'tide']));
});

test('it passes the door, and the paper reads back as it was meant', async () => {
  for (const working of samples) {
    const report = buildCalculation(input(working));
    expect(v.parse(ReportInput, report)).toEqual(report);
  }
  const report = buildCalculation(input(samples[0]!, { office: { name: 'X', letterhead: ['República de Honduras'] } }));
  const { pdf } = valueOf(await renderPdf(report, pdfAssets()));
  expect(await readBack(pdf, report)).toEqual({ ok: true, value: undefined });
});
