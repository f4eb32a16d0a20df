import { concatBytes, type Bytes } from '../kernel/bytes.ts';
import { DerError, derLength } from './der-read.ts';
import { tlv } from './der-write.ts';

const CONSTRUCTED = 0x20;
const INDEFINITE = 0x80;
const MAX_DEPTH = 24;
const MAX_BYTES = 256 * 1024;
const MAX_ELEMENTS = 5000;

/** A container with its lengths written out. */
export interface DefiniteElement {
  readonly der: Bytes;
  /** how many bytes it took as it was */
  readonly length: number;
}

/** True when an element does not say how long it is but ends with a mark (X.690 section 8.1.3.6). */
export function isIndefinite(bytes: Bytes): boolean {
  return ((bytes[0] ?? 0) & CONSTRUCTED) !== 0 && bytes[1] === INDEFINITE;
}

/**
 * Writes out the lengths of an element that has them indefinite, as NSS writes its containers (X.690 section 8.1.3.6).
 * PDF asks for DER, where there is one way to write anything; nothing but such lengths is let through.
 * @param bytes the element, and whatever follows it
 * @throws {DerError} on anything else that is not DER, and on more than a signature needs
 */
export function withDefiniteLengths(bytes: Bytes): DefiniteElement {
  const reader = new Reader(bytes.subarray(0, MAX_BYTES));
  const der = reader.element(0);
  return { der, length: reader.at };
}

class Reader {
  at = 0;
  private left = MAX_ELEMENTS;
  private readonly bytes: Bytes;

  constructor(bytes: Bytes) {
    this.bytes = bytes;
  }

  element(depth: number): Bytes {
    this.left -= 1;
    if (depth > MAX_DEPTH || this.left < 0) throw new DerError('nested too deep');
    const rest = this.bytes.subarray(this.at);
    const tag = rest[0] ?? 0;
    if (!isIndefinite(rest)) {
      const start = this.at;
      const end = start + derLength(rest);
      if (end > this.bytes.length) throw new DerError('cut short');
      if ((tag & CONSTRUCTED) === 0) {
        this.at = end;
        return this.bytes.slice(start, end);
      }
      return this.definite(tag, { start, end }, depth);
    }
    this.at += 2;
    const parts: Bytes[] = [];
    while (this.bytes[this.at] !== 0 || this.bytes[this.at + 1] !== 0) {
      if (this.at >= this.bytes.length) throw new DerError('no end mark');
      parts.push(this.element(depth + 1));
    }
    this.at += 2;
    return tlv(tag, ...parts);
  }

  /** Elements of a known length may hold others without one. */
  private definite(
    tag: number,
    { start, end }: { readonly start: number; readonly end: number },
    depth: number,
  ): Bytes {
    const whole = this.bytes.slice(start, end);
    const head = whole.length - bodyLength(whole);
    this.at = start + head;
    const parts: Bytes[] = [];
    while (this.at < end) parts.push(this.element(depth + 1));
    if (this.at !== end) throw new DerError('cut short');
    return tlv(tag, concatBytes(...parts));
  }
}

/** The length that the header of a definite element states. */
function bodyLength(element: Bytes): number {
  const first = element[1] ?? 0;
  return first < 0x80 ? element.length - 2 : element.length - 2 - (first & 0x7f);
}
