import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unwrapWithWords } from '../../../electron/exchange/unwrap-words.ts';
import { readAgeHeader } from '../../../shared/bundle/age-header.ts';
import { describeBundle } from '../../../electron/exchange/find-bundles.ts';
import { quarantine } from '../../../electron/exchange/quarantine.ts';
import { ownBytes, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atalaya-llega-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const stick = (name: string): string => path.join(folder, name);

async function sealed(words?: string, recipients = 1): Promise<Bytes> {
  const encrypter = new Encrypter();
  if (words === undefined) {
    const key = await identityToRecipient(await generateHybridIdentity());
    for (let i = 0; i < recipients; i += 1) encrypter.addRecipient(key);
  } else {
    encrypter.setScryptWorkFactor(10);
    encrypter.setPassphrase(words);
  }
  return ownBytes(await encrypter.encrypt(utf8('x'.repeat(300))));
}

/** What becomes of a file on a stick. */
async function takeIn(bytes: Uint8Array) {
  await writeFile(stick('TRASPASO-AAAA-BBBB.age'), bytes);
  const bundle = await describeBundle(stick('TRASPASO-AAAA-BBBB.age'));
  return bundle.ok ? await quarantine(bundle.value, stick('cuarentena/copia.age')) : bundle;
}

test('a copy, its hash, and its head', async () => {
  const bytes = await sealed();
  const copied = await takeIn(bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(copied).toMatchObject({ ok: true, value: { size: bytes.length, sha256, forWords: false } });
  expect(ownBytes(await readFile(stick('cuarentena/copia.age')))).toEqual(bytes);
});

test('what is no age file is refused, and no copy stays', async () => {
  const cases: readonly Uint8Array[] = [
    Buffer.alloc(5000, 'a'),
    Buffer.from(`age-encryption.org/v1\n${'-> X25519 abc\n'.repeat(9000)}`),
    Buffer.from(`age-encryption.org/v1\n-> X25519 ${'a'.repeat(300)}`),
    await sealed(undefined, 65),
  ];
  for (const bytes of cases) {
    expect(await takeIn(bytes)).toMatchObject({ ok: false, fault: { code: 'bundle/not-a-bundle' } });
    expect(await readdir(stick('cuarentena'))).toEqual([]);
  }
});

test('too short, a folder, a link, a part that is missing', async () => {
  expect(await takeIn(Buffer.alloc(100))).toMatchObject({ ok: false, fault: { code: 'bundle/not-a-file' } });
  await symlink(stick('TRASPASO-AAAA-BBBB.age'), stick('TRASPASO-CCCC-CCCC.age'));
  expect(await describeBundle(stick('TRASPASO-CCCC-CCCC.age'))).toMatchObject({ ok: false });
  expect(await describeBundle(folder)).toMatchObject({ ok: false, fault: { code: 'bundle/not-a-file' } });
  await writeFile(stick('TRASPASO-DDDD-DDDD.age.002'), Buffer.alloc(300));
  expect(await describeBundle(stick('TRASPASO-DDDD-DDDD.age.002'))).toMatchObject({
    ok: false,
    fault: { code: 'bundle/cut-short' },
  });
});

test('a stick that gives less than it said', async () => {
  await writeFile(stick('TRASPASO-AAAA-BBBB.age'), await sealed());
  const bundle = await describeBundle(stick('TRASPASO-AAAA-BBBB.age'));
  expect(bundle.ok).toBe(true);
  await truncate(stick('TRASPASO-AAAA-BBBB.age'), 250);
  if (!bundle.ok) return;
  const copied = await quarantine(bundle.value, stick('cuarentena/copia.age'));
  expect(copied).toMatchObject({ ok: false, fault: { code: 'bundle/copy-failed' } });
  expect(await readdir(stick('cuarentena'))).toEqual([]);
});

test('words open what words sealed; others do not, nor does a file that asks for too much work', async () => {
  const bytes = await sealed('uno dos tres cuatro cinco seis');
  const header = readAgeHeader(bytes);
  if (!header.ok) throw new Error('no header');
  expect(header.value.opening).toBe('words');
  const head = bytes.slice(0, header.value.length);
  expect(await unwrapWithWords(head, 'uno dos tres cuatro cinco seis')).toMatchObject({ ok: true });
  expect(await unwrapWithWords(head, 'uno dos tres cuatro cinco siete')).toMatchObject({
    ok: false,
    fault: { code: 'bundle/wrong-words' },
  });
  const greedy = ownBytes(Buffer.from(Buffer.from(head).toString('latin1').replace(/ 10\n/, ' 20\n')));
  expect(await unwrapWithWords(greedy, 'uno dos tres cuatro cinco seis')).toMatchObject({
    ok: false,
    fault: { code: 'bundle/not-a-bundle' },
  });
});
