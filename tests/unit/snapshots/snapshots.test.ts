import { newId } from '../../../shared/kernel/id.ts';
import {
  existsSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { parseFrame } from '../../../electron/journal/frame.ts';
import { snapshotJobs } from '../../../electron/snapshots/snapshot-jobs.ts';
import type { SnapshotsSetup } from '../../../electron/snapshots/snapshots.ts';
import { verifySnapshot } from '../../../electron/snapshots/verify-snapshot.ts';
import { fail, ok } from '../../../shared/kernel/result.ts';
import { copyingOffice, newCase } from './copying-office.ts';
import { codeOf, newFolder, valueOf } from './snapshot-builder.ts';

describe('making', () => {
  test('a snapshot tells whose it is, how far it goes and what is in it; the act is written down', async () => {
    const { snapshots, ledger, folder, names, work, session, acts } = await copyingOffice();
    await work();
    await work();
    const { seq, digest } = ledger.position()!;
    expect(valueOf(await snapshots.take())).toEqual({ made: true });
    const [name] = names();
    const { manifest } = valueOf(await verifySnapshot(path.join(folder, name!)));
    expect(manifest).toMatchObject({
      vaultId: session.vaultId,
      office: { name: session.office.name, code: session.office.code },
      seq,
      digest: Buffer.from(digest).toString('hex'),
      counts: { cases: 2, documents: 2, files: 2 },
      lost: [],
      appVersion: '0.1.0',
      layout: 2,
    });
    expect((await acts()).at(-1)).toEqual({ action: 'snapshot-made', detail: name });
    expect(snapshots.failure).toBeUndefined();
  });

  test('nothing new, no file: not after its own act either', async () => {
    const { snapshots, names, work, clock } = await copyingOffice();
    await work();
    expect(await snapshots.hasNews()).toBe(true);
    valueOf(await snapshots.take());
    expect(await snapshots.hasNews()).toBe(false);
    clock.move(3_600_000);
    await work();
    expect(await snapshots.hasNews()).toBe(true);
    valueOf(await snapshots.take());
    expect(names()).toHaveLength(2);
  });

  test('without a key: while the office is locked, and after a new start', async () => {
    const { snapshots, handlers, names, work, open, clock } = await copyingOffice();
    await work();
    valueOf(await handlers.lock({}));
    expect(valueOf(await snapshots.take())).toEqual({ made: true });
    clock.move(1000);
    expect(valueOf(await snapshots.take())).toEqual({ made: false });
    expect(valueOf(await (await open()).take())).toEqual({ made: false });
    expect(names()).toHaveLength(1);
  });

  test('a change of the keyring alone is new', async () => {
    const { snapshots, handlers, names, userData, clock } = await copyingOffice();
    valueOf(await handlers.lock({}));
    valueOf(await snapshots.take());
    clock.move(1000);
    const keyring = path.join(userData, 'vault', 'keyring.json');
    writeFileSync(keyring, readFileSync(keyring, 'utf8').replace('"proof"', ' "proof"'));
    expect(valueOf(await snapshots.take())).toEqual({ made: true });
    expect(names()).toHaveLength(2);
  });

  test('a damaged keyring is replaced by its second copy', async () => {
    const { snapshots, handlers, folder, names, userData } = await copyingOffice();
    valueOf(await handlers.lock({}));
    writeFileSync(path.join(userData, 'vault', 'keyring.json'), '{"format":2,');
    valueOf(await snapshots.take());
    const bytes = readFileSync(path.join(folder, names()[0]!));
    expect(bytes.includes('"vaultId"')).toBe(true);
    expect(bytes.includes(readFileSync(path.join(userData, 'vault', 'keyring.previous.json')))).toBe(true);
  });

  test('two that are asked for at once are made one after the other', async () => {
    const { snapshots, names, work } = await copyingOffice();
    await work();
    const results = await Promise.all([snapshots.take(), snapshots.take(), snapshots.list()]);
    expect(valueOf(results[0])).toEqual({ made: true });
    expect(results[2]).toHaveLength(names().length);
  });

  test('without an office there is nothing to make', async () => {
    const { snapshots, handlers, userData } = await copyingOffice();
    valueOf(await handlers.lock({}));
    rmSync(path.join(userData, 'vault'), { recursive: true });
    expect(codeOf(await snapshots.take())).toBe('vault/missing');
  });

  test('what went wrong is remembered until it goes right, across starts too', async () => {
    let isFull = true;
    const take: SnapshotsSetup['work']['take'] = (source) =>
      isFull ? Promise.resolve(fail('file/disk-full', { needed: 2, free: 1 })) : snapshotJobs.take(source);
    const { snapshots, open, work } = await copyingOffice({ work: { ...snapshotJobs, take } });
    await work();
    expect(codeOf(await snapshots.take())).toBe('file/disk-full');
    expect(snapshots.failure).toEqual({ code: 'file/disk-full', detail: { needed: 2, free: 1 } });
    expect((await open()).failure?.code).toBe('file/disk-full');
    isFull = false;
    valueOf(await snapshots.take());
    expect(snapshots.failure).toBeUndefined();
    expect((await open()).failure).toBeUndefined();
  });

  test('what a kill left behind goes at the next start', async () => {
    const { folder, open } = await copyingOffice();
    const left = path.join(folder, '.LCE-20261124T150000Z.0123456789ab.atalaya-tmp');
    writeFileSync(left, 'half');
    writeFileSync(path.join(folder, 'lista de la compra.txt'), 'mine');
    await open();
    expect(existsSync(left)).toBe(false);
    expect(existsSync(path.join(folder, 'lista de la compra.txt'))).toBe(true);
  });
});

describe('keeping', () => {
  test('old ones go, and only snapshots', async () => {
    const { snapshots, names, work, folder } = await copyingOffice();
    writeFileSync(path.join(folder, 'nota.txt'), 'mine');
    for (let n = 0; n < 8; n += 1) {
      await work(1);
      valueOf(await snapshots.take());
    }
    expect(names()).toHaveLength(3);
    expect(existsSync(path.join(folder, 'nota.txt'))).toBe(true);
  });

  test('a damaged newest one is noticed, and costs no good one its place', async () => {
    const { snapshots, names, work, folder } = await copyingOffice();
    for (let n = 0; n < 3; n += 1) {
      await work(1);
      valueOf(await snapshots.take());
    }
    const newest = path.join(folder, names().at(-1)!);
    const bytes = readFileSync(newest);
    bytes[bytes.length - 2000]! ^= 1;
    writeFileSync(newest, bytes);
    expect((await snapshots.check()).map(({ state }) => state)).toEqual(['damaged', 'whole', 'whole']);
    const heldBefore = await snapshots.heldUpTo();
    await work(1);
    valueOf(await snapshots.take());
    expect(names()).toHaveLength(4);
    expect(await snapshots.heldUpTo()).toBeGreaterThan(heldBefore);
    expect(valueOf(await verifySnapshot(path.join(folder, names().at(-1)!))).manifest.lost).toEqual([]);
  });

  test('a file that was exchanged is unchecked again', async () => {
    const { snapshots, names, work, folder, open } = await copyingOffice();
    await work();
    valueOf(await snapshots.take());
    const file = path.join(folder, names()[0]!);
    writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.alloc(10)]));
    expect((await (await open()).list()).map(({ state }) => state)).toEqual(['unchecked']);
    expect((await (await open()).check()).map(({ state }) => state)).toEqual(['damaged']);
  });

  test('a catalogue that is gone or torn costs nothing but a check', async () => {
    const { snapshots, work, folder, open, ledger } = await copyingOffice();
    await work();
    const { seq } = ledger.position()!;
    valueOf(await snapshots.take());
    for (const text of ['', '{"format":1,', '[]']) {
      writeFileSync(path.join(folder, 'copias.json'), text);
      const again = await open();
      expect((await again.list()).map((one) => [one.state, one.seq])).toEqual([['unchecked', seq]]);
      expect((await again.check({ onlyUnchecked: true })).map(({ state }) => state)).toEqual(['whole']);
    }
  });

  test('frames are found in them', async () => {
    const { snapshots, work, ledger } = await copyingOffice();
    await work();
    const { seq, digest } = ledger.position()!;
    valueOf(await snapshots.take());
    const found = (await snapshots.findFrame(seq))!;
    expect(parseFrame(found.raw)?.digest).toEqual(digest);
    const [known] = await snapshots.list();
    expect(found.madeAt?.slice(0, 19)).toBe(known?.madeAt.slice(0, 19));
    expect(await snapshots.findFrame(seq + 9)).toBeUndefined();
  });
});

