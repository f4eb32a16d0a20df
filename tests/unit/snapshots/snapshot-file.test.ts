import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { extract } from 'tar-stream';
import { expect, test } from 'vitest';
import { verifySnapshot } from '../../../electron/snapshots/verify-snapshot.ts';
import { madeSnapshot, newFolder, officeFolder, JournalBuilder, valueOf, vaultId } from './snapshot-builder.ts';
import { toHex } from '../../../shared/kernel/bytes.ts';

test('a snapshot holds keyring, credentials and journal byte for byte, and reading it back says so', async () => {
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

test('any tar program opens it', async () => {
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

test('every byte counts: none can be changed unnoticed', async () => {
  const { file } = await madeSnapshot(await officeFolder());
  const whole = readFileSync(file);
  const copy = path.join(newFolder(), path.basename(file));
  const faults = new Map<string, number>();
  const step = 7;
  for (let at = 0; at < whole.length; at += step) {
    const changed = Buffer.from(whole);
    changed[at]! ^= 1 << (at % 8);
    writeFileSync(copy, changed);
    const result = await verifySnapshot(copy);
    const code = result.ok ? `unnoticed at ${at}` : result.fault.code;
    faults.set(code, (faults.get(code) ?? 0) + 1);
  }
  expect([...faults.keys()]).toEqual(['snapshot/damaged']);
}, 60_000);

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
