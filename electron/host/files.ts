import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CallInput, Handlers } from '../../shared/ipc/contract.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { safeFileName } from '../disk/file-name.ts';
import type { LastFolder } from '../disk/last-folder.ts';
import { text } from '../text.ts';
import type { GoingOut } from './going-out.ts';

/** What saving a document needs of the computer. */
export interface FileTools {
  /**
   * Shows the operating system's dialog.
   * @param proposed absolute path that is filled in
   * @returns the chosen absolute path; undefined when the person cancels
   */
  readonly askWhere: (proposed: string) => Promise<string | undefined>;
  readonly lastFolder: LastFolder;
  readonly write: (file: string, bytes: Bytes) => Promise<Result<unknown>>;
  readonly goingOut: GoingOut;
}

/**
 * Saves documents where the person chooses. The window proposes a name and learns the chosen one, never a path.
 * Faults: those of {@link saveOutside} and of `GoingOut`.
 */
export function createFileHandlers(tools: FileTools): Pick<Handlers, 'saveDocument'> {
  return {
    saveDocument: async ({ pdf, suggestedName, about }) => {
      const allowed = tools.goingOut.mayGo();
      return allowed.ok ? saveOutside(tools, { bytes: pdf, suggestedName, ending: '.pdf', about }) : allowed;
    },
  };
}

/**
 * Asks where to save a file outside the office and writes it there; it is written down before a byte leaves.
 * @param what.ending with its full stop
 * @returns the name that was chosen; or `file/cancelled`, `file/cannot-write`, `file/disk-full`, the faults of the journal
 */
export async function saveOutside(
  { askWhere, lastFolder, write, goingOut }: FileTools,
  what: {
    readonly bytes: Bytes;
    readonly suggestedName: string;
    readonly ending: `.${string}`;
    readonly about: CallInput<'saveDocument'>['about'];
    /** how it is written down; `exported` where nothing else is said */
    readonly action?: 'exported' | 'victims-exported';
  },
): Promise<Result<{ readonly name: string }>> {
  const { bytes, suggestedName, ending, about, action = 'exported' } = what;
  const proposed = path.join(await lastFolder.find(), safeFileName(suggestedName, ending));
  const file = await chooseFile(proposed, ending, askWhere);
  if (file === undefined) return fail('file/cancelled');
  const noted = await goingOut.note(action, about, path.basename(file));
  if (!noted.ok) return noted;
  const written = await write(file, bytes);
  if (!written.ok) {
    // the log may not go on saying that it left
    await goingOut.note(action, about, `${path.basename(file)}: ${text.notSaved}`);
    return written;
  }
  lastFolder.remember(path.dirname(file));
  return ok({ name: path.basename(file) });
}

/**
 * Not every desktop's dialog adds the ending by itself, and without it Windows does not know how to open the file.
 * When the name with its ending is taken, the dialog comes again: only it may ask whether to replace a file.
 */
async function chooseFile(
  proposed: string,
  ending: string,
  askWhere: FileTools['askWhere'],
): Promise<string | undefined> {
  const chosen = await askWhere(proposed);
  if (chosen === undefined || chosen.toLowerCase().endsWith(ending)) return chosen;
  const file = `${chosen}${ending}`;
  return existsSync(file) ? chooseFile(file, ending, askWhere) : file;
}
