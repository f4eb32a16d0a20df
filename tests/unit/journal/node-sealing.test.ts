import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entrySealing, sealFrame } from '../../../electron/journal/node-sealing.ts';
import { randomBytes, sha256, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { importDataKey, open, openWith, sealWith, type SealingKeys } from '../../../shared/vault/seal.ts';

const newKey = () => importDataKey(randomBytes(32));
/** the text, version, epoch and length: all that two seals of the same bytes have in common */
const shape = (sealed: Bytes) => [sealed[0], sealed[1], sealed.length];

test('what is sealed at once is what WebCrypto opens, at its place only, for every length', async () => {
  const key = await newKey();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 1200 }), fc.string(), async (bytes, aad) => {
      const plain = new Uint8Array(bytes);
      const sealed = await sealFrame(key, aad, plain);
      expect(await open(key, aad, sealed)).toEqual({ ok: true, value: plain });
      expect((await open(key, `${aad}.`, sealed)).ok).toBe(false);
      expect(plain).toEqual(new Uint8Array(bytes));
    }),
    { numRuns: 60 },
  );
});

test('long frames, which another thread seals, open too', async () => {
  const key = await newKey();
  const long = new Uint8Array(300 * 1024).fill(5);
  expect(await open(key, 'x', await sealFrame(key, 'x', long))).toEqual({ ok: true, value: long });
});

test('entries are sealed with the newest key of the level, and never twice alike', async () => {
  const keys: SealingKeys = {
    current: 7,
    keys: new Map([
      [2, await newKey()],
      [7, await newKey()],
    ]),
  };
  const entry = utf8('{"n":1}');
  const sealed = await entrySealing.seal(keys, 'audit/1', entry);
  expect(await openWith(keys, 'audit/1', sealed)).toEqual({ ok: true, value: entry });
  expect(shape(sealed)).toEqual(shape(await sealWith(keys, 'audit/1', entry)));
  expect(await entrySealing.seal(keys, 'audit/1', entry)).not.toEqual(sealed);
});

test('hashes are those of the kernel', async () => {
  const parts = [randomBytes(32), randomBytes(500)] as const;
  expect(await entrySealing.hash(...parts)).toEqual(await sha256(...parts));
});
