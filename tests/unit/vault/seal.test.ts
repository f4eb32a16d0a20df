import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equalBytes, randomBytes, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { deriveBytes, deriveSealingKey } from '../../../shared/vault/derived-key.ts';
import { importDataKey, open, openWith, seal, sealWith, type SealingKeys } from '../../../shared/vault/seal.ts';

const HEADER = 14;
const TAG = 16;
const key = await importDataKey(randomBytes(32));
const anyBytes = fc.uint8Array({ maxLength: 2000 }).map((bytes): Bytes => new Uint8Array(bytes));

async function opened(sealed: Bytes, aad: string, with_ = key): Promise<Bytes | string> {
  const result = await open(with_, aad, sealed);
  return result.ok ? result.value : result.fault.code;
}

test('what is sealed is opened again, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(anyBytes, fc.string(), async (bytes, aad) => {
      const result = await opened(await seal(key, aad, bytes), aad);
      expect(result instanceof Uint8Array && equalBytes(result, bytes)).toBe(true);
    }),
  );
});

test('the size says only how many blocks of 256 there are', async () => {
  const sizes = await Promise.all(
    [0, 1, 252, 253, 508, 509].map(async (n) => (await seal(key, '', new Uint8Array(n))).length),
  );
  expect(sizes.map((size) => (size - HEADER - TAG) / 256)).toEqual([1, 1, 1, 2, 2, 3]);
});

test('one bit changed anywhere is refused', async () => {
  const sealed = await seal(key, 'cases|1|1', utf8('Taller El Progreso'));
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = sealed.slice();
    changed[at] = changed[at]! ^ 1;
    expect(await opened(changed, 'cases|1|1')).toBe('vault/damaged');
  }
});

test('another place, another key, a cut and a lengthened envelope are refused', async () => {
  const sealed = await seal(key, 'cases|1|1', utf8('Taller El Progreso'));
  expect(await opened(sealed, 'cases|2|1')).toBe('vault/damaged');
  expect(await opened(sealed, 'cases|1|1', await importDataKey(randomBytes(32)))).toBe('vault/damaged');
  expect(await opened(sealed.slice(0, -1), 'cases|1|1')).toBe('vault/damaged');
  expect(await opened(new Uint8Array(0), 'cases|1|1')).toBe('vault/damaged');
  expect(await opened(new Uint8Array([...sealed, 0]), 'cases|1|1')).toBe('vault/damaged');
});

test('the same bytes never give the same envelope', async () => {
  const [a, b] = [await seal(key, '', utf8('x')), await seal(key, '', utf8('x'))];
  expect(equalBytes(a, b)).toBe(false);
});

const epochs = new Map<number, CryptoKey>();
for (const epoch of [1, 2, 255]) epochs.set(epoch, await importDataKey(randomBytes(32)));
const level = (current: number, ...held: number[]): SealingKeys => ({
  current,
  keys: new Map(held.map((epoch) => [epoch, epochs.get(epoch)!])),
});

test('the newest key seals; whoever holds it opens, and older ones open still', async () => {
  const old = await sealWith(level(1, 1), 'cases|1', utf8('before'));
  const fresh = await sealWith(level(2, 1, 2), 'cases|1', utf8('after'));
  const last = await sealWith(level(255, 2, 255), 'cases|1', utf8('last'));
  expect([old[1], fresh[1], last[1]]).toEqual([1, 2, 255]);
  const everything = level(255, 1, 2, 255);
  for (const [sealed, text] of [
    [old, 'before'],
    [fresh, 'after'],
    [last, 'last'],
  ] as const) {
    expect(await openWith(everything, 'cases|1', sealed)).toEqual({ ok: true, value: utf8(text) });
    expect(await openWith(everything, 'cases|2', sealed)).toMatchObject({ fault: { code: 'vault/damaged' } });
  }
});

test('whoever does not hold the epoch is told so; a wrong key under the right epoch is damage', async () => {
  const sealed = await sealWith(level(2, 2), 'cases|1', utf8('after'));
  expect(await openWith(level(1, 1), 'cases|1', sealed)).toEqual({
    ok: false,
    fault: { code: 'vault/key-not-held', detail: { epoch: 2 } },
  });
  const impostor: SealingKeys = { current: 2, keys: new Map([[2, epochs.get(1)!]]) };
  expect(await openWith(impostor, 'cases|1', sealed)).toMatchObject({ fault: { code: 'vault/damaged' } });
});

test('the epoch is authenticated: the same key under another number refuses', async () => {
  const same = epochs.get(1)!;
  const keys: SealingKeys = {
    current: 1,
    keys: new Map([
      [1, same],
      [2, same],
    ]),
  };
  const sealed = await sealWith(keys, 'cases|1', utf8('x'));
  sealed[1] = 2;
  expect(await openWith(keys, 'cases|1', sealed)).toMatchObject({ fault: { code: 'vault/damaged' } });
});

test('a single key is epoch 1, and opens no other epoch', async () => {
  const one = epochs.get(1)!;
  const sealed = await seal(one, 'here', utf8('x'));
  expect(await openWith(level(1, 1), 'here', sealed)).toEqual({ ok: true, value: utf8('x') });
  const second = await sealWith({ current: 2, keys: new Map([[2, one]]) }, 'here', utf8('x'));
  expect(await opened(second, 'here', one)).toBe('vault/damaged');
});

test.each([0, 256, 1.5, 3])('no sealing with epoch %d', async (current) => {
  const keys = new Map([...epochs, [0, epochs.get(1)!], [256, epochs.get(1)!], [1.5, epochs.get(1)!]] as const);
  await expect(sealWith({ current, keys }, '', utf8('x'))).rejects.toThrow('current key');
});

test('epoch 0 and what is no envelope are damage, whatever is held', async () => {
  const sealed = await sealWith(level(1, 1), '', utf8('x'));
  sealed[1] = 0;
  const keys: SealingKeys = { current: 1, keys: new Map([...epochs, [0, epochs.get(1)!]] as const) };
  for (const bytes of [sealed, sealed.slice(0, -1), new Uint8Array(0)]) {
    expect(await openWith(keys, '', bytes)).toMatchObject({ fault: { code: 'vault/damaged' } });
  }
});

test('a data key can be used, not read, and its raw bytes are gone', async () => {
  const raw = randomBytes(32);
  const imported = await importDataKey(raw);
  expect(imported.extractable).toBe(false);
  expect(raw.every((byte) => byte === 0)).toBe(true);
});

test('each purpose has its own key', async () => {
  const secret = randomBytes(32);
  const [a, b, again] = await Promise.all(['a', 'b', 'a'].map((purpose) => deriveBytes(secret, purpose)));
  expect(equalBytes(a!, b!)).toBe(false);
  expect(equalBytes(a!, again!)).toBe(true);
  const sealed = await seal(await deriveSealingKey(secret, 'a'), '', utf8('x'));
  expect(await opened(sealed, '', await deriveSealingKey(secret, 'b'))).toBe('vault/damaged');
  expect(await opened(sealed, '', await deriveSealingKey(secret, 'a'))).toEqual(utf8('x'));
});

test('HKDF agrees with RFC 5869 as Node computes it', async () => {
  const { hkdfSync } = await import('node:crypto');
  const secret = randomBytes(32);
  const expected = new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(32), 'atalaya/ca', 32));
  expect(await deriveBytes(secret, 'atalaya/ca')).toEqual(expected);
});
