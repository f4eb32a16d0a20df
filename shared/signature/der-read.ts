import { toHex, type Bytes } from '../kernel/bytes.ts';
import { tags } from './der-tags.ts';

/** Why some bytes are not DER; thrown inside the signature readers and turned into a verdict at their doors. */
export class DerError extends Error {}

/** One element of DER: tag, length and value, checked down to its last child when it was read. */
export interface DerNode {
  /** the identifier octet: class, constructed bit and number in one */
  readonly tag: number;
  /** the whole element, header included */
  readonly raw: Bytes;
  /** the value only */
  readonly body: Bytes;
  /** the parts of a constructed element; empty for a primitive one */
  readonly children: readonly DerNode[];
}

const CONSTRUCTED = 0x20;
const MAX_DEPTH = 24;
const MAX_ELEMENTS = 20_000;
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Reads one DER element that fills the bytes exactly. Strict, because the bytes may come from anybody: definite and
 * shortest lengths only, one-octet tags, no bytes left over, and caps on size, depth and number of elements.
 * @throws {DerError} on anything else
 */
export function readDer(bytes: Bytes): DerNode {
  if (bytes.length > MAX_BYTES) throw new DerError('too large');
  const node = readAt(bytes, { at: 0, end: bytes.length, depth: 0, count: { left: MAX_ELEMENTS } });
  if (node.raw.length !== bytes.length) throw new DerError('bytes after the end');
  return node;
}

/**
 * How many bytes the DER element at the start of these bytes takes; for a signature followed by padding.
 * @throws {DerError} when there is no such element
 */
export function derLength(bytes: Bytes): number {
  const { head, length } = readHeader(bytes, 0, bytes.length);
  return head + length;
}

interface Cursor {
  readonly at: number;
  readonly end: number;
  readonly depth: number;
  readonly count: { left: number };
}

function readAt(bytes: Bytes, cursor: Cursor): DerNode {
  if (cursor.depth > MAX_DEPTH) throw new DerError('nested too deep');
  cursor.count.left -= 1;
  if (cursor.count.left < 0) throw new DerError('too many elements');
  const { tag, head, length } = readHeader(bytes, cursor.at, cursor.end);
  const start = cursor.at + head;
  const end = start + length;
  const children: DerNode[] = [];
  if (tag & CONSTRUCTED) {
    for (let at = start; at < end;) {
      const child = readAt(bytes, { at, end, depth: cursor.depth + 1, count: cursor.count });
      children.push(child);
      at += child.raw.length;
    }
  }
  return { tag, raw: bytes.subarray(cursor.at, end), body: bytes.subarray(start, end), children };
}

function readHeader(bytes: Bytes, at: number, end: number): { tag: number; head: number; length: number } {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || at + 2 > end) throw new DerError('cut short');
  if ((tag & 0x1f) === 0x1f) throw new DerError('tag number too large');
  let head = 2;
  let length = first;
  if (first >= 0x80) {
    const size = first & 0x7f;
    if (size === 0) throw new DerError('indefinite length');
    if (size > 4) throw new DerError('length too large');
    length = 0;
    for (let i = 0; i < size; i += 1) length = length * 256 + (bytes[at + 2 + i] ?? 0);
    head += size;
    if (length < 0x80 || length < 256 ** (size - 1)) throw new DerError('length not in its shortest form');
  }
  if (at + head + length > end) throw new DerError('cut short');
  return { tag, head, length };
}

/**
 * The child at an index, which must have the given tag.
 * @throws {DerError} when it is missing or another
 */
export function child(node: DerNode, index: number, tag?: number): DerNode {
  const found = node.children[index];
  if (!found) throw new DerError('part missing');
  return tag === undefined ? found : expectTag(found, tag);
}

/**
 * The same node, when it has the tag.
 * @throws {DerError} when it has another
 */
export function expectTag(node: DerNode, tag: number): DerNode {
  if (node.tag !== tag) throw new DerError(`tag ${node.tag} instead of ${tag}`);
  return node;
}

/**
 * An object identifier as dotted numbers.
 * @throws {DerError} when the element is none
 */
export function oidOf(node: DerNode): string {
  const { body } = expectTag(node, tags.oid);
  if (body.length === 0 || body.length > 64) throw new DerError('object identifier');
  const numbers: number[] = [];
  let value = 0;
  let fresh = true;
  for (const byte of body) {
    if (fresh && byte === 0x80) throw new DerError('object identifier');
    value = value * 128 + (byte & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER / 128) throw new DerError('object identifier');
    fresh = byte < 0x80;
    if (!fresh) continue;
    if (numbers.length === 0) {
      // the first two numbers share one (X.690 section 8.19.4)
      const first = Math.min(2, Math.floor(value / 40));
      numbers.push(first, value - 40 * first);
    } else {
      numbers.push(value);
    }
    value = 0;
  }
  if (!fresh) throw new DerError('object identifier');
  return numbers.join('.');
}

/**
 * A small whole number, 0 to 2^31 - 1.
 * @throws {DerError} when the element is something else or does not fit
 */
export function smallInteger(node: DerNode): number {
  const { body } = expectTag(node, tags.integer);
  if (body.length === 0 || body.length > 4 || (body[0] ?? 0) >= 0x80) throw new DerError('number');
  return Number.parseInt(toHex(body), 16);
}

/**
 * The bytes of a bit string without unused bits.
 * @throws {DerError} when the element is something else
 */
export function bitStringBytes(node: DerNode): Bytes {
  const { body } = expectTag(node, tags.bitString);
  if (body.length === 0 || body[0] !== 0) throw new DerError('bit string');
  return body.subarray(1);
}
