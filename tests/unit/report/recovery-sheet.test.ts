import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ReportInput } from '../../../shared/ipc/contract.ts';
import { parseRecoveryCode, formatRecoveryCode } from '../../../shared/vault/recovery-code.ts';
import { buildRecoverySheet } from '../../../shared/report/recovery-sheet.ts';
import { reportTexts } from '../../support/report-text.ts';

const code = formatRecoveryCode(Uint8Array.from({ length: 20 }, (_, i) => i * 7));
const sheet = buildRecoverySheet({
  office: { name: 'Oficina Regional de La Ceiba', code: 'LCE', letterhead: ['República de Honduras'] },
  code,
  madeAt: '2026-11-24T05:30:00.000Z',
  paper: 'oficio',
});

test('carries the code as text and as QR, readable back', () => {
  const printed = reportTexts(sheet).filter((text) => /^[0-9A-Z]{5} - /.test(text));
  expect(printed.length).toBeGreaterThan(0);
  for (const text of [...printed, sheet.code!.qr]) expect(parseRecoveryCode(text)).toBe(parseRecoveryCode(code));
  expect(parseRecoveryCode(code)).toBeDefined();
});

test('says what it is, how to keep it and when it was made; nobody signs', () => {
  const texts = reportTexts(sheet);
  expect(texts).toContain('23/11/2026, 23:30 (hora del equipo)');
  expect(texts).toContain('Oficina Regional de La Ceiba (LCE)');
  expect(texts.some((text) => text.includes('sobre'))).toBe(true);
  expect(sheet).toMatchObject({
    template: 'hoja-recuperacion',
    number: '',
    draft: false,
    signatures: [],
    paper: 'oficio',
  });
  expect(sheet.attachment).toBeUndefined();
});

test('without a letterhead the office stands there', () => {
  const bare = buildRecoverySheet({ office: { name: 'X', code: 'XX' }, code, madeAt: sheet.madeAt, paper: 'letter' });
  expect(bare.letterhead).toEqual(['X']);
});

test('passes the door to the document process', () => {
  expect(v.safeParse(ReportInput, sheet).issues).toBeUndefined();
});
