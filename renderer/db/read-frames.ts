import type { Frame } from '../../shared/journal/write.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { equalBytes } from '../../shared/kernel/bytes.ts';
import type { JournalPort, Position } from './database.ts';

/** Numbers of the first and last frame that are lost. */
export type Gap = readonly [from: number, to: number];

export interface Reading {
  /** the last frame that is not wanted; its digest must be the journal's when {@link isSure} is not set */
  readonly after: Position;
  /** what follows is known to follow: the journal need not show that frame once more */
  readonly isSure?: boolean;
  /** number of the last frame that is wanted; all by default */
  readonly until?: number;
  /** somebody goes on without what is lost: gaps are told here instead of ending the reading */
  readonly gaps?: Gap[];
}

/**
 * Reads the journal in portions of some megabytes, in order. Ends with a fault when the journal gives one, with
 * `journal/lost` (`from`, `to`) at a gap, or with `journal/differs` when it has another past than whoever asks. A frame
 * may stand for many that newer rows have replaced.
 */
export async function* readFrames(
  journal: Pick<JournalPort, 'readJournal'>,
  { after, isSure = false, until = Infinity, gaps }: Reading,
): AsyncGenerator<Result<readonly Frame[]>, void> {
  let at = after.seq;
  let overlap = isSure || at === 0 ? 0 : 1;
  while (at < until) {
    const part = await journal.readJournal({ after: at - overlap });
    if (!part.ok) {
      yield part;
      return;
    }
    const { frames, end } = part.value;
    const wanted: Frame[] = [];
    for (const frame of frames) {
      const isShared = overlap === 1 && frame.seq === after.seq && frame.from === undefined;
      if (isShared && !equalBytes(frame.digest, after.digest)) {
        yield fail('journal/differs', { seq: frame.seq });
        return;
      }
      if (frame.seq <= at || frame.seq > until) continue;
      const first = frame.from ?? frame.seq;
      if (first > at + 1) {
        if (gaps === undefined) {
          yield lost(at + 1, first - 1);
          return;
        }
        gaps.push([at + 1, first - 1]);
      }
      wanted.push(frame);
      at = frame.seq;
    }
    // one large frame may fill a portion by itself
    const onlyShared = wanted.length === 0 && overlap === 1 && frames.length > 0 && at < end.seq;
    overlap = 0;
    if (onlyShared) continue;
    if (wanted.length === 0) {
      // all that is left is lost
      if (at < Math.min(end.seq, until)) yield lost(at + 1, end.seq);
      return;
    }
    yield ok(wanted);
    if (at >= end.seq) return;
  }
}

function lost(from: number, to: number): Result<never> {
  return fail('journal/lost', { from, to });
}
