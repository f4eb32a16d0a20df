import * as v from 'valibot';
import { expect, test } from 'vitest';
import { RecoverySheet } from '../../../shared/ipc/contract.ts';
import { ReportInput } from '../../../shared/ipc/report-input.ts';
import { buildRecoverySheet } from '../../../shared/report/recovery-sheet.ts';
import { wordsToShare } from '../../../shared/vault/recovery-sheets.ts';
import { sampleShare, sampleSheet } from '../../support/recovery-sheet-builder.ts';
import { reportTexts } from '../../support/report-text.ts';

const madeAt = '2026-11-24T05:30:00.000Z';
const report = buildRecoverySheet({ ...sampleSheet, madeAt, paper: 'letter' });
const texts = reportTexts(report);

/** The words as somebody copies them from the paper: down each column, with their numbers. */
function copied(): string {
  const table = report.sections.flatMap(({ blocks }) => blocks).find((block) => block.kind === 'table');
  if (table === undefined) throw new Error('no words');
  return table.columns.map((_, column) => table.rows.map((row) => row[column]).join('\n')).join('\n');
}

test('the words can be copied from the paper, and the code says the same', () => {
  expect(wordsToShare(copied())).toEqual({ ok: true, value: sampleShare });
  expect(copied()).toMatch(/^1\. \p{L}+\n2\. /u);
  expect(wordsToShare(report.code!.qr)).toEqual({ ok: true, value: sampleShare });
});

test('the code holds plain capitals, few enough for large squares', () => {
  // 154 of these characters fit in version 6 with medium correction (ISO/IEC 18004, table 7)
  expect(report.code!.qr).toMatch(/^[A-Z ]{80,154}$/);
});

test('three columns of nine, numbered, under the numbers they hold', () => {
  const table = report.sections.flatMap(({ blocks }) => blocks).find((block) => block.kind === 'table');
  expect(table?.columns.map(({ header }) => header)).toEqual([
    'Palabras 1 a 9',
    'Palabras 10 a 18',
    'Palabras 19 a 27',
  ]);
  expect(table?.rows).toHaveLength(9);
  const words = sampleSheet.sheet.words.split(' ');
  expect(table?.rows[0]).toEqual([`1. ${words[0]}`, `10. ${words[9]}`, `19. ${words[18]}`]);
  expect(table?.size).toBe('large');
});

test('says which sheet it is, who keeps it, of which set and when it was made', () => {
  expect(report.title).toBe('Hoja de recuperación 2 de 3 · se necesitan 2');
  expect(texts).toContain('Oficina central (Tegucigalpa)');
  expect(texts).toContain('Oficina Regional de La Ceiba (LCE)');
  expect(texts).toContain('3F2A9C1D, hecho el 23/11/2026, 23:30 (hora del equipo)');
  expect(report.footer).toContain('2 de 3');
});

test('says what it is not, and how to use and to keep it', () => {
  const all = texts.join('\n');
  for (const said of [
    'sola no abre nada',
    'no sirve para firmar',
    '«Olvidé mi frase de paso»',
    'sobre',
    'bajo llave',
  ]) {
    expect(all).toContain(said);
  }
});

test('one line to sign in ink for having received it; no number, no draft, nothing attached', () => {
  expect(report.signatures).toEqual([
    expect.objectContaining({ name: 'Oficina central (Tegucigalpa)', role: 'Recibí esta hoja para guardarla' }),
  ]);
  expect(report.signatures[0]).not.toHaveProperty('field');
  expect(report).toMatchObject({ template: 'hoja-recuperacion', number: '', draft: false, paper: 'letter' });
  expect(report.attachment).toBeUndefined();
});

test('a set of seven that needs two says so', () => {
  const sheet = { ...sampleSheet.sheet, index: 7, total: 7 };
  expect(buildRecoverySheet({ ...sampleSheet, sheet, madeAt, paper: 'letter' }).title).toBe(
    'Hoja de recuperación 7 de 7 · se necesitan 2',
  );
});

test('without a letterhead the office stands there', () => {
  const bare = buildRecoverySheet({ ...sampleSheet, office: { name: 'X', code: 'XX' }, madeAt, paper: 'letter' });
  expect(bare.letterhead).toEqual(['X']);
});

test('passes the doors: the sheet as the vault gives it, and the report to the document process', () => {
  expect(v.safeParse(RecoverySheet, sampleSheet.sheet).issues).toBeUndefined();
  expect(v.safeParse(ReportInput, report).issues).toBeUndefined();
});
