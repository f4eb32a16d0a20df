import { open, rename } from 'node:fs/promises';
import path from 'node:path';
import { flushFolder, patiently, PRIVATE } from '../disk/atomic-write.ts';
import { encodeFileHeader, type FileHeader } from './file-header.ts';
import { freeName, journalFileName, type JournalFile } from './folder.ts';
import type { RawFrame } from './frame.ts';
import type { Damage } from './journal-file.ts';
import { mendFile, recover, type FindFrame } from './mend.ts';
import type { Scan, ScanOptions } from './scan.ts';

/** What repairs need. */
export interface Repair {
  readonly findFrame: FindFrame;
  /** whether somebody with the key made the frame */
  readonly accept: (frame: RawFrame) => Promise<boolean>;
}

/**
 * Fills what it can of a file's damages from the copies.
 * @param damages those that are to be filled; others are left as they are
 * @returns what stays lost, and whether the file was written anew
 * @throws what the file system throws; the file is then as it was
 */
export async function settleFile(
  file: JournalFile,
  damages: readonly Damage[],
  options: ScanOptions,
  repair: Repair,
): Promise<{ readonly lost: readonly Damage[]; readonly mended: boolean }> {
  const recovered = new Map<number, readonly RawFrame[]>();
  const lost: Damage[] = [];
  let odd = !file.headerIntact;
  for (const damage of damages) {
    if (damage.to < damage.from) {
      odd = true;
      continue;
    }
    const frames = await recover(damage, repair.findFrame, repair.accept);
    if (frames === undefined) lost.push(damage);
    else recovered.set(damage.at, frames);
  }
  if (!odd && recovered.size === 0) return { lost, mended: false };
  await mendFile(file, recovered, options);
  return { lost, mended: true };
}

/**
 * Cuts the end of a file off, behind its last whole frame, and keeps it as `<name>.cut-<n>`.
 * @throws what the file system throws
 */
export async function cutEnd(file: string, scan: Pick<Scan, 'goodUntil' | 'bytes'>): Promise<void> {
  const kept = await freeName((n) => `${file}.cut-${n}`, 1);
  const handle = await patiently(() => open(file, 'r+'));
  try {
    const { buffer } = await handle.read(
      Buffer.alloc(scan.bytes - scan.goodUntil),
      0,
      scan.bytes - scan.goodUntil,
      scan.goodUntil,
    );
    const aside = await open(kept, 'wx', PRIVATE);
    try {
      await aside.writeFile(buffer);
      await aside.sync();
    } finally {
      await aside.close();
    }
    await flushFolder(path.dirname(file));
    await handle.truncate(scan.goodUntil);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Moves a file that has no whole frame out of the journal's way, as `<name>.cut-<n>`.
 * @throws what the file system throws
 */
export async function setFileAside(file: string): Promise<void> {
  const kept = await freeName((n) => `${file}.cut-${n}`, 1);
  await patiently(() => rename(file, kept));
  await flushFolder(path.dirname(file));
}

/**
 * Writes frames that came back from a copy into a file of their own, behind everything else.
 * @throws what the file system throws
 */
export async function writeRecovered(
  folder: string,
  number: number,
  header: FileHeader,
  frames: readonly RawFrame[],
): Promise<void> {
  const target = path.join(folder, journalFileName(number));
  const out = await open(`${target}.part`, 'wx', PRIVATE);
  try {
    await out.appendFile(encodeFileHeader(header));
    for (const frame of frames) await out.appendFile(frame.raw);
    await out.sync();
  } finally {
    await out.close();
  }
  await patiently(() => rename(`${target}.part`, target));
  await flushFolder(folder);
}
