import type { Bytes } from '../kernel/bytes.ts';

/** Crockford's: no I, L, O or U. All of them are in the compact alphabet of QR codes and on one key of any keyboard. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Bytes as base 32, five bits a character, without padding. */
export function toBase32(bytes: Uint8Array): string {
  let out = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) out += DIGITS.charAt((held >> (bits - 5)) & 31);
  }
  return bits === 0 ? out : out + DIGITS.charAt((held << (5 - bits)) & 31);
}

/** Base 32 to bytes; undefined for other characters, or bits left over that no writer leaves. */
export function fromBase32(text: string): Bytes | undefined {
  const out = new Uint8Array(Math.floor((text.length * 5) / 8));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const char of text) {
    const digit = DIGITS.indexOf(char);
    if (digit < 0) return undefined;
    held = ((held << 5) | digit) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    out[at] = (held >> bits) & 0xff;
    at += 1;
  }
  return bits >= 5 || (held & ((1 << bits) - 1)) !== 0 ? undefined : out;
}
