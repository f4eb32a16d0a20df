import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Check } from '../../shared/diagnosis/check.ts';
import type { Ending } from '../../shared/diagnosis/ending.ts';
import { toldLine, type ToldLine } from '../../shared/diagnosis/log-line.ts';
import type { SupportSlip } from '../../shared/diagnosis/slip.ts';
import { callNames } from '../../shared/ipc/names.ts';
import { instantFrom, type Clock } from '../../shared/kernel/clock.ts';
import { LOG_FILE, stepNames } from '../disk/log.ts';
import type { RunningVersions } from './checks.ts';
import { sizesOf } from './sizes.ts';

const MiB = 1024 * 1024;
const MOST_LINES = 60;
const KNOWN_CALLS: ReadonlySet<string> = new Set([...callNames, ...stepNames]);

/** What a support slip is gathered from. */
export interface SlipSources {
  /** the profile folder */
  readonly userData: string;
  readonly clock: Clock;
  readonly versions: RunningVersions;
  readonly packaged: boolean;
  /** milliseconds since the start */
  readonly uptime: () => number;
  /** milliseconds from the start until everything behind the window answered */
  readonly toServices: number;
  readonly officeState: () => SupportSlip['office'];
  readonly checks: () => Promise<readonly Check[]>;
  /** undefined while no office is open, or when its chain cannot be read */
  readonly chain: () => Promise<SupportSlip['chain']>;
  readonly endings: () => readonly Ending[];
}

/** Gathers a support slip. Reads only. */
export async function gatherSlip(sources: SlipSources): Promise<SupportSlip> {
  const { userData, clock, versions, packaged, uptime } = sources;
  const before = uptime();
  const checks = await sources.checks();
  const toCheck = Math.round(uptime() - before);
  const chain = await sources.chain();
  return {
    madeAt: instantFrom(clock.now()),
    versions: {
      ...versions,
      system: `${process.platform} ${process.arch} ${plainRelease(os.release())}`,
      packaged,
    },
    computer: {
      processors: os.cpus().length,
      memoryMiB: Math.round(os.totalmem() / MiB),
      freeMemoryMiB: Math.round(os.freemem() / MiB),
    },
    office: sources.officeState(),
    checks,
    sizes: await sizesOf(userData),
    timings: { sinceStart: Math.round(before), toServices: Math.round(sources.toServices), toCheck },
    ...(chain === undefined ? {} : { chain }),
    endings: sources.endings(),
    log: await lastLines(path.join(userData, 'logs', LOG_FILE)),
  };
}

/** Whoever builds a kernel may put their own name behind its number. */
function plainRelease(release: string): string {
  return /^\d+(?:\.\d+)*/.exec(release)?.[0] ?? '';
}

async function lastLines(file: string): Promise<readonly ToldLine[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .slice(-MOST_LINES - 1)
    .flatMap((line) => toldLine(line, KNOWN_CALLS) ?? []);
}
