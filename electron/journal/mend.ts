import { copyFile, open, rename } from 'node:fs/promises';
import { equalBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import { flushFolder, patiently, PRIVATE } from '../disk/atomic-write.ts';
import path from 'node:path';
import { encodeFileHeader, type FileHeader } from './file-header.ts';
import { freeName, remove, type JournalFile } from './folder.ts';
import { parseFrame, positionOf, type Position, type RawFrame } from './frame.ts';
import { readFrames, type Damage } from './journal-file.ts';
import type { ScanOptions } from './scan.ts';

const COPY = 1024 * 1024;

/** A frame as a copy has it. */
export interface FoundFrame {
  readonly raw: Bytes;
  /** when the copy was made; undefined when that is not known */
  readonly madeAt?: Instant | undefined;
}

/**
 * Looks for the frame with this number in the newest copy that has it. Asked while the ledger is busy with its files:
 * it must not wait for the ledger.
 */
export type FindFrame = (seq: number) => Promise<FoundFrame | undefined>;

/** Passes a search on and remembers when the copy was made in which it last found something. */
export function remembering(findFrame: FindFrame): {
  readonly find: FindFrame;
  readonly madeAt: () => Instant | undefined;
} {
  let madeAt: Instant | undefined;
  const find: FindFrame = async (seq) => {
    const found = await findFrame(seq);
    madeAt = found?.madeAt ?? madeAt;
    return found;
  };
  return { find, madeAt: () => madeAt };
}

/**
 * Gets lost frames back. Each must be the one whose digest the frame behind it tells, back to the last good one: no
 * other frame is believed.
 * @param accept looks at frames with the key when nothing behind them tells their digest
 * @returns the frames in order, or undefined when not all are found
 */
export async function recover(
  damage: Damage,
  findFrame: FindFrame,
  accept: (frame: RawFrame) => Promise<boolean>,
): Promise<readonly RawFrame[] | undefined> {
  const { from, to, after, lastDigest } = damage;
  return lastDigest === undefined
    ? recoverForward({ from, to, after }, findFrame, accept)
    : recoverBackward({ from, to, after, lastDigest }, findFrame);
}

async function recoverBackward(
  { from, to, after, lastDigest }: { from: number; to: number; after: Position; lastDigest: Bytes },
  findFrame: FindFrame,
): Promise<readonly RawFrame[] | undefined> {
  const frames: RawFrame[] = [];
  let wanted = { seq: to, digest: lastDigest };
  while (wanted.seq >= from) {
    const found = await findFrame(wanted.seq);
    const frame = found === undefined ? undefined : parseFrame(found.raw);
    if (frame?.seq !== wanted.seq || frame.from < from || !equalBytes(frame.digest, wanted.digest)) return undefined;
    frames.unshift(frame);
    wanted = { seq: frame.from - 1, digest: frame.before };
  }
  return equalBytes(wanted.digest, after.digest) ? frames : undefined;
}

/** At the end of the journal: nothing behind tells what is missing, so as far as frames follow each other. */
async function recoverForward(
  { from, to, after }: { from: number; to: number; after: Position },
  findFrame: FindFrame,
  accept: (frame: RawFrame) => Promise<boolean>,
): Promise<readonly RawFrame[] | undefined> {
  const frames: RawFrame[] = [];
  let before = after;
  for (let seq = from; seq <= to; seq += 1) {
    const found = await findFrame(seq);
    const frame = found === undefined ? undefined : parseFrame(found.raw);
    if (frame?.kind !== 'frame' || frame.seq !== seq || !equalBytes(frame.before, before.digest)) return undefined;
    if (!(await accept(frame))) return undefined;
    frames.push(frame);
    before = positionOf(frame);
  }
  return frames;
}

/**
 * Writes a damaged file anew: whole frames, recovered ones in their places, and the bytes of what stays lost as they
 * are. The damaged file is kept beside it as `<name>.damaged-<n>`; the new one was read back before it takes its place.
 * @param recovered by the offset of the damage
 * @param scan how the file was read when the damage was found
 */
export async function mendFile(
  file: JournalFile,
  recovered: ReadonlyMap<number, readonly RawFrame[]>,
  scan: ScanOptions,
): Promise<void> {
  const temporary = `${file.path}.part`;
  const before = scan.follows ?? file.header.before;
  await remove(temporary);
  const frames = await writeMended(file, temporary, { recovered, scan, header: { ...file.header, before } });
  await readBack(temporary, frames, scan);
  const kept = await freeName((n) => `${file.path}.damaged-${n}`, 1);
  await patiently(() => copyFile(file.path, kept));
  await flushFile(kept);
  await patiently(() => rename(temporary, file.path));
  await flushFolder(path.dirname(file.path));
}

async function writeMended(
  file: JournalFile,
  target: string,
  how: { recovered: ReadonlyMap<number, readonly RawFrame[]>; scan: ScanOptions; header: FileHeader },
): Promise<number> {
  const out = await open(target, 'wx', PRIVATE);
  try {
    let frames = 0;
    await out.appendFile(encodeFileHeader(how.header));
    for await (const event of readFrames(file.path, how.scan)) {
      if (event.kind === 'frame') {
        await out.appendFile(event.frame.raw);
        frames += 1;
      }
      if (event.kind !== 'damage') continue;
      const back = how.recovered.get(event.at);
      for (const frame of back ?? []) await out.appendFile(frame.raw);
      frames += back?.length ?? 0;
      if (back === undefined && event.to >= event.from) {
        for await (const part of bytesOf(file.path, event.at, event.end)) await out.appendFile(part);
      }
    }
    await out.sync();
    return frames;
  } finally {
    await out.close();
  }
}

async function readBack(file: string, expected: number, { follows, accept }: ScanOptions): Promise<void> {
  let frames = 0;
  const options = { ...(follows === undefined ? {} : { follows }), ...(accept === undefined ? {} : { accept }) };
  for await (const event of readFrames(file, options)) if (event.kind === 'frame') frames += 1;
  if (frames !== expected) throw Object.assign(new Error('the mended file does not read back'), { code: 'EIO' });
}

async function* bytesOf(file: string, from: number, to: number): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    for (let at = from; at < to; at += COPY) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(COPY), 0, Math.min(COPY, to - at), at);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

async function flushFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
