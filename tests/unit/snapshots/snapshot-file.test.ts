import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs/promises';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { extract } from 'tar-stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { copySnapshot } from '../../../electron/snapshots/copy-snapshot.ts';
import { serialiseManifest } from '../../../electron/snapshots/manifest.ts';
import { takeSnapshot } from '../../../electron/snapshots/take-snapshot.ts';
import { tarHeader } from '../../../electron/snapshots/tar-header.ts';
import { verifySnapshot } from '../../../electron/snapshots/verify-snapshot.ts';
import { concatBytes, toHex, utf8 } from '../../../shared/kernel/bytes.ts';
import {
  codeOf,
  facts,
  JournalBuilder,
  madeSnapshot,
  newFolder,
  officeFolder,
  valueOf,
  vaultId,
} from './snapshot-builder.ts';

// The modules under test get the real functions, each of which a test may make fail.
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  return { ...real, open: vi.fn(real.open), rename: vi.fn(real.rename), statfs: vi.fn(real.statfs) };
});
const real = await vi.importActual<typeof fs>('node:fs/promises');
const open = vi.mocked(fs.open);

afterEach(() => {
  open.mockReset().mockImplementation(real.open);
  vi.mocked(fs.rename).mockReset().mockImplementation(real.rename);
  vi.mocked(fs.statfs).mockReset().mockImplementation(real.statfs);
});

const random = '0123456789ab';

