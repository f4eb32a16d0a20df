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

/**
 * The journal of an open office: what was found when it was opened, and what lies on the disk by now.
 * @param folder of the journal
 * @param open what the ledger knew before this look: all of it must be on the disk
 */
export async function checkOpenJournal(folder: string, open: OpenJournal): Promise<JournalLook> {
  const { state, seq, lost } = open.state;
  const { latest } = open;
  const stored = await lookAtStored(folder);
  if (stored === 'unreadable' || (stored.files === 0 && seq > 0)) {
    return { check: check('journal', stored === 'unreadable' ? 'unreadable' : 'missing'), latest };
  }
  // an end that is half written is a save under way; one that lacks what was confirmed is not
  const gaps = Math.max(lost.length, stored.gaps + (stored.frames < seq ? 1 : 0));
  return { check: check('journal', gaps > lost.length ? 'damaged' : state, { frames: seq, gaps }), latest };
}

/**
 * A journal as it lies on the disk, read through without a key: every frame must be whole and follow the one before. Who
 * wrote it, and whether its newest files were taken away, only an open office can tell.
 * @param folder of the journal
 * @param expected there is an office here, which cannot be without one
 */
export async function checkStoredJournal(folder: string, expected: boolean): Promise<JournalLook> {
  const stored = await lookAtStored(folder);
  if (stored === 'unreadable') return { check: check('journal', 'unreadable'), latest: undefined };
  const { files, frames, gaps, torn, newest } = stored;
  if (files === 0) return { check: check('journal', expected ? 'missing' : 'none'), latest: undefined };
  const outcome = gaps > 0 ? 'damaged' : torn ? 'cut' : 'whole';
  return { check: check('journal', outcome, { frames, gaps }), latest: instantFrom(Math.floor(newest)) };
}

/** What lies there; `newest`: milliseconds since 1970 at which a file was last written. */
interface Stored {
  readonly files: number;
  readonly frames: number;
  readonly gaps: number;
  readonly torn: boolean;
  readonly newest: number;
}

async function lookAtStored(folder: string): Promise<Stored | 'unreadable'> {
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
    return { files: files.length, frames, gaps, torn, newest };
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return 'unreadable';
  }
}
