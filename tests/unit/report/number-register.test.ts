import { expect, test, vi } from 'vitest';
import * as v from 'valibot';
import { ReportInput } from '../../../shared/ipc/report-input.ts';
import { readBack } from '../../../shared/pdf/read-back.ts';
import { renderPdf } from '../../../shared/pdf/render.ts';
import { reportGaps } from '../../../shared/record/number-gaps.ts';
import { buildNumberRegister, type NumberRegisterInput } from '../../../shared/report/number-register.ts';
import { block, COUNTER, NumberComputer, range } from '../../support/number-office.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { reportTexts } from '../../support/report-text.ts';
import { valueOf } from '../../support/vault-builder.ts';

vi.setConfig({ testTimeout: 60_000 });

function input(computer: NumberComputer, papers: readonly number[]): NumberRegisterInput {
  return {
    office: { name: 'Oficina Regional de La Ceiba', code: 'LCE', letterhead: [] },
    person: { name: 'Wendy Núñez', position: 'Jefa regional', credential: 'IT-1' },
    type: 'ORD',
    year: 2026,
    example: 'STSS-ORD-LCE-00001-2026',
    report: reportGaps(computer.view(), papers),
    blocks: computer.blocks,
    computerName: (id) => (id === 'a' ? 'este equipo' : 'Portátil'),
    personName: () => 'Ana Núñez',
    madeAt: '2026-11-25T16:00:00.000Z',
    paper: 'letter',
  };
}

function withBlocks(): NumberComputer {
  const at = '2026-02-03T16:00:00.000Z';
  const computer = new NumberComputer('a', [
    block('a', 1, 10, { at, note: 'Recepción' }),
    block('b', 11, 20, { at, type: '*' }),
  ]);
  for (let n = 1; n <= 6; n += 1) computer.give();
  computer.ranges = [
    range('reserved', 3, 4, { at, reason: 'Gira a Tela' }),
    range('annulled', 2, 2, { at, reason: 'Hoja manchada' }),
  ];
  return computer;
}

test('it says of every number what is known, and names the gaps', () => {
  const report = buildNumberRegister(input(withBlocks(), [1, 2, 12]));
  const tables = report.sections.flatMap(({ blocks }) =>
    blocks.flatMap((one) => (one.kind === 'table' ? [one.rows] : [])),
  );
  expect(tables).toEqual([
    [
      ['Con documento', '2'],
      ['Reservado', '2'],
      ['Anulado', '1'],
      ['Hueco', '2'],
      ['De otro equipo', '1'],
      ['Sin dar', '4'],
    ],
    [
      ['este equipo', 'ORD', '1 a 10', 'Recepción', 'Ana Núñez, 03/02/2026'],
      ['Portátil', 'Todos', '11 a 20', '', 'Ana Núñez, 03/02/2026'],
    ],
    [
      ['1', '1', 'Con documento', ''],
      ['2', '1', 'Anulado', 'Hoja manchada (Ana Núñez, 03/02/2026)\nHay un documento con este número.'],
      ['3 a 4', '2', 'Reservado', 'Gira a Tela (Ana Núñez, 03/02/2026)'],
      ['5 a 6', '2', 'Hueco', ''],
      ['7 a 10', '4', 'Sin dar', ''],
      ['11', '1', 'De otro equipo', 'Bloque de Portátil'],
      ['12', '1', 'Con documento', ''],
    ],
  ]);
  const texts = reportTexts(report);
  expect(texts).toContain('Inspección ordinaria (ORD)');
  expect(texts).toContain(
    'De estos números no se sabe nada: se dieron y no hay documento, reserva ni anulación que los explique: 5 a 6. ' +
      'Registro hecho el 25/11/2026 a las 10:00, según el reloj del equipo.',
  );
});

test('a counter that has given nothing', () => {
  const texts = reportTexts(buildNumberRegister(input(new NumberComputer('a', []), [])));
  expect(texts).toContain('Ninguno');
  expect(texts).toContain('Todavía no se ha dado ningún número.');
  expect(texts.join('\n')).toContain('No hay huecos');
});

test('it passes the door, and the paper reads back as it was meant, over several pages', async () => {
  const computer = new NumberComputer('a', []);
  computer.marks = { [COUNTER]: 300 };
  const odd = Array.from({ length: 150 }, (_, i) => 2 * i + 1);
  const report = buildNumberRegister(input(computer, odd));
  expect(reportTexts(report).join('\n')).toContain('78, 80 y 110 tramos más de la lista. Registro hecho');
  expect(v.parse(ReportInput, report)).toEqual(report);
  const { pdf, pages } = valueOf(await renderPdf(report, pdfAssets()));
  expect(pages).toBeGreaterThan(3);
  expect(await readBack(pdf, report)).toEqual({ ok: true, value: undefined });
});
