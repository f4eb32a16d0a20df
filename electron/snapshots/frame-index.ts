import { open } from 'node:fs/promises';
import { patiently } from '../disk/atomic-write.ts';
import { parseFrame, type RawFrame } from '../journal/frame.ts';
import { readAt } from '../disk/disk-reading.ts';
import { walkJournal, type JournalStretch, type PlacedFrame } from './journal-walk.ts';

/**
 * Finds all whole frames of a journal, in order.
 * @throws what the file system throws
 */
export async function indexFrames(stretches: readonly JournalStretch[]): Promise<readonly PlacedFrame[]> {
  const frames: PlacedFrame[] = [];
  await walkJournal(stretches, {
    onFrame: (frame) => {
      frames.push(frame);
      return true;
    },
  });
  return frames;
}

/**
 * Reads frames that an index tells of.
 * @param wanted of one file
 * @returns those that are still whole
 * @throws what the file system throws
 */
export async function readIndexed(wanted: readonly PlacedFrame[]): Promise<readonly RawFrame[]> {
  const file = wanted[0]?.file;
  if (file === undefined) return [];
  const handle = await patiently(() => open(file, 'r'));
  try {
    const frames: RawFrame[] = [];
    for (const { at, end } of wanted) {
      const frame = parseFrame(await readAt(handle, at, end - at));
      if (frame !== undefined) frames.push(frame);
    }
    return frames;
  } finally {
    await handle.close();
  }
}
