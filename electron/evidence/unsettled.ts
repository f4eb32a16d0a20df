import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { utf8 } from '../../shared/kernel/bytes.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { flushFolder, PRIVATE, writeAtomically } from '../disk/atomic-write.ts';
import { namesIn } from '../disk/look.ts';

// A file is begun before the journal knows of it. Until the window says that it does, a note lies beside the files: only
// what such a note names may ever be swept, so that no other file can be lost to a database that is behind.

const FOLDER = 'por-asentar';
const NAME = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.json$/;
const Note = v.strictObject({
  format: v.literal(1),
  caseId: v.pipe(v.string(), v.uuid()),
  at: v.pipe(v.string(), v.isoTimestamp()),
});

/** A file of which nobody has said yet that the journal knows it. */
export interface Unsettled {
  readonly id: string;
  /** undefined when the note cannot be read: then it is left alone */
  readonly caseId: string | undefined;
  readonly at: Instant | undefined;
}

/** Notes that a file is begun. @returns nothing, or the fault of the disk: then the file must not be begun */
export async function noteUnsettled(
  folder: string,
  id: string,
  about: { readonly caseId: string; readonly at: Instant },
): Promise<Result<undefined>> {
  await mkdir(path.join(folder, FOLDER), { recursive: true, mode: 0o700 });
  const note = { format: 1, ...about } satisfies v.InferOutput<typeof Note>;
  return writeAtomically(noteFile(folder, id), utf8(`${JSON.stringify(note)}\n`), PRIVATE);
}

/** The files that are not settled. */
export async function listUnsettled(folder: string): Promise<Unsettled[]> {
  const found: Unsettled[] = [];
  for (const name of await namesIn(path.join(folder, FOLDER))) {
    const id = NAME.exec(name)?.[1];
    if (id === undefined) continue;
    const note = v.safeParse(Note, parsed(await readFile(noteFile(folder, id), 'utf8').catch(() => '')));
    found.push({
      id,
      caseId: note.success ? note.output.caseId : undefined,
      at: note.success ? note.output.at : undefined,
    });
  }
  return found;
}

/** Takes the note away: the journal knows the file, or the file is gone. */
export async function removeNote(folder: string, id: string): Promise<void> {
  await rm(noteFile(folder, id), { force: true });
  await flushFolder(path.join(folder, FOLDER));
}

/**
 * Takes all notes away: the office is put back as it was, and what it does not know may be known to the one that was put
 * aside.
 */
export async function forgetUnsettled(folder: string): Promise<void> {
  await rm(path.join(folder, FOLDER), { recursive: true, force: true });
}

function noteFile(folder: string, id: string): string {
  return path.join(folder, FOLDER, `${id}.json`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
