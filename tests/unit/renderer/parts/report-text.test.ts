import { expect, test } from 'vitest';
import type { OpenReport } from '../../../../renderer/db/open-report.ts';
import { reportText } from '../../../../renderer/parts/report-text.ts';

test('an opening without trouble says nothing', () => {
  expect(reportText({ kind: 'fine' })).toBeUndefined();
});

test('a database made again says how much came back and that nothing is lost', () => {
  const told = reportText({ kind: 'rebuilt', frames: 900, cases: 412 });
  expect(told).toMatchObject({ isLoss: false, isRepair: true });
  expect(told?.text).toMatch(/412 expedientes/);
  expect(told?.text).toMatch(/no se perdió nada/);
  expect(reportText({ kind: 'rebuilt', frames: 3, cases: 1 })?.text).toMatch(/1 expediente;/);
});

test('an office that was put back from a copy is not called damaged: the copy is named by its date', () => {
  const told = reportText({ kind: 'restored', from: '2026-11-24T22:38:35.000Z', cases: 2 });
  expect(told?.title).toBe('Se restauró la copia del 24/11/2026, 16:38:35');
  expect(told?.text).toMatch(/^Tiene 2 expedientes\./);
  expect(told?.text).not.toMatch(/dañad|faltaba/i);
  expect(told).toMatchObject({ isLoss: false, isRepair: false });
  expect(reportText({ kind: 'restored', from: undefined, cases: 1 })?.title).toBe(
    'Se restauró una copia de la oficina',
  );
});

test('a journal that was mended names the copy by its date, and the disk', () => {
  const told = reportText({ kind: 'journal-repaired', from: '2026-11-24T22:38:35.000Z' });
  expect(told?.title).toBe('El diario estaba dañado y se reparó');
  expect(told?.text).toBe('Se reparó con la copia del 24/11/2026, 16:38:35; no se perdió nada.');
  expect(told).toMatchObject({ isLoss: false, isRepair: true });
});

test('what is lost is named, each gap and how many records', () => {
  const told = reportText({
    kind: 'gone-on',
    lost: [
      [7, 9],
      [20, 20],
    ],
    unreadable: ['saves/a', 'saves/b'],
  });
  expect(told?.isLoss).toBe(true);
  expect(told?.text).toContain('asientos 7 a 9; asientos 20 a 20; 2 registros ilegibles');
});

test('lost acts are told as a loss that took no work with it', () => {
  const told = reportText({ kind: 'acts-lost', lost: [[96, 100]] });
  expect(told?.isLoss).toBe(true);
  expect(told?.text).toContain('asientos 96 a 100');
  expect(told?.text).toContain('Los casos, los documentos y los borradores están completos');
});

test.each<OpenReport>([
  { kind: 'caught-up', frames: 2 },
  { kind: 'journal-seeded', rows: 5 },
  { kind: 'upgraded', rows: 5 },
  { kind: 'journal-repaired', from: undefined },
])('$kind is told as whole', (report) => {
  const told = reportText(report);
  expect(told?.isLoss).toBe(false);
  expect(`${told?.title} ${told?.text}`).not.toMatch(/[{}]/);
  expect(told?.text).toMatch(/no se perdió nada/i);
});
