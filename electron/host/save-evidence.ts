import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { CallInput, CallValue, Handlers } from '../../shared/ipc/contract.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { safeFileName } from '../disk/file-name.ts';
import type { LastFolder } from '../disk/last-folder.ts';
import { exists } from '../disk/look.ts';
import { text } from '../text.ts';
import type { GoingOut } from './going-out.ts';

/** What letting a copy of evidence out needs of the computer. */
export interface SaveEvidenceTools {
  /** @param proposed absolute path that is filled in. @returns the chosen one; undefined when the person cancels */
  readonly askWhere: (proposed: string) => Promise<string | undefined>;
  readonly chooseFolder: () => Promise<string | undefined>;
  readonly lastFolder: LastFolder;
  readonly write: (file: string, bytes: Bytes) => Promise<Result<unknown>>;
  readonly goingOut: Pick<GoingOut, 'note'>;
  /** whether whoever is signed in may let papers of cases out; recovery sheets are another matter */
  readonly mayGo: () => Result<unknown>;
}

/**
 * Saves copies of evidence where the person chooses: one under a name of their own, or several into a folder, where
 * nothing is ever replaced. Each is written down before a byte leaves. Faults: `file/cancelled`, `file/cannot-write`,
 * `file/disk-full`, `vault/locked`, `access/denied`, those of the journal.
 */
export function createSaveEvidenceHandlers(
  tools: SaveEvidenceTools,
): Pick<Handlers, 'chooseExportFolder' | 'saveEvidence'> & { readonly forgetFolders: () => void } {
  const { mayGo, lastFolder, chooseFolder } = tools;
  const folders = new Map<string, string>();
  return {
    forgetFolders: () => folders.clear(),

    chooseExportFolder: async () => {
      const allowed = mayGo();
      if (!allowed.ok) return allowed;
      const folder = await chooseFolder();
      if (folder === undefined) return fail('file/cancelled');
      const token = randomBytes(16).toString('hex');
      folders.set(token, folder);
      lastFolder.remember(folder);
      return ok({ token, name: path.basename(folder).slice(0, 260) });
    },

    saveEvidence: async (input) => {
      const allowed = mayGo();
      if (!allowed.ok) return allowed;
      const file = await whereTo(tools, input, folders);
      return file.ok ? await save(tools, file.value, input) : file;
    },
  };
}

type Input = CallInput<'saveEvidence'>;

async function whereTo(
  { askWhere, lastFolder }: SaveEvidenceTools,
  { suggestedName, folder: token }: Pick<Input, 'suggestedName' | 'folder'>,
  folders: ReadonlyMap<string, string>,
): Promise<Result<string>> {
  const ending = endingOf(suggestedName);
  const name = safeFileName(suggestedName, ending);
  if (token === undefined) {
    const chosen = await askWhere(path.join(await lastFolder.find(), name));
    if (chosen === undefined) return fail('file/cancelled');
    lastFolder.remember(path.dirname(chosen));
    return ok(chosen.toLowerCase().endsWith(ending) || (await exists(chosen + ending)) ? chosen : chosen + ending);
  }
  const folder = folders.get(token);
  if (folder === undefined) return fail('file/cannot-write', { reason: 'ENOENT' });
  const stem = name.slice(0, name.length - ending.length);
  for (let n = 1; ; n += 1) {
    const file = path.join(folder, n === 1 ? name : `${stem} (${n})${ending}`);
    if (!(await exists(file))) return ok(file);
  }
}

async function save(
  { write, goingOut }: SaveEvidenceTools,
  file: string,
  { bytes, about }: Input,
): Promise<Result<CallValue<'saveEvidence'>>> {
  const name = path.basename(file);
  const noted = await goingOut.note('evidence-exported', about, name);
  if (!noted.ok) return noted;
  const written = await write(file, bytes);
  if (!written.ok) {
    // the log may not go on saying that it left
    await goingOut.note('evidence-exported', about, `${name}: ${text.notSaved}`);
    return written;
  }
  return ok({ name });
}

/** The ending with its dot, lower case; every piece has one. */
function endingOf(name: string): string {
  return path.extname(name).toLowerCase();
}
