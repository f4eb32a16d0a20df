import { FILE_HEADER_LENGTH } from './file-header.ts';
import type { JournalFile } from './folder.ts';
import { positionOf, type Position, type RawFrame } from './frame.ts';
import { readFrames, type Damage } from './journal-file.ts';

/** Numbers of the first and last frame of a gap. */
export type Gap = readonly [from: number, to: number];

/** What reading a file through has shown. */
export interface Scan {
  /** behind the last whole frame; the place before the file when it has none */
  readonly end: Position;
  /** offset behind the last whole frame */
  readonly goodUntil: number;
  readonly last: RawFrame | undefined;
  readonly frames: number;
  readonly bytes: number;
  readonly damages: readonly Damage[];
  readonly torn: { readonly at: number; readonly end: number } | undefined;
}

export interface ScanOptions {
  /** the place before the file; what its header says by default */
  readonly follows?: Position;
  /** how many bytes count */
  readonly until?: number;
  readonly isStopped?: () => boolean;
  readonly accept?: (frame: RawFrame) => Promise<boolean>;
}

/** Reads a file of the journal through. */
export async function scanFile(file: JournalFile, options: ScanOptions = {}): Promise<Scan> {
  const { follows = file.header.before, ...rest } = options;
  const damages: Damage[] = [];
  let last: RawFrame | undefined;
  let goodUntil = FILE_HEADER_LENGTH;
  let end = follows.seq < file.header.before.seq ? file.header.before : follows;
  let torn: Scan['torn'];
  let frames = 0;
  let bytes = FILE_HEADER_LENGTH;
  for await (const event of readFrames(file.path, { ...rest, follows })) {
    switch (event.kind) {
      case 'header':
        break;
      case 'frame':
        last = event.frame;
        end = positionOf(event.frame);
        goodUntil = event.end;
        bytes = event.end;
        frames += 1;
        break;
      case 'damage':
        damages.push(event);
        bytes = event.end;
        break;
      case 'torn':
        torn = { at: event.at, end: event.end };
        bytes = event.end;
        break;
    }
  }
  return { end, goodUntil, last, frames, bytes, damages, torn };
}

/** The gaps that damages leave, joined where they touch. */
export function gapsOf(damages: readonly Pick<Damage, 'from' | 'to'>[]): readonly Gap[] {
  const gaps: Gap[] = [];
  for (const { from, to } of [...damages].sort((a, b) => a.from - b.from)) {
    const before = gaps.at(-1);
    if (to < from) continue;
    if (before !== undefined && from <= before[1] + 1) gaps[gaps.length - 1] = [before[0], Math.max(before[1], to)];
    else gaps.push([from, to]);
  }
  return gaps;
}
