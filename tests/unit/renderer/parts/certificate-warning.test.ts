import { expect, test } from 'vitest';
import { certificateWarning } from '../../../../renderer/parts/certificate/certificate-warning.ts';
import { levelText, type SignatureMade } from '../../../../renderer/parts/signature-level.ts';

const END = '2026-12-31T18:00:00.000Z';
const certificate = { notBefore: '2025-01-01T06:00:00.000Z', notAfter: END };
const DAY = 24 * 3_600_000;
const daysBefore = (days: number): number => Date.parse(END) - days * DAY;

test.each([
  [61, undefined],
  [60, { kind: 'soon', days: 60, loudness: 'info' }],
  [30, { kind: 'soon', days: 30, loudness: 'warn' }],
  [7, { kind: 'soon', days: 7, loudness: 'error' }],
  [0, { kind: 'soon', days: 0, loudness: 'error' }],
  [-1, { kind: 'gone', loudness: 'error' }],
])('%i days before its end, a certificate is spoken of as %j', (days, warning) => {
  expect(certificateWarning(certificate, daysBefore(days))).toEqual(warning);
});

test('of one that has not begun nothing is said: the clock is what is wrong', () => {
  expect(certificateWarning({ ...certificate, notBefore: '2026-12-30T06:00:00.000Z' }, daysBefore(5))).toBeUndefined();
});

test.each<[Partial<SignatureMade>, string]>([
  [{}, 'Firma electrónica simple, nivel PAdES B-B con datos de validación, hora del equipo'],
  [{ proven: false }, 'Firma electrónica simple, nivel PAdES B-B, hora del equipo'],
  [
    { timestamp: 'stamped' },
    'Firma electrónica simple, nivel PAdES B-T con datos de validación de quien firma, con sello de tiempo',
  ],
  [
    { timestamp: 'stamped-unknown' },
    'Firma electrónica simple, nivel PAdES B-B con datos de validación, con sello de tiempo de una autoridad que esta oficina no reconoce',
  ],
  [
    { timestamp: 'unanswered', proven: false, kind: 'firma electrónica' },
    'Firma electrónica, nivel PAdES B-B, el servicio de sellos de tiempo no respondió: hora del equipo',
  ],
])('a signature is called exactly what it is: %j', (made, text) => {
  expect(levelText({ kind: 'firma electrónica simple', timestamp: 'off', proven: true, ...made })).toBe(text);
});
