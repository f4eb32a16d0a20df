import path from 'node:path';
import { build } from 'vite';
import { beforeAll, expect, test } from 'vitest';
import { DEFAULT_KDF, deriveHere } from '../../../electron/vault/argon.ts';
import { createDeriver } from '../../../electron/vault/deriver.ts';
import { toHex, utf8 } from '../../../shared/kernel/bytes.ts';
import { newFolder, quickKdf } from '../../support/vault-builder.ts';

const folder = newFolder();
const worker = path.join(folder, 'derive.cjs');
const salt = utf8('0123456789abcdef');

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: path.resolve(import.meta.dirname, '../../../electron/vault/derive-worker.ts'),
      outDir: folder,
      target: 'node18',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'derive.cjs' } },
    },
    ssr: { noExternal: true },
  });
}, 60_000);

test.each([
  [256, '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe'],
  [65_536, '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7'],
])('argon2id with %i KiB gives what the test of the reference implementation says', async (memoryKiB, expected) => {
  const kdf = { algorithm: 'argon2id', memoryKiB, iterations: 2, parallelism: 1 } as const;
  expect(toHex(await deriveHere({ secret: utf8('password'), salt: utf8('somesalt'), kdf }))).toBe(expected);
});

test('the worker derives the same, and the secret is wiped here at once', async () => {
  const derive = createDeriver(worker);
  const secret = utf8('el mar de Tela en octubre');
  const deriving = derive({ secret, salt, kdf: quickKdf });
  expect(secret.every((byte) => byte === 0)).toBe(true);
  const expected = await deriveHere({ secret: utf8('el mar de Tela en octubre'), salt, kdf: quickKdf });
  expect(await deriving).toEqual(expected);
});

test('the main thread stays free while the real parameters are derived', async () => {
  let ticks = 0;
  const ticking = setInterval(() => (ticks += 1), 5);
  await createDeriver(worker)({ secret: utf8('x'), salt, kdf: DEFAULT_KDF });
  clearInterval(ticking);
  expect(ticks).toBeGreaterThan(10);
}, 30_000);

test('a worker that breaks down rejects', async () => {
  const nothing = createDeriver(path.join(folder, 'missing.cjs'));
  await expect(nothing({ secret: utf8('x'), salt, kdf: quickKdf })).rejects.toThrow();
  const impossible = { ...quickKdf, memoryKiB: 0 };
  await expect(createDeriver(worker)({ secret: utf8('x'), salt, kdf: impossible })).rejects.toThrow();
});
