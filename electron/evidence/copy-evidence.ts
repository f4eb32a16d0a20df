import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { flushFolder, patiently, PRIVATE, systemCode } from '../disk/atomic-write.ts';
import { evidencePath, listEvidence, type EvidenceFile } from './evidence-files.ts';

/** Bytes that are read at once. */
const PIECE = 1024 * 1024;

/** What became of files that should be in a folder. */
export interface Brought {
  /** ids of those that no source has */
  readonly missing: readonly string[];
  /** ids of those that no source has whole */
  readonly damaged: readonly string[];
  /** ids of those that came now */
  readonly brought: readonly string[];
}

/** Files that should be in a folder, and where else they may lie. */
export interface BringOrder {
  readonly files: readonly EvidenceFile[];
  /** absolute paths of folders of evidence, the best first */
  readonly from: readonly string[];
  /** absolute path of a folder of evidence; made when it is not there */
  readonly to: string;
  /**
   * true in a place on the same disk: the file gets a second name there, which costs no room and outlives the first
   * one. Where the file system cannot do that, it is copied
   */
  readonly links?: boolean;
}

/**
 * Brings what a folder does not have yet. What is there under its name with its length is taken for good; whether its
 * bytes are is asked by {@link checkEvidence}. A copy is written beside, summed up while it is read, flushed, and gets
 * its name only when its bytes are those that the name promises.
 * @throws what the file system throws when it refuses to write
 */
export async function bringEvidence({ files, from, to, links = false }: BringOrder): Promise<Brought> {
  const there = new Map((await listEvidence(to)).map((file) => [file.id, file]));
  const missing: string[] = [];
  const damaged: string[] = [];
  const brought: string[] = [];
  for (const file of files) {
    if (isSame(there.get(file.id), file)) continue;
    const came = await bringOne(file, from, to, links);
    if (came === 'brought') brought.push(file.id);
    else (came === 'missing' ? missing : damaged).push(file.id);
  }
  return { missing, damaged, brought };
}

/** Whether the bytes of a file are those that its name promises. False also when it cannot be read. */
export async function isSound(folder: string, file: EvidenceFile): Promise<boolean> {
  try {
    const hash = createHash('sha256');
    let size = 0;
    const stream = createReadStream(evidencePath(folder, file), { highWaterMark: PIECE });
    for await (const piece of stream as AsyncIterable<Buffer>) {
      hash.update(piece);
      size += piece.length;
    }
    return size === file.size && hash.digest('hex') === file.sha256;
  } catch {
    return false;
  }
}

/** How the evidence of one folder is. */
export interface EvidenceCheck {
  readonly files: number;
  readonly missing: readonly string[];
  readonly damaged: readonly string[];
  /** ids of those that were missing or damaged and came back from another folder */
  readonly mended: readonly string[];
}

/** Folders that should all hold the same files, and the files. */
export interface CheckOrder {
  readonly files: readonly EvidenceFile[];
  /** absolute path of the folder that is looked at */
  readonly folder: string;
  /** of those that may help */
  readonly others: readonly string[];
}

/** Reads every file of a folder, and has what is missing or damaged brought from another one that has it whole. */
export async function checkEvidence({ files, folder, others }: CheckOrder): Promise<EvidenceCheck> {
  const there = new Map((await listEvidence(folder)).map((file) => [file.id, file]));
  const missing: string[] = [];
  const damaged: string[] = [];
  const mended: string[] = [];
  for (const file of files) {
    const here = isSame(there.get(file.id), file);
    if (here && (await isSound(folder, file))) continue;
    const came = await bringOne(file, others, folder, false).catch(() => 'missing' as const);
    if (came === 'brought') mended.push(file.id);
    else (here || there.has(file.id) ? damaged : missing).push(file.id);
  }
  return { files: files.length, missing, damaged, mended };
}

function isSame(there: EvidenceFile | undefined, file: EvidenceFile): boolean {
  return there?.sha256 === file.sha256 && there.size === file.size;
}

async function bringOne(
  file: EvidenceFile,
  from: readonly string[],
  to: string,
  links: boolean,
): Promise<'brought' | 'missing' | 'damaged'> {
  let seen = false;
  const target = evidencePath(to, file);
  for (const source of from.filter((folder) => folder !== to)) {
    const facts = await stat(evidencePath(source, file)).catch(() => undefined);
    if (facts === undefined) continue;
    seen = true;
    if (facts.size !== file.size) continue;
    await makeShelf(path.dirname(target));
    if (links && (await linked(evidencePath(source, file), target))) return 'brought';
    if (await copied(evidencePath(source, file), target, file)) return 'brought';
  }
  return seen ? 'damaged' : 'missing';
}

/**
 * Makes the folder of a file, and the one around it, but nothing further up: where a stick was pulled out, the path that
 * it had must not come to be on the computer's own disk.
 */
async function makeShelf(shelf: string): Promise<void> {
  for (const folder of [path.dirname(shelf), shelf]) {
    await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
      if (systemCode(error) !== 'EEXIST') throw error;
    });
  }
}

/** Not every file system knows second names, and none across two of them. */
async function linked(source: string, target: string): Promise<boolean> {
  try {
    await link(source, target);
    await flushFolder(path.dirname(target));
    return true;
  } catch {
    return false;
  }
}

async function copied(source: string, target: string, file: EvidenceFile): Promise<boolean> {
  const temporary = path.join(path.dirname(target), `.${file.id}.tmp`);
  await rm(temporary, { force: true });
  const from = await patiently(() => open(source, 'r'));
  try {
    const to = await open(temporary, 'wx+', PRIVATE);
    try {
      // the medium is asked as well: a stick may take bytes and give back others
      const isWhole = (await copySum(from, to)) === file.sha256 && (await to.sync(), await sumOf(to)) === file.sha256;
      if (!isWhole) return false;
    } finally {
      await to.close();
    }
    await patiently(() => rename(temporary, target));
    await flushFolder(path.dirname(target));
    return true;
  } finally {
    await from.close();
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

async function copySum(from: FileHandle, to: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces(from)) {
    hash.update(piece);
    await to.writeFile(piece);
  }
  return hash.digest('hex');
}

async function sumOf(handle: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces(handle)) hash.update(piece);
  return hash.digest('hex');
}

async function* pieces(handle: FileHandle): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(PIECE);
  for (let at = 0; ;) {
    const { bytesRead } = await handle.read(buffer, 0, PIECE, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
