import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as v from 'valibot';
import { splitCsv } from '../../../shared/calculator/csv.ts';
import { readWageCsv, wageColumns } from '../../../shared/calculator/wage-csv.ts';
import { WageRow } from '../../../shared/calculator/wage-table.ts';
import { branches, workplaceSizes } from '../../../shared/catalog/catalog.ts';

const header = wageColumns.join(',');
const good = 'construction,11-50,2025-01-01,2025-12-31,12636.50,Acuerdo SETRASS-109-2024';
const row: WageRow = {
  branch: 'construction',
  size: '11-50',
  from: '2025-01-01',
  until: '2025-12-31',
  monthly: '12636.50',
  norm: 'Acuerdo SETRASS-109-2024',
};
const rowsOf = (text: string) => {
  const read = readWageCsv(text);
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  return read.value;
};
const faults = (text: string) => {
  const read = readWageCsv(text);
  return read.ok
    ? []
    : read.fault.map(({ line, code, column }) => [line, code, ...(column === undefined ? [] : [column])].join(' '));
};

test.each([
  ['commas', `${header}\n${good}\n`],
  ['a byte order mark and Windows line ends', `\uFEFF${header}\r\n${good}\r\n\r\n`],
  [
    'semicolons and a decimal comma',
    `RAMA;Tamaño;Desde;Hasta;Mensual;Norma\nConstrucción;De 11 a 50 trabajadores;01/01/2025;31/12/2025;L 12.636,50;Acuerdo SETRASS-109-2024`,
  ],
  [
    'tabs and another order',
    `norma\tmensual\thasta\tdesde\ttamano\trama\nAcuerdo SETRASS-109-2024\t12,636.5\t31-12-2025\t1/1/2025\t11 a 50\tconstruccion`,
  ],
  ['quotes', `${header}\n"Construcción","11-50","2025-01-01","2025-12-31","12,636.50","Acuerdo SETRASS-109-2024"`],
])('%s', (_, text) => {
  expect(rowsOf(text)).toEqual([row]);
});

test('every branch and size of the catalogue is found by key and by label', () => {
  for (const { key, label } of branches) {
    for (const name of [key, label]) {
      expect(rowsOf(`${header}\n"${name}",todos,2025-01-01,2025-12-31,1.00,x`)[0]?.branch).toBe(key);
    }
  }
  for (const { key, label } of workplaceSizes) {
    for (const name of [key, label]) {
      expect(rowsOf(`${header}\ntrade,"${name}",2025-01-01,2025-12-31,1.00,x`)[0]?.size).toBe(key);
    }
  }
  expect(rowsOf(`${header}\nmaquila,todos,2026-01-01,2026-12-31,12930.07,x`)[0]).toMatchObject({
    branch: 'freeZones',
    size: 'all',
  });
});

test.each([
  ['12636.50', '12636.50'],
  ['12,636.50', '12636.50'],
  ['12.636,50', '12636.50'],
  ['12636,5', '12636.50'],
  ['12.636', '12636.00'],
  ['Lps. 12 636.50', '12636.50'],
])('the amount %s', (text, monthly) => {
  expect(rowsOf(`${header}\ntrade,1-10,2025-01-01,2025-12-31,"${text}",x`)[0]?.monthly).toBe(monthly);
});

test('every bad line is named with its number, and nothing is taken', () => {
  const bad = [
    header,
    good,
    '',
    'hotelería,11-50,2025-01-01,2025-12-31,1.00,x',
    'servicios,11-50,2025-01-01,2025-12-31,1.00,x',
    'trade,12-50,2025-02-30,2024-12-31,mil,',
    'trade,1-10,2025-12-31,2025-01-01,0.00,x',
    'trade,1-10,2025-01-01',
    '"trade,1-10,2025-01-01,2025-12-31,1.00,x',
    'construction,todos,2025-06-01,2026-12-31,1.00,x',
  ].join('\n');
  expect(faults(bad)).toEqual([
    '4 unknown-branch rama',
    // «servicios» is in the name of two branches
    '5 unknown-branch rama',
    '6 unknown-size tamano',
    '6 not-a-date desde',
    '6 not-money mensual',
    '6 missing norma',
    '7 order hasta',
    '7 no-wage mensual',
    '8 wrong-cells',
    '9 open-quote',
    '10 repeated',
  ]);
});

test('files that are no table', () => {
  expect(faults('')).toEqual(['1 empty']);
  expect(faults(header)).toEqual(['1 empty']);
  expect(faults(`rama,desde,hasta\n1,2,3`)).toEqual(['1 missing-column', '1 missing-column', '1 missing-column']);
  expect(faults(`${header}\n${Array(5001).fill(good).join('\n')}`)).toEqual(['5002 too-long']);
  expect(faults('1.234,50-1,234.5')).toEqual(['1 empty']);
  for (const amount of ['1,23,456', '1.234.5', '-5', '1e3', '12,3456', '1.234.567,1234']) {
    expect(faults(`${header}\ntrade,1-10,2025-01-01,2025-12-31,"${amount}",x`)).toEqual(['2 not-money mensual']);
  }
});

test('whatever a file holds, it is read as rows that are in order or refused with line numbers that exist', () => {
  const cell = fc.oneof(
    fc.constantFrom('trade', '1-10', '2025-01-01', '2025-12-31', '12.5', '"', ';', ',', '\n', '\uFEFF'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 40 }), (cells) => {
      const text = `${header}\n${cells.join(',')}`;
      const read = readWageCsv(text);
      if (read.ok) for (const one of read.value) expect(v.parse(WageRow, one)).toEqual(one);
      else for (const { line } of read.fault) expect(line).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length);
    }),
  );
});

test('cells in quotes keep separators and doubled quotes', () => {
  expect(splitCsv('a;b\n"x;y";"di ""jo"""')).toEqual([
    { line: 1, cells: ['a', 'b'], open: false },
    { line: 2, cells: ['x;y', 'di "jo"'], open: false },
  ]);
});
