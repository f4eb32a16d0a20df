import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equalBytes, randomBytes, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { deriveBytes, deriveSealingKey } from '../../../shared/vault/derived-key.ts';
import { importDataKey, open, seal } from '../../../shared/vault/seal.ts';

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
