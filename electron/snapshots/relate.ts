import { open } from 'node:fs/promises';
import { equalBytes, fromHex } from '../../shared/kernel/bytes.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { patiently } from '../disk/atomic-write.ts';
import { START, type Position } from '../journal/frame.ts';
import { walkJournal, type JournalStretch } from './journal-walk.ts';
import type { Manifest } from './manifest.ts';
import { journalOf, readLayout, withSnapshot } from './snapshot-layout.ts';

/** How a snapshot stands to the journal on this computer, and by how many frames. */
export interface Relation {
  /**
   * `older`: this computer has all of it and more; `newer`: the other way round; `diverged`: each has what the other
   * lacks
   */
  readonly kind: 'same' | 'older' | 'newer' | 'diverged';
  readonly framesBetween: number;
}

/** A snapshot of an office and that office's journal on this computer. */
export interface RelateOrder {
  /** absolute path of the snapshot */
  readonly file: string;
  readonly manifest: Manifest;
  /** absolute paths of the journal's files, in order */
  readonly journal: readonly string[];
}

/** The place with a number in a journal; `unknown` where a compacted or lost stretch hides it. */
type Place = Position | 'unknown' | 'beyond';

/**
 * Compares a snapshot with the journal on this computer, by the digests at the place where the shorter one ends. Where
 * that place was compacted away or lost, the numbers alone decide.
 * @returns the relation, or the faults of `readLayout`
 */
export async function relate({ file, manifest, journal }: RelateOrder): Promise<Result<Relation>> {
  const theirs = { seq: manifest.seq, digest: fromHex(manifest.digest) };
  const here = await lookUp(await stretchesOf(journal), theirs.seq);
  const ours = here.end;
  const framesBetween = Math.abs(theirs.seq - ours.seq);
  if (here.place !== 'beyond') {
    const agrees = here.place === 'unknown' || equalBytes(here.place.digest, theirs.digest);
    if (!agrees) return ok({ kind: 'diverged', framesBetween });
    return ok({ kind: framesBetween === 0 ? 'same' : 'older', framesBetween });
  }
  return withSnapshot(file, async (handle) => {
    const layout = await readLayout(handle, file);
    if (!layout.ok) return layout;
    const { place } = await lookUp(journalOf(file, layout.value), ours.seq);
    const agrees = typeof place === 'string' || equalBytes(place.digest, ours.digest);
    return ok({ kind: agrees ? 'newer' : 'diverged', framesBetween });
  });
}

async function lookUp(
  stretches: readonly JournalStretch[],
  seq: number,
): Promise<{ readonly place: Place; readonly end: Position }> {
  let place: Place = seq === 0 ? START : 'unknown';
  const { end } = await walkJournal(stretches, {
    onFrame: (frame) => {
      if (frame.place.seq === seq) place = frame.place;
      return true;
    },
  });
  return { place: seq > end.seq ? 'beyond' : place, end };
}

async function stretchesOf(files: readonly string[]): Promise<JournalStretch[]> {
  const stretches: JournalStretch[] = [];
  for (const file of files) {
    const handle = await patiently(() => open(file, 'r'));
    try {
      stretches.push({ file, at: 0, size: (await handle.stat()).size });
    } finally {
      await handle.close();
    }
  }
  return stretches;
}
