import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  chunkCount,
  CHUNK_BYTES,
  importFileKey,
  newFileKey,
  openChunk,
  sealChunk,
  sealedSize,
  SEALED_CHUNK_BYTES,
} from '../../../shared/evidence/seal-chunks.ts';
import { randomBytes, toHex, utf8 } from '../../../shared/kernel/bytes.ts';
import { newId } from '../../../shared/kernel/id.ts';

const key = await importFileKey(newFileKey());
const id = newId();

/** Seals a file as `addEvidence` does. */
async function sealAll(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>[]> {
  const count = chunkCount(bytes.length);
  return await Promise.all(
    Array.from({ length: count }, (_, n) =>
      sealChunk(key, { id, n, last: n === count - 1 }, bytes.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES)),
    ),
  );
}

test('a file of any length comes back as it was, and takes the room that was announced', async () => {
  for (const length of [0, 1, 4091, 4092, 4093, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES]) {
    const bytes = crypto.getRandomValues(new Uint8Array(Math.min(length, 65_536)));
    const whole = new Uint8Array(length);
    whole.set(bytes.subarray(0, length));
    const sealed = await sealAll(whole);
    expect(sealed.reduce((sum, one) => sum + one.length, 0)).toBe(sealedSize(length));
    for (const one of sealed.slice(0, -1)) expect(one.length).toBe(SEALED_CHUNK_BYTES);
    const opened = await Promise.all(
      sealed.map((one, n) => openChunk(key, { id, n, last: n === sealed.length - 1 }, one)),
    );
    const parts = opened.map((one) => (one.ok ? one.value : utf8('damaged')));
    expect(parts.map(({ length: size }) => size).reduce((a, b) => a + b)).toBe(length);
    expect(toHex(parts[0]!.subarray(0, 64))).toBe(toHex(whole.subarray(0, Math.min(64, CHUNK_BYTES))));
  }
});

test('sizes that differ a little look the same on the disk', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4092 }), (size) => {
      expect(sealedSize(size)).toBe(sealedSize(0));
    }),
  );
});

test('a cut, moved, repeated or foreign chunk is noticed', async () => {
  const file = randomBytes(65_536);
  const whole = new Uint8Array(CHUNK_BYTES + 10);
  whole.set(file);
  const [first, last] = (await sealAll(whole)) as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];
  const open = async (place: { id: string; n: number; last: boolean }, sealed: Uint8Array<ArrayBuffer>) =>
    (await openChunk(key, place, sealed)).ok;
  expect(await open({ id, n: 0, last: false }, first)).toBe(true);
  // the end was cut off: what is last now does not say so
  expect(await open({ id, n: 0, last: true }, first)).toBe(false);
  expect(await open({ id, n: 0, last: false }, last)).toBe(false);
  expect(await open({ id, n: 1, last: true }, first)).toBe(false);
  expect(await open({ id: newId(), n: 0, last: false }, first)).toBe(false);
  expect(await open({ id, n: 1, last: true }, last.slice(0, -1))).toBe(false);
  expect((await openChunk(await importFileKey(newFileKey()), { id, n: 1, last: true }, last)).ok).toBe(false);
});

test('any changed bit is noticed', async () => {
  const sealed = await sealChunk(key, { id, n: 0, last: true }, utf8('una fotografía'));
  for (let at = 0; at < sealed.length; at += 97) {
    const changed = sealed.slice();
    changed[at]! ^= 1;
    expect(await openChunk(key, { id, n: 0, last: true }, changed)).toMatchObject({
      ok: false,
      fault: { code: 'evidence/damaged' },
    });
  }
  expect((await openChunk(key, { id, n: 0, last: true }, new Uint8Array(0))).ok).toBe(false);
});
