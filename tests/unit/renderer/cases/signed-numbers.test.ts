import { expect, test } from 'vitest';
import { signedNumbers } from '../../../../renderer/features/cases/signed-numbers.ts';

test('a signature of an earlier version does not sign the newest', () => {
  const bare = { sha256: 'a', at: '2026-11-24T20:00:00.000Z', size: 1 };
  const signed = [bare, { ...bare, signer: 'Ana Núñez' }];
  const first = { number: 'N1', state: 'superseded', revisions: signed } as const;
  expect(signedNumbers([first, { number: 'N1', state: 'sealed', revisions: [bare] }])).toEqual(new Set());
  expect(signedNumbers([first, { number: 'N1', state: 'sealed', revisions: signed }])).toEqual(new Set(['N1']));
});