describe('the second place', () => {
  test('gets the same file, and is rotated like the first', async () => {
    const { snapshots, names, work, second, folder } = await copyingOffice();
    const stick = await second();
    for (let n = 0; n < 5; n += 1) {
      await work(1);
      valueOf(await snapshots.take());
    }
    expect(names(stick)).toEqual(names());
    expect(names(stick)).toHaveLength(3);
    for (const name of names())
      expect(readFileSync(path.join(stick, name))).toEqual(readFileSync(path.join(folder, name)));
    expect((await snapshots.list()).map(({ place, state }) => `${place} ${state}`)).toEqual([
      ...Array.from({ length: 3 }, () => 'here whole'),
      ...Array.from({ length: 3 }, () => 'second whole'),
    ]);
  });

  test('gets what was made last, also when a clock that was ahead has dated another one later', async () => {
    const { snapshots, names, work, second, clock, open, ledger } = await copyingOffice();
    const year = 365 * 24 * 3_600_000;
    await work();
    clock.move(year);
    valueOf(await snapshots.take());
    const [ahead] = names();
    clock.move(-year);
    const stick = await second();
    await work();
    valueOf(await snapshots.take());
    const last = names().find((name) => name !== ahead);
    expect(names(stick)).toEqual([last]);
    // the journal may be compacted as far as the last one goes
    const again = await open();
    expect(await again.heldUpTo()).toBe(ledger.position()!.seq - 1);
    await work();
    valueOf(await again.take());
    expect(names(stick)).toHaveLength(2);
    expect(names(stick)).not.toContain(ahead);
  });

  test('that is not there is no failure; what it missed comes when it is back', async () => {
    const { snapshots, names, work, second } = await copyingOffice();
    const stick = await second();
    const elsewhere = `${stick} en otra parte`;
    renameSync(stick, elsewhere);
    // what a stick was mounted on may stay: nothing is put there
    mkdirSync(stick);
    await work();
    valueOf(await snapshots.take());
    expect(snapshots.failure).toBeUndefined();
    expect(readdirSync(stick)).toEqual([]);
    rmdirSync(stick);
    renameSync(elsewhere, stick);
    expect(valueOf(await snapshots.take()).made).toBe(true);
    expect(names(stick)).toEqual(names().slice(-1));
  });

  test('that is pulled out half-way is no failure either, and the snapshot here stands', async () => {
    const copy: SnapshotsSetup['work']['copy'] = (order) => {
      rmSync(order.folder, { recursive: true });
      return snapshotJobs.copy(order);
    };
    const { snapshots, names, work, second } = await copyingOffice({ work: { ...snapshotJobs, copy } });
    await second();
    await work();
    valueOf(await snapshots.take());
    expect(snapshots.failure).toBeUndefined();
    expect(names()).toHaveLength(1);
  });

  test('that is full is told, while the snapshot here is made', async () => {
    const copy: SnapshotsSetup['work']['copy'] = () => Promise.resolve(fail('file/disk-full', { needed: 9, free: 1 }));
    const { snapshots, names, work, second } = await copyingOffice({ work: { ...snapshotJobs, copy } });
    await second();
    await work();
    valueOf(await snapshots.take());
    expect(snapshots.failure).toEqual({ code: 'file/disk-full', detail: { needed: 9, free: 1 } });
    expect(names()).toHaveLength(1);
  });

  test('keeps other offices’ snapshots, and what another computer is writing', async () => {
    const { snapshots, names, work, second } = await copyingOffice();
    const stick = await second();
    const other = await copyingOffice();
    for (let n = 0; n < 3; n += 1) {
      await other.work(1);
      valueOf(await other.snapshots.take());
    }
    const { copyFileSync } = await import('node:fs');
    const theirs = other.names().map((name) => name.replace(/^[A-Z0-9]+/, 'SPS'));
    other.names().forEach((name, i) => copyFileSync(path.join(other.folder, name), path.join(stick, theirs[i]!)));
    const [young, old] = [
      '.SPS-20261124T150000Z.0123456789ab.atalaya-tmp',
      '.SPS-20261120T150000Z.0123456789ab.atalaya-tmp',
    ];
    for (const name of [young, old]) writeFileSync(path.join(stick, name), 'half');
    const { clock } = other;
    utimesSync(path.join(stick, young), clock.now() / 1000, clock.now() / 1000);
    utimesSync(path.join(stick, old), 1e9, 1e9);
    for (let n = 0; n < 5; n += 1) {
      await work(1);
      valueOf(await snapshots.take());
    }
    expect(names(stick).filter((name) => name.startsWith('SPS'))).toEqual(theirs);
    expect(readdirSync(stick).filter((name) => name.endsWith('-tmp'))).toEqual([young]);
    expect((await snapshots.list()).filter(({ place }) => place === 'second')).toHaveLength(3);
  });
});

