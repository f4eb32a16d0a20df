import { expect, test } from 'vitest';
import { hasHopedTime, levelText } from '../../../../renderer/parts/signature-level.ts';

test.each([
  ['off', true, 'Firma simple, nivel PAdES B-B con datos de validación, hora del equipo'],
  ['stamped', true, 'Firma simple, nivel PAdES B-T con datos de validación de quien firma, con sello de tiempo'],
  ['stamped-proven', true, 'Firma simple, nivel PAdES B-LT, con sello de tiempo y datos de revocación de su autoridad'],
  // the signer's own revocation data are missing: whatever is known of the authority, that is no B-LT
  ['stamped-proven', false, 'Firma simple, nivel PAdES B-T, con sello de tiempo y datos de revocación de su autoridad'],
] as const)('a signature with its time %s, proven: %s', (timestamp, proven, text) => {
  expect(levelText({ kind: 'firma simple', timestamp, proven })).toBe(text);
});

test.each([
  ['off', true],
  ['stamped', true],
  ['stamped-proven', true],
  ['stamped-unknown', false],
  ['unanswered', false],
] as const)('a time that is %s is as hoped: %s', (timestamp, isHoped) => {
  expect(hasHopedTime({ timestamp })).toBe(isHoped);
});
