import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SnapshotFacts } from '../../shared/ipc/contract.ts';
import type { CatalogueStore, Entry } from './catalogue.ts';
import { isTemporaryName, parseSnapshotName } from './snapshot-name.ts';
import { readLayout, withSnapshot } from './snapshot-layout.ts';

/** What another computer may still be writing to a share is left alone for so long. */
const LEFT_ALONE_MS = 86_400_000;

export type Place = SnapshotFacts['place'];

/** A snapshot that was found, with what is known of it. */
export interface KnownSnapshot extends Entry {
  readonly id: string;
  readonly place: Place;
  readonly name: string;
  /** absolute path */
  readonly file: string;
}

/**
 * Lists the snapshots of a folder and remembers what was seen. Of one that is new only the beginning is read.
 * @returns newest first; none when the folder is not there
 */
export async function listSnapshots(place: Place, folder: string, catalogue: CatalogueStore): Promise<KnownSnapshot[]> {
  const found: KnownSnapshot[] = [];
  for (const name of await readdir(folder).catch((): string[] => [])) {
    if (parseSnapshotName(name) === undefined) continue;
    const file = path.join(folder, name);
    const size = await stat(file).then(
      (facts) => facts.size,
      () => undefined,
    );
    if (size === undefined) continue;
    const id = idOf(place, name);
    const known = catalogue.get().entries[id];
    const entry = known?.size === size ? known : await look(file, size);
    if (entry !== undefined) found.push({ id, place, name, file, ...entry });
  }
  await catalogue.change((before) => ({
    ...before,
    entries: {
      ...Object.fromEntries(Object.entries(before.entries).filter(([id]) => !id.startsWith(`${place}/`))),
      ...Object.fromEntries(found.map((one) => [one.id, entryOf(one)])),
    },
  }));
  return found.sort((a, b) => (a.madeAt === b.madeAt ? b.seq - a.seq : a.madeAt < b.madeAt ? 1 : -1));
}

/** Names a snapshot within this computer. */
export function idOf(place: Place, name: string): string {
  return `${place}/${name}`;
}

/** A snapshot as the safety panel shows it. */
export function factsOf({ id, place, madeAt, size, seq, checkedAt, state }: KnownSnapshot): SnapshotFacts {
  return { id, place, madeAt, size, seq, state, ...(checkedAt === undefined ? {} : { checkedAt }) };
}

/**
 * Removes what interrupted snapshots left in a folder.
 * @param before instant in milliseconds; what is younger on a shared place may be another computer's work
 */
export async function sweepTemporary(folder: string, place: Place, now: number): Promise<void> {
  for (const name of (await readdir(folder).catch((): string[] => [])).filter(isTemporaryName)) {
    const file = path.join(folder, name);
    const age = await stat(file).then(
      ({ mtimeMs }) => now - mtimeMs,
      () => 0,
    );
    if (place === 'here' || age > LEFT_ALONE_MS) await rm(file, { force: true }).catch(() => undefined);
  }
}

function entryOf({ size, vaultId, madeAt, seq, complete, state, checkedAt }: KnownSnapshot): Entry {
  return { size, vaultId, madeAt, seq, complete, state, ...(checkedAt === undefined ? {} : { checkedAt }) };
}

/** @returns undefined for what only looks like a snapshot or cannot be read now */
async function look(file: string, size: number): Promise<Entry | undefined> {
  const layout = await withSnapshot(file, (handle) => readLayout(handle, file));
  if (layout.ok) {
    const { vaultId, madeAt, seq, lost } = layout.value.manifest;
    return { size, vaultId, madeAt, seq, complete: lost.length === 0, state: 'unchecked' };
  }
  const name = parseSnapshotName(path.basename(file));
  if (layout.fault.code !== 'snapshot/damaged' || name === undefined) return undefined;
  // nobody knows of which office: shown, and never deleted
  return { size, vaultId: '', madeAt: name.madeAt, seq: name.seq, complete: false, state: 'damaged' };
}
