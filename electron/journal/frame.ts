import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { concatBytes, ownBytes, toHex, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, type Result } from '../../shared/kernel/result.ts';
import { decodeWrites, encodeWrites, type Payload } from '../../shared/journal/payload.ts';
import { open } from '../../shared/vault/seal.ts';
import { sealFrame } from './node-sealing.ts';

// Layout of a frame, all numbers big endian:
//
//   magic 4 | length of the payload 4 | seq 8 | [from 8, place 32: base frames only] | digest of the place before 32
//   | check 4 | digest 32 | payload
//
// `check` is the beginning of SHA-256 over what stands before it: a header can be trusted before its payload is there,
// so that a frame cut short by a power cut is told from a damaged one. `digest` is SHA-256 over everything else.
// The digest of a frame names its place in the journal. A base frame stands for the frames `from` to `seq` and keeps
// the name of the last of them in `place`, so that whatever was written behind it still follows.

const MAGIC = { frame: 'ATJF', base: 'ATJB' } as const;
export const MAGIC_LENGTH = 4;
export const DIGEST_LENGTH = 32;
const CHECK_LENGTH = 4;
/** magic, length, seq */
const FIRST_PART = 16;
const BASE_PART = 8 + DIGEST_LENGTH;
/** bytes that are hashed without a pause, about 10 ms */
const AT_ONCE = 8 * 1024 * 1024;

/** `frame`: what one commit wrote; `base`: what is left of several. */
export type FrameKind = keyof typeof MAGIC;

/** Where a frame stands: its number, and the digest that stands for it and all before it. */
export interface Position {
  readonly seq: number;
  readonly digest: Bytes;
}

/** Before the first frame. */
export const START: Position = { seq: 0, digest: new Uint8Array(DIGEST_LENGTH) };

/** The header of a frame, read but not yet believed. */
export interface FrameHeader {
  readonly kind: FrameKind;
  readonly payloadLength: number;
  /** number of the first frame that this one stands for; for `frame` it is `seq` */
  readonly from: number;
  readonly seq: number;
  /** digest of the place before */
  readonly before: Bytes;
  /** only in a base frame */
  readonly place: Bytes | undefined;
  /** SHA-256 over everything else in the frame */
  readonly own: Bytes;
}

/** A whole frame as it lies on the disk; its digest was found right. */
export interface RawFrame extends FrameHeader {
  /** the digest that names this place: that of the frame, or of the last frame that a base frame stands for */
  readonly digest: Bytes;
  /** all its bytes */
  readonly raw: Bytes;
}

/** @returns how many bytes stand before the payload */
export function headerLength(kind: FrameKind): number {
  return FIRST_PART + (kind === 'base' ? BASE_PART : 0) + DIGEST_LENGTH + CHECK_LENGTH + DIGEST_LENGTH;
}
/** No header is longer. */
export const LONGEST_HEADER = headerLength('base');

/** The bytes with which a frame of either kind begins. */
export const magics: readonly Buffer[] = Object.values(MAGIC).map((magic) => Buffer.from(magic, 'latin1'));

/**
 * Reads a header.
 * @param bytes begins with the magic; may be longer or shorter than the header
 * @returns undefined unless a whole header is there and fits its check
 */
