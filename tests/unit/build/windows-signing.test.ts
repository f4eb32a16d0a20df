import { expect, test } from 'vitest';
import { releaseSigning } from '../../../build/windows-signing.mjs';

const signed = { ATALAYA_PUBLISHER: 'Proyecto Atalaya', ATALAYA_SIGN_COMMAND: '["sign", "{file}"]' };
const keys = ['AAAA'];

test('a release is signed, and knows a key by which it takes the next one', () => {
  expect(releaseSigning(signed, keys).publisher).toBe('Proyecto Atalaya');
  expect(() => releaseSigning({}, keys)).toThrow('a release is signed');
  expect(() => releaseSigning(signed, [])).toThrow('takes no update ever');
});
