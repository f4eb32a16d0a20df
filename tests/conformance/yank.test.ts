// A stick is pulled out at every single step of writing a bundle. What lies on it then is the whole bundle or nothing that
// anybody would take for one.
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findBundles } from '../../electron/exchange/find-bundles.ts';
import { writeOut } from '../../electron/exchange/write-out.ts';
import { PulledStick } from '../support/pulled-stick.ts';

const NAME = 'TRASPASO-7K2M-9QXD.age';
const content = Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 251));
const hash = createHash('sha256').update(content).digest('hex');

async function* source(): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += 1024) {
    await Promise.resolve();
    yield content.subarray(at, at + 1024);
  }
}

/** Writes a bundle on a stick that goes at a step. */
async function pull(pullAt: number, partBytes: number) {
  const stick = new PulledStick(pullAt);
  const order = { folder: '/stick/TRASPASOS', name: NAME, source: source(), size: content.length };
  const written = await writeOut({ ...order, partBytes, disk: stick });
  return { stick, written };
}

/** Takes what is left to where a reader looks for bundles. */
async function found(stick: PulledStick): Promise<readonly Buffer[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atalaya-arrancada-'));
  try {
    for (const [name, bytes] of stick.left()) await writeFile(path.join(folder, path.basename(name)), bytes);
    const bundles = await findBundles(folder);
    return await Promise.all(
      bundles.map(async ({ parts }) => Buffer.concat(await Promise.all(parts.map((part) => readFile(part))))),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('one file: after any step the stick holds the whole bundle or none', async () => {
  const whole = await pull(Infinity, 10_000);
  expect(whole.written).toMatchObject({ ok: true, value: { sha256: hash } });
  expect(await found(whole.stick)).toEqual([content]);
  let without = 0;
  for (let step = 0; step < whole.stick.steps; step += 1) {
    const { stick, written } = await pull(step, 10_000);
    const bundles = await found(stick);
    if (bundles.length === 0) without += 1;
    else expect(bundles, `pulled at ${step}`).toEqual([content]);
    // nobody is told that it is written when it is not
    if (written.ok) expect(bundles, `pulled at ${step}`).toEqual([content]);
  }
  // both ends were seen, and the stick was pulled out often enough to mean something
  expect(without).toBeGreaterThan(10);
  expect(without).toBeLessThan(whole.stick.steps);
});

test('parts: the first one is there only when all are, each whole', async () => {
  const steps = (await pull(Infinity, 2000)).stick.steps;
  for (let step = 0; step < steps; step += 1) {
    const { stick } = await pull(step, 2000);
    const left = stick.left();
    const part = (n: number): Buffer | undefined => left.get(`/stick/TRASPASOS/${NAME}.00${n}`);
    const first = part(1);
    if (first === undefined || first.length === 0) continue;
    const bytes = Buffer.concat([first, part(2) ?? Buffer.alloc(0), part(3) ?? Buffer.alloc(0)]);
    expect(bytes.equals(content), `pulled at ${step}`).toBe(true);
  }
});

test('the model of the stick is one on which a careless writer loses', async () => {
  // temporary name, flush, rename, and no flush after it: the name is there with nothing in it
  const stick = new PulledStick(Infinity);
  const handle = await stick.open('/stick/a.tmp', 'wx');
  await handle.write(content.subarray(0, 500), 0, 500);
  await handle.sync();
  await handle.close();
  await stick.rename('/stick/a.tmp', `/stick/${NAME}`);
  expect(stick.left().get(`/stick/${NAME}`)).toHaveLength(0);
});
