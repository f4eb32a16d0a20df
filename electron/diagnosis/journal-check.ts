import { stat } from 'node:fs/promises';
import { check, type Check } from '../../shared/diagnosis/check.ts';
import type { JournalState } from '../../shared/ipc/contract.ts';
import { instantFrom, type Instant } from '../../shared/kernel/clock.ts';
import { systemCode } from '../disk/atomic-write.ts';
import { findJournal } from '../journal/folder.ts';
import { scanFile } from '../journal/scan.ts';

/** What the ledger of an open office knows of its journal. */
export interface OpenJournal {
  readonly state: JournalState;
  readonly latest: Instant | undefined;
}

/** What was found, and the latest time that the journal knows. */
export interface JournalLook {
  readonly check: Check;
  readonly latest: Instant | undefined;
}

/** The journal of an open office, as it was read when it was opened. */
export function checkOpenJournal({ state: { state, seq, lost }, latest }: OpenJournal): JournalLook {
  return { check: check('journal', state, { frames: seq, gaps: lost.length }), latest };
}

/**
 * A journal as it lies on the disk, read through without a key: every frame must be whole and follow the one before. Who
 * wrote it, and whether its newest files were taken away, only an open office can tell.
 * @param folder of the journal
 * @param expected there is an office here, which cannot be without one
 */
export async function checkStoredJournal(folder: string, expected: boolean): Promise<JournalLook> {
  try {
    const { files } = await findJournal(folder);
    let [frames, gaps, torn, newest] = [0, 0, false, 0];
    let follows: Awaited<ReturnType<typeof scanFile>>['end'] | undefined;
    for (const file of files) {
      const scan = await scanFile(file, follows === undefined ? {} : { follows });
      follows = scan.end;
      frames = scan.end.seq;
      gaps += scan.damages.length + (file.headerIntact ? 0 : 1);
      torn ||= scan.torn !== undefined;
      newest = Math.max(newest, (await stat(file.path)).mtimeMs);
    }
    if (files.length === 0) return { check: check('journal', expected ? 'missing' : 'none'), latest: undefined };
    const outcome = gaps > 0 ? 'damaged' : torn ? 'cut' : 'whole';
    return { check: check('journal', outcome, { frames, gaps }), latest: instantFrom(Math.floor(newest)) };
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return { check: check('journal', 'unreadable'), latest: undefined };
  }
}
