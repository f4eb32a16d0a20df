import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { encodeFileHeader, FILE_HEADER_LENGTH } from '../../../electron/journal/file-header.ts';
import { makeFrame, START, type Position, type RawFrame } from '../../../electron/journal/frame.ts';
import { readFrames, type FileEvent, type ReadOptions } from '../../../electron/journal/journal-file.ts';
import { concatBytes, equalBytes, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { noAudit } from '../../../shared/journal/payload.ts';
import { newFolder } from '../../support/vault-builder.ts';
import { draft, flipped, keyFrom, numbers, vaultId } from './journal-builder.ts';

const folder = newFolder();
const file = path.join(folder, '000001.atj');
const header = encodeFileHeader({ kind: 'frames', vaultId, before: START });

async function frameAfter(before: Position, length = 40, name = 'journal'): Promise<RawFrame> {
  const payload = { at: '2026-11-24T15:00:00.000Z', audit: noAudit, writes: [draft(before.seq, length)] };
  return makeFrame({ vaultId, journalKey: await keyFrom(name), before, payload });
}

async function chain(count: number, length = 40): Promise<RawFrame[]> {
  const frames: RawFrame[] = [];
  for (let i = 0; i < count; i += 1) frames.push(await frameAfter(frames.at(-1) ?? START, length));
  return frames;
}

function fileOf(...frames: readonly { readonly raw: Bytes }[]): Bytes {
  return concatBytes(header, ...frames.map(({ raw }) => raw));
}

async function eventsOf(bytes: Uint8Array, options?: ReadOptions): Promise<FileEvent[]> {
  writeFileSync(file, bytes);
  const events: FileEvent[] = [];
  for await (const event of readFrames(file, options)) events.push(event);
  return events;
}

/** What was found, short: `header`, a number for each frame, `3-4` for what is lost, `odd`, `torn`. */
async function found(bytes: Uint8Array, options?: ReadOptions): Promise<string> {
  const events = await eventsOf(bytes, options);
  return events
    .map((event) => {
      switch (event.kind) {
        case 'header':
          return event.intact ? 'header' : 'header?';
        case 'frame':
          return String(event.frame.seq);
        case 'damage':
          return event.to < event.from ? 'odd' : `${event.from}-${event.to}`;
        case 'torn':
          return 'torn';
      }
    })
    .join(' ');
}

test('a whole file gives its frames, each with its bytes', async () => {
  const frames = await chain(3);
  const events = await eventsOf(fileOf(...frames));
  expect(events[0]).toEqual({ kind: 'header', header: { kind: 'frames', vaultId, before: START }, intact: true });
  expect(events.slice(1).map((event) => event.kind === 'frame' && event.frame)).toEqual(frames);
  expect(await found(fileOf(...frames), { at: FILE_HEADER_LENGTH + frames[0]!.raw.length })).toBe('2 3');
  expect(await found(fileOf(...frames), { until: FILE_HEADER_LENGTH + frames[0]!.raw.length })).toBe('header 1');
});

test('every byte of a small file, changed one by one, is found in its place and the rest is read', async () => {
  const frames = await chain(3);
  const bytes = fileOf(...frames);
  const length = frames[0]!.raw.length;
  for (let at = 0; at < bytes.length; at += 1) {
    const inFrame = Math.floor((at - FILE_HEADER_LENGTH) / length);
    const expected =
      at < FILE_HEADER_LENGTH ? 'header? 1 2 3' : ['header 1-1 2 3', 'header 1 2-2 3', 'header 1 2 3-3'][inFrame];
    expect(await found(flipped(bytes, at)), `byte ${at}`).toBe(expected);
  }
}, 60_000);

test('10,000 changed bytes at random places of a large file: each is found, and every other frame is read', async () => {
  const frames = await chain(1200, 2000);
  const bytes = fileOf(...frames);
  const starts = frames.map(
    (_, i) => FILE_HEADER_LENGTH + frames.slice(0, i).reduce((sum, { raw }) => sum + raw.length, 0),
  );
  expect(bytes.length).toBeGreaterThan(2_500_000);
  const random = numbers(7);
  for (let round = 0; round < 50; round += 1) {
    const positions = Array.from({ length: 200 }, () => FILE_HEADER_LENGTH + random(bytes.length - FILE_HEADER_LENGTH));
    const hit = new Set(positions.map((at) => 1 + starts.findLastIndex((start) => start <= at)));
    const events = await eventsOf(flipped(bytes, ...new Set(positions)));
    const read = events.flatMap((event) => (event.kind === 'frame' ? [event.frame.seq] : []));
    const lost = events.flatMap((event) =>
      event.kind === 'damage' ? Array.from({ length: event.to - event.from + 1 }, (_, i) => event.from + i) : [],
    );
    expect(lost).toEqual([...hit].sort((a, b) => a - b));
    expect(read).toEqual(frames.map(({ seq }) => seq).filter((seq) => !hit.has(seq)));
  }
}, 60_000);

test('cut at every length: what is whole is read, the rest is torn', async () => {
  const frames = await chain(2);
  const bytes = fileOf(...frames);
  const length = frames[0]!.raw.length;
  for (let size = FILE_HEADER_LENGTH; size <= bytes.length; size += 1) {
    const whole = Math.floor((size - FILE_HEADER_LENGTH) / length);
    const expected = ['header', '1', '2'].slice(0, whole + 1);
    if ((size - FILE_HEADER_LENGTH) % length !== 0) expected.push('torn');
    expect(await found(bytes.slice(0, size)), `${size} bytes`).toBe(expected.join(' '));
  }
}, 30_000);

test('blocks that were never written are torn, not damaged; a frame before them may be', async () => {
  const frames = await chain(3);
  const bytes = fileOf(...frames);
  const length = frames[0]!.raw.length;
  for (const zeros of [20, 100, length - 1, length]) {
    const copy = concatBytes(bytes);
    copy.fill(0, copy.length - zeros);
    expect(await found(copy), `${zeros} zeros`).toBe('header 1 2 torn');
  }
  expect(await found(concatBytes(bytes, new Uint8Array(5000)))).toBe('header 1 2 3 torn');
  expect(await found(concatBytes(bytes, utf8('something else entirely'.repeat(20))))).toBe('header 1 2 3 4-4');
});

test('frames that were taken out, put twice, exchanged or put in from elsewhere are noticed', async () => {
  const [a, b, c, d] = (await chain(4)) as [RawFrame, RawFrame, RawFrame, RawFrame];
  expect(await found(fileOf(a, c, d))).toBe('header 1 2-2 3 4');
  expect(await found(fileOf(a, b, b, c, d))).toBe('header 1 2 odd 3 4');
  expect(await found(fileOf(a, c, b, d))).toBe('header 1 2-2 3 odd 4');
  const stranger = await frameAfter({ seq: 1, digest: new Uint8Array(32).fill(9) });
  expect(await found(fileOf(a, stranger, b, c))).toBe('header 1 odd 2 3');
  expect(await found(fileOf(b, c, d))).toBe('header 1-1 2 3 4');
});

test('a frame of somebody without the key is refused where a key is there to look', async () => {
  const [a, b] = (await chain(2)) as [RawFrame, RawFrame];
  const forged = await frameAfter(a, 40, 'another key');
  expect(await found(fileOf(a, forged))).toBe('header 1 2');
  const accept = (frame: RawFrame): Promise<boolean> => Promise.resolve(!equalBytes(frame.own, forged.own));
  expect(await found(fileOf(a, forged, b), { accept })).toBe('header 1 odd 2');
});

test('a header that promises more than there is does not make the reader ask for it', async () => {
  const [a, b, c] = (await chain(3)) as [RawFrame, RawFrame, RawFrame];
  const greedy = concatBytes(b.raw);
  new DataView(greedy.buffer).setUint32(4, 0xffff_ffff);
  expect(await found(concatBytes(header, a.raw, greedy, c.raw))).toBe('header 1 2-2 3');
});

test('magics across the border of two chunks are found', async () => {
  const frames = await chain(2);
  for (const shift of [-6, -3, -2, -1, 0, 1]) {
    const junk = new Uint8Array(1024 * 1024 - FILE_HEADER_LENGTH - frames[0]!.raw.length + shift).fill(0x41);
    const bytes = concatBytes(header, frames[0]!.raw, junk, frames[1]!.raw);
    expect(await found(bytes)).toBe('header 1 odd 2');
  }
});

test('frames larger than a chunk are read and checked like others', async () => {
  const frames = await chain(3, 2_500_000);
  expect(await found(fileOf(...frames))).toBe('header 1 2 3');
  expect(await found(flipped(fileOf(...frames), frames[0]!.raw.length + 1_300_000))).toBe('header 1 2-2 3');
}, 30_000);

test('both copies of a header damaged: the frames are read all the same', async () => {
  const frames = await chain(2);
  expect(await found(flipped(fileOf(...frames), 3, 131))).toBe('header? 1 2');
});

test('a file that does not follow the one before tells what is missing between them', async () => {
  const frames = await chain(5);
  const late = encodeFileHeader({ kind: 'frames', vaultId, before: frames[2]! });
  const bytes = concatBytes(late, frames[3]!.raw, frames[4]!.raw);
  expect(await found(bytes)).toBe('header 4 5');
  expect(await found(bytes, { follows: frames[2]! })).toBe('header 4 5');
  expect(await found(bytes, { follows: frames[0]! })).toBe('header 2-3 4 5');
  const events = await eventsOf(bytes, { follows: frames[0]! });
  expect(events[1]).toMatchObject({ lastDigest: frames[2]!.digest, after: { seq: 1, digest: frames[0]!.digest } });
});
