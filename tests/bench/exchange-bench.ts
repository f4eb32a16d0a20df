import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchArguments } from '../support/electron-app.ts';
import type { Bench } from './bench-run.ts';
import { comparison, type Figure } from './figure.ts';
import type { ExchangeFigures } from './measure-exchange.ts';
import { runJson } from './run-json.ts';
import type { TakeFigures } from './vault-calls.ts';

/** Of each case. */
const CHANGES = 40;
const EXPORT_TARGET = 1.2;
const IMPORT_TARGET = 2;
const STALL_TARGET_MS = 50;
/** The time of plain copying with age, as a share of ours: 60 %. */
const PIECES_TARGET = 1 / 0.6;
const PIECES_MEMORY_MB = 200;
/** Memory of a hundred times the cases, compared with the fewest. */
const FLAT_TARGET = 1.25;
const TIMEOUT_MS = 3_600_000;

/**
 * Cases that leave and come, against age, gzip and SHA-256 over the same lines; evidence against age alone; memory. The sizes
 * are 10,000 cases and 2 GB; `ATALAYA_BENCH_CASES` and `ATALAYA_BENCH_MEGABYTES` make them smaller. Keeping is measured in CPU in an
 * IndexedDB in memory, which costs more than the browser's, and by the clock in a window of Electron. The peer makes no hash of each
 * change, no signature of each case and no lines (docs/verified.md says what that costs).
 */
export async function benchExchange(bench: Bench): Promise<Figure[]> {
  const cases = Number(process.env['ATALAYA_BENCH_CASES'] ?? 10_000);
  const megabytes = Number(process.env['ATALAYA_BENCH_MEGABYTES'] ?? 2048);
  const few = await inFolder((run) => run('export', cases / 10));
  const usual = await measureCases(cases);
  const many = await inFolder((run) => run('export', cases * 10));
  const pieces = await inFolder(async (run) => ({
    ours: await run('pieces', megabytes),
    peer: await run('pieces-peer', megabytes),
  }));
  const taken = await takeInWindow(cases);
  const speed = ({ bytes, wall }: ExchangeFigures): string => `${(bytes / 1000 / wall).toFixed(0)} MB/s`;
  bench.say(`evidence: ${speed(pieces.ours)}; age alone ${speed(pieces.peer)}`);
  const { written, checked, kept, peer } = usual;
  const perCase = taken.wall / cases;
  bench.say(`taking in: ${perCase.toFixed(1)} ms a case, ${taken.stalls} times 50 ms or more without an answer`);
  const named = `${cases.toLocaleString('en')} cases x ${CHANGES} changes`;
  return [
    comparison(`export of ${named} / age, gzip, SHA-256 of the same lines`, 'ms CPU', {
      ours: written.cpu,
      peer: peer.cpu,
      target: EXPORT_TARGET,
    }),
    comparison(`checking ${named} / the same`, 'ms CPU', { ours: checked.cpu, peer: peer.cpu, target: IMPORT_TARGET }),
    comparison(`checking and keeping ${named} in memory / the same`, 'ms CPU', { ours: kept.cpu, peer: peer.cpu }),
    comparison(`checking and keeping ${named} in the browser's database / the same`, 'ms', {
      ours: checked.wall + taken.wall,
      peer: peer.wall,
      target: IMPORT_TARGET,
    }),
    {
      name: 'longest that the window answers nobody while cases are taken in',
      unit: 'ms',
      ours: taken.longest,
      target: STALL_TARGET_MS,
      met: taken.longest <= STALL_TARGET_MS,
    },
    comparison(`memory of exporting, ${cases * 10} cases / ${cases / 10}`, 'MB', {
      ours: many.memory,
      peer: few.memory,
      target: FLAT_TARGET,
    }),
    comparison(`${megabytes} MB of evidence / copied with age alone`, 'ms', {
      ours: pieces.ours.wall,
      peer: pieces.peer.wall,
      target: PIECES_TARGET,
    }),
    {
      name: `memory of exporting ${megabytes} MB of evidence`,
      unit: 'MB',
      ours: pieces.ours.memory,
      target: PIECES_MEMORY_MB,
      met: pieces.ours.memory <= PIECES_MEMORY_MB,
    },
  ];

  /** In Electron, with the app's own journal behind it. */
  async function takeInWindow(count: number): Promise<TakeFigures> {
    const profile = mkdtempSync(path.join(tmpdir(), 'atalaya-bench-'));
    bench.say(`take, ${count}`);
    try {
      const script = path.join(bench.folder, 'vault-window.cjs');
      const args = [...launchArguments(profile).slice(0, -1), script, String(count), 'take'];
      return await runJson<TakeFigures>(bench.executable, args, { timeout: TIMEOUT_MS });
    } finally {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  }

  function measureCases(count: number) {
    return inFolder(async (run) => {
      const written = await run('export', count);
      const peer = await run('export-peer', count);
      return { written, peer, checked: await run('check', count), kept: await run('import', count) };
    });
  }

  async function inFolder<T>(
    work: (run: (task: string, size: number) => Promise<ExchangeFigures>) => Promise<T>,
  ): Promise<T> {
    const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-bench-'));
    const script = path.join(bench.folder, 'measure-exchange.mjs');
    try {
      return await work((task, size) => {
        bench.say(`${task}, ${size}`);
        return runJson<ExchangeFigures>(process.execPath, [script, task, String(size), String(CHANGES), folder], {
          timeout: TIMEOUT_MS,
        });
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
