import { expect, test } from 'vitest';
import { DEFAULT_KDF, type Derive } from '../../../electron/vault/argon.ts';
import { tuneKdf } from '../../../electron/vault/tuned-kdf.ts';

/** A computer that takes so many milliseconds for the lowest parameters. */
function computer(milliseconds: number) {
  let time = 1000;
  let derivations = 0;
  const derive: Derive = ({ kdf }) => {
    expect(kdf).toEqual(DEFAULT_KDF);
    time += milliseconds;
    derivations += 1;
    return Promise.resolve(new Uint8Array(32));
  };
  return { tuned: tuneKdf(derive, DEFAULT_KDF, () => time), count: () => derivations };
}

test.each([
  ['much too fast', 0, 8],
  ['fast', 250, 8],
  ['current', 400, 6],
  ['a little slower', 500, 4],
  ['old', 1500, 3],
  ['hardly alive', 60_000, 3],
])('a computer that is %s: %i ms for the lowest', async (_, milliseconds, iterations) => {
  const { tuned } = computer(milliseconds);
  expect(await tuned()).toEqual({ ...DEFAULT_KDF, iterations });
});

test('it is measured once, and again only when measuring failed', async () => {
  const { tuned, count } = computer(400);
  await tuned();
  await tuned();
  expect(count()).toBe(1);
  let tries = 0;
  const failing = tuneKdf(
    () => ((tries += 1) === 1 ? Promise.reject(new Error('no memory')) : Promise.resolve(new Uint8Array(32))),
    DEFAULT_KDF,
    () => 0,
  );
  await expect(failing()).rejects.toThrow('no memory');
  expect((await failing()).iterations).toBe(8);
});