describe('a snapshot', () => {
  test('holds keyring, credentials and journal byte for byte, and reading it back says so', async () => {
    const journal = (await (await new JournalBuilder().append(3)).roll().append(2)).roll();
    const office = await officeFolder(journal);
    const { file, name, size, manifest } = await madeSnapshot(office);
    expect(name).toBe('LCE-20261124T150000Z-5.atalaya');
    expect(size).toBe(statSync(file).size);
    expect(manifest).toMatchObject({ vaultId, seq: 5, digest: toHex(journal.end.digest), lost: [] });
    expect(valueOf(await verifySnapshot(file)).manifest).toEqual(manifest);
    expect(readdirSync(office.folder)).toEqual([name]);
    const inside = await partsByLibrary(file);
    expect([...inside.keys()]).toEqual(['copia.json', ...office.files.map((part) => part.name)]);
    for (const part of office.files) expect(inside.get(part.name)).toEqual(readFileSync(part.file));
  });

  test('can be opened by any tar program', async () => {
    const { file } = await madeSnapshot(await officeFolder());
    const listed = execFileSync('tar', ['-tf', file], { encoding: 'utf8' }).trim().split('\n');
    expect(listed).toEqual([
      'copia.json',
      'keyring.json',
      'credentials/a1.p12',
      'journal/000001.atj',
      'journal/000002.atj',
    ]);
  });

  test('is private to the person who made it', async () => {
    const { file } = await madeSnapshot(await officeFolder());
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('is flushed before it is read back, and gets its name last', async () => {
    const office = await officeFolder();
    const steps: string[] = [];
    open.mockImplementation(async (name, flags, mode) => {
      const handle = await real.open(name, flags, mode);
      if (!String(name).includes('copias')) return handle;
      const sync = handle.sync.bind(handle);
      handle.sync = async () => {
        await sync();
        steps.push('flush');
      };
      const read = handle.read.bind(handle) as (...args: unknown[]) => Promise<never>;
      handle.read = async (...args: unknown[]) => {
        if (steps.at(-1) !== 'read') steps.push('read');
        return read(...args);
      };
      return handle;
    });
    vi.mocked(fs.rename).mockImplementation(async (from, to) => {
      await real.rename(from, to);
      steps.push('rename');
    });
    await madeSnapshot(office);
    // the journal in it, then with its manifest all of it; after the rename the file and its folder
    expect(steps).toEqual(['flush', 'read', 'flush', 'read', 'rename', 'flush', 'flush']);
  });

  test('of an unfinished journal tells which frames it lacks, and is whole as a file', async () => {
    const office = await officeFolder(await new JournalBuilder().append(6));
    const journal = office.files.at(-1)!.file;
    const bytes = readFileSync(journal);
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    writeFileSync(journal, bytes);
    const { file, manifest } = await madeSnapshot(office);
    expect(manifest.seq).toBe(6);
    expect(manifest.lost).toHaveLength(1);
    expect(manifest.lost[0]![0]).toBe(manifest.lost[0]![1]);
    expect(valueOf(await verifySnapshot(file)).manifest.lost).toEqual(manifest.lost);
  });

  test('of a journal that lacks a whole file tells that', async () => {
    const journal = (await (await (await new JournalBuilder().append(2)).roll().append(3)).roll().append(4)).roll();
    const office = await officeFolder(journal);
    const files = office.files.filter(({ name }) => name !== 'journal/000002.atj');
    const { manifest } = valueOf(await takeSnapshot({ folder: office.folder, files, facts, random }));
    expect(manifest).toMatchObject({ seq: 9, lost: [[3, 5]] });
  });

  test('that builds on an earlier one comes to the same as one that does not', async () => {
    const journal = (await new JournalBuilder().append(4)).roll();
    const office = await officeFolder(journal);
    const { file: known } = await madeSnapshot(office);
    const grown = await officeFolder((await journal.append(3)).roll(), office.userData);
    const source = { folder: grown.folder, files: grown.files, facts, random };
    const without = valueOf(await takeSnapshot(source));
    expect(without.manifest.seq).toBe(7);
    const take = async (earlier: string) => valueOf(await takeSnapshot({ ...source, known: earlier })).manifest;
    expect(await take(known)).toEqual(without.manifest);
    expect(await take(path.join(office.folder, 'gone.atalaya'))).toEqual(without.manifest);
    // one that rotted since is not believed
    const bytes = readFileSync(known);
    const damaged = path.join(newFolder(), path.basename(known));
    for (let at = 0; at < bytes.length; at += 499) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      writeFileSync(damaged, changed);
      expect(await take(damaged)).toEqual(without.manifest);
    }
  });

  test('finds what rotted in the journal since the earlier one', async () => {
    const journal = (await new JournalBuilder().append(4)).roll();
    const office = await officeFolder(journal);
    const { file: known } = await madeSnapshot(office);
    const old = office.files.find(({ name }) => name === 'journal/000001.atj')!.file;
    const bytes = readFileSync(old);
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    writeFileSync(old, bytes);
    const { manifest } = valueOf(
      await takeSnapshot({ folder: office.folder, files: office.files, facts, random, known }),
    );
    expect(manifest.lost).toHaveLength(1);
  });
});

describe('damage', () => {
  test('every byte counts: none can be changed unnoticed', async () => {
    const { file } = await madeSnapshot(await officeFolder());
    const whole = readFileSync(file);
    const copy = path.join(newFolder(), path.basename(file));
    const faults = new Set<string>();
    for (let at = 0; at < whole.length; at += 11) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 1 << (at % 8);
      writeFileSync(copy, changed);
      const result = await verifySnapshot(copy);
      faults.add(result.ok ? `unnoticed at ${at}` : result.fault.code);
    }
    expect([...faults]).toEqual(['snapshot/damaged']);
  }, 60_000);

  test('a snapshot that was cut off, or has more behind it, is damaged', async () => {
    const { file } = await madeSnapshot(await officeFolder());
    const whole = readFileSync(file);
    const lengths = [0, 1, 511, 512, 600, 5000, Math.floor(whole.length / 2), whole.length - 1024, whole.length - 1];
    for (const length of lengths) {
      writeFileSync(file, whole.subarray(0, length));
      expect([length, codeOf(await verifySnapshot(file))]).toEqual([length, 'snapshot/damaged']);
    }
    writeFileSync(file, Buffer.concat([whole, Buffer.alloc(512)]));
    expect(codeOf(await verifySnapshot(file))).toBe('snapshot/damaged');
  });

  test('two blocks that changed places are noticed', async () => {
    const { file } = await madeSnapshot(await officeFolder());
    const bytes = readFileSync(file);
    const at = bytes.length - 4096;
    const block = Buffer.from(bytes.subarray(at, at + 512));
    bytes.copy(bytes, at, at + 512, at + 1024);
    block.copy(bytes, at + 512);
    writeFileSync(file, bytes);
    expect(codeOf(await verifySnapshot(file))).toBe('snapshot/damaged');
  });

  test('a newer format is told apart from damage, and nothing of it is guessed', async () => {
    const { file, manifest } = await madeSnapshot(await officeFolder());
    const body = utf8(JSON.stringify({ ...manifest, format: 3, parts: { other: 'shape' } }));
    const header = await tarHeader({ name: 'copia.json', size: body.length, at: manifest.madeAt });
    writeFileSync(file, concatBytes(header, body, new Uint8Array(1024)));
    expect(codeOf(await verifySnapshot(file))).toBe('snapshot/newer');
  });

  test.each([
    ['acta.pdf', utf8('%PDF-1.7\n')],
    ['nada.zip', new Uint8Array(4096)],
    ['vacío.txt', new Uint8Array(0)],
  ])('%s is not a snapshot', async (name, bytes) => {
    const file = path.join(newFolder(), name);
    writeFileSync(file, bytes);
    expect(codeOf(await verifySnapshot(file))).toBe('snapshot/not-a-snapshot');
  });

  test('nor is another archive, whatever it is called', async () => {
    const file = path.join(newFolder(), 'LCE-20261124T150000Z-5.atalaya');
    const header = await tarHeader({ name: 'fotos/1.jpg', size: 3, at: facts.madeAt });
    writeFileSync(file, concatBytes(header, new Uint8Array(512), new Uint8Array(1024)));
    expect(codeOf(await verifySnapshot(file))).toBe('snapshot/not-a-snapshot');
  });

  test('parts with names that lead elsewhere are refused', async () => {
    const { manifest } = await madeSnapshot(await officeFolder());
    for (const name of [
      '../keyring.json',
      'journal/../../x',
      'credentials/..',
      'vault/keyring.json',
      '/etc/x',
      'journal/a b',
    ]) {
      const parts = [{ name, size: 1, sha256: '0'.repeat(64) }];
      await expect(serialiseManifest({ ...manifest, parts })).rejects.toThrow();
    }
  });
});