export function parseHeader(bytes: Uint8Array): FrameHeader | undefined {
  const kind = kindOf(bytes);
  if (kind === undefined || bytes.length < headerLength(kind)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const beforeAt = FIRST_PART + (kind === 'base' ? BASE_PART : 0);
  const checkAt = beforeAt + DIGEST_LENGTH;
  const digestAt = checkAt + CHECK_LENGTH;
  if (!Buffer.from(checkOf(bytes.subarray(0, checkAt))).equals(bytes.subarray(checkAt, digestAt))) return undefined;
  const seq = Number(view.getBigUint64(8));
  const from = kind === 'base' ? Number(view.getBigUint64(FIRST_PART)) : seq;
  if (!Number.isSafeInteger(seq) || from < 1 || from > seq) return undefined;
  return {
    kind,
    payloadLength: view.getUint32(MAGIC_LENGTH),
    from,
    seq,
    before: ownBytes(bytes.subarray(beforeAt, checkAt)),
    place: kind === 'base' ? ownBytes(bytes.subarray(FIRST_PART + 8, beforeAt)) : undefined,
    own: ownBytes(bytes.subarray(digestAt, digestAt + DIGEST_LENGTH)),
  };
}

/**
 * Reads a frame that is whole.
 * @param raw exactly the bytes of one frame; kept, not copied
 * @returns undefined when any byte is not as it was written. Needs no key, so says nothing about who wrote it
 */
export function parseFrame(raw: Bytes): RawFrame | undefined {
  const header = parseHeader(raw);
  if (header === undefined) return undefined;
  const length = headerLength(header.kind);
  if (raw.length !== length + header.payloadLength) return undefined;
  const own = digestOf(raw.subarray(0, length - DIGEST_LENGTH), raw.subarray(length));
  return own.equals(header.own) ? { ...header, digest: header.place ?? header.own, raw } : undefined;
}

/** What a new frame is made of. */
export interface FrameInput {
  readonly vaultId: string;
  readonly journalKey: CryptoKey;
  /** the place it follows */
  readonly before: Position;
  readonly payload: Payload;
  /** makes a base frame: the place it ends at, instead of being the next one */
  readonly standsFor?: Position;
}

/** Seals a payload into the frame that follows `before`. */
export async function makeFrame({ vaultId, journalKey, before, payload, standsFor }: FrameInput): Promise<RawFrame> {
  const kind: FrameKind = standsFor === undefined ? 'frame' : 'base';
  const from = before.seq + 1;
  const seq = standsFor?.seq ?? from;
  const place = standsFor?.digest;
  const aad = associatedData(vaultId, { kind, from, seq, before: before.digest, place });
  const sealed = await sealFrame(journalKey, aad, encodeWrites(payload));

  const beforeAt = FIRST_PART + (kind === 'base' ? BASE_PART : 0);
  const first = new Uint8Array(beforeAt + DIGEST_LENGTH);
  first.set(Buffer.from(MAGIC[kind], 'latin1'));
  const view = new DataView(first.buffer);
  view.setUint32(MAGIC_LENGTH, sealed.length);
  view.setBigUint64(8, BigInt(seq));
  if (place !== undefined) {
    view.setBigUint64(FIRST_PART, BigInt(from));
    first.set(place, FIRST_PART + 8);
  }
  first.set(before.digest, beforeAt);
  const check = checkOf(first);
  const own = new Uint8Array(await digestBreathing(first, check, sealed));
  const raw = concatBytes(first, check, own, sealed);
  const header = { kind, payloadLength: sealed.length, from, seq, before: before.digest, place, own };
  return { ...header, digest: place ?? own, raw };
}

/**
 * Opens a frame.
 * @returns the payload; `vault/damaged` when somebody without the key made it, or for another place or office;
 *   `journal/newer` when a newer version of the app wrote it
 */
export async function openFrame(vaultId: string, journalKey: CryptoKey, frame: RawFrame): Promise<Result<Payload>> {
  const sealed = ownBytes(frame.raw.subarray(headerLength(frame.kind)));
  const opened = await open(journalKey, associatedData(vaultId, frame), sealed);
  return opened.ok ? decodeWrites(opened.value) : fail('vault/damaged');
}

/** The place of a frame. */
export function positionOf({ seq, digest }: RawFrame): Position {
  return { seq, digest };
}

function kindOf(bytes: Uint8Array): FrameKind | undefined {
  const magic = Buffer.from(bytes.subarray(0, MAGIC_LENGTH)).toString('latin1');
  if (magic === MAGIC.frame) return 'frame';
  return magic === MAGIC.base ? 'base' : undefined;
}

function associatedData(
  vaultId: string,
  { kind, from, seq, before, place }: Pick<FrameHeader, 'kind' | 'from' | 'seq' | 'before' | 'place'>,
): string {
  if (kind === 'frame') return `${vaultId}|journal/${seq}|${toHex(before)}`;
  return `${vaultId}|journal/${from}-${seq}|${toHex(before)}|${place === undefined ? '' : toHex(place)}`;
}

function checkOf(bytes: Uint8Array): Uint8Array {
  return digestOf(bytes).subarray(0, CHECK_LENGTH);
}

/** The same, but lets other work of the main process in between when the bytes are many: a large file takes a second. */
async function digestBreathing(...parts: readonly Uint8Array[]): Promise<Buffer> {
  const hash = createHash('sha256');
  for (const part of parts) {
    for (let at = 0; at < part.length; at += AT_ONCE) {
      if (at > 0) await breathe();
      hash.update(part.subarray(at, at + AT_ONCE));
    }
  }
  return hash.digest();
}

function digestOf(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