describe('an upgrade', () => {
  test('of the app is seen once, and again until its snapshot is made', async () => {
    const { snapshots, open } = await copyingOffice();
    expect(await snapshots.isUpgrade()).toBe(true);
    await snapshots.noteVersion();
    expect(await (await open()).isUpgrade()).toBe(false);
    expect(await (await open({ appVersion: '0.2.0' })).isUpgrade()).toBe(true);
  });

  test('on a computer without an office there is none', async () => {
    const { open } = await copyingOffice();
    expect(await (await open({ userData: newFolder() })).isUpgrade()).toBe(false);
  });
});

describe('compacting the journal', () => {
  test('goes as far as a whole snapshot here, only while the office is open, and lets no snapshot begin', async () => {
    const { snapshots, work, ledger } = await copyingOffice();
    const compact = vi.spyOn(ledger, 'compact');
    await work();
    valueOf(await snapshots.take());
    await work();
    expect(await snapshots.compactJournal()).toBe(true);
    expect(compact).toHaveBeenLastCalledWith(await snapshots.heldUpTo());
    expect(await snapshots.heldUpTo()).toBeLessThan(ledger.position()!.seq);
    const steps: string[] = [];
    compact.mockImplementationOnce(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      steps.push('compacted');
      return ok({ compacted: true });
    });
    const taking = [snapshots.compactJournal(), snapshots.take().then(() => steps.push('taken'))];
    await Promise.all(taking);
    expect(steps).toEqual(['compacted', 'taken']);
    await ledger.close();
    expect(await snapshots.compactJournal()).toBe(false);
  });
});

