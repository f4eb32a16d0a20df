// A stick that is one: an image with vfat or exFAT, mounted, and copied after each step of writing a bundle. What each copy holds is
// what would be on the stick if it were pulled out then; the app's own reader looks for bundles on it. Where nothing mounts such an image
// the test is left out and says why; yank.test.ts has a model of the kernel's drivers.
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { findBundles } from '../../electron/exchange/find-bundles.ts';
import { writeOut } from '../../electron/exchange/write-out.ts';
import {
  findStickDriver,
  isClean,
  makeImage,
  StickCuts,
  withMounted,
  type StickFormat,
} from '../support/stick-image.ts';

vi.setConfig({ testTimeout: 120_000 });

const work = mkdtempSync(path.join(tmpdir(), 'atalaya-memoria-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const OLD = 'TRASPASO-AAAA-AAAA.age';
const NEW = 'TRASPASO-7K2M-9QXD.age';
const bytesOf = (seed: number, length: number): Buffer =>
  Buffer.from(Array.from({ length }, (_, i) => (i * 31 + (i >> 8) * seed) & 255));
const old = bytesOf(3, 200_000);
const content = bytesOf(7, 500_000);
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function* source(): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += 65_536) {
    await Promise.resolve();
    yield content.subarray(at, at + 65_536);
  }
}

/** The bundles that a reader would be offered: name of the first part, and the hash of all of it. */
async function offered(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { parts } of await findBundles(folder)) {
    const whole = Buffer.concat(await Promise.all(parts.map((part) => readFile(part))));
    found.set(path.basename(parts[0] ?? ''), hashOf(whole));
  }
  return found;
}

describe.each<StickFormat>(['vfat', 'exfat'])('%s', (format) => {
  const driver = findStickDriver(format, work);
  const missing = 'missing' in driver ? driver.missing : undefined;
  if (missing !== undefined) console.warn(`skipped, nothing here mounts ${format}: ${missing}`);

  /** Writes on a stick that already holds a bundle. @returns what each copy of its image offers */
  async function cutWhile(write: (folder: string, cuts: StickCuts) => Promise<void>) {
    if ('missing' in driver) throw new Error(driver.missing);
    const image = makeImage(format, work);
    const at = path.join(work, `${format}-puesta`);
    mkdirSync(at, { recursive: true });
    const cuts = new StickCuts(image, path.join(work, `${format}-copias`));
    const unmount = driver.mount(image, at);
    try {
      const folder = path.join(at, 'TRASPASOS');
      mkdirSync(folder);
      writeFileSync(path.join(folder, OLD), old, { flush: true });
    } finally {
      unmount();
    }
    const again = driver.mount(image, at);
    try {
      cuts.cut();
      await write(path.join(at, 'TRASPASOS'), cuts);
    } finally {
      again();
    }
    const left: ReadonlyMap<string, string>[] = [];
    for (const copy of cuts.images) {
      const look = (folder: string) => offered(path.join(folder, 'TRASPASOS'));
      left.push(await withMounted(driver, copy, { folder: path.join(work, `${format}-copia`), look }));
      rmSync(copy);
    }
    return { left, cuts, isCleanAfter: isClean(format, image) };
  }

  test.skipIf(missing !== undefined)(
    'after any step the stick offers the old bundle, and the new one whole or not at all',
    async () => {
      const { left, cuts, isCleanAfter } = await cutWhile(async (folder, disk) => {
        const order = { folder, name: NEW, source: source(), size: content.length };
        const written = await writeOut({ ...order, disk });
        expect(written).toMatchObject({ ok: true, value: { sha256: hashOf(content) } });
      });
      for (const [i, bundles] of left.entries()) {
        expect(bundles.get(OLD), `state ${i}`).toBe(hashOf(old));
        expect([undefined, hashOf(content)], `state ${i}`).toContain(bundles.get(NEW));
      }
      // both ends were seen
      expect(left[0]?.has(NEW)).toBe(false);
      expect(left.at(-1)?.get(NEW)).toBe(hashOf(content));
      expect(isCleanAfter).toBe(true);
      console.log(
        `${'missing' in driver ? '' : driver.name}: ${cuts.steps} steps, ${left.length} different states of the stick`,
      );
    },
  );

  test.skipIf(missing !== undefined)('whoever writes under the name itself leaves a plausible half', async () => {
    const { left } = await cutWhile((folder, disk) => {
      const file = openSync(path.join(folder, NEW), 'wx');
      for (let at = 0; at < content.length; at += 65_536) {
        writeSync(file, content, at, Math.min(65_536, content.length - at));
        fsyncSync(file);
        disk.cut();
      }
      closeSync(file);
      disk.cut();
      return Promise.resolve();
    });
    const half = left.filter((bundles) => bundles.has(NEW) && bundles.get(NEW) !== hashOf(content));
    expect(left.length).toBeGreaterThan(1);
    expect(half.length).toBeGreaterThan(0);
  });
});
