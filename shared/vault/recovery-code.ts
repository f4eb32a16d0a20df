import { assert } from '../kernel/assert.ts';
import type { Bytes } from '../kernel/bytes.ts';

/** Crockford's base 32: no I, L, O, U, so that a printed code is read one way only. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SECRET_BYTES = 20;
const SECRET_CHARACTERS = 32;
const CHECK_CHARACTERS = 2;
/** Largest prime below 32²: every single wrong character and every swap of neighbours changes the check. */
const CHECK_MODULUS = 1021;
const GROUP = /.{1,5}/g;

/** How many random bytes a recovery code holds. */
export const RECOVERY_BYTES = SECRET_BYTES;

/**
 * Writes a recovery code: 32 characters for 160 bits and 2 to check them, in groups of five.
 * @param secret 20 random bytes
 * @returns for instance `7ZK3M-Q0W9X-...-B4`
 */
export function formatRecoveryCode(secret: Bytes): string {
  assert(secret.length === SECRET_BYTES, 'a recovery code holds 20 bytes');
  let characters = '';
  let bits = 0;
  let held = 0;
  for (const byte of secret) {
    bits = (bits << 8) | byte;
    held += 8;
    while (held >= 5) {
      held -= 5;
      characters += ALPHABET.charAt((bits >> held) & 31);
      bits &= (1 << held) - 1;
    }
  }
  return (characters + checkOf(characters)).match(GROUP)?.join('-') ?? '';
}

/**
 * Reads a typed recovery code: spaces, dashes and lower case are welcome, I and L are 1, O is 0.
 * @returns the 32 characters that are derived, or undefined when the code cannot be right (length, check characters)
 */
export function parseRecoveryCode(typed: string): string | undefined {
  const characters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—.·_]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
  if (characters.length !== SECRET_CHARACTERS + CHECK_CHARACTERS) return undefined;
  if (Array.from(characters).some((character) => !ALPHABET.includes(character))) return undefined;
  const secret = characters.slice(0, SECRET_CHARACTERS);
  return characters.slice(SECRET_CHARACTERS) === checkOf(secret) ? secret : undefined;
}

/** The number that the characters spell, modulo a prime, as two more characters. */
function checkOf(characters: string): string {
  let sum = 0;
  for (const character of characters) sum = (sum * 32 + ALPHABET.indexOf(character)) % CHECK_MODULUS;
  return ALPHABET.charAt(sum >> 5) + ALPHABET.charAt(sum & 31);
}
