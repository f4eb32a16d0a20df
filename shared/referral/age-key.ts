import type { Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';

/** What a public key of age is made for: Curve25519 alone, or together with a lattice that quantum computers do not break. */
export type AgeKeyKind = 'x25519' | 'postQuantum';

/** A public key of age (age-encryption.org/v1), checked letter by letter. */
export interface AgeKey {
  readonly kind: AgeKeyKind;
  /** as it is written into files: small letters, nothing around it */
  readonly text: string;
}

const CHARSET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const CHECKSUM_LENGTH = 6;
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;
/** By the name before the last `1`: what the key is, and how many bytes it has (C2SP age.md; FiloSottile/age, tag v1.3). */
const KINDS: Readonly<Record<string, { readonly kind: AgeKeyKind; readonly length: number }>> = {
  age: { kind: 'x25519', length: 32 },
  age1pq: { kind: 'postQuantum', length: 1216 },
};

/**
 * Reads a public key as somebody pasted it; blanks and line ends around and within it do not count.
 * @returns the key; `referral/secret-key` for the half that nobody may give away; `referral/not-a-key` for anything else,
 *   a key with one wrong letter included
 */
export function parseAgeKey(pasted: string): Result<AgeKey> {
  const text = pasted.replace(/\s+/g, '');
  if (/AGE-SECRET-KEY|AGE-PLUGIN/i.test(text)) return fail('referral/secret-key');
  // both cases at once are no key: what is copied by hand goes wrong that way
  if (text !== text.toLowerCase() && text !== text.toUpperCase()) return fail('referral/not-a-key');
  const small = text.toLowerCase();
  const at = small.lastIndexOf('1');
  const name = small.slice(0, Math.max(0, at));
  const described = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  const digits = described === undefined ? undefined : digitsOf(small.slice(at + 1));
  if (described === undefined || digits === undefined || digits.length < CHECKSUM_LENGTH) {
    return fail('referral/not-a-key');
  }
  if (checksum([...expand(name), ...digits]) !== 1) return fail('referral/not-a-key');
  const length = byteLength(digits.slice(0, -CHECKSUM_LENGTH));
  return length === described.length ? ok({ kind: described.kind, text: small }) : fail('referral/not-a-key');
}

/**
 * Reads the keys that one package is sealed to. A file for keys of both kinds would be as weak as the weaker one.
 * @returns the keys; `referral/not-a-key` for none or a wrong one, `referral/secret-key`, `referral/mixed-keys`
 */
export function parseAgeKeys(pasted: readonly string[]): Result<readonly AgeKey[]> {
  const keys: AgeKey[] = [];
  for (const one of pasted) {
    const key = parseAgeKey(one);
    if (!key.ok) return key;
    keys.push(key.value);
  }
  if (keys.length === 0) return fail('referral/not-a-key');
  return new Set(keys.map(({ kind }) => kind)).size === 1 ? ok(keys) : fail('referral/mixed-keys');
}

/**
 * The secret half of a post-quantum key, as the age library takes it.
 * @param seed 32 random bytes; the caller wipes them
 * @returns `AGE-SECRET-KEY-PQ-1...`
 */
export function hybridIdentityText(seed: Bytes): string {
  const name = 'age-secret-key-pq-';
  const digits = toDigits(seed);
  const check = checksum([...expand(name), ...digits, ...Array.from({ length: CHECKSUM_LENGTH }, () => 0)]) ^ 1;
  const tail = Array.from({ length: CHECKSUM_LENGTH }, (_, i) => (check >>> (5 * (CHECKSUM_LENGTH - 1 - i))) & 31);
  const letters = [...digits, ...tail].map((digit) => CHARSET[digit] ?? '').join('');
  return `${name}1${letters}`.toUpperCase();
}

/** The keys in a text that somebody pasted, however they are parted; what comes before the first one is a piece, too. */
export function splitAgeKeys(pasted: string): readonly string[] {
  return pasted
    .replace(/[\s,;]+/g, '')
    .split(/(?=age1)/i)
    .filter((one) => one !== '');
}

/** A key as two people read it to each other: groups of four letters. */
export function keyGroups({ text }: Pick<AgeKey, 'text'>): readonly string[] {
  return text.match(/.{1,4}/g) ?? [];
}

/** What the letters stand for; undefined when one of them stands for nothing. */
function digitsOf(letters: string): readonly number[] | undefined {
  const digits: number[] = [];
  for (let at = 0; at < letters.length; at += 1) {
    const digit = CHARSET.indexOf(letters.charAt(at));
    if (digit < 0) return undefined;
    digits.push(digit);
  }
  return digits;
}

/** The polynomial of bech32 (BIP-173); 1 for a text whose checksum is right. */
function checksum(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (let bit = 0; top >>> bit !== 0; bit += 1) if (((top >>> bit) & 1) === 1) sum ^= GENERATOR[bit] ?? 0;
  }
  return sum >>> 0;
}

function expand(name: string): readonly number[] {
  const codes = Array.from(name, (letter) => letter.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
}

/** Bytes as digits of five bits, the last one filled up with zeros. */
function toDigits(bytes: Bytes): readonly number[] {
  const digits: number[] = [];
  let [held, bits] = [0, 0];
  for (const byte of bytes) {
    held = ((held & 31) << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) digits.push((held >> (bits - 5)) & 31);
  }
  if (bits > 0) digits.push((held << (5 - bits)) & 31);
  return digits;
}

/** How many whole bytes the digits hold; -1 where the bits left over are not the zeros that a writer leaves. */
function byteLength(digits: readonly number[]): number {
  const rest = (digits.length * 5) % 8;
  const last = digits.at(-1) ?? 0;
  return rest >= 5 || (last & ((1 << rest) - 1)) !== 0 ? -1 : Math.floor((digits.length * 5) / 8);
}