describe('a disk that refuses', () => {
  const systemError = (code: string): Error => Object.assign(new Error(code), { code });

  test('with too little room is asked before anything is written, and the bytes that are needed are told', async () => {
    const office = await officeFolder();
    vi.mocked(fs.statfs).mockResolvedValue({ bavail: 1000, bsize: 4096 } as never);
    const result = await takeSnapshot({ folder: office.folder, files: office.files, facts, random });
    expect(codeOf(result)).toBe('file/disk-full');
    const { needed, free } = result.ok ? {} : (result.fault.detail ?? {});
    expect(free).toBe(4_096_000);
    expect(needed).toBeGreaterThan(256 * 1024 * 1024);
    expect(readdirSync(office.folder)).toEqual([]);
  });

  test.each([
    ['ENOSPC', 'file/disk-full'],
    ['EIO', 'file/cannot-write'],
  ])('%s while writing leaves no file behind', async (code, fault) => {
    for (const after of [0, 1, 4, 9]) {
      const office = await officeFolder();
      let writes = 0;
      open.mockImplementation(async (name, flags, mode) => {
        const handle = await real.open(name, flags, mode);
        const write = handle.write.bind(handle) as (...args: unknown[]) => Promise<never>;
        handle.write = (...args: unknown[]) => {
          writes += 1;
          return writes > after ? Promise.reject(systemError(code)) : write(...args);
        };
        return handle;
      });
      expect(codeOf(await takeSnapshot({ folder: office.folder, files: office.files, facts, random }))).toBe(fault);
      expect(readdirSync(office.folder)).toEqual([]);
    }
  });

  test('that gives back something else is found out', async () => {
    const office = await officeFolder();
    open.mockImplementation(async (name, flags, mode) => {
      const handle = await real.open(name, flags, mode);
      if (!String(name).endsWith('-tmp') || flags === 'r') return handle;
      const write = handle.write.bind(handle) as (...args: unknown[]) => Promise<never>;
      handle.write = ((bytes: Uint8Array, ...args: unknown[]) => {
        const altered = Buffer.from(bytes);
        if (altered.length === 700) altered[350]! ^= 4;
        return write(altered, ...args);
      }) as never;
      return handle;
    });
    const result = await takeSnapshot({ folder: office.folder, files: office.files, facts, random });
    expect(codeOf(result)).toBe('snapshot/damaged');
    expect(readdirSync(office.folder)).toEqual([]);
  });

  test('because its folder is read-only is a fault, not a crash', async () => {
    const office = await officeFolder();
    chmodSync(office.folder, 0o500);
    // the administrator of this computer may write anywhere
    if (process.getuid?.() === 0)
      open.mockImplementation((name, flags, mode) =>
        flags === 'wx+' ? Promise.reject(systemError('EROFS')) : real.open(name, flags, mode),
      );
    expect(codeOf(await takeSnapshot({ folder: office.folder, files: office.files, facts, random }))).toBe(
      'file/cannot-write',
    );
    chmodSync(office.folder, 0o700);
    expect(readdirSync(office.folder)).toEqual([]);
  });

  test('without a journal, or with another office’s, makes no snapshot', async () => {
    const office = await officeFolder(await new JournalBuilder('11111111-2222-4333-8444-555555555555').append(2));
    expect(codeOf(await takeSnapshot({ folder: office.folder, files: office.files, facts, random }))).toBe(
      'journal/differs',
    );
    const garbage = office.files.at(-1)!.file;
    writeFileSync(garbage, Buffer.alloc(5000, 'x'));
    expect(codeOf(await takeSnapshot({ folder: office.folder, files: office.files, facts, random }))).toBe(
      'journal/lost',
    );
    const files = office.files.slice(0, 2);
    expect(codeOf(await takeSnapshot({ folder: office.folder, files, facts, random }))).toBe('journal/lost');
    expect(readdirSync(office.folder)).toEqual([]);
  });
});

