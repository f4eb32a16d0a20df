import { mkdir, open, rename, rm, unlink } from 'node:fs/promises';
import path from 'node:path';
import { flushFolder, patiently, systemCode } from '../disk/atomic-write.ts';
import { readAt } from '../disk/disk-reading.ts';
import { exists, namesIn } from '../disk/look.ts';
import { FILE_HEADER_LENGTH, isNewerFile, type FileHeader } from './file-header.ts';
import { START } from './frame.ts';
import { readFileHeader, readFrames } from './journal-file.ts';

const NAME = /^(\d{6,12})\.atj$/;
/** What is being made and does not count yet: of no use after a kill. */
const UNFINISHED = /^(?:seed-\d+|.*\.part)$/;

/** A file of the journal in force. */
export interface JournalFile {
  readonly path: string;
  readonly number: number;
  readonly header: FileHeader;
  /** one of the copies of its header is damaged, or both */
  readonly headerIntact: boolean;
}

/** The name of the nth file. */
export function journalFileName(number: number): string {
  return `${String(number).padStart(6, '0')}.atj`;
}

/**
 * All files that look like files of a journal, by number.
 * @returns absolute paths; none when there is no folder
 */
export async function listNumbered(
  folder: string,
): Promise<readonly { readonly number: number; readonly path: string }[]> {
  return (await namesIn(folder))
    .flatMap((name) => {
      const match = NAME.exec(name);
      return match === null ? [] : [{ number: Number(match[1]), path: path.join(folder, name) }];
    })
    .sort((a, b) => a.number - b.number);
}

/**
 * Finds the journal of an office: its files from the newest one that begins a journal. Needs no key.
 * @param vaultId files of other offices are left alone and left out; without it, whatever the newest file belongs to
 * @returns the files in order, and those that a newer beginning has replaced
 */
export async function findJournal(
  folder: string,
  vaultId?: string,
): Promise<{ readonly files: readonly JournalFile[]; readonly replaced: readonly JournalFile[] }> {
  const all: JournalFile[] = [];
  let owner = vaultId;
  for (const { number, path: file } of [...(await listNumbered(folder))].reverse()) {
    const { header, intact } = await headerOf(file);
    if (header === undefined && owner === undefined) continue;
    owner ??= header?.vaultId;
    if (header !== undefined && header.vaultId !== owner) continue;
    const known = header ?? (await guessHeader(file, owner ?? ''));
    all.unshift({ path: file, number, header: known, headerIntact: intact });
  }
  const begin = all.findLastIndex(({ header }) => header.kind !== 'frames');
  return { files: all.slice(Math.max(begin, 0)), replaced: all.slice(0, Math.max(begin, 0)) };
}

/** Whether a newer version of the app began a file here, of whatever office. */
export async function hasNewerFile(folder: string): Promise<boolean> {
  for (const { path: file } of await listNumbered(folder)) if (await isNewer(file)) return true;
  return false;
}

/** Removes what a kill left unfinished; nothing of it ever counted. */
export async function sweepUnfinished(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (UNFINISHED.test(name)) await patiently(() => rm(path.join(folder, name), { recursive: true, force: true }));
  }
}

/**
 * Moves files of the journal out of the way, into a new folder `aside-<time>` beside them.
 * @param stamp e.g. `20261124T223835`
 */
export async function moveAside(folder: string, files: readonly string[], stamp: string): Promise<void> {
  if (files.length === 0) return;
  const aside = await freeName((n) => path.join(folder, n === 0 ? `aside-${stamp}` : `aside-${stamp}-${n}`));
  await mkdir(aside, { mode: 0o700 });
  for (const file of files) await patiently(() => rename(file, path.join(aside, path.basename(file))));
  await flushFolder(aside);
  await flushFolder(folder);
}

/** Removes a file; that it is not there any more is fine. */
export async function remove(file: string): Promise<void> {
  try {
    await patiently(() => unlink(file));
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

/** The first of the names that is not taken. */
export async function freeName(nameOf: (n: number) => string, first = 0): Promise<string> {
  let n = first;
  while (await exists(nameOf(n))) n += 1;
  return nameOf(n);
}

async function isNewer(file: string): Promise<boolean> {
  const handle = await patiently(() => open(file, 'r'));
  try {
    return isNewerFile(await readAt(handle, 0, FILE_HEADER_LENGTH));
  } finally {
    await handle.close();
  }
}

async function headerOf(file: string): Promise<{ header: FileHeader | undefined; intact: boolean }> {
  for await (const event of readFrames(file)) if (event.kind === 'header') return event;
  return { header: await readFileHeader(file), intact: false };
}

/** What the header must have said, by the frames behind it. */
async function guessHeader(file: string, vaultId: string): Promise<FileHeader> {
  for await (const event of readFrames(file)) {
    if (event.kind !== 'frame') continue;
    const { kind, from, before } = event.frame;
    if (kind === 'base' && from === 1) return { kind: 'seeded', vaultId, before: START };
    return { kind: 'frames', vaultId, before: { seq: from - 1, digest: before } };
  }
  return { kind: 'frames', vaultId, before: START };
}
