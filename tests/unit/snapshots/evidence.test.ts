import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { evidenceFolder, evidencePath, listEvidence } from '../../../electron/evidence/evidence-files.ts';
import { EvidenceStore } from '../../../electron/evidence/evidence-store.ts';
import { parseManifest, serialiseManifest } from '../../../electron/snapshots/manifest.ts';
import { OpenedSnapshots } from '../../../electron/snapshots/opened-snapshots.ts';
import { restoreSnapshot } from '../../../electron/snapshots/restore.ts';
import { snapshotJobs } from '../../../electron/snapshots/snapshot-jobs.ts';
import { readLayout, withSnapshot } from '../../../electron/snapshots/snapshot-layout.ts';
import { sealedSize } from '../../../shared/evidence/seal-chunks.ts';
import { randomBytes } from '../../../shared/kernel/bytes.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { fail } from '../../../shared/kernel/result.ts';
import { copyingOffice } from './copying-office.ts';
import { codeOf, newFolder, valueOf } from './snapshot-builder.ts';

type Copying = Awaited<ReturnType<typeof copyingOffice>>;

/** Adds a sealed file as the window would, and something that the journal says of it. */
async function addPiece({ userData, clock, work }: Pick<Copying, 'userData' | 'clock' | 'work'>): Promise<string> {
  const store = new EvidenceStore(evidenceFolder(userData), clock);
  const { id } = valueOf(await store.begin({ caseId: newId(), size: 5 }));
  const sealed = new Uint8Array(sealedSize(5));
  sealed.set(randomBytes(500));
  valueOf(await store.append(id, 0, sealed));
  valueOf(await store.finish(id));
  valueOf(await store.settle(id));
  await work();
  return id;
}

const idsIn = async (place: string): Promise<string[]> =>
  (await listEvidence(evidenceFolder(place))).map(({ id }) => id);

async function fileOf(place: string, id: string): Promise<string> {
  const folder = evidenceFolder(place);
  return evidencePath(
    folder,
    (await listEvidence(folder)).find((file) => file.id === id)!,
  );
}

async function manifestIn(file: string) {
  return valueOf(await withSnapshot(file, (handle) => readLayout(handle, file))).manifest;
}

function damage(file: string): void {
  // a link shares its bytes with the other name: another file takes its place
  const bytes = readFileSync(file);
  bytes[10]! ^= 1;
  rmSync(file);
  writeFileSync(file, bytes);
}

describe('taking', () => {
  test('an office without evidence makes what it always made', async () => {
    const office = await copyingOffice();
    await office.work();
    valueOf(await office.snapshots.take());
    const manifest = await manifestIn(path.join(office.folder, office.names()[0]!));
    expect(manifest.format).toBe(1);
    expect('evidence' in manifest).toBe(false);
    expect(existsSync(evidenceFolder(office.folder))).toBe(false);
  });

  test('the copy names every file, and brings what a place does not have yet, and nothing twice', async () => {
    const office = await copyingOffice();
    const stick = await office.second();
    const one = await addPiece(office);
    valueOf(await office.snapshots.take());
    const before = statSync(await fileOf(stick, one)).mtimeMs;
    const two = await addPiece(office);
    valueOf(await office.snapshots.take());
    expect(office.snapshots.failure).toBeUndefined();
    const both = [one, two].sort();
    const manifest = await manifestIn(path.join(office.folder, office.names().at(-1)!));
    expect(manifest.format).toBe(2);
    expect(manifest.evidence?.map(({ id }) => id)).toEqual(both);
    expect(await idsIn(office.folder)).toEqual(both);
    expect(await idsIn(stick)).toEqual(both);
    expect(statSync(await fileOf(stick, one)).mtimeMs).toBe(before);
    // on the own disk it is the same file under a second name
    expect(statSync(await fileOf(office.folder, one)).ino).toBe(statSync(await fileOf(office.userData, one)).ino);
    // what was taken from the stick comes back with the next copy
    rmSync(await fileOf(stick, two));
    valueOf(await office.snapshots.take());
    expect(await idsIn(stick)).toEqual(both);
  });

  test('a stick on which the files do not fit gets the copy all the same, and the panel says so', async () => {
    const full = fail('file/disk-full', { needed: 9, free: 1 });
    const office = await copyingOffice({
      work: {
        ...snapshotJobs,
        bring: (order) => (order.links === true ? snapshotJobs.bring(order) : Promise.resolve(full)),
      },
    });
    const stick = await office.second();
    await addPiece(office);
    valueOf(await office.snapshots.take());
    expect(office.names(stick)).toEqual(office.names());
    expect(office.snapshots.failure?.code).toBe('file/disk-full');
  });

  test('a stick that gives back other bytes gets no name, and the panel says so', async () => {
    const office = await copyingOffice();
    const id = await addPiece(office);
    valueOf(await office.snapshots.take());
    for (const place of [office.userData, office.folder]) damage(await fileOf(place, id));
    const stick = await office.second();
    await office.work();
    valueOf(await office.snapshots.take());
    expect(office.snapshots.failure).toEqual({ code: 'evidence/damaged', detail: { names: [id] } });
    expect(await idsIn(stick)).toEqual([]);
  });
});

