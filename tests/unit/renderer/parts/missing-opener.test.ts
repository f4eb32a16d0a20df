import { expect, test } from 'vitest';
import { missingOpener } from '../../../../renderer/parts/certificate/missing-opener.ts';

test('whatever opens a certificate must be typed, but for a file that was given without a passphrase', () => {
  expect((['office', 'token', 'imported', 'windows'] as const).map((kind) => missingOpener(kind, ''))).toEqual([
    'passphrase',
    'pin',
    undefined,
    'passphrase',
  ]);
  expect((['office', 'token', 'imported', 'windows'] as const).map((kind) => missingOpener(kind, 'x'))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
