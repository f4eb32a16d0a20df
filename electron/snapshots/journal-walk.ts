import { open } from 'node:fs/promises';
import { equalBytes } from '../../shared/kernel/bytes.ts';
import { patiently } from '../disk/atomic-write.ts';
import { decodeFileHeader, FILE_HEADER_LENGTH } from '../journal/file-header.ts';
import { positionOf, START, type Position, type RawFrame } from '../journal/frame.ts';
import { readFrames } from '../journal/journal-file.ts';
import { readAt } from './disk-reading.ts';

/** Where one file of a journal lies: by itself, or as a part of a snapshot. */
export interface JournalStretch {
  /** absolute path */
  readonly file: string;
  /** offset of its first byte */
  readonly at: number;
  readonly size: number;
}

/** How far a journal goes and what it lacks. */
export interface Walked {
  readonly end: Position;
  /** first and last of each gap */
  readonly lost: readonly (readonly [number, number])[];
  /** of which office; undefined when no file says */
  readonly vaultId: string | undefined;
}

/** More gaps than this are told as one. */
const MAX_GAPS = 64;

/**
 * Walks a journal without a key: every frame's digest, and that each follows the one before.
 * @param stretches its files in their order
 * @param onFrame is told of each frame that is whole and where it begins; `false` ends the walk
 * @throws what the file system throws
 */
export async function walkJournal(
  stretches: readonly JournalStretch[],
  onFrame: (
    frame: RawFrame,
    place: { readonly stretch: JournalStretch; readonly at: number },
  ) => boolean | undefined = () => undefined,
): Promise<Walked> {
  let end: Position = START;
  let lost: [number, number][] = [];
  let vaultId: string | undefined;
  for (const stretch of stretches) {
    const header = await headerOf(stretch);
    vaultId ??= header?.vaultId;
    if (header !== undefined && header.kind !== 'frames') {
      // the journal begins anew here, so what the files before lack is of no consequence
      end = header.before;
      lost = [];
    } else if (header !== undefined && header.before.seq > end.seq) {
      lost.push([end.seq + 1, header.before.seq]);
      end = header.before;
    }
    const bounds = { at: stretch.at + FILE_HEADER_LENGTH, until: stretch.at + stretch.size };
    for await (const event of readFrames(stretch.file, { ...bounds, follows: end })) {
      if (event.kind === 'damage' && event.to >= event.from) lost.push([event.from, event.to]);
      if (event.kind !== 'frame') continue;
      end = positionOf(event.frame);
      if (onFrame(event.frame, { stretch, at: event.at }) === false) return { end, lost: joined(lost), vaultId };
    }
  }
  return { end, lost: joined(lost), vaultId };
}

/** True when both name the same place. */
export function isSamePlace(a: Position, b: Position): boolean {
  return a.seq === b.seq && equalBytes(a.digest, b.digest);
}

/**
 * What one file says of itself.
 * @returns undefined when that is damaged
 */
export async function headerOf({ file, at, size }: JournalStretch) {
  const handle = await patiently(() => open(file, 'r'));
  try {
    return decodeFileHeader(await readAt(handle, at, Math.min(size, FILE_HEADER_LENGTH))).header;
  } finally {
    await handle.close();
  }
}

function joined(lost: readonly [number, number][]): readonly (readonly [number, number])[] {
  if (lost.length <= MAX_GAPS) return lost;
  const rest = lost.slice(MAX_GAPS - 1);
  return [...lost.slice(0, MAX_GAPS - 1), [rest[0]?.[0] ?? 0, rest.at(-1)?.[1] ?? 0]];
}
