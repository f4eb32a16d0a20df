import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { beforeAll, expect, test } from 'vitest';

// in the checkout: fonts are found among its packages
const bundle = path.resolve(import.meta.dirname, '../../../.cache/measure-paper');
const run = promisify(execFile);
/** Megabytes that the document process may have at most, whatever paper it makes. */
const MOST = 300;

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    // fonts and fixtures are found by the folder that asks for them
    define: { 'import.meta.dirname': JSON.stringify(path.resolve(import.meta.dirname, '../../support')) },
    build: {
      ssr: path.resolve(import.meta.dirname, 'measure-paper.ts'),
      outDir: bundle,
      target: 'node18',
      rolldownOptions: { output: { format: 'es', entryFileNames: 'measure-paper.mjs' } },
    },
  });
}, 60_000);

interface Measured {
  readonly pages: number;
  readonly megabytes: number;
  /** of how many shares that are done it told, and whether none was less than the one before */
  readonly told: number;
  readonly isForward: boolean;
}

async function measure(kind: 'pages' | 'photos', count: number): Promise<Measured> {
  const { stdout } = await run(process.execPath, [path.join(bundle, 'measure-paper.mjs'), kind, String(count)]);
  return JSON.parse(stdout) as Measured;
}

test.each([
  ['pages', 200, 200],
  ['photos', 300, 100],
] as const)(
  'a paper with %s, %i of them, is made in bounded memory and tells how far it is',
  async (kind, count, most) => {
    const { pages, megabytes, told, isForward } = await measure(kind, count);
    expect(pages).toBeGreaterThanOrEqual(most);
    expect(megabytes).toBeLessThanOrEqual(MOST);
    expect(told).toBeGreaterThan(100);
    expect(isForward).toBe(true);
  },
  240_000,
);
