import { expect, test } from 'vitest';
import type { JournalPort } from '../../../../renderer/db/database.ts';
import { readFrames, type Gap, type Reading } from '../../../../renderer/db/read-frames.ts';
import { START } from '../../../../renderer/db/rebuild.ts';
import type { Frame } from '../../../../shared/journal/write.ts';
import { ok } from '../../../../shared/kernel/result.ts';

const digestOf = (seq: number) => new Uint8Array(32).fill(seq);
const frame = (seq: number, from?: number): Frame => ({
  seq,
  ...(from === undefined ? {} : { from }),
  digest: digestOf(seq),
  writes: [],
});
const at = (seq: number) => ({ seq, digest: digestOf(seq) });

/** A journal with these frames that gives `portion` of them at a time. */
function journalOf(frames: readonly Frame[], portion = 2, end = frames.at(-1)?.seq ?? 0) {
  const asked: number[] = [];
  const readJournal: JournalPort['readJournal'] = ({ after }) => {
    asked.push(after);
    const some = frames.filter(({ seq }) => seq > after).slice(0, portion);
    return Promise.resolve(ok({ frames: some.map((one) => ({ ...one, writes: [] })), end: at(end) }));
  };
  return { readJournal, asked };
}

/** Numbers of the frames, or the fault that ended the reading. */
async function read(frames: readonly Frame[], reading: Reading, portion?: number, end?: number): Promise<unknown[]> {
  const seen: unknown[] = [];
  for await (const part of readFrames(journalOf(frames, portion, end), reading)) {
    if (part.ok) seen.push(...part.value.map(({ seq }) => seq));
    else seen.push(part.fault.code, part.fault.detail);
  }
  return seen;
}

const five = [1, 2, 3, 4, 5].map((seq) => frame(seq));

test('all frames, or those after one, in order and once', async () => {
  expect(await read(five, { after: START })).toEqual([1, 2, 3, 4, 5]);
  for (const portion of [1, 2, 3, 9]) {
    expect(await read(five, { after: at(3) }, portion)).toEqual([4, 5]);
    expect(await read(five, { after: at(3), isSure: true }, portion)).toEqual([4, 5]);
    expect(await read(five, { after: at(5) }, portion)).toEqual([]);
    expect(await read(five, { after: START, until: 4 }, portion)).toEqual([1, 2, 3, 4]);
  }
});

test('another past is noticed before anything is taken over', async () => {
  const after = { seq: 3, digest: digestOf(9) };
  expect(await read(five, { after })).toEqual(['journal/differs', { seq: 3 }]);
  expect(await read(five, { after, isSure: true })).toEqual([4, 5]);
});

test('a gap ends the reading, or is told to whoever goes on', async () => {
  const torn = [frame(1), frame(2), frame(5), frame(6), frame(9)];
  expect(await read(torn, { after: START })).toEqual([1, 2, 'journal/lost', { from: 3, to: 4 }]);
  expect(await read(torn, { after: at(3), isSure: true })).toEqual(['journal/lost', { from: 4, to: 4 }]);
  const gaps: Gap[] = [];
  expect(await read(torn, { after: START, gaps })).toEqual([1, 2, 5, 6, 9]);
  expect(gaps).toEqual([
    [3, 4],
    [7, 8],
  ]);
});

test('an end that does not read is a gap too', async () => {
  expect(await read(five, { after: START }, 2, 7)).toEqual([1, 2, 3, 4, 5, 'journal/lost', { from: 6, to: 7 }]);
});

test('a frame that stands for many leaves no gap, wherever whoever asks stands', async () => {
  const compacted = [frame(40, 1), frame(90, 41), frame(91), frame(92)];
  expect(await read(compacted, { after: START })).toEqual([40, 90, 91, 92]);
  expect(await read(compacted, { after: at(17) })).toEqual([40, 90, 91, 92]);
  expect(await read(compacted, { after: at(90) })).toEqual([91, 92]);
  expect(await read(compacted, { after: at(60) })).toEqual([90, 91, 92]);
});
