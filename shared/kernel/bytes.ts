/** Bytes that own their memory: what WebCrypto, IndexedDB and the door between processes accept. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Joins byte arrays into one. */
export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Copies a view into bytes of its own, so that a transfer never drags a larger buffer along. */
export function ownBytes(view: Uint8Array): Bytes {
  return new Uint8Array(view);
}

/** True when both hold the same bytes. Not constant-time: never for secrets. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

/** Whether bytes are others with more behind them: what a signature does to a paper. */
export function continuesBytes(longer: Uint8Array, start: Uint8Array): boolean {
  return longer.length > start.length && equalBytes(longer.subarray(0, start.length), start);
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Text to UTF-8. */
export function utf8(text: string): Bytes {
  return encoder.encode(text);
}

/** UTF-8 to text; throws on bytes that are not UTF-8. */
export function fromUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** One character for each byte; for looking at file structure, never for text people wrote. */
export function latin1(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    // arguments from an array as it is: spreading would read it one by one
    out += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(at, at + 0x8000)) as string;
  }
  return out;
}

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) out += HEX_DIGITS.charAt(byte >> 4) + HEX_DIGITS.charAt(byte & 15);
  return out;
}

const HEX_DIGITS = '0123456789abcdef';

/** Hexadecimal to bytes; throws on an odd length or a stray character. */
export function fromHex(hex: string): Bytes {
  if (hex.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(hex)) throw new Error('not hexadecimal');
  const out = new Uint8Array(hex.length / 2);
  for (let i = 0; i < out.length; i += 1) out[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return out;
}

/** Standard base64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  return btoa(latin1(bytes));
}

/** Standard base64 to bytes; throws on other characters. */
export function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/** Base64 for URLs and names, without padding (RFC 4648 section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  let out = '';
  const whole = bytes.length - (bytes.length % 3);
  for (let at = 0; at < whole; at += 3) {
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    out += (URL_PAIRS[word >> 12] ?? '') + (URL_PAIRS[word & 0xfff] ?? '');
  }
  if (whole === bytes.length) return out;
  const rest = ((bytes[whole] ?? 0) << 16) | ((bytes[whole + 1] ?? 0) << 8);
  out += URL_PAIRS[rest >> 12] ?? '';
  return bytes.length - whole === 1 ? out : out + URL_DIGITS.charAt((rest >> 6) & 63);
}

const URL_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Two digits at once: there are hundreds of thousands of hashes in a bundle, each of them named like this. */
const URL_PAIRS = Array.from({ length: 4096 }, (_, n) => URL_DIGITS.charAt(n >> 6) + URL_DIGITS.charAt(n & 63));

/** Base64 for URLs to bytes; undefined for other characters, or bits left over that no writer leaves. */
export function fromBase64Url(text: string): Bytes | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const bytes = fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'));
  return toBase64Url(bytes) === text ? bytes : undefined;
}

/** SHA-256 of the bytes. */
export async function sha256(...parts: readonly Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', concatBytes(...parts)));
}

/** Random bytes from the operating system. */
export function randomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}
