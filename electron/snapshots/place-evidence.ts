import path from 'node:path';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { bringEvidence, checkEvidence, type BringOrder, type Brought } from '../evidence/copy-evidence.ts';
import { listEvidence } from '../evidence/evidence-files.ts';
import { checkRoom } from './free-space.ts';
import { placeFault } from './take-snapshot.ts';

/**
 * Brings sealed evidence into a place of copies, or back from one. What is there already is not read again.
 * @returns what came and what did not; `file/disk-full` (`needed`, `free`) before or while writing, `file/cannot-write`,
 *   `snapshot/place-missing` when the folder of the place is not there or goes away
 */
export async function bringToPlace(order: BringOrder): Promise<Result<Brought>> {
  const place = path.dirname(order.to);
  try {
    if (order.links !== true) {
      const there = new Set((await listEvidence(order.to)).map(({ id }) => id));
      const needed = order.files.reduce((sum, { id, size }) => sum + (there.has(id) ? 0 : size), 0);
      const room = needed === 0 ? ok(undefined) : await checkRoom(place, needed);
      if (!room.ok) return room;
    }
    return ok(await bringEvidence(order));
  } catch (error) {
    return placeFault(place, error);
  }
}

/** Reads all evidence of one place; see {@link checkEvidence}. */
export const checkPlace = checkEvidence;