describe('counting', () => {
  test('goes on from the last count, also in a new session, and counts once more when the journal is another', async () => {
    const { snapshots, work, ledger, folder, names, open, clock } = await copyingOffice();
    const counted = async (): Promise<unknown> =>
      valueOf(await verifySnapshot(path.join(folder, names().at(-1)!))).manifest.counts;
    await work();
    valueOf(await snapshots.take());
    expect(await counted()).toEqual({ cases: 1, documents: 1, files: 1 });
    // a second version of a summary is no second case
    const c = newId();
    const [, summary] = newCase(c);
    if (summary?.t !== 'summaries') throw new Error('no summary');
    valueOf(await ledger.append([summary], { action: 'saved', caseId: c }));
    valueOf(await ledger.append([{ ...summary, row: { ...summary.row, v: 2 } }], { action: 'saved', caseId: c }));
    await work();
    valueOf(await (await open()).take());
    expect(await counted()).toEqual({ cases: 3, documents: 2, files: 2 });
    const catalogue = path.join(folder, 'copias.json');
    writeFileSync(catalogue, readFileSync(catalogue, 'utf8').replace(/"digest": "[0-9a-f]{6}/, '"digest": "000000'));
    clock.move(3_600_000);
    await work();
    valueOf(await (await open()).take());
    expect(await counted()).toEqual({ cases: 4, documents: 3, files: 3 });
  });

  test('is done before the keys go, for the snapshot that is made without them', async () => {
    const { snapshots, work, ledger, folder, names } = await copyingOffice();
    await work();
    valueOf(await snapshots.take());
    await work();
    await snapshots.count();
    await ledger.close();
    // nothing can be counted now, and nothing is forgotten
    await snapshots.count();
    valueOf(await snapshots.take());
    expect(names()).toHaveLength(2);
    const { manifest } = valueOf(await verifySnapshot(path.join(folder, names().at(-1)!)));
    expect(manifest.counts).toEqual({ cases: 2, documents: 2, files: 2 });
  });
});
