import type { Payload } from '../../shared/journal/payload.ts';
import type { JournalFile } from './folder.ts';
import { openFrame, positionOf, type Position, type RawFrame } from './frame.ts';
import { readFrames, type Damage } from './journal-file.ts';

/** What opens the frames of an office's journal. */
export interface JournalKey {
  readonly vaultId: string;
  readonly journalKey: CryptoKey;
}

/** Where a frame begins: the place before it and the bytes. */
export interface Cursor {
  readonly after: Position;
  readonly path: string;
  readonly at: number;
}

export type WalkEvent =
  | { readonly kind: 'frame'; readonly frame: RawFrame; readonly payload: Payload; readonly next: Cursor }
  | { readonly kind: 'damage'; readonly damage: Damage };

export interface WalkOptions {
  /** frames up to this number are passed over */
  readonly after: number;
  /** begins here instead of looking for the place */
  readonly start?: Cursor | undefined;
  /** the file being written, and how much of it counts */
  readonly current?: { readonly path: string; readonly size: number } | undefined;
  /** asked before each frame: the walk ends there */
  readonly isStopped?: (() => boolean) | undefined;
}

/**
 * Reads the journal with its key, frame by frame, over all its files.
 * @throws what the file system throws
 */
export async function* walk(
  files: readonly JournalFile[],
  key: JournalKey,
  { after, start, current, isStopped }: WalkOptions,
): AsyncGenerator<WalkEvent> {
  const firstIndex = files.findIndex(({ path }) => path === start?.path);
  const begin = firstIndex >= 0 ? firstIndex : indexOf(files, after);
  let follows = firstIndex >= 0 ? start?.after : undefined;
  for (const [i, file] of files.slice(begin).entries()) {
    // what was decrypted to see whether the frame is ours is what its reader wants next
    let opened: Payload | undefined;
    const accept = async (frame: RawFrame): Promise<boolean> => {
      if (frame.seq <= after) return true;
      const payload = await openFrame(key.vaultId, key.journalKey, frame);
      opened = payload.ok ? payload.value : undefined;
      return payload.ok;
    };
    const isLast = begin + i === files.length - 1;
    follows ??= file.header.before;
    const options = {
      accept,
      follows,
      ...(isStopped === undefined ? {} : { isStopped }),
      ...(i === 0 && firstIndex >= 0 && start !== undefined ? { at: start.at } : {}),
      ...(file.path === current?.path ? { until: current.size } : {}),
    };
    for await (const event of readFrames(file.path, options)) {
      if (event.kind === 'damage') {
        // what is missing at the end of a file shows at the beginning of the next one
        if (event.lastDigest !== undefined || isLast) yield { kind: 'damage', damage: event };
        continue;
      }
      if (event.kind !== 'frame') continue;
      follows = positionOf(event.frame);
      if (event.frame.seq <= after || opened === undefined) continue;
      const next = { after: follows, path: file.path, at: event.end };
      yield { kind: 'frame', frame: event.frame, payload: opened, next };
    }
  }
}

/** The file in which the frame behind this number lies. */
function indexOf(files: readonly JournalFile[], after: number): number {
  return Math.max(
    0,
    files.findLastIndex(({ header }) => header.before.seq <= after),
  );
}
