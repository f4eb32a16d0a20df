import type { Bytes } from '../../shared/kernel/bytes.ts';
import { indexFrames, readIndexed } from './frame-index.ts';
import type { JournalStretch, PlacedFrame } from './journal-walk.ts';
import { journalOf, readLayout, withSnapshot } from './snapshot-layout.ts';
import { ok } from '../../shared/kernel/result.ts';

const MAX_INDEXES = 2;

/** A frame, and the snapshot that has it. */
export interface SnapshotFrame {
  readonly raw: Bytes;
  /** absolute path of the snapshot */
  readonly file: string;
}

/**
 * Makes the search for single frames in snapshots, for the repair of the journal. What was found out about a snapshot
 * is kept for the next question, since damage comes in stretches.
 * @param snapshots absolute paths of those of one office, newest first
 * @returns a function that gives the frame that ends at a number, out of the newest snapshot that has it
 */
export function frameFinder(
  snapshots: () => Promise<readonly string[]>,
): (seq: number) => Promise<SnapshotFrame | undefined> {
  const indexes = new Map<string, ReadonlyMap<number, PlacedFrame>>();
  const indexOf = async (file: string): Promise<ReadonlyMap<number, PlacedFrame>> => {
    const known = indexes.get(file);
    if (known !== undefined) return known;
    const index = new Map((await indexFrames(await stretchesOf(file))).map((frame) => [frame.place.seq, frame]));
    // nearly always the newest has everything; more than two would fill the memory for nothing
    const [oldest] = indexes.keys();
    if (indexes.size >= MAX_INDEXES && oldest !== undefined) indexes.delete(oldest);
    indexes.set(file, index);
    return index;
  };
  return async (seq) => {
    for (const file of await snapshots()) {
      const placed = (await indexOf(file).catch(() => undefined))?.get(seq);
      if (placed === undefined) continue;
      const [frame] = await readIndexed([placed]).catch(() => []);
      if (frame !== undefined) return { raw: frame.raw, file };
    }
    return undefined;
  };
}

async function stretchesOf(file: string): Promise<readonly JournalStretch[]> {
  const stretches = await withSnapshot(file, async (handle) => {
    const layout = await readLayout(handle, file);
    return layout.ok ? ok(journalOf(file, layout.value)) : layout;
  });
  return stretches.ok ? stretches.value : [];
}
