import { rename } from 'node:fs/promises';
import { placeOf, type Write } from '../../shared/journal/write.ts';
import { flushFolder, patiently } from '../disk/atomic-write.ts';
import path from 'node:path';
import { BaseWriter, sizeOf } from './base-writer.ts';
import { FirstRows } from './first-rows.ts';
import { remove, type JournalFile } from './folder.ts';
import { positionOf } from './frame.ts';
import { walk, type JournalKey } from './walk.ts';

/** Rows that a newer row of the same place replaces. Of saves, files and the chain of acts the first stays. */
const REPLACED = new Set<Write['t']>(['meta', 'summaries', 'drafts', 'documents', 'locks']);

export interface Compacting {
  /** the files that are to become one, from the beginning of the journal on */
  readonly files: readonly JournalFile[];
  readonly key: JournalKey;
  readonly isStopped: () => boolean;
}

/** What there is and what of it a compaction would leave out, in bytes of rows. */
export interface Weight {
  readonly all: number;
  readonly replaced: number;
  /** the newest write of each place that can be replaced, by its number in the reading */
  readonly newest: ReadonlyMap<string, number>;
}

/**
 * Weighs files: how much of them is rows that newer ones have replaced.
 * @returns undefined when it was stopped or the files are damaged: what is damaged is not touched
 * @throws what the file system throws
 */
export async function weigh({ files, key, isStopped }: Compacting): Promise<Weight | undefined> {
  const newest = new Map<string, { index: number; size: number }>();
  const first = new FirstRows();
  let index = 0;
  let all = 0;
  let kept = 0;
  for await (const event of walk(files, key, { after: 0 })) {
    if (event.kind === 'damage' || isStopped()) return undefined;
    for (const write of event.payload.writes) {
      index += 1;
      const size = sizeOf(write);
      all += size;
      if (!first.counts(write)) continue;
      kept += size;
      if (!REPLACED.has(write.t)) continue;
      const place = placeOf(write);
      kept -= newest.get(place)?.size ?? 0;
      newest.set(place, { index, size });
    }
  }
  return { all, replaced: all - kept, newest: new Map([...newest].map(([place, entry]) => [place, entry.index])) };
}

/**
 * Replaces files by one that begins the journal and holds the newest row of every place. It was read back before it
 * takes the place of the last of them; the others go then.
 * @returns the size of the new file; undefined when it was stopped: nothing has changed then
 * @throws what the file system throws; nothing has changed then, save that files may be left that do not count any more
 */
export async function compactFiles(
  { files, key, isStopped }: Compacting,
  { newest }: Pick<Weight, 'newest'>,
): Promise<number | undefined> {
  const last = files.at(-1);
  if (last === undefined) return undefined;
  const temporary = `${last.path}.part`;
  await remove(temporary);
  const writer = await BaseWriter.begin(temporary, 'compacted', key);
  try {
    if (!(await fill(writer, { files, key, isStopped }, newest))) return undefined;
    if (!(await writer.finish(isStopped))) return undefined;
    await patiently(() => rename(temporary, last.path));
    await flushFolder(path.dirname(last.path));
  } finally {
    await writer.giveUp();
    await remove(temporary);
  }
  for (const file of files.slice(0, -1)) await remove(file.path);
  return writer.size;
}

async function fill(
  writer: BaseWriter,
  { files, key, isStopped }: Compacting,
  newest: ReadonlyMap<string, number>,
): Promise<boolean> {
  const first = new FirstRows();
  let index = 0;
  let stands: Parameters<BaseWriter['frame']>[0] | undefined;
  for await (const event of walk(files, key, { after: 0 })) {
    if (event.kind === 'damage' || isStopped()) return false;
    const { frame, payload } = event;
    for (const write of payload.writes) {
      index += 1;
      const counts = REPLACED.has(write.t) ? newest.get(placeOf(write)) === index : first.counts(write);
      if (counts) writer.add(write);
    }
    stands = { place: positionOf(frame), audit: payload.audit, at: payload.at };
    if (!writer.isFull) continue;
    await writer.frame(stands);
    stands = undefined;
  }
  if (stands !== undefined) await writer.frame(stands);
  return true;
}
