import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchArguments } from '../support/electron-app.ts';
import type { Bench } from './bench-run.ts';
import { comparison, median, type Figure } from './figure.ts';
import { runJson } from './run-json.ts';
import type { VaultFigures } from './vault-calls.ts';

const SIZES = [1_000, 10_000, 100_000];
const OPEN_TARGET = 1.3;
const SAVE_TARGET = 1.5;
const MEMORY_TARGET_MB = 400;
const SEARCH_TARGET_MS = 100;
/** A hundred thousand records are written first. */
const TIMEOUT_MS = 900_000;

/**
 * An office of a thousand to a hundred thousand records of 4 KB: opening its lists against a bare script that reads,
 * decrypts and decodes the same pages; a save until it is acknowledged against one strict write of the same row and one
 * append with fsync; searching; memory.
 */
export async function benchVault(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of SIZES) figures.push(...(await benchSize(bench, size)));
  return figures;
}

async function benchSize(bench: Bench, size: number): Promise<Figure[]> {
  const measured = await run(bench, size);
  const { openOurs, openBare, save, search, texts, settle, memory } = measured;
  const records = size.toLocaleString('en');
  bench.say(
    `${records}: opening ${list(openOurs)} / ${list(openBare)}; texts of a screen ${list(texts)}; ` +
      `left for idle time ${settle.toFixed(0)} ms; save p95 ${p95(save.ours).toFixed(1)} / ${p95(save.bare).toFixed(1)} ms; of the median save ` +
      `${median(save.preparing).toFixed(1)} ms prepare, ${median(save.journal).toFixed(1)} ms are the journal, ` +
      `${median(save.tables).toFixed(1)} ms the tables`,
  );
  const worst = Math.max(...search);
  return [
    comparison(`keys to usable lists, ${records} records / bare reading of the same pages`, 'ms', {
      ours: median(openOurs),
      peer: median(openBare),
      target: OPEN_TARGET,
    }),
    comparison(`save acknowledged, ${records} records / append with fsync + strict write of its row`, 'ms', {
      ours: median(save.ours),
      peer: median(save.bare),
      target: SAVE_TARGET,
    }),
    comparison(`save acknowledged, ${records} records / the same with all rows of a save`, 'ms', {
      ours: median(save.ours),
      peer: median(save.rows),
    }),
    absolute(`slowest of ten searches, ${records} records`, 'ms', worst, SEARCH_TARGET_MS),
    absolute(`memory of the page's process, ${records} records`, 'MB', memory, MEMORY_TARGET_MB),
  ];
}

function absolute(name: string, unit: Figure['unit'], ours: number, target: number): Figure {
  return { name, unit, ours, target, met: ours <= target };
}

async function run(bench: Bench, size: number): Promise<VaultFigures> {
  const profile = mkdtempSync(path.join(tmpdir(), 'atalaya-bench-'));
  try {
    const script = path.join(bench.folder, 'vault-window.cjs');
    const args = [...launchArguments(profile).slice(0, -1), script, String(size)];
    return await runJson<VaultFigures>(bench.executable, args, { timeout: TIMEOUT_MS });
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function p95(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;
}

function list(values: readonly number[]): string {
  return `${values.map((value) => value.toFixed(0)).join(', ')} ms`;
}
