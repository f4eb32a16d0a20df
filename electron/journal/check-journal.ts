import type { JournalFile } from './folder.ts';
import { START, type Position } from './frame.ts';
import { gapsOf, scanFile, type Gap, type Scan, type ScanOptions } from './scan.ts';
import type { Damage } from './journal-file.ts';
import { settleFile, type Repair } from './settle.ts';

/** The file being written, and how much of it counts. */
export type Current = { readonly path: string; readonly size: number } | undefined;

export interface Checking {
  readonly files: readonly JournalFile[];
  readonly current: Current;
  /** the place that the journal must reach */
  readonly end: Position;
  readonly repair: Repair;
  /** does something while nothing is written to the journal, told what is being written at that moment */
  readonly whilePaused: <T>(work: (current: Current) => Promise<T>) => Promise<T>;
  /** asked before each frame; a check that is stopped says nothing */
  readonly isStopped: () => boolean;
}

/** What was found. */
export interface Checked {
  readonly lost: readonly Gap[];
  /** damaged places were filled from the copies */
  readonly repaired: boolean;
}

/**
 * Reads every file of the journal and checks every digest and that each frame follows the one before, over the borders
 * of files. Needs no key. Fills damages from the copies where these have them.
 * @returns undefined when it was stopped
 * @throws what the file system throws
 */
export async function checkFiles(checking: Checking): Promise<Checked | undefined> {
  const lost: Damage[] = [];
  let repaired = false;
  let follows: Position | undefined;
  for (const [i, file] of checking.files.entries()) {
    const isLast = i === checking.files.length - 1;
    // a journal begins with nothing before it, unless its first file says so
    const expected = follows ?? (file.header.kind === 'frames' ? START : undefined);
    const { isStopped } = checking;
    const found = await look(file, isLast, { follows: expected, current: checking.current, isStopped });
    if (isStopped()) return undefined;
    const scan = found.scan;
    if (found.damages.length > 0 || !file.headerIntact) {
      const settled = await (isLast
        ? checking.whilePaused((current) => settle(file, isLast, { follows: expected, current }, checking.repair))
        : settle(file, isLast, { follows: expected, current: undefined }, checking.repair));
      lost.push(...settled.lost);
      repaired ||= settled.mended;
    }
    follows = scan.end;
    if (isLast && scan.end.seq < checking.end.seq && !found.damages.some(isAtEnd)) {
      lost.push({
        at: 0,
        end: 0,
        from: scan.end.seq + 1,
        to: checking.end.seq,
        after: scan.end,
        lastDigest: undefined,
      });
    }
  }
  return { lost: gapsOf(lost), repaired };
}

interface Where {
  readonly follows: Position | undefined;
  readonly current: Current;
  readonly isStopped?: () => boolean;
}

async function look(file: JournalFile, isLast: boolean, where: Where): Promise<{ scan: Scan; damages: Damage[] }> {
  const scan = await scanFile(file, optionsFor(file, where));
  // what is missing at the end of a file shows at the beginning of the next one
  return { scan, damages: scan.damages.filter((damage) => isLast || !isAtEnd(damage)) };
}

/** Looks again, as more may have been written meanwhile, and fills what it can. */
async function settle(
  file: JournalFile,
  isLast: boolean,
  where: Where,
  repair: Repair,
): Promise<Awaited<ReturnType<typeof settleFile>>> {
  const { damages } = await look(file, isLast, where);
  return settleFile(file, damages, optionsFor(file, where), repair);
}

function optionsFor(file: JournalFile, { follows, current, isStopped }: Where): ScanOptions {
  return {
    ...(isStopped === undefined ? {} : { isStopped }),
    ...(follows === undefined ? {} : { follows }),
    ...(file.path === current?.path ? { until: current.size } : {}),
  };
}

function isAtEnd(damage: Damage): boolean {
  return damage.lastDigest === undefined;
}
