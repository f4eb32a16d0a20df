// What a prosecutor's page makes of a sealed bundle: nothing is told of one that is not whole, not signed, or vouched for by nobody.
import { beforeAll, describe, expect, test } from 'vitest';
import { readSealed } from '../../../../renderer/verifier-page/read-sealed.ts';
import type { BundleContents, SealedQuestion } from '../../../../renderer/verifier-page/sealed-message.ts';
import { bundlePaths } from '../../../../shared/bundle/bundle-layout.ts';
import {
  concatBytes,
  equalBytes,
  fromBase64,
  fromUtf8,
  ownBytes,
  randomBytes,
  utf8,
  type Bytes,
} from '../../../../shared/kernel/bytes.ts';
import { fileByHash, newAgeKeys, type BundleFile } from '../../../support/bundle-builder.ts';
import { goldenBundles, goldenFile, goldenKeys } from '../../../support/golden-bundles.ts';
import { sealedFor, sealedUnderWords, vouchedOffice, type VouchedOffice } from '../../../support/vouched-bundle.ts';
import { startOfRoster } from '../../../support/roster-builder.ts';

const WORDS = 'flauta arpa soldado paloma gratis hueso';
const words = { kind: 'words', words: WORDS } as const;

let ministry: VouchedOffice;
let piece: BundleFile;
let tar: Bytes;

beforeAll(async () => {
  ministry = await vouchedOffice();
  piece = await fileByHash('adjunto', concatBytes(...Array.from({ length: 4 }, () => randomBytes(50_000))));
  tar = (await ministry.bundle([piece])).tar;
});

async function read(sealed: Bytes, rest: Partial<SealedQuestion> = {}) {
  const progress: number[] = [];
  const question = { sealed: new Blob([sealed]), opening: words, roots: [], now: startOfRoster, ...rest };
  const found = await readSealed(question, (bytes) => progress.push(bytes));
  return { found, progress };
}

async function contentsOf(sealed: Bytes, rest: Partial<SealedQuestion> = {}): Promise<BundleContents> {
  const { found } = await read(sealed, rest);
  if (!found.ok || found.value.kind !== 'contents') throw new Error(JSON.stringify(found));
  return found.value.contents;
}

async function codeOf(sealed: Bytes, rest: Partial<SealedQuestion> = {}): Promise<string> {
  const { found } = await read(sealed, rest);
  return found.ok ? found.value.kind : found.fault.code;
}

describe('a bundle that is good', () => {
  test('tells who sent it, who vouches, and what it holds', async () => {
    const sealed = await sealedUnderWords(tar, WORDS);
    const contents = await contentsOf(sealed);
    expect(contents).toMatchObject({ office: 'LCE', officeName: 'Oficina LCE', root: ministry.root, isRevoked: false });
    expect(contents.madeAt).toBe('2026-11-24T15:00:00.000Z');
    expect(contents.cases.map(({ changes }) => changes)).toEqual([4]);
    expect(contents.files.map(({ kind, path }) => [kind, path])).toEqual([
      ['cambios', bundlePaths.changes],
      ['adjunto', piece.ruta],
    ]);
    const { progress } = await read(sealed);
    expect(progress.at(-1)).toBe(sealed.length);
  });

  test('gives each file byte for byte', async () => {
    const sealed = await sealedUnderWords(tar, WORDS);
    const { identity } = await contentsOf(sealed);
    const take = async (path: string): Promise<Bytes> => {
      const { found } = await read(sealed, { wanted: { path, identity } });
      if (!found.ok || found.value.kind !== 'file') throw new Error(JSON.stringify(found));
      return ownBytes(new Uint8Array(await found.value.file.arrayBuffer()));
    };
    expect(equalBytes(await take(piece.ruta), piece.bytes)).toBe(true);
    expect(fromUtf8(await take(bundlePaths.changes)).split('\n')).toHaveLength(6);
  });

  test('opens with a key that it is addressed to', async () => {
    const { identity, recipient } = await newAgeKeys();
    const to = [{ oficina: 'MP', clave: recipient }];
    const sealed = await sealedFor((await ministry.bundle([], { to, tipo: 'traspaso' })).tar, recipient);
    expect((await contentsOf(sealed, { opening: { kind: 'key', identity } })).kind).toBe('traspaso');
    const other = (await newAgeKeys()).identity;
    expect(await codeOf(sealed, { opening: { kind: 'key', identity: other } })).toBe('bundle/not-for-us');
    expect(await codeOf(sealed, { opening: { kind: 'key', identity: 'AGE-SECRET-KEY-PQ-1ABC' } })).toBe(
      'bundle/not-for-us',
    );
    // sealed anew for somebody else, under the envelope of another
    const forwarded = await sealedFor(
      (await ministry.bundle([], { to, tipo: 'traspaso' })).tar,
      (await newAgeKeys()).recipient,
    );
    expect(await codeOf(forwarded, { opening: { kind: 'key', identity } })).toBe('bundle/not-for-us');
    const stolen = await newAgeKeys();
    const again = await sealedFor((await ministry.bundle([], { to, tipo: 'traspaso' })).tar, stolen.recipient);
    expect(await codeOf(again, { opening: { kind: 'key', identity: stolen.identity } })).toBe('bundle/other-office');
  });

  test('of version 0.1.0, which brings no list, counts by a root that was compared', async () => {
    const [golden] = goldenBundles.filter(({ kind }) => kind === 'expediente');
    const sealed = goldenFile(golden?.file ?? '');
    const opening = { kind: 'words', words: goldenKeys.words } as const;
    const now = Date.parse(goldenKeys.now);
    const contents = await contentsOf(sealed, { opening, now, roots: [ministry.root, fromBase64(goldenKeys.root)] });
    expect(contents).toMatchObject({ identity: golden?.identity, root: fromBase64(goldenKeys.root) });
    const without = await sealedUnderWords((await ministry.bundle([], { files: [] })).tar, WORDS);
    expect(await codeOf(without)).toBe('bundle/unknown-sender');
    expect(await codeOf(without, { roots: [fromBase64(goldenKeys.root)] })).toBe('bundle/unknown-sender');
    expect((await contentsOf(without, { roots: [ministry.root] })).root).toEqual(ministry.root);
  });
});

