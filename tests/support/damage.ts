import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

/** What a failing disk or an unlucky hand does to a file. */
export const damages = ['flipped', 'truncated', 'deleted'] as const;
export type Damage = (typeof damages)[number];

/** Does one kind of damage to a file; to an empty one, what can be done to it. */
export function damage(file: string, how: Damage): void {
  switch (how) {
    case 'flipped':
      flipByte(file, Math.floor(statSync(file).size / 2));
      break;
    case 'truncated':
      cutTail(file, Math.ceil(statSync(file).size / 2));
      break;
    case 'deleted':
      rmSync(file);
      break;
  }
}

/** Turns every bit of one byte; nothing when the file ends before it. */
export function flipByte(file: string, at: number): void {
  const descriptor = openSync(file, 'r+');
  const byte = new Uint8Array(1);
  if (readSync(descriptor, byte, 0, 1, at) === 1)
    writeSync(
      descriptor,
      byte.map((bits) => bits ^ 0xff),
      0,
      1,
      at,
    );
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** Takes so many bytes off the end, as a power cut in the middle of writing leaves a file. */
export function cutTail(file: string, bytes: number): void {
  const descriptor = openSync(file, 'r+');
  ftruncateSync(descriptor, Math.max(0, statSync(file).size - bytes));
  closeSync(descriptor);
}

/** Every file of the folder and those below it; absolute paths, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** The parts of a profile that a record lives in. */
export const databaseOf = (userData: string): string => path.join(userData, 'IndexedDB');
export const journalOf = (userData: string): string => path.join(userData, 'journal');
export const copiesOf = (userData: string): string => path.join(userData, 'copias');

/** The copies of an office in a folder, oldest first; absolute paths. */
export function snapshotsIn(folder: string): string[] {
  return filesIn(folder).filter((file) => file.endsWith('.atalaya'));
}

/** The files of the journal in the order they were begun, without what was set aside. */
export function journalFiles(userData: string): string[] {
  return readdirSync(journalOf(userData))
    .filter((name) => name.endsWith('.atj'))
    .sort()
    .map((name) => path.join(journalOf(userData), name));
}