test('a manifest whose format does not fit what it holds is damaged', async () => {
  const office = await copyingOffice();
  await addPiece(office);
  valueOf(await office.snapshots.take());
  const manifest = await manifestIn(path.join(office.folder, office.names()[0]!));
  expect(valueOf(await parseManifest(await serialiseManifest(manifest)))).toEqual(manifest);
  expect(codeOf(await parseManifest(await serialiseManifest({ ...manifest, format: 1 })))).toBe('snapshot/damaged');
  const plain = await copyingOffice();
  await plain.work();
  valueOf(await plain.snapshots.take());
  const without = await manifestIn(path.join(plain.folder, plain.names()[0]!));
  expect(codeOf(await parseManifest(await serialiseManifest({ ...without, format: 2 })))).toBe('snapshot/damaged');
});

describe('checking', () => {
  test('finds what is damaged or missing, mends it from another place, and says which', async () => {
    const office = await copyingOffice();
    const stick = await office.second();
    const one = await addPiece(office);
    const two = await addPiece(office);
    const three = await addPiece(office);
    valueOf(await office.snapshots.take());
    damage(await fileOf(office.userData, one));
    rmSync(await fileOf(stick, two));
    for (const place of [office.userData, office.folder, stick]) damage(await fileOf(place, three));
    await office.snapshots.check();
    const found = (await office.snapshots.evidence())!;
    expect(found).toMatchObject({ files: 3, missing: [], damaged: [three] });
    expect([...found.mended].sort()).toEqual([one, two].sort());
    expect(await idsIn(stick)).toContain(two);
    for (const place of [office.userData, office.folder]) rmSync(await fileOf(place, one));
    rmSync(await fileOf(stick, one));
    await office.snapshots.check();
    // no folder has it any more, but the newest copy names it
    expect((await office.snapshots.evidence())?.missing).toEqual([one]);
  });
});

describe('restoring', () => {
  const now = '2026-11-25T08:30:00.000Z';
  async function restore(file: string, userData: string) {
    const manifest = await manifestIn(file);
    return restoreSnapshot({ userData, file, manifest, now, work: snapshotJobs });
  }
  async function onStick() {
    const office = await copyingOffice();
    const stick = await office.second();
    const id = await addPiece(office);
    valueOf(await office.snapshots.take());
    await office.ledger.close();
    return { office, stick, id, file: path.join(stick, office.names(stick)[0]!) };
  }

  test('on a new computer brings the files from beside the copy', async () => {
    const { office, id, file } = await onStick();
    const userData = newFolder();
    const opened = new OpenedSnapshots({ userData, work: snapshotJobs, ledger: { roll: () => Promise.resolve([]) } });
    expect(valueOf(await opened.open(file)).evidence).toEqual({ files: 1, missing: 0 });
    valueOf(await restore(file, userData));
    expect(await idsIn(userData)).toEqual([id]);
    expect(readFileSync(await fileOf(userData, id))).toEqual(readFileSync(await fileOf(office.userData, id)));
  });

  test('of the same office loses no file that came later, and forgets what was not settled', async () => {
    const { office, id, file } = await onStick();
    const store = new EvidenceStore(evidenceFolder(office.userData), office.clock);
    const later = valueOf(await store.begin({ caseId: newId(), size: 5 })).id;
    valueOf(await store.append(later, 0, new Uint8Array(sealedSize(5))));
    valueOf(await store.finish(later));
    valueOf(await restore(file, office.userData));
    expect(await idsIn(office.userData)).toEqual([id, later].sort());
    office.clock.move(10 * 86_400_000);
    expect(await store.unsettled()).toEqual([]);
  });

  test('of another office puts what was here aside, whole', async () => {
    const { id, file } = await onStick();
    const other = await copyingOffice();
    const own = await addPiece(other);
    await other.ledger.close();
    valueOf(await restore(file, other.userData));
    expect(await idsIn(other.userData)).toEqual([id]);
    const aside = readdirSync(other.userData).find((name) => name.startsWith('aside-'))!;
    expect(await idsIn(path.join(other.userData, aside))).toEqual([own]);
  });

  test('goes on without files that lie nowhere, and says so before', async () => {
    const { stick, file } = await onStick();
    renameSync(evidenceFolder(stick), path.join(stick, 'otra carpeta'));
    const userData = newFolder();
    const opened = new OpenedSnapshots({ userData, work: snapshotJobs, ledger: { roll: () => Promise.resolve([]) } });
    expect(valueOf(await opened.open(file)).evidence).toEqual({ files: 1, missing: 1 });
    valueOf(await restore(file, userData));
    expect(existsSync(path.join(userData, 'vault', 'keyring.json'))).toBe(true);
    expect(await idsIn(userData)).toEqual([]);
  });
});
