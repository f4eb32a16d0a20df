import type { Frame } from '../../shared/journal/write.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { JournalPort } from './database.ts';

/**
 * Reads the journal in portions of some megabytes, in order. Ends with a fault when the journal gives one, or
 * `journal/lost` when it stops short of its own end.
 * @param after number of the last frame that is not wanted; 0 for all
 */
export async function* readFrames(
  journal: Pick<JournalPort, 'readJournal'>,
  after: number,
): AsyncGenerator<Result<readonly Frame[]>, void> {
  for (let at = after; ;) {
    const part = await journal.readJournal({ after: at });
    if (!part.ok) return yield part;
    const { frames, end } = part.value;
    const last = frames.at(-1);
    if (last === undefined || last.seq <= at) {
      if (at < end.seq) yield fail('journal/lost', { from: at + 1, to: end.seq });
      return;
    }
    yield ok(frames);
    at = last.seq;
    if (at >= end.seq) return;
  }
}
