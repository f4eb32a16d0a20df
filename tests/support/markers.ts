import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Begins every marker: a string of no language, long enough never to come out of ciphertext by chance. */
const STEM = 'zqxwvkj';
const ENCODINGS = ['utf8', 'utf16le'] as const;

/** The nth marker: one word, so that it survives whatever splits texts into words. */
export function marker(n: number): string {
  return `${STEM}${n.toString().padStart(4, '0')}`;
}

/** Markers `first` to before `end`, as one text. */
export function markers(first: number, end: number): string {
  return Array.from({ length: end - first }, (_, i) => marker(first + i)).join(' ');
}

/** Where a marker was found readable. */
export interface Leak {
  readonly file: string;
  /** what stands there, with a little around it */
  readonly text: string;
}

/**
 * Looks through every file below folders for markers in any letter case and in the encodings of files, URLs and
 * Windows; base64 at its three alignments; and for other texts exactly as they are. Names of files are looked at too.
 * @param exact further texts, e.g. identity numbers and passphrases
 */
export function findLeaks(folders: readonly string[], exact: readonly string[] = []): readonly Leak[] {
  const stems = [STEM, STEM.toUpperCase(), STEM[0]!.toUpperCase() + STEM.slice(1)];
  const needles = [
    ...[...stems, ...exact].flatMap((text) => ENCODINGS.map((encoding) => Buffer.from(text, encoding))),
    ...stems.flatMap(base64Forms).map((text) => Buffer.from(text, 'latin1')),
  ];
  return folders.flatMap((folder) =>
    filesBelow(folder).flatMap((file): Leak[] => {
      const named = stems.some((stem) => path.relative(folder, file).includes(stem));
      const content = readSafely(file);
      const at = needles.map((needle) => content.indexOf(needle)).find((place) => place >= 0);
      if (!named && at === undefined) return [];
      const text = at === undefined ? 'its name' : content.subarray(Math.max(0, at - 20), at + 60).toString('latin1');
      return [{ file: path.relative(folder, file), text }];
    }),
  );
}

/** How a text looks inside base64, wherever in the groups of three it begins; without the characters it shares. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].map((shift) => {
    const whole = Buffer.from(`${'\0'.repeat(shift)}${text}`, 'latin1').toString('base64');
    return whole.slice(shift === 0 ? 0 : shift + 1, Math.floor(((text.length + shift) * 8) / 6) - 1);
  });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? false);
}

/** Chromium removes files while it runs; one that is gone leaks nothing. */
function readSafely(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
