import { latin1, type Bytes } from '../kernel/bytes.ts';
import { isIndefinite, withDefiniteLengths } from './ber.ts';
import { DerError, derLength } from './der-read.ts';
import { entryOf, itemsAt, type PdfObject } from './file/value.ts';

/** What a signature covers: everything from the first byte to `end`, but for the gap that holds the signature. */
export interface Coverage {
  /** offsets of the `<` of Contents and of the byte after its `>` */
  readonly gap: readonly [number, number];
  /** the signed revision ends before this offset */
  readonly end: number;
  /** the signature container without its padding, DER */
  readonly cms: Bytes;
  /** false when it had to be written anew: lengths of its parts stood as end marks */
  readonly isDer: boolean;
}

/**
 * Checks that a signature covers everything but itself (ISO 32000-1 section 12.8.1, PAdES EN 319 142-1 section 5.3):
 * two ranges from the file's first byte, and between them nothing but the hexadecimal string of this very Contents,
 * filled up with zeros. Digits in mixed case are refused: that is a bit that could be changed unnoticed.
 * @returns undefined when any of this does not hold: then the signature proves nothing
 */
export function readCoverage(bytes: Bytes, signature: PdfObject): Coverage | undefined {
  const contents = entryOf(signature.value, 'Contents');
  const range = itemsAt(signature.value, 'ByteRange').map((item) => (item.kind === 'number' ? item.value : Number.NaN));
  const [start, before = 0, after = 0, rest = 0] = range;
  if (contents?.kind !== 'string' || !contents.hex || !signature.extent) return undefined;
  if (range.length !== 4 || !range.every((offset) => Number.isSafeInteger(offset) && offset >= 0)) return undefined;
  const end = after + rest;
  if (start !== 0 || before !== contents.start || after !== contents.end || end > bytes.length) return undefined;
  if (signature.extent.end > end) return undefined;
  const digits = latin1(bytes.subarray(before + 1, after - 1));
  if (digits.length % 2 !== 0 || !/^([0-9a-f]*|[0-9A-F]*)$/.test(digits)) return undefined;
  const container = withoutPadding(contents.bytes);
  return container && { gap: [before, after], end, ...container };
}

function withoutPadding(contents: Bytes): Pick<Coverage, 'cms' | 'isDer'> | undefined {
  try {
    const isDer = !isIndefinite(contents);
    const { der, length } = isDer
      ? { der: contents.slice(0, derLength(contents)), length: derLength(contents) }
      : withDefiniteLengths(contents);
    return contents.subarray(length).every((byte) => byte === 0) ? { cms: der, isDer } : undefined;
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

const NEEDLE = Array.from('/ByteRange', (char) => char.charCodeAt(0));

/** Offsets where the word `/ByteRange` stands, wherever in the file; at most `limit` of them. */
export function findByteRanges(bytes: Bytes, limit: number): number[] {
  const found: number[] = [];
  for (let at = bytes.indexOf(0x2f); at >= 0 && found.length < limit; at = bytes.indexOf(0x2f, at + 1)) {
    if (NEEDLE.every((byte, i) => bytes[at + i] === byte)) found.push(at);
  }
  return found;
}

/** Where the revision ends that a raw ByteRange at an offset claims to cover; undefined when it is malformed. */
export function claimedEnd(bytes: Bytes, offset: number): number | undefined {
  const text = latin1(bytes.subarray(offset, offset + 200));
  const match = /^\/ByteRange\s*\[\s*\d{1,15}\s+\d{1,15}\s+(\d{1,15})\s+(\d{1,15})\s*\]/.exec(text);
  const end = Number(match?.[1]) + Number(match?.[2]);
  return Number.isSafeInteger(end) && end <= bytes.length ? end : undefined;
}
