import { describe, expect, test } from 'vitest';
import {
  emptyParameter,
  readParameter,
  type ParameterForm,
} from '../../../../renderer/features/calculators/parameter-form.ts';
import { readTableFile } from '../../../../renderer/features/calculators/read-table-file.ts';
import { startValues } from '../../../../renderer/parts/calculators/start-values.ts';
import { calculators } from '../../../../shared/calculator/calculators.ts';
import { calculatorKeys } from '../../../../shared/catalog/entry.ts';
import { utf8 } from '../../../../shared/kernel/bytes.ts';

describe('a confirmation', () => {
  const who = { by: 'Ana Núñez', on: '2026-11-25' };
  const good: ParameterForm = { value: '0.3', from: '2026-01-01', until: '2026-12-31', document: ' La Gaceta 1 ' };
  const read = (change: Partial<ParameterForm> = {}) =>
    readParameter({ ...good, ...change }, { unit: 'fraction' }, who);

  test('is as typed, with who and when; days may be left open', () => {
    const whole = { value: '0.3', validFrom: '2026-01-01', validUntil: '2026-12-31', document: 'La Gaceta 1', ...who };
    expect(read().confirmation).toEqual(whole);
    expect(read({ from: '', until: '' }).confirmation).toEqual({ value: '0.3', document: 'La Gaceta 1', ...who });
    expect(read({ until: '2026-01-01' }).confirmation).toMatchObject({ validUntil: '2026-01-01' });
  });

  test.each([
    [{ value: '30' }, { value: 'calculators.problem_value' }],
    [{ from: '2026-02-30' }, { from: 'calculators.problem_date' }],
    [{ until: 'x' }, { until: 'calculators.problem_date' }],
    [{ until: '2025-12-31' }, { until: 'calculators.problem_order' }],
    [{ document: '  ' }, { document: 'calculators.problem_document' }],
  ])('%j is refused', (change, problems) => {
    expect(read(change)).toEqual({ confirmation: undefined, problems });
  });

  test('an empty form asks for the value and the document only', () => {
    expect(Object.keys(readParameter(emptyParameter, { unit: 'hours' }, who).problems)).toEqual(['value', 'document']);
  });
});

describe('a file with wages', () => {
  const file = (bytes: Uint8Array<ArrayBuffer>, size = bytes.length) => ({
    name: 't.csv',
    size,
    arrayBuffer: () => Promise.resolve(bytes.buffer),
  });
  const text = 'rama;tamaño;desde;hasta;mensual;norma\nConstrucción;todos;2025-01-01;2025-12-31;1,00;Acuerdo N.º 1';

  test('is read in UTF-8 and in what older spreadsheets write', async () => {
    const latin = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    for (const bytes of [utf8(text), latin]) {
      expect(await readTableFile(file(bytes))).toMatchObject({
        kind: 'rows',
        name: 't.csv',
        rows: [{ branch: 'construction', norm: 'Acuerdo N.º 1' }],
      });
    }
  });

  test('gives every problem, and nothing of what is too large or gone', async () => {
    expect(await readTableFile(file(utf8('x')))).toEqual({
      kind: 'problems',
      name: 't.csv',
      problems: [{ line: 1, code: 'empty' }],
    });
    expect(await readTableFile(file(utf8(text), 2 ** 21))).toEqual({ kind: 'unreadable', name: 't.csv' });
    const gone = { name: 't.csv', size: 5, arrayBuffer: () => Promise.reject(new Error('gone')) };
    expect(await readTableFile(gone)).toEqual({ kind: 'unreadable', name: 't.csv' });
  });
});

test('what a calculator opens with belongs to its inputs, and what is known goes before it', () => {
  const clock = { now: () => Date.parse('2026-11-25T05:00:00Z') };
  for (const key of calculatorKeys) {
    const known = new Set(calculators[key].inputs.map((input) => input.key));
    expect(Object.keys(startValues(key, clock)).filter((name) => !known.has(name))).toEqual([]);
  }
  // late in the evening in Honduras it is still the day before
  expect(startValues('fine', clock)).toEqual({ on: '2026-11-24', repetition: 'none' });
  expect(startValues('fine', clock, { on: '2025-01-01', owed: '5.00' })).toMatchObject({
    on: '2025-01-01',
    owed: '5.00',
  });
});
