import type { Frame } from '../../shared/journal/write.ts';
import type { JournalFile } from './folder.ts';
import type { Damage } from './journal-file.ts';
import { walk, type Cursor, type JournalKey, type WalkOptions } from './walk.ts';

/** About as much as one message between the processes carries without being felt. */
const PORTION = 8 * 1024 * 1024;

export interface Portion {
  readonly frames: readonly Frame[];
  /** where the next portion begins, if there is more */
  readonly next: Cursor | undefined;
  readonly damages: readonly Damage[];
}

/**
 * Reads about 8 MB of the journal, at least one frame.
 * @param options.start where the portion before ended, to go on there without looking for it
 * @throws what the file system throws
 */
export async function readPortion(
  files: readonly JournalFile[],
  key: JournalKey,
  options: WalkOptions,
): Promise<Portion> {
  const frames: Frame[] = [];
  const damages: Damage[] = [];
  let bytes = 0;
  for await (const event of walk(files, key, options)) {
    if (event.kind === 'damage') {
      damages.push(event.damage);
      continue;
    }
    const { frame, payload, next } = event;
    const { seq, digest } = frame;
    frames.push({ seq, ...(frame.kind === 'base' ? { from: frame.from } : {}), digest, writes: payload.writes });
    bytes += frame.raw.length;
    if (bytes >= PORTION) return { frames, next, damages };
  }
  return { frames, next: undefined, damages };
}
