import { createHash } from 'node:crypto';
import { fromHex, ownBytes, toHex, type Bytes } from '../../shared/kernel/bytes.ts';
import { DIGEST_LENGTH, type Position } from './frame.ts';

// Every file begins with the same 128 bytes twice, so that no single damaged place makes a file anonymous:
//
//   magic 8 | kind 1 | zeros 7 | vault id 16 | seq before 8 | digest before 32 | zeros 24 | SHA-256 of the rest 32

const MAGIC = 'ATJOURN1';
const COPY_LENGTH = 128;
const DIGEST_AT = COPY_LENGTH - DIGEST_LENGTH;
const KINDS = ['frames', 'compacted', 'seeded'] as const;
/** Where the frames begin. */
export const FILE_HEADER_LENGTH = 2 * COPY_LENGTH;

/** What a file says of itself. */
export interface FileHeader {
  /**
   * `frames`: goes on where the file before it ends; `compacted` and `seeded`: the journal begins here, whatever files
   * lie before. A compacted one replaces them, a seeded one was made from the database because they were damaged
   */
  readonly kind: (typeof KINDS)[number];
  readonly vaultId: string;
  /** the place that its first frame follows */
  readonly before: Position;
}

/** Writes the beginning of a file. */
export function encodeFileHeader({ kind, vaultId, before }: FileHeader): Bytes {
  const out = new Uint8Array(FILE_HEADER_LENGTH);
  out.set(Buffer.from(MAGIC, 'latin1'));
  out[8] = KINDS.indexOf(kind) + 1;
  out.set(fromHex(vaultId.replaceAll('-', '')), 16);
  new DataView(out.buffer).setBigUint64(32, BigInt(before.seq));
  out.set(before.digest, 40);
  out.set(sha256Of(out.subarray(0, DIGEST_AT)), DIGEST_AT);
  out.copyWithin(COPY_LENGTH, 0, COPY_LENGTH);
  return out;
}

/** What a file of a later layout begins with: the digit at the end of the magic grows. */
const LATER_MAGIC = /^ATJOURN[2-9]$/;

/**
 * Whether a newer version of the app made this file: neither copy of its header can be read here, and both say so.
 * @param bytes its first `FILE_HEADER_LENGTH` bytes
 */
export function isNewerFile(bytes: Uint8Array): boolean {
  const magic = Buffer.from(bytes.subarray(0, MAGIC.length)).toString('latin1');
  return LATER_MAGIC.test(magic) && decodeFileHeader(bytes).header === undefined;
}

/**
 * Reads the beginning of a file.
 * @param bytes its first `FILE_HEADER_LENGTH` bytes, or fewer when it is shorter
 * @returns the header when one of its copies is whole, and whether both are
 */
export function decodeFileHeader(bytes: Uint8Array): {
  readonly header: FileHeader | undefined;
  readonly intact: boolean;
} {
  const copies = [0, COPY_LENGTH].map((at) => decodeCopy(bytes.subarray(at, at + COPY_LENGTH)));
  return {
    header: copies.find((copy) => copy !== undefined),
    intact: copies.every((copy) => copy !== undefined),
  };
}

function decodeCopy(bytes: Uint8Array): FileHeader | undefined {
  if (bytes.length < COPY_LENGTH || Buffer.from(bytes.subarray(0, 8)).toString('latin1') !== MAGIC) return undefined;
  if (!sha256Of(bytes.subarray(0, DIGEST_AT)).equals(bytes.subarray(DIGEST_AT))) return undefined;
  const kind = KINDS[(bytes[8] ?? 0) - 1];
  if (kind === undefined) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const hex = toHex(bytes.subarray(16, 32));
  const vaultId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  const seq = Number(view.getBigUint64(32));
  return { kind, vaultId, before: { seq, digest: ownBytes(bytes.subarray(40, 40 + DIGEST_LENGTH)) } };
}

function sha256Of(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