describe('a copy in another place', () => {
  test('is the same file', async () => {
    const { file, name } = await madeSnapshot(await officeFolder());
    const stick = newFolder();
    expect(valueOf(await copySnapshot({ file, folder: stick, random }))).toEqual({ size: statSync(file).size });
    expect(readdirSync(stick)).toEqual([name]);
    expect(readFileSync(path.join(stick, name))).toEqual(readFileSync(file));
    expect(valueOf(await verifySnapshot(path.join(stick, name))).manifest.seq).toBe(3);
  });

  test('on a stick that is pulled out half-way leaves a fault and the snapshot here', async () => {
    const { file } = await madeSnapshot(await officeFolder());
    const stick = newFolder();
    open.mockImplementation(async (name, flags, mode) => {
      const handle = await real.open(name, flags, mode);
      if (String(name).startsWith(stick) && flags === 'wx+') {
        handle.sync = () => {
          rmSync(stick, { recursive: true });
          return Promise.reject(systemError('EIO'));
        };
      }
      return handle;
    });
    expect(codeOf(await copySnapshot({ file, folder: stick, random }))).toBe('snapshot/place-missing');
    expect(valueOf(await verifySnapshot(file)).manifest.seq).toBe(3);
    expect(codeOf(await copySnapshot({ file, folder: stick, random }))).toBe('snapshot/place-missing');
  });

  test('of a file that is not there, or no snapshot by its name, is refused', async () => {
    const folder = newFolder();
    expect(
      codeOf(await copySnapshot({ file: path.join(folder, 'LCE-20261124T150000Z-5.atalaya'), folder, random })),
    ).toBe('snapshot/unknown');
    expect(codeOf(await copySnapshot({ file: path.join(folder, 'x.pdf'), folder, random }))).toBe('snapshot/unknown');
  });

  const systemError = (code: string): Error => Object.assign(new Error(code), { code });
});

async function partsByLibrary(file: string): Promise<Map<string, Buffer>> {
  const parts = new Map<string, Buffer>();
  const archive = extract();
  archive.end(readFileSync(file));
  for await (const entry of archive) {
    const pieces: Buffer[] = [];
    for await (const piece of entry) pieces.push(piece as Buffer);
    parts.set(entry.header.name, Buffer.concat(pieces));
  }
  return parts;
}
