import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FILE_HEADER_LENGTH } from '../../../electron/journal/file-header.ts';
import { makeFrame, parseFrame, START, type Position } from '../../../electron/journal/frame.ts';
import { readFrames } from '../../../electron/journal/journal-file.ts';
import { FrameScan } from '../../../electron/journal/scan-frames.ts';
import { frameFinder } from '../../../electron/snapshots/find-frame.ts';
import { walkJournal } from '../../../electron/snapshots/journal-walk.ts';
import { relate } from '../../../electron/snapshots/relate.ts';
import { concatBytes, toHex } from '../../../shared/kernel/bytes.ts';
import { noAudit } from '../../../shared/journal/payload.ts';
import {
  draftWrite,
  JournalBuilder,
  journalKey,
  madeAt,
  madeSnapshot,
  newFolder,
  officeFolder,
  valueOf,
  vaultId,
} from './snapshot-builder.ts';

const stretch = (file: string) => ({ file, at: 0, size: readFileSync(file).length });

async function oneFile(frames: number): Promise<{ file: string; journal: JournalBuilder }> {
  const journal = await new JournalBuilder().append(frames, 60);
  return { file: journal.write(newFolder())[0]!, journal };
}

/** What the careful reader makes of a file. */
async function carefully(file: string) {
  const lost: [number, number][] = [];
  let end: Position = START;
  for await (const event of readFrames(file)) {
    if (event.kind === 'damage' && event.to >= event.from) lost.push([event.from, event.to]);
    if (event.kind === 'frame') end = { seq: event.frame.seq, digest: event.frame.digest };
  }
  return { end, lost };
}

describe('the quick way', () => {
  test('finds the same frames as the careful one, wherever a byte is changed', async () => {
    const { file } = await oneFile(8);
    const whole = readFileSync(file);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: FILE_HEADER_LENGTH, max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, bits) => {
          const changed = Buffer.from(whole);
          changed[at]! ^= bits;
          writeFileSync(file, changed);
          const { end, lost } = await walkJournal([stretch(file)]);
          expect({ end, lost }).toEqual(await carefully(file));
          expect(end.seq < 8 || lost.length > 0).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('and wherever the file is cut off', async () => {
    const { file } = await oneFile(4);
    const whole = readFileSync(file);
    for (let length = FILE_HEADER_LENGTH; length <= whole.length; length += 13) {
      writeFileSync(file, whole.subarray(0, length));
      const { end, lost } = await walkJournal([stretch(file)]);
      expect([length, { end, lost }]).toEqual([length, await carefully(file)]);
    }
  });

  test('takes frames in pieces of any size', async () => {
    const { file, journal } = await oneFile(12);
    const frames = readFileSync(file).subarray(FILE_HEADER_LENGTH);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 30 }), (sizes) => {
        const scan = new FrameScan(START);
        let at = 0;
        let end = 0;
        for (const size of [...sizes, frames.length]) {
          end = Math.min(frames.length, end + size);
          const { used, state } = scan.scan(frames.subarray(at, end));
          expect(state).toBe('more');
          at += used;
        }
        expect(scan.last).toEqual(journal.end);
      }),
    );
  });

  test('reads base frames, which stand for several and keep the name of the last', async () => {
    const standsFor = { seq: 40, digest: new Uint8Array(32).fill(7) };
    const base = await makeFrame({
      vaultId,
      journalKey,
      before: START,
      payload: { at: madeAt, audit: noAudit, writes: [draftWrite(1)] },
      standsFor,
    });
    const next = await makeFrame({
      vaultId,
      journalKey,
      before: standsFor,
      payload: { at: madeAt, audit: noAudit, writes: [draftWrite(2)] },
    });
    const scan = new FrameScan(START);
    const seen: (readonly [number, number])[] = [];
    const bytes = Buffer.from(concatBytes(base.raw, next.raw));
    scan.scan(bytes, ({ from, place }) => {
      seen.push([from, place.seq]);
      return true;
    });
    expect(seen).toEqual([
      [1, 40],
      [41, 41],
    ]);
    expect(scan.last.digest).toEqual(next.digest);
  });
});

