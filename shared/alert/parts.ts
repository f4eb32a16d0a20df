import { concatBytes, sha256, utf8, type Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { fromBase32, toBase32 } from './base32.ts';

/** Bytes of a sealed alert in one part: with what stands around it, a QR code that a phone reads off another's screen. */
const PART_BYTES = 350;
const SET_BYTES = 5;
const CHECK_BYTES = 5;
/** Capital letters, digits and full stops only: a reader of codes that types as a keyboard gets them right everywhere. */
const PART = /^ALERTA(\d+)\.([0-9A-Z]{8})\.(\d{1,3})\.(\d{1,3})\.([0-9A-Z]+)\.([0-9A-Z]{8})$/;
/** What the text of each code of an alert begins with. */
export const ALERT_CODE_MARK = 'ALERTA';
const VERSION = 1;

interface Part {
  readonly set: string;
  readonly n: number;
  readonly total: number;
  readonly bytes: Bytes;
}

/**
 * A sealed alert as texts for QR codes: `ALERTA1.set.n.total.bytes.check`. `set` is the same in all parts of one alert:
 * the beginning of the SHA-256 of the whole; `check` that of everything before it in the part. Both, and the bytes, in
 * base 32.
 */
export async function toParts(envelope: Bytes): Promise<readonly string[]> {
  const set = await digestText(envelope, SET_BYTES);
  const total = Math.ceil(envelope.length / PART_BYTES);
  const parts: string[] = [];
  for (let n = 1; n <= total; n += 1) {
    const bytes = envelope.subarray((n - 1) * PART_BYTES, n * PART_BYTES);
    const body = `${ALERT_CODE_MARK}${VERSION}.${set}.${n}.${total}.${toBase32(bytes)}`;
    parts.push(`${body}.${await digestText(utf8(body), CHECK_BYTES)}`);
  }
  return parts;
}

/**
 * Puts a sealed alert together from the texts of its QR codes: in any order, any of them more than once, with any space
 * between and within.
 * @returns the sealed alert; `alert/not-an-alert` when there is none of them in the text; `alert/part-damaged` (`at`,
 *   counted from 1 as they stand in the text); `alert/newer` (`version`); `alert/parts-mixed` when they are of more than
 *   one alert; `alert/parts-missing` (`missing`, `total`); `alert/damaged` when all are there and do not fit together
 */
export async function fromParts(text: string): Promise<Result<Bytes>> {
  const [before = '', ...pieces] = text.replace(/\s+/g, '').toUpperCase().split(ALERT_CODE_MARK);
  if (pieces.length === 0) return fail('alert/not-an-alert');
  if (before !== '') return fail('alert/part-damaged', { at: 1 });
  const parts = new Map<number, Part>();
  let first: Part | undefined;
  for (const [i, piece] of pieces.entries()) {
    const part = await readPart(ALERT_CODE_MARK + piece, i + 1);
    if (!part.ok) return part;
    first ??= part.value;
    if (part.value.set !== first.set || part.value.total !== first.total) return fail('alert/parts-mixed');
    parts.set(part.value.n, part.value);
  }
  return first === undefined ? fail('alert/not-an-alert') : together(parts, first);
}

async function together(parts: ReadonlyMap<number, Part>, { set, total }: Part): Promise<Result<Bytes>> {
  const numbers = Array.from({ length: total }, (_, i) => i + 1);
  const missing = numbers.filter((n) => !parts.has(n)).map(String);
  if (missing.length > 0) return fail('alert/parts-missing', { missing, total });
  const envelope = concatBytes(...numbers.flatMap((n) => parts.get(n)?.bytes ?? []));
  return (await digestText(envelope, SET_BYTES)) === set ? ok(envelope) : fail('alert/damaged');
}

async function readPart(text: string, at: number): Promise<Result<Part>> {
  const [, version, set = '', n, total, digits = '', check] = PART.exec(text) ?? [];
  const body = text.slice(0, text.lastIndexOf('.'));
  const damaged = fail('alert/part-damaged', { at });
  if (check === undefined || check !== (await digestText(utf8(body), CHECK_BYTES))) return damaged;
  if (Number(version) !== VERSION) return fail('alert/newer', { version: Number(version) });
  const bytes = fromBase32(digits);
  const part = { set, n: Number(n), total: Number(total) };
  return bytes === undefined || part.n < 1 || part.n > part.total ? damaged : ok({ ...part, bytes });
}

async function digestText(bytes: Bytes, length: number): Promise<string> {
  return toBase32((await sha256(bytes)).subarray(0, length));
}
