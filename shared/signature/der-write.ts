import { concatBytes, utf8, type Bytes } from '../kernel/bytes.ts';
import type { Instant } from '../kernel/clock.ts';
import { tags } from './der-tags.ts';

/** An element from its tag and the parts of its value. */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Bytes {
  const body = concatBytes(...parts);
  return concatBytes(Uint8Array.of(tag), lengthOctets(body.length), body);
}

function lengthOctets(length: number): Bytes {
  if (length < 0x80) return Uint8Array.of(length);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Uint8Array.of(0x80 | octets.length, ...octets);
}

/** A SEQUENCE of the parts, in the order given. */
export function sequence(...parts: readonly Uint8Array[]): Bytes {
  return tlv(tags.sequence, ...parts);
}

/** A SET OF: DER puts its parts in the order of their bytes (X.690 section 11.6). */
export function setOf(...parts: readonly Uint8Array[]): Bytes {
  return tlv(tags.set, ...[...parts].sort(compareBytes));
}

/** The parts wrapped in the context-specific constructed tag [number]. */
export function context(number: number, ...parts: readonly Uint8Array[]): Bytes {
  return tlv(0xa0 | number, ...parts);
}

/** A set or sequence under the implicit tag [number] instead of its own. */
export function implicit(number: number, element: Bytes): Bytes {
  return concatBytes(Uint8Array.of(0xa0 | number), element.subarray(1));
}

export function octetString(bytes: Uint8Array): Bytes {
  return tlv(tags.octetString, bytes);
}

/** A whole number that is not negative: as a number, or as big-endian bytes of any length. */
export function integer(value: number | Uint8Array): Bytes {
  const bytes = typeof value === 'number' ? bigEndian(value) : value;
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const digits = bytes.length === 0 ? Uint8Array.of(0) : bytes.subarray(start);
  return (digits[0] ?? 0) >= 0x80 ? tlv(tags.integer, Uint8Array.of(0), digits) : tlv(tags.integer, digits);
}

function bigEndian(value: number): Bytes {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.from(bytes);
}

/** An object identifier from its dotted numbers. */
export function oid(dotted: string): Bytes {
  const known = encodedOids.get(dotted) ?? encodeOid(dotted);
  // all that are written stand in the code: there are a few dozen
  encodedOids.set(dotted, known);
  return known.slice();
}

const encodedOids = new Map<string, Bytes>();

function encodeOid(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const octets = [40 * first + second, ...rest].flatMap((value) => {
    const digits = [value % 128];
    for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128))
      digits.unshift(0x80 | (left % 128));
    return digits;
  });
  return tlv(tags.oid, Uint8Array.from(octets));
}

/** A UTCTime, to the second: two-digit years, which mean 1950 to 2049 (RFC 5652 section 11.3). */
export function utcTime(instant: Instant): Bytes {
  return tlv(tags.utcTime, utf8(`${instant.slice(2, 19).replace(/\D/g, '')}Z`));
}

/** The NULL that RSA algorithm identifiers carry as their parameters. */
export function nullElement(): Bytes {
  return tlv(tags.null);
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
