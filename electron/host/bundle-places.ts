import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { BUNDLES_FOLDER } from '../../shared/bundle/bundle-name.ts';
import type { CallValue, Handlers } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { writeFault } from '../disk/atomic-write.ts';
import { freeBytes } from '../disk/free-bytes.ts';
import type { LastFolder } from '../disk/last-folder.ts';
import type { listDrives, ejectDrive, Drive } from '../exchange/drives.ts';

/** Calls about the sticks that bundles travel on. */
export type PlaceCall = 'listDrives' | 'chooseDrive' | 'ejectDrive';

type DriveFacts = CallValue<'listDrives'>[number];

/** A stick, or a folder that somebody chose. */
export interface Place {
  /** absolute path of its top folder */
  readonly root: string;
  readonly name: string;
  readonly drive?: Drive;
}

/** What finding sticks needs of the rest of the main process. */
export interface PlaceDeps {
  /** whether whoever is signed in may exchange at all */
  readonly mayUse: () => Result<unknown>;
  readonly chooseFolder: () => Promise<string | undefined>;
  readonly lastFolder: LastFolder;
  readonly drives: { readonly list: typeof listDrives; readonly eject: typeof ejectDrive };
}

/** Sticks by tokens: the window never learns where they are. */
export interface Places {
  readonly handlers: Pick<Handlers, PlaceCall>;
  /** @returns the place; `file/cannot-read` (`reason`) when the token is of another session */
  readonly find: (token: string) => Result<Place>;
  /** Forgets all: whoever chose them is gone. */
  readonly forget: () => void;
}

/** Finds sticks and lets go of them. Faults: `access/denied`, `vault/locked`, `file/cancelled`, `file/cannot-read`. */
export function createPlaces({ mayUse, chooseFolder, lastFolder, drives }: PlaceDeps): Places {
  const known = new Map<string, Place>();
  const keep = (place: Place): string => {
    const before = [...known].find(([, one]) => one.root === place.root);
    const token = before?.[0] ?? randomBytes(16).toString('hex');
    // another stick may bear the same letter by now
    known.set(token, place);
    return token;
  };
  const find = (token: string): Result<Place> => {
    const place = known.get(token);
    return place === undefined ? fail('file/cannot-read', { reason: 'ENOENT' }) : ok(place);
  };
  return {
    find,
    forget: () => known.clear(),
    handlers: {
      listDrives: async () => {
        const allowed = mayUse();
        if (!allowed.ok) return allowed;
        const found = await drives.list();
        return ok(
          found.map((drive): DriveFacts => {
            const name = drive.label === '' ? path.basename(drive.path) || drive.device : drive.label;
            const token = keep({ root: drive.path, name, drive });
            const { fileSystem, size, free, readOnly } = drive;
            return { token, name: name.slice(0, 260), fileSystem, size, free, readOnly, ejectable: true };
          }),
        );
      },

      chooseDrive: async () => {
        const allowed = mayUse();
        if (!allowed.ok) return allowed;
        const root = await chooseFolder();
        if (root === undefined) return fail('file/cancelled');
        // the dialog may have stood open for long
        const still = mayUse();
        if (!still.ok) return still;
        lastFolder.remember(root);
        const name = (path.basename(root) || root).slice(0, 260);
        const free = await freeBytes(root).catch(() => 0);
        const token = keep({ root, name });
        return ok({ token, name, fileSystem: '', size: 0, free, readOnly: false, ejectable: false });
      },

      ejectDrive: async ({ token }) => {
        const allowed = mayUse();
        if (!allowed.ok) return allowed;
        const place = find(token);
        if (!place.ok) return place;
        const { drive } = place.value;
        return ok({ ejected: drive !== undefined && (await drives.eject(drive)) });
      },
    },
  };
}

/**
 * The folder for bundles on a stick, made when it is not there.
 * @returns its absolute path; `file/cannot-write` (`reason`), `file/disk-full`
 */
export async function bundleFolder({ root }: Place): Promise<Result<string>> {
  const folder = path.join(root, BUNDLES_FOLDER);
  try {
    await mkdir(folder, { recursive: true });
    // a link would lead out of the stick
    if (!(await lstat(folder)).isDirectory()) return fail('file/cannot-write', { reason: 'ENOTDIR' });
    return ok(folder);
  } catch (error) {
    return writeFault(error);
  }
}

/** What is on its way to a stick, and stays there when the app or the computer stops. */
const UNFINISHED_BUNDLE = /^TRASPASO-.{4}-.{4}\.age\.\d+\.PARCIAL$/;

/**
 * Removes what was never written to its end. Only on a stick: into a folder that somebody chose another computer may be
 * writing. What cannot be removed stays.
 * @param folder the one of {@link bundleFolder}
 */
export async function sweepUnfinished({ drive }: Pick<Place, 'drive'>, folder: string): Promise<void> {
  if (drive === undefined) return;
  for (const name of await readdir(folder).catch(() => [])) {
    if (UNFINISHED_BUNDLE.test(name)) await rm(path.join(folder, name), { force: true }).catch(() => undefined);
  }
}
