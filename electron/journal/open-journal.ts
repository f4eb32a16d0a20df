import { assert } from '../../shared/kernel/assert.ts';
import { equalBytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { Log } from '../disk/log.ts';
import type { Head } from './appender.ts';
import {
  findJournal,
  hasNewerFile,
  listNumbered,
  moveAside,
  remove,
  sweepUnfinished,
  type JournalFile,
} from './folder.ts';
import { openFrame, parseFrame, positionOf, type Position, type RawFrame } from './frame.ts';
import type { Damage } from './journal-file.ts';
import type { FindFrame } from './mend.ts';
import { gapsOf, scanFile, type Gap, type Scan } from './scan.ts';
import { cutEnd, setFileAside, settleFile, writeRecovered, type Repair } from './settle.ts';
import type { JournalKey } from './walk.ts';

export interface Opening {
  readonly folder: string;
  readonly key: JournalKey;
  readonly findFrame: FindFrame;
  readonly log: Log;
  /** how far the journal had gone, as something outside of it knows */
  readonly reached?: Position | undefined;
  /** what an earlier opening found to be lost behind the end of then, and nobody has gone on without yet */
  readonly lostBefore?: readonly Gap[];
  /** names folders of what is set aside */
  readonly stamp: string;
}

/** A journal that can go on. */
export interface OpenedJournal {
  readonly head: Head;
  readonly current: { readonly path: string; readonly size: number } | undefined;
  readonly nextNumber: number;
  readonly state: 'whole' | 'cut' | 'repaired' | 'damaged';
  readonly lost: readonly Gap[];
  /** the part of `lost` behind the end: its numbers will be given to other frames */
  readonly lostEnd: readonly Gap[];
}

interface Ending {
  readonly file: JournalFile;
  readonly scan: Scan;
  readonly last: RawFrame;
  /** files behind it without a single whole frame */
  readonly behind: readonly { readonly file: JournalFile; readonly scan: Scan }[];
}

/**
 * Finds the end of the journal and makes it fit to go on: a half-written end is set aside and cut off, damaged places
 * of its last file are filled from the copies where these have them. Earlier files are read when they are needed.
 * @returns `missing` when there is no frame of this office; `journal/differs` when there are frames, but none that this
 *   key opens; `journal/newer` when a newer version of the app wrote here: then nothing was touched
 * @throws what the file system throws when files cannot be read
 */
export async function openJournal(opening: Opening): Promise<Result<OpenedJournal | 'missing'>> {
  const { folder, key, log } = opening;
  await attempt(log, () => sweepUnfinished(folder));
  const { files, replaced } = await findJournal(folder, key.vaultId);
  if (await hasNewerFile(folder)) return fail('journal/newer');
  const { reached } = opening;
  let refused = 0;
  const found = { isOther: false, isNewer: false };
  const accept = async (frame: RawFrame): Promise<boolean> => {
    const opened = await openFrame(key.vaultId, key.journalKey, frame);
    if (!opened.ok) {
      refused += 1;
      found.isNewer ||= opened.fault.code === 'journal/newer';
    }
    // written behind a loss that nobody has mended yet
    else if (frame.kind === 'frame' && frame.seq === reached?.seq)
      found.isOther = !equalBytes(frame.digest, reached.digest);
    return opened.ok;
  };
  const ending = await findEnding(files, accept);
  // what this version cannot read is not damaged: nothing is cut, mended or set aside
  if (found.isNewer) return fail('journal/newer');
  if (ending === undefined) return refused > 0 ? fail('journal/differs') : ok('missing');
  await attempt(log, () => retire(folder, files[0], replaced, opening.stamp));
  const settled = await settle(opening, ending, { findFrame: opening.findFrame, accept });
  const gone: Gap[] = found.isOther && reached !== undefined ? [[reached.seq, reached.seq]] : [];
  return ok(withLost(settled, [...(opening.lostBefore ?? []), ...gone]));
}

function withLost(opened: OpenedJournal, gone: readonly Gap[]): OpenedJournal {
  if (gone.length === 0) return opened;
  return { ...opened, state: 'damaged', lost: [...opened.lost, ...gone], lostEnd: [...opened.lostEnd, ...gone] };
}

/**
 * Takes files out of the way that a newer beginning of the journal has replaced: those that were compacted are not
 * needed any more; those that were damaged are kept aside.
 */
export async function retire(
  folder: string,
  beginning: JournalFile | undefined,
  replaced: readonly JournalFile[],
  stamp: string,
): Promise<void> {
  if (beginning?.header.kind === 'compacted') for (const file of replaced) await remove(file.path);
  else {
    await moveAside(
      folder,
      replaced.map((file) => file.path),
      stamp,
    );
  }
}

/** The last file with a whole frame, looked for from the end. */
async function findEnding(
  files: readonly JournalFile[],
  accept: (frame: RawFrame) => Promise<boolean>,
): Promise<Ending | undefined> {
  const behind: { file: JournalFile; scan: Scan }[] = [];
  for (const file of [...files].reverse()) {
    const scan = await scanFile(file, { accept });
    const { last } = scan;
    if (last !== undefined) return { file, scan, last, behind };
    behind.unshift({ file, scan });
  }
  return undefined;
}

async function settle(opening: Opening, ending: Ending, repair: Repair): Promise<OpenedJournal> {
  const { folder, log } = opening;
  const { file, scan, behind } = ending;
  const inside = scan.damages.filter((damage) => damage.lastDigest !== undefined || damage.to < damage.from);
  const wasCut = await attempt(log, () => cutBehind(ending));
  const inFile = await attempt(log, () => settleFile(file, inside, { accept: repair.accept }, repair));
  const lost = [...(inFile?.lost ?? inside)];

  const nextNumber = 1 + ((await listNumbered(folder)).at(-1)?.number ?? 0);
  const missing = missingAtEnd(ending, opening.reached?.seq ?? 0);
  const back =
    missing === undefined ? undefined : await attempt(log, () => recoverEnd(opening, repair, missing, nextNumber));
  const stillMissing = stillMissingBehind(missing, back);
  if (stillMissing !== undefined) lost.push(stillMissing);

  const isTorn = scan.torn !== undefined || behind.some((odd) => odd.scan.torn !== undefined || !odd.file.headerIntact);
  const isRepaired = inFile?.mended === true || back !== undefined;
  const gaps = gapsOf(lost);
  // a file that could not be cut, and one that begins a journal, take no more frames
  const goesOn = !isRepaired && wasCut === true && file.header.kind === 'frames';
  return {
    head: await headAt(opening.key, back ?? ending.last),
    current: goesOn ? { path: file.path, size: scan.goodUntil } : undefined,
    nextNumber: back === undefined ? nextNumber : nextNumber + 1,
    state: gaps.length > 0 ? 'damaged' : isRepaired ? 'repaired' : isTorn ? 'cut' : 'whole',
    lost: gaps,
    lostEnd: stillMissing === undefined ? [] : gapsOf([stillMissing]),
  };
}

async function cutBehind({ file, scan, behind }: Ending): Promise<true> {
  for (const odd of behind) {
    await (odd.scan.bytes > odd.scan.goodUntil ? setFileAside(odd.file.path) : remove(odd.file.path));
  }
  if (scan.bytes > scan.goodUntil) await cutEnd(file.path, scan);
  return true;
}

/** The frames that were written behind the last whole one, as far as anything tells of them. */
function missingAtEnd({ scan, behind }: Ending, reached: number): Damage | undefined {
  const told = [scan, ...behind.map((odd) => odd.scan)].flatMap(({ damages }) =>
    damages.filter((damage) => damage.lastDigest === undefined).map((damage) => damage.to),
  );
  const to = Math.max(reached, ...told, ...behind.map(({ file }) => file.header.before.seq));
  const from = scan.end.seq + 1;
  return to < from ? undefined : { at: 0, end: 0, from, to, after: scan.end, lastDigest: undefined };
}

/** What no copy had of a missing end. */
function stillMissingBehind(missing: Damage | undefined, back: RawFrame | undefined): Damage | undefined {
  if (missing === undefined || back === undefined) return missing;
  return back.seq >= missing.to ? undefined : { ...missing, from: back.seq + 1, after: positionOf(back) };
}

/**
 * Gets the missing end back from the copies, into a file of its own: as far as frames follow each other, as nothing
 * behind them tells what is missing.
 */
async function recoverEnd(
  { folder, key, findFrame }: Opening,
  { accept }: Repair,
  missing: Damage,
  number: number,
): Promise<RawFrame | undefined> {
  const frames: RawFrame[] = [];
  let before = missing.after;
  for (let seq = missing.from; seq <= missing.to; seq += 1) {
    const found = await findFrame(seq).catch(() => undefined);
    const frame = found === undefined ? undefined : parseFrame(found.raw);
    if (frame?.kind !== 'frame' || frame.seq !== seq || !equalBytes(frame.before, before.digest)) break;
    if (!(await accept(frame))) break;
    frames.push(frame);
    before = positionOf(frame);
  }
  const newest = frames.at(-1);
  if (newest === undefined) return undefined;
  await writeRecovered(folder, number, { kind: 'frames', vaultId: key.vaultId, before: missing.after }, frames);
  return newest;
}

async function headAt(key: JournalKey, frame: RawFrame): Promise<Head> {
  const payload = await openFrame(key.vaultId, key.journalKey, frame);
  // it was opened a moment ago
  assert(payload.ok, 'the last frame opens');
  return { seq: frame.seq, digest: frame.digest, audit: payload.value.audit, at: payload.value.at };
}

/** Does something that the journal can do without for now (a full or read-only disk); undefined when it failed. */
async function attempt<T>(log: Log, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    log.write({ call: 'journal', fault: 'journal/not-written', error });
    return undefined;
  }
}
