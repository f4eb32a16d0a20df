import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { formatRecoveryCode, parseRecoveryCode } from '../../../shared/vault/recovery-code.ts';

const secrets = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes): Bytes => new Uint8Array(bytes));

/** The 160 bits as a number, and the number in base 32: another way to the same characters. */
function expected(secret: Bytes): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  let number = secret.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let out = '';
  for (let i = 0; i < 32; i += 1) {
    out = alphabet.charAt(Number(number % 32n)) + out;
    number /= 32n;
  }
  return out;
}

test('a code is 34 characters in groups of five and reads back to its secret', () => {
  fc.assert(
    fc.property(secrets, (secret) => {
      const code = formatRecoveryCode(secret);
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(parseRecoveryCode(code)).toBe(expected(secret));
    }),
  );
});

test('it may be typed in lower case, with spaces, and with the letters people confuse', () => {
  const code = formatRecoveryCode(new Uint8Array(20).fill(0x08)); // holds 0 and 1
  const characters = parseRecoveryCode(code);
  expect(characters).toContain('1');
  for (const typed of [
    code.toLowerCase(),
    code.replaceAll('-', ''),
    ` ${code.replaceAll('-', '  ')}\n`,
    code.replaceAll('0', 'O').replaceAll('1', 'l'),
    code.replaceAll('0', 'o').replaceAll('1', 'I'),
    code.replaceAll('-', '–'),
  ]) {
    expect(parseRecoveryCode(typed)).toBe(characters);
  }
});

test('one wrong character, or two neighbours swapped, is noticed before anything is derived', () => {
  fc.assert(
    fc.property(
      secrets,
      fc.nat(33),
      fc.constantFrom(...Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ')),
      (secret, at, other) => {
        const plain = formatRecoveryCode(secret).replaceAll('-', '');
        const wrong = plain.slice(0, at) + other + plain.slice(at + 1);
        expect(parseRecoveryCode(wrong) !== undefined).toBe(wrong === plain);
        if (at >= 31) return;
        const swapped = plain.slice(0, at) + plain.charAt(at + 1) + plain.charAt(at) + plain.slice(at + 2);
        expect(parseRecoveryCode(swapped) !== undefined).toBe(swapped === plain);
      },
    ),
  );
});

test.each(['', 'ABCDE', 'U'.repeat(34), `${'0'.repeat(34)}0`, 'ñ'.repeat(34)])('%j is no code', (typed) => {
  expect(parseRecoveryCode(typed)).toBeUndefined();
});
