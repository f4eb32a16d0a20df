import { randomBytes } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { sealBox, sessionUse } from '../../shared/vault/box.ts';
import { readAt } from '../disk/disk-reading.ts';
import type { BundleThread } from '../exchange/bundle-thread.ts';
import type { FoundBundle } from '../exchange/find-bundles.ts';
import type { Quarantined } from '../exchange/quarantine.ts';
import { checkRoom } from '../snapshots/free-space.ts';
import { openWithRescue } from '../vault/exchange-root.ts';
import { readTrust } from '../vault/exchange-trust.ts';
import { openInstallation } from '../vault/installation-keys.ts';
import type { Vault } from '../vault/vault.ts';
import { allowed } from './allowed.ts';
import type { Places } from './bundle-places.ts';

/** Calls by which a bundle comes in. */
export type BundleInCall =
  'findBundles' | 'chooseBundle' | 'openBundle' | 'unsealBundle' | 'readBundle' | 'closeBundle';

/** What bundles that come in need of the rest of the main process. */
export interface BundleInDeps {
  readonly vault: Vault;
  /** absolute path of the folder of the profile for copies of them */
  readonly folder: string;
  readonly thread: () => BundleThread;
  readonly places: Pick<Places, 'find'>;
  readonly chooseFile: () => Promise<string | undefined>;
}

/** A copy that is being read. */
interface Reading extends Quarantined {
  readonly handle: FileHandle;
}

/**
 * Copies bundles from sticks and gives the window their bytes, as they came, with the key of the one file that somebody
 * asked for. What is in it is never looked at here: it is hostile until the window's worker has checked it. Faults:
 * `access/denied`, `vault/*`, `bundle/*`, `file/*`.
 */
export function createBundleInHandlers(
  deps: BundleInDeps,
): Pick<Handlers, BundleInCall> & { readonly closeAll: () => Promise<void> } {
  const { vault, folder, thread, places, chooseFile } = deps;
  const found = new Map<string, FoundBundle>();
  const readings = new Map<string, Reading>();
  const close = async (token: string): Promise<void> => {
    const reading = readings.get(token);
    readings.delete(token);
    await reading?.handle.close().catch(() => undefined);
    if (reading !== undefined) await rm(reading.file, { force: true }).catch(() => undefined);
  };
  const withThread = async <T>(work: (one: BundleThread) => Promise<T>): Promise<T> => {
    const one = thread();
    try {
      return await work(one);
    } finally {
      await one.end();
    }
  };
  const listed = (bundle: FoundBundle): { token: string; name: string; size: number; modifiedAt: number } => {
    const token = randomBytes(16).toString('hex');
    found.set(token, bundle);
    const { name, size, modifiedAt } = bundle;
    return { token, name: name.slice(0, 1024), size, modifiedAt };
  };
  return {
    closeAll: async () => {
      found.clear();
      await Promise.all([...readings.keys()].map(close));
    },

    findBundles: async ({ place: token }) => {
      const office = allowed(vault, 'exchange.receive');
      if (!office.ok) return office;
      const place = places.find(token);
      if (!place.ok) return place;
      return ok((await withThread((one) => one.find(place.value.root))).map(listed));
    },

    chooseBundle: async () => {
      const office = allowed(vault, 'exchange.receive');
      if (!office.ok) return office;
      const file = await chooseFile();
      if (file === undefined) return fail('file/cancelled');
      // the dialog may have stood open for long
      const still = allowed(vault, 'exchange.receive');
      if (!still.ok) return still;
      const bundle = await withThread((one) => one.describe(file));
      return bundle.ok ? ok(listed(bundle.value)) : bundle;
    },

    openBundle: async ({ token }) => {
      const office = allowed(vault, 'exchange.receive');
      if (!office.ok) return office;
      const bundle = found.get(token);
      if (bundle === undefined) return fail('bundle/not-a-file');
      const room = await checkRoom(path.dirname(folder), bundle.size).catch(() => ok(undefined));
      if (!room.ok) return room;
      const to = path.join(folder, `${randomBytes(12).toString('hex')}.age`);
      const copied = await withThread((one) => one.copy(bundle, to));
      if (!copied.ok) return copied;
      const reading = randomBytes(16).toString('hex');
      readings.set(reading, { ...copied.value, handle: await open(to, 'r') });
      const still = allowed(vault, 'exchange.receive');
      if (!still.ok) {
        await close(reading);
        return still;
      }
      const { size, sha256, forWords } = copied.value;
      return ok({ reading, size, sha256, forWords });
    },

    unsealBundle: async ({ reading, words, sheets, transport }) => {
      const before = allowed(vault, 'exchange.receive');
      if (!before.ok) return before;
      const one = readings.get(reading);
      if (one === undefined) return fail('bundle/interrupted');
      if (one.forWords !== (words !== undefined)) return fail('bundle/wrong-words');
      const key = sheets === undefined ? await fileKey(deps, one, words) : await rescueKey(deps, one, sheets);
      if (!key.ok) return key;
      const office = allowed(vault, 'exchange.receive');
      if (!office.ok) return office;
      const use = sessionUse(office.value.keyring.vaultId, `bundle/${reading}`);
      const box = await sealBox(transport, use, key.value);
      key.value.fill(0);
      return ok({ key: box });
    },

    readBundle: async ({ reading, at, length }) => {
      const office = allowed(vault, 'exchange.receive');
      if (!office.ok) return office;
      const one = readings.get(reading);
      if (one === undefined) return fail('bundle/interrupted');
      return ok({ bytes: await readAt(one.handle, at, Math.max(0, Math.min(length, one.size - at))) });
    },

    closeBundle: async ({ reading }) => {
      await close(reading);
      return ok({});
    },
  };
}

/** The key of this one file: with the key of this installation, or with the words somebody was told. */
async function fileKey(
  { vault, thread }: BundleInDeps,
  { header }: Quarantined,
  words: string | undefined,
): Promise<Result<Bytes>> {
  if (words === undefined) {
    return await vault.use('exchange.receive', async (office) => {
      const installation = await openInstallation(office);
      return installation.ok ? await installation.value.unwrapFileKey(header) : installation;
    });
  }
  const one = thread();
  try {
    return await one.unwrap(header, words);
  } finally {
    await one.end();
  }
}

/** The key of a file that was meant for a computer that is no more: two people of the ministry open it. */
async function rescueKey(
  { vault }: BundleInDeps,
  { header }: Quarantined,
  sheets: readonly [string, string],
): Promise<Result<Bytes>> {
  return await vault.use('exchange.trust', async (office) => {
    const trust = await readTrust(office);
    if (!trust.ok) return trust;
    return trust.value === undefined ? fail('trust/none') : await openWithRescue(trust.value.read, sheets, header);
  });
}