describe('over several files', () => {
  test('what is missing at the end of one file is told once', async () => {
    const journal = await (await (await new JournalBuilder().append(3)).roll().append(3)).roll().append(3);
    const files = journal.write(newFolder());
    const first = readFileSync(files[0]!);
    first[first.length - 5]! ^= 1;
    writeFileSync(files[0]!, first);
    const { end, lost, vaultId: owner } = await walkJournal(files.map(stretch));
    expect(end).toEqual(journal.end);
    expect(lost).toEqual([[3, 3]]);
    expect(owner).toBe(vaultId);
  });

  test('very many gaps become one at the end, and none is forgotten', async () => {
    const { file } = await oneFile(300);
    const bytes = readFileSync(file);
    const ends: number[] = [];
    for await (const event of readFrames(file)) if (event.kind === 'frame') ends.push(event.end);
    for (let i = 1; i < 299; i += 2) bytes[ends[i]! - 3]! ^= 1;
    writeFileSync(file, bytes);
    const { lost } = await walkJournal([stretch(file)]);
    expect(lost).toHaveLength(64);
    expect(lost[0]).toEqual([2, 2]);
    expect(lost.at(-1)).toEqual([128, 298]);
  });
});

describe('a frame that is looked for', () => {
  test('comes from the newest snapshot that has it, byte for byte', async () => {
    const journal = (await new JournalBuilder().append(4)).roll();
    const office = await officeFolder(journal);
    const old = await madeSnapshot(office);
    const newest = await madeSnapshot(await officeFolder((await journal.append(2)).roll(), office.userData));
    const find = frameFinder(() => Promise.resolve([newest.file, old.file]));
    for (const seq of [1, 4, 6]) {
      const found = (await find(seq))!;
      expect(parseFrame(found.raw)?.digest).toEqual(journal.place(seq).digest);
      expect(found.file).toBe(newest.file);
    }
    expect(await find(7)).toBeUndefined();
    expect(await find(0)).toBeUndefined();
  });

  test('comes from an older one when the newest is damaged there, gone, or no snapshot', async () => {
    const journal = (await new JournalBuilder().append(4)).roll();
    const office = await officeFolder(journal);
    const old = await madeSnapshot(office);
    const newest = await madeSnapshot(office, { madeAt: '2026-11-25T15:00:00.000Z' });
    const bytes = readFileSync(newest.file);
    const wanted = (await frameFinder(() => Promise.resolve([old.file]))(2))!.raw;
    bytes[bytes.indexOf(wanted) + 100]! ^= 1;
    writeFileSync(newest.file, bytes);
    writeFileSync(path.join(office.folder, 'x.atalaya'), 'nothing');
    const find = frameFinder(() =>
      Promise.resolve([
        path.join(office.folder, 'gone.atalaya'),
        path.join(office.folder, 'x.atalaya'),
        newest.file,
        old.file,
      ]),
    );
    const found = (await find(2))!;
    expect(toHex(found.raw)).toBe(toHex(wanted));
    expect(found.file).toBe(old.file);
  });
});

describe('how a snapshot stands to the journal here', () => {
  async function both() {
    const journal = (await new JournalBuilder().append(4)).roll();
    const office = await officeFolder(journal);
    return { journal, office, taken: await madeSnapshot(office) };
  }
  const journalFiles = (folder: string, journal: JournalBuilder): string[] =>
    journal.write(path.join(folder, 'journal'));

  test('the same, older, newer by so many frames', async () => {
    const { journal, office, taken } = await both();
    const files = journalFiles(office.userData, journal);
    expect(valueOf(await relate({ ...taken, journal: files }))).toEqual({ kind: 'same', framesBetween: 0 });
    const short = (await new JournalBuilder().append(0)).write(newFolder());
    expect(valueOf(await relate({ ...taken, journal: short }))).toEqual({ kind: 'newer', framesBetween: 4 });
    expect(valueOf(await relate({ ...taken, journal: [] }))).toEqual({ kind: 'newer', framesBetween: 4 });
    await journal.append(3);
    expect(valueOf(await relate({ ...taken, journal: journal.write(newFolder()) }))).toEqual({
      kind: 'older',
      framesBetween: 3,
    });
  });

  test('newer, when the journal here is the beginning of the one in it', async () => {
    const { journal, office } = await both();
    const before = journal.write(newFolder());
    const newer = await madeSnapshot(await officeFolder((await journal.append(5)).roll(), office.userData));
    expect(valueOf(await relate({ ...newer, journal: before }))).toEqual({ kind: 'newer', framesBetween: 5 });
  });

  test.each([2, 4, 7])('diverged, when there are other frames here: %i of them', async (frames) => {
    const { taken } = await both();
    const other = (await new JournalBuilder().append(frames)).write(newFolder());
    expect(valueOf(await relate({ ...taken, journal: other })).kind).toBe('diverged');
  });
});
