import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { fromBase64, randomBytes, sha256, toBase64, toHex, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { patiently, PRIVATE, systemCode, writeAtomically } from '../disk/atomic-write.ts';

const FILE = 'device.bin';
const SECRET_LENGTH = 32;
const ID_BYTES = 8;

/** Where the operating system keeps secrets of this account on this computer; `safe-storage.ts` has the real one. */
export interface SystemSafe {
  /** false where there is none, or one that protects nothing */
  readonly available: () => Promise<boolean>;
  readonly seal: (text: string) => Promise<Uint8Array>;
  /** rejects when the bytes were sealed elsewhere */
  readonly open: (sealed: Uint8Array) => Promise<string>;
}

/** The secret of this computer that slots are bound to. */
export interface DeviceSecret {
  /** tells which computer a slot is bound to; says nothing about the secret */
  readonly id: string;
  /** 32 bytes; whoever asked wipes them */
  readonly secret: Bytes;
}

/** This computer, as far as slots are concerned. */
export interface Device {
  /** The secret with this id, if it can be opened here. */
  readonly find: (id: string) => Promise<DeviceSecret | undefined>;
  /** The secret for new slots; undefined where the operating system keeps no secrets or the disk refuses. */
  readonly findOrMake: () => Promise<DeviceSecret | undefined>;
}

/**
 * Opens this computer's secret: 32 random bytes in `device.bin`, sealed by the operating system. It never goes into a
 * snapshot: a stolen copy of the office cannot be attacked by guessing passphrases without it.
 * @param folder the vault folder; made with the first secret
 */
export function openDevice(folder: string, safe: SystemSafe): Device {
  const file = path.join(folder, FILE);

  const make = async (): Promise<DeviceSecret | undefined> => {
    const secret = randomBytes(SECRET_LENGTH);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const sealed = await safe.seal(toBase64(secret));
      const written = await writeAtomically(file, sealed, PRIVATE);
      // what cannot be read back would lock people out
      const readBack = written.ok ? await readSecret(file, safe) : 'none';
      return typeof readBack === 'object' ? readBack : undefined;
    } catch {
      return undefined;
    } finally {
      secret.fill(0);
    }
  };

  return {
    find: async (id) => {
      if (!(await safe.available())) return undefined;
      for (const name of await filesIn(folder)) {
        const found = await readSecret(path.join(folder, name), safe);
        if (typeof found !== 'object') continue;
        if (found.id === id) return found;
        found.secret.fill(0);
      }
      return undefined;
    },

    findOrMake: async () => {
      if (!(await safe.available())) return undefined;
      const found = await readSecret(file, safe);
      if (typeof found === 'object') return found;
      if (found === 'held') return undefined;
      // of another computer or account; kept, for the system may know it again one day
      if (found === 'foreign') await rename(file, path.join(folder, `device.${toHex(randomBytes(4))}.bin`));
      return make();
    },
  };
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => /^device(\.[0-9a-f]{8})?\.bin$/.test(name));
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return [];
  }
}

async function readSecret(file: string, safe: SystemSafe): Promise<DeviceSecret | 'none' | 'foreign' | 'held'> {
  let sealed: Uint8Array;
  try {
    sealed = await patiently(() => readFile(file));
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return systemCode(error) === 'ENOENT' ? 'none' : 'held';
  }
  try {
    const secret = fromBase64(await safe.open(sealed));
    if (secret.length !== SECRET_LENGTH) return 'foreign';
    const id = (await sha256(utf8('atalaya/device|'), secret)).subarray(0, ID_BYTES);
    return { id: toHex(id), secret };
  } catch {
    // sealed on another computer or account, or damaged: the system does not say which
    return 'foreign';
  }
}