describe('a bundle that is not', () => {
  test('other words, and more work than we ask for', async () => {
    const sealed = await sealedUnderWords(tar, WORDS);
    expect(await codeOf(sealed, { opening: { kind: 'words', words: WORDS.replace('hueso', 'queso') } })).toBe(
      'bundle/wrong-words',
    );
    const heavy = ownBytes(
      Buffer.from(
        Buffer.from(sealed)
          .toString('latin1')
          .replace(/(-> scrypt \S+) 4/, '$1 30'),
        'latin1',
      ),
    );
    expect(await codeOf(heavy)).toBe('bundle/not-a-bundle');
    expect(await codeOf(utf8('%PDF-1.7'))).toBe('bundle/not-a-bundle');
    expect(await codeOf(new Uint8Array(0))).toBe('bundle/not-a-bundle');
  });

  test('cut anywhere, or with a bit turned', async () => {
    const sealed = await sealedUnderWords(tar, WORDS);
    for (const length of [sealed.length - 1, sealed.length - 70_000, 70_000, 300]) {
      expect(await codeOf(sealed.slice(0, length)), `${length}`).toBe('bundle/cut-short');
    }
    const flipped = sealed.slice();
    flipped[sealed.length - 100] = (flipped[sealed.length - 100] ?? 0) ^ 1;
    expect(await codeOf(flipped)).toBe('bundle/cut-short');
    expect(await codeOf(concatBytes(sealed, utf8('más')))).toBe('bundle/cut-short');
  });

  test('sealed anew around another content', async () => {
    const changed = tar.slice();
    changed[changed.length - 2000] = (changed[changed.length - 2000] ?? 0) ^ 1;
    expect(await codeOf(await sealedUnderWords(changed, WORDS))).toBe('bundle/content');
    expect(await codeOf(await sealedUnderWords(utf8('hola'), WORDS))).toBe('bundle/cut-short');
  });

  test('signed by whom the list of its ministry does not certify', async () => {
    const stranger = await vouchedOffice('AC de intercambio', 'LCE');
    const list = await ministry.list();
    const built = await stranger.bundle([], { files: list });
    expect(await codeOf(await sealedUnderWords(built.tar, WORDS))).toBe('bundle/unknown-sender');
    // a ministry of the stranger's own is another root: whoever compares words sees it
    const own = await contentsOf(await sealedUnderWords((await stranger.bundle()).tar, WORDS));
    expect(own.root).not.toEqual(ministry.root);
    // a list that its root did not sign
    const [said, signature] = await ministry.list();
    const [, others] = await stranger.list();
    if (said === undefined || signature === undefined || others === undefined) throw new Error('no list');
    const wrong = await ministry.bundle([], { files: [said, others] });
    expect(await codeOf(await sealedUnderWords(wrong.tar, WORDS))).toBe('trust/not-signed');
  });

  test('signed by a computer that the ministry took off its list', async () => {
    const built = await ministry.bundle([], { files: await ministry.list(true) });
    expect(await contentsOf(await sealedUnderWords(built.tar, WORDS))).toMatchObject({ isRevoked: true });
  });

  test('another one in the place of the one that was checked', async () => {
    const sealed = await sealedUnderWords(tar, WORDS);
    const wanted = { path: piece.ruta, identity: '0'.repeat(64) };
    expect(await codeOf(sealed, { wanted })).toBe('bundle/content');
  });
});
