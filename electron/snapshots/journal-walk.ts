import { open, type FileHandle } from 'node:fs/promises';
import { patiently } from '../disk/atomic-write.ts';
import { decodeFileHeader, FILE_HEADER_LENGTH, type FileHeader } from '../journal/file-header.ts';
import { positionOf, START, type Position } from '../journal/frame.ts';
import { readFrames } from '../journal/journal-file.ts';
import { FrameScan } from '../journal/scan-frames.ts';
import { CHUNK, fill, readAt } from '../disk/disk-reading.ts';

/** Where one file of a journal lies: by itself, or as a part of a snapshot. */
export interface JournalStretch {
  /** absolute path */
  readonly file: string;
  /** offset of its first byte */
  readonly at: number;
  readonly size: number;
}

/** A whole frame and where it lies. */
export interface PlacedFrame {
  readonly place: Position;
  /** the first frame that it stands for; `place.seq` but for base frames */
  readonly from: number;
  readonly file: string;
  /** offsets in that file */
  readonly at: number;
  readonly end: number;
}

/** How far a journal goes and what it lacks. */
export interface Walked {
  readonly end: Position;
  /** first and last of each gap */
  readonly lost: readonly (readonly [number, number])[];
  /** of which office; undefined when no file says */
  readonly vaultId: string | undefined;
}

type OnFrame = (frame: PlacedFrame) => boolean | undefined;

/** More gaps than this are told as one. */
const MAX_GAPS = 64;

/**
 * Walks a journal without a key: every frame's digest, and that each follows the one before.
 * @param stretches its files in their order
 * @param options.follows the place before the first of them; the beginning by default
 * @param options.onFrame is told of each frame that is whole; `false` ends the walk
 * @throws what the file system throws
 */
export async function walkJournal(
  stretches: readonly JournalStretch[],
  { follows = START, onFrame = () => undefined }: { readonly follows?: Position; readonly onFrame?: OnFrame } = {},
): Promise<Walked> {
  const walk = new Walk(follows, onFrame);
  for (const [i, stretch] of stretches.entries()) {
    await walk.go(stretch, i === stretches.length - 1);
    if (walk.stopped) break;
  }
  return { end: walk.end, lost: joined(walk.lost), vaultId: walk.vaultId };
}

class Walk {
  readonly #onFrame: OnFrame;
  end: Position;
  lost: [number, number][] = [];
  vaultId: string | undefined;
  stopped = false;

  constructor(follows: Position, onFrame: OnFrame) {
    this.end = follows;
    this.#onFrame = onFrame;
  }

  async go(stretch: JournalStretch, isLast: boolean): Promise<void> {
    const handle = await patiently(() => open(stretch.file, 'r'));
    let at: number;
    try {
      this.#begin(await headerAt(handle, stretch));
      at = await this.#quickly(handle, stretch);
    } finally {
      await handle.close();
    }
    if (!this.stopped && at < stretch.at + stretch.size) await this.#carefully(stretch, at, isLast);
  }

  #begin(header: FileHeader | undefined): void {
    if (header === undefined) return;
    this.vaultId ??= header.vaultId;
    if (header.kind !== 'frames') {
      // the journal begins anew here, so what the files before lack is of no consequence
      this.lost = [];
      this.end = header.before;
    } else if (header.before.seq > this.end.seq) {
      this.lost.push([this.end.seq + 1, header.before.seq]);
      this.end = header.before;
    }
  }

  /** @returns the offset of the first byte that is not of a whole frame in its place */
  async #quickly(handle: FileHandle, { file, at: begin, size }: JournalStretch): Promise<number> {
    const scan = new FrameScan(this.end);
    let buffer = Buffer.allocUnsafe(CHUNK);
    let at = begin + FILE_HEADER_LENGTH;
    const until = begin + size;
    while (at < until) {
      const wanted = buffer.subarray(0, Math.min(buffer.length, until - at));
      const bytes = wanted.subarray(0, await fill(handle, wanted, at));
      const base = at;
      const { used, state, needs } = scan.scan(bytes, ({ place, from, at: offset, end }) =>
        this.#onFrame({ place, from, file, at: base + offset, end: base + end }),
      );
      at += used;
      if (state === 'stopped') this.stopped = true;
      if (state !== 'more' || at + needs > until || bytes.length < wanted.length) break;
      if (needs > buffer.length) buffer = Buffer.allocUnsafe(needs);
    }
    this.end = scan.last;
    return at;
  }

  /** Goes on where the quick way found something odd. */
  async #carefully({ file, at: begin, size }: JournalStretch, at: number, isLast: boolean): Promise<void> {
    for await (const event of readFrames(file, { at, until: begin + size, follows: this.end })) {
      if (event.kind === 'damage') {
        // what is missing at the end of a file shows at the beginning of the next one
        const counts = event.lastDigest !== undefined || isLast;
        if (counts && event.to >= event.from) this.lost.push([event.from, event.to]);
      }
      if (event.kind !== 'frame') continue;
      this.end = positionOf(event.frame);
      const { from } = event.frame;
      this.stopped = this.#onFrame({ place: this.end, from, file, at: event.at, end: event.end }) === false;
      if (this.stopped) return;
    }
  }
}

async function headerAt(handle: FileHandle, { at, size }: JournalStretch): Promise<FileHeader | undefined> {
  return decodeFileHeader(await readAt(handle, at, Math.min(size, FILE_HEADER_LENGTH))).header;
}

function joined(lost: readonly [number, number][]): readonly (readonly [number, number])[] {
  if (lost.length <= MAX_GAPS) return lost;
  const rest = lost.slice(MAX_GAPS - 1);
  return [...lost.slice(0, MAX_GAPS - 1), [rest[0]?.[0] ?? 0, rest.at(-1)?.[1] ?? 0]];
}
