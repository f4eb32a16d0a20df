import { mkdir } from 'node:fs/promises';
import { assert } from '../../shared/kernel/assert.ts';
import { instantFrom, type Instant } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { makeTurns } from '../../shared/kernel/turns.ts';
import type { Act } from '../../shared/access/acts.ts';
import { mayCommit, registerActs, type WindowWrite } from '../../shared/access/may-commit.ts';
import type { JournalState } from '../../shared/ipc/contract.ts';
import { noAudit } from '../../shared/journal/payload.ts';
import { staysInRegister } from '../../shared/journal/register-save.ts';
import type { Frame, Write } from '../../shared/journal/write.ts';
import { freeBytes } from '../disk/free-bytes.ts';
import { AnchorFile } from './anchor.ts';
import { Appender, SPACE_LEFT_FREE, type AppenderSetup, type Head } from './appender.ts';
import { checkChain, type AuditCheck } from './check-audit.ts';
import { checkFiles } from './check-journal.ts';
import { compactFiles, weigh } from './compact.ts';
import { findJournal, listNumbered, moveAside, sweepUnfinished, type JournalFile } from './folder.ts';
import { openFrame, START, type Position, type RawFrame } from './frame.ts';
import { journalFault, readingFault } from './journal-fault.ts';
import type { JournalFacts, LedgerSetup } from './ledger-setup.ts';
import { remembering } from './mend.ts';
import { nextFrames, timeAfter, type Appended, type Commit } from './next-frame.ts';
import { openJournal, retire } from './open-journal.ts';
import {
  bytesOf,
  closedFiles,
  highestNumber,
  lastWriteOf,
  needsSeed,
  noteLost,
  openLedger,
  stateOf,
  type Found,
  type LedgerKeys,
  type OpenLedger,
} from './open-ledger.ts';
import { readPortion } from './read-journal.ts';
import type { Gap } from './scan.ts';
import { Seeding } from './seeding.ts';

export type { JournalFacts, LedgerSetup } from './ledger-setup.ts';
export type { LedgerKeys } from './open-ledger.ts';

/** A journal that grew by less since it was last weighed or compacted is left alone. */
const WORTH_COMPACTING = 64 * 1024 * 1024;
/** More files than this are put together even when hardly anything in them was replaced. */
const MANY_FILES = 400;
/** Earlier files are checked a little after opening, when the person has their list. */
const CHECK_AFTER_MS = 15_000;
/** No office ever writes so many frames; behind such a number nothing could be written any more. */
const HIGHEST_SEED = 2 ** 40;
/** What the chain of acts says when the journal was made anew. */
const SEEDED = 'El diario se rehízo desde la base de datos; el anterior queda guardado aparte.';

/**
 * The office's memory: every write and every act, in order, on the disk before anybody is told that it is saved.
 * Keys are held from `open` to `close` only. Every method may be called at any time; while nobody is signed in they
 * give `vault/locked`.
 */
export class Ledger {
  readonly #setup: LedgerSetup;
  /** for work on whole files: reading, checking, compacting, seeding; writing frames has turns of its own */
  readonly #inTurn = makeTurns();
  readonly #anchor: AnchorFile;
  #open: OpenLedger | undefined;

  constructor(setup: LedgerSetup) {
    this.#setup = setup;
    this.#anchor = new AnchorFile(setup.anchorFile, setup.log);
  }

  /**
   * Begins the journal of a new office. What lies in the folder is of an office that was never finished: it is put
   * aside.
   * @returns its state, at 0; or the fault of the disk
   */
  async begin(session: LedgerKeys): Promise<Result<JournalState>> {
    await this.close();
    return this.#structural(async () => {
      const { folder } = this.#setup;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await sweepUnfinished(folder);
      const files = (await listNumbered(folder)).map((file) => file.path);
      await moveAside(folder, files, this.#stamp());
      const head: Head = { ...START, audit: noAudit, at: undefined };
      this.#open = this.#opened(session, { state: 'whole', lost: [], lostEnd: [], lastWrite: 0 }, head);
      this.#open.appender = this.#appender(session.vaultId, { head, nextNumber: 1 });
      return ok(stateOf(this.#open, START));
    });
  }

  /**
   * Opens the journal and checks its last file with the key; earlier files are checked in the background. A
   * half-written end is cut off, damages are filled from the copies.
   * @returns how far it goes and whether it is whole, before anything is recorded: the window compares its database
   *   with this very place. `journal/differs` when the journal was written with another key; `journal/not-read`
   */
  async open(session: LedgerKeys): Promise<Result<JournalState>> {
    await this.close();
    // a disk that cannot be written keeps nobody from opening: what has to be mended then waits
    return this.#structural(async () => {
      const { folder, log } = this.#setup;
      const copies = remembering(this.#setup.findFrame);
      const key = { vaultId: session.vaultId, journalKey: session.keys.journal };
      const anchor = await this.#anchor.read(session);
      const found = await openJournal({ folder, key, findFrame: copies.find, log, ...anchor, stamp: this.#stamp() });
      if (!found.ok) return found;
      if (found.value === 'missing') {
        const head: Head = { ...START, audit: noAudit, at: undefined };
        // the tables may be behind what there was
        const { reached, lostBefore = [] } = anchor;
        const lost: readonly Gap[] = reached === undefined ? lostBefore : [[1, reached.seq]];
        const lastWrite = anchor.writes?.last;
        this.#open = this.#opened(session, { state: 'missing', lost, lostEnd: lost, lastWrite }, head);
        return ok(stateOf(this.#open, START));
      }
      const { head, current, nextNumber } = found.value;
      const lastWrite = lastWriteOf(found.value, anchor.writes);
      this.#open = this.#opened(session, { ...found.value, lastWrite }, head);
      const end = { head, nextNumber, ...(current === undefined ? {} : { current }) };
      this.#open.appender = this.#appender(session.vaultId, end);
      // frames that are written from here on take the numbers of those that are lost
      if (found.value.lostEnd.length > 0) await this.#anchor.note(this.#open);
      this.#checkLater(this.#open);
      const state = stateOf(this.#open, head);
      return ok(state.state === 'repaired' ? { ...state, repairedFrom: copies.madeAt() } : state);
    }, readingFault);
  }

  /** Waits for what is being written, and forgets the keys. */
  async close(): Promise<void> {
    const open = this.#open;
    if (open === undefined) return;
    this.#open = undefined;
    open.stopped = true;
    clearTimeout(open.timer);
    await this.#inTurn(async () => {
      await open.appender?.pause(() => Promise.resolve());
      await open.seeding?.giveUp().catch(() => undefined);
      await this.#anchor.note(open);
    });
  }

  /**
   * Writes what the window asks for, after asking whether this person may. Saved when the promise resolves.
   * @returns where it stands, and the entry of the act for the database; `access/denied` and `ipc/bad-input` of
   *   `mayCommit`; `journal/disk-full`, `journal/not-written`; `journal/lost` while the journal is missing
   */
  async append(writes: readonly WindowWrite[], act?: Act): Promise<Result<Appended>> {
    return onlyOne(await this.appendTogether([{ writes, act }]));
  }

  /**
   * Writes several frames with one flush: all of them are saved when the promise resolves, or none is and the fault of
   * {@link append} comes back. A power cut in the middle leaves the first of them or none, each whole.
   * @returns for each what {@link append} gives
   */
  async appendTogether(commits: readonly Commit<WindowWrite>[]): Promise<Result<readonly Appended[]>> {
    const open = this.#open;
    if (open === undefined) return fail('vault/locked');
    for (const { writes, act } of commits) {
      const allowed = mayCommit(open.session, writes, act);
      if (!allowed.ok) return allowed;
      if (act === undefined || !registerActs.has(act.action)) continue;
      const { keys, vaultId } = open.session;
      const inRegister = await staysInRegister(keys.office, vaultId, writes, act.action);
      if (!inRegister.ok) return inRegister;
      if (open.stopped) return fail('vault/locked');
    }
    if (open.appender === undefined) return fail('journal/lost');
    const added = await this.#add(open, commits);
    if (added.ok) {
      open.sure = open.appender.head;
      open.told = [];
    }
    return added;
  }

  /**
   * Records an act of the main process itself.
   * @returns where it stands. While the journal is missing the act waits until there is one again
   */
  async record(act: Act): Promise<Result<Position>> {
    const open = this.#open;
    if (open === undefined) return fail('vault/locked');
    if (open.appender === undefined) {
      open.told.push(act);
      return ok(START);
    }
    const added = onlyOne(await this.#add(open, [{ writes: [], act }]));
    if (!added.ok) return added;
    open.told.push(act);
    return ok({ seq: added.value.seq, digest: added.value.digest });
  }

  /**
   * Reads about 8 MB of frames behind a place.
   * @param after number of the last frame that is known; 0 for all
   * @returns the frames in order and the end of the journal. Numbers that are in no frame are lost: `state` names them
   */
  async read(after: number): Promise<Result<{ readonly frames: readonly Frame[]; readonly end: Position }>> {
    return this.#withOpen(async (open) => {
      if (open.appender === undefined) return ok({ frames: [], end: START });
      let portion = await this.#portion(open, after);
      if (portion.damages.some(({ from, to }) => from <= to)) {
        await this.#check(open);
        open.cursor = undefined;
        portion = await this.#portion(open, after);
        const gaps = portion.damages.filter(({ from, to }) => from <= to).map(({ from, to }): Gap => [from, to]);
        if (gaps.length > 0) noteLost(open, gaps);
      }
      open.cursor = portion.next;
      const { seq, digest } = open.appender.head;
      return ok({ frames: portion.frames, end: { seq, digest } });
    });
  }

  /**
   * Makes the journal anew from the rows of the database, in portions. The old files are kept aside; nothing of them
   * changes before the new one is whole. Afterwards the acts that were recorded since the opening are recorded again.
   * @param seq number of the frame at which the database stands
   * @returns the end of what the rows made, which is the database's new place; `journal/differs` when the journal is
   *   whole and not behind the database, or the rows do not hold every act, save and file that it still has and
   *   something for every paper, lock and counter, or no seed was begun; `ipc/bad-input` for a number out of reach
   */
  async seed(step: 'begin' | 'more' | 'end', seq: number, writes: readonly Write[]): Promise<Result<Position>> {
    if (seq > HIGHEST_SEED) return fail('ipc/bad-input', { call: 'seedJournal' });
    return this.#withOpen(async (open) => {
      if (step === 'begin') {
        if (!needsSeed(open, seq)) return fail('journal/differs');
        await open.seeding?.giveUp();
        open.seeding = await this.#beginSeeding(open);
      }
      const { seeding } = open;
      if (seeding === undefined) return fail('journal/differs');
      if ((await this.#freeBytes()) < SPACE_LEFT_FREE) return fail('journal/disk-full');
      const added = await seeding.add(writes);
      if (!added.ok) {
        open.seeding = undefined;
        await seeding.giveUp();
        return added;
      }
      return step === 'end' ? this.#endSeeding(open, seeding, seq) : ok(open.sure);
    });
  }

  /** Walks the chain of acts through the whole journal. */
  async checkAudit(): Promise<Result<AuditCheck>> {
    return this.#withOpen(async (open) => {
      const { appender, writer } = open;
      if (appender === undefined) return fail('journal/lost');
      const { head, current } = appender;
      const files = await this.#files(open);
      const isStopped = (): boolean => open.stopped;
      const key = { ...writer.key, audit: writer.audit };
      const checked = await checkChain(files, key, head.audit, { current, isStopped });
      return checked === undefined ? fail('vault/locked') : ok(checked);
    });
  }

  /** Reads all files through, checks every digest, and fills damages from the copies. */
  async checkJournal(): Promise<Result<JournalState>> {
    return this.#withOpen(async (open) => {
      await this.#check(open);
      return ok(stateOf(open, open.appender?.head ?? START));
    });
  }

  /** How far the journal goes for certain; none while nobody is signed in. */
  position(): Position | undefined {
    if (this.#open === undefined) return undefined;
    const { seq, digest } = this.#open.appender?.head ?? START;
    return { seq, digest };
  }

  /** What is known of the journal now; none while nobody is signed in. */
  state(): JournalState | undefined {
    return this.#open === undefined ? undefined : stateOf(this.#open, this.#open.appender?.head ?? START);
  }

  /** The latest time that the journal knows; a clock that stands before it was set back. */
  latestTime(): Instant | undefined {
    return this.#open?.appender?.head.at;
  }

  /** Size and health, for the panel; none while nobody is signed in. */
  async facts(): Promise<JournalFacts | undefined> {
    const open = this.#open;
    if (open === undefined) return undefined;
    const bytes = await bytesOf(await this.roll('keep'));
    const { state, checkedAt } = open;
    const damaged = state === 'damaged' || state === 'missing';
    return { seq: open.appender?.head.seq ?? 0, bytes, checkedAt, damaged };
  }

  /**
   * Closes the file being written, so that files can be copied as they are. Works while nobody is signed in, too.
   * @param current `keep` only lists the files
   * @returns absolute paths of the files of the journal, in order
   */
  async roll(current: 'close' | 'keep' = 'close'): Promise<string[]> {
    const open = this.#open;
    return this.#inTurn(async () => {
      if (current === 'close') await open?.appender?.pause(() => Promise.resolve());
      if (current === 'close' && open !== undefined) await this.#anchor.note(open);
      const files = open === undefined ? (await findJournal(this.#setup.folder)).files : await this.#files(open);
      return files.map((file) => file.path);
    });
  }

  /**
   * Leaves out what newer rows have replaced, when that is more than half of a journal of some size.
   * @param heldUpTo number of the newest frame that a whole snapshot holds: only files up to there are touched
   * @returns whether anything was compacted
   */
  async compact(heldUpTo: number): Promise<Result<{ readonly compacted: boolean }>> {
    const no = ok({ compacted: false });
    return this.#withOpen(async (open) => {
      const { appender } = open;
      if (appender === undefined || open.state === 'damaged') return no;
      const files = closedFiles(await this.#files(open), appender, heldUpTo);
      const bytes = await bytesOf(files.map((file) => file.path));
      const many = files.length > MANY_FILES;
      const { worthCompacting = WORTH_COMPACTING } = this.#setup;
      if (files.length === 0 || (!many && bytes - open.weighedAt < worthCompacting)) return no;
      if ((await this.#freeBytes()) < bytes + SPACE_LEFT_FREE) return no;
      const compacting = { files, key: open.writer.key, isStopped: () => open.stopped };
      const weight = await weigh(compacting);
      if (weight === undefined || (!many && weight.replaced * 2 <= weight.all)) {
        open.weighedAt = bytes;
        return no;
      }
      try {
        const size = await compactFiles(compacting, weight);
        open.weighedAt = size ?? 0;
        return ok({ compacted: size !== undefined });
      } finally {
        open.files = open.cursor = undefined;
      }
    });
  }

  #opened(session: LedgerKeys, found: Found, head: Head): OpenLedger {
    return openLedger(session, found, head, this.#setup.clock);
  }

  #appender(vaultId: string, end: Pick<AppenderSetup, 'head' | 'nextNumber' | 'current'>): Appender {
    const { folder, log, fileSize } = this.#setup;
    const freeBytes = (): Promise<number> => this.#freeBytes();
    return new Appender({ folder, vaultId, log, freeBytes, ...end, ...(fileSize === undefined ? {} : { fileSize }) });
  }

  async #add(open: OpenLedger, commits: readonly Commit[]): Promise<Result<readonly Appended[]>> {
    const { appender, writer } = open;
    if (appender === undefined) return fail('journal/lost');
    const added = await appender.add((head) => nextFrames(writer, head, commits));
    if (!added.ok) return added;
    const lastWrite = added.value.findLast((_, i) => commits[i]?.writes.length !== 0);
    if (lastWrite !== undefined) open.lastWrite = lastWrite.seq;
    // in the background: nobody who saves waits for it
    this.#anchor.follow(open, performance.now());
    return added;
  }

  #portion(open: OpenLedger, after: number): ReturnType<typeof readPortion> {
    const start = open.cursor?.after.seq === after ? open.cursor : undefined;
    return this.#files(open).then((files) =>
      readPortion(files, open.writer.key, { after, start, current: open.appender?.current }),
    );
  }

  /** The files of the journal; looked for again when a new one was begun. One that is just being begun is not yet one. */
  async #files(open: OpenLedger): Promise<readonly JournalFile[]> {
    const nextNumber = open.appender?.nextNumber ?? 0;
    if (open.files?.nextNumber !== nextNumber) {
      const { files } = await findJournal(this.#setup.folder, open.session.vaultId);
      open.files = { list: files.filter((file) => file.number < nextNumber), nextNumber };
    }
    return open.files.list;
  }

  /** @returns what was found and mended; undefined when all was whole, or the check was stopped */
  async #check(open: OpenLedger): Promise<JournalState | undefined> {
    const { appender } = open;
    if (appender === undefined) return undefined;
    const { key } = open.writer;
    const copies = remembering(this.#setup.findFrame);
    const checked = await checkFiles({
      files: await this.#files(open),
      current: appender.current,
      end: appender.head,
      repair: {
        findFrame: copies.find,
        accept: async (frame: RawFrame) => (await openFrame(key.vaultId, key.journalKey, frame)).ok,
      },
      whilePaused: (work) => appender.pause((current) => work(current)),
      isStopped: () => open.stopped,
    });
    if (checked === undefined) return undefined;
    open.checkedAt = instantFrom(this.#setup.clock.now());
    open.lost = [...open.lostEnd, ...checked.lost];
    if (open.lost.length > 0) open.state = 'damaged';
    else if (checked.repaired || open.state === 'damaged') open.state = 'repaired';
    if (checked.repaired) open.files = open.cursor = undefined;
    if (!checked.repaired && checked.lost.length === 0) return undefined;
    return { ...stateOf(open, appender.head), repairedFrom: copies.madeAt() };
  }

  #checkLater(open: OpenLedger): void {
    const { checkAfter = CHECK_AFTER_MS, onDamage } = this.#setup;
    if (checkAfter === 'never') return;
    const check = async (): Promise<void> => {
      const found = await this.#withOpen(async () => ok(await this.#check(open)));
      if (found.ok && found.value !== undefined) onDamage?.(found.value);
    };
    open.timer = setTimeout(() => {
      void check().catch((error: unknown) => this.#setup.log.write({ call: 'journal check', error }));
    }, checkAfter);
    open.timer.unref();
  }

  async #beginSeeding(open: OpenLedger): Promise<Seeding> {
    const { folder, clock } = this.#setup;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { at } = timeAfter(open.appender?.head.at, clock);
    return Seeding.begin({ folder, key: open.writer.key, at, mustHold: open.sure.audit });
  }

  async #endSeeding(open: OpenLedger, seeding: Seeding, seq: number): Promise<Result<Position>> {
    const { folder } = this.#setup;
    const { vaultId } = open.session;
    open.seeding = undefined;
    const swap = async (): Promise<Result<Head>> => {
      const old = open.appender === undefined ? [] : await this.#files(open);
      if (!(await seeding.holdsAll(old))) return fail('journal/differs');
      const number = 1 + ((await listNumbered(folder)).at(-1)?.number ?? 0);
      const ended = await seeding.end(Math.max(seq, highestNumber(open)), number);
      if (!ended.ok) return ended;
      const nextNumber = number + 1;
      if (open.appender === undefined) open.appender = this.#appender(vaultId, { head: ended.value, nextNumber });
      else open.appender.continueAt(ended.value, nextNumber);
      return ended;
    };
    try {
      const ended = await (open.appender === undefined ? swap() : open.appender.pause(swap));
      if (!ended.ok) return ended;
      const { files, replaced } = await findJournal(folder, vaultId);
      await retire(folder, files[0], replaced, this.#stamp());
      const acts = open.told;
      const whole = { state: 'whole', lost: [], lostEnd: [], lastWrite: ended.value.seq } as const;
      Object.assign(open, { ...whole, sure: ended.value, told: [], files: undefined });
      for (const act of [...acts, { action: 'repaired', detail: SEEDED } as const]) {
        const recorded = await this.record(act);
        if (!recorded.ok) return recorded;
      }
      await this.#anchor.note(open);
      return ok({ seq: ended.value.seq, digest: ended.value.digest });
    } finally {
      await seeding.giveUp();
    }
  }

  #withOpen<T>(work: (open: OpenLedger) => Promise<Result<T>>): Promise<Result<T>> {
    return this.#structural(async () => (this.#open === undefined ? fail('vault/locked') : work(this.#open)));
  }

  /** One piece of work on whole files after the other; what the file system throws becomes a fault. */
  #structural<T>(work: () => Promise<Result<T>>, faultOf = journalFault): Promise<Result<T>> {
    return this.#inTurn(async () => {
      try {
        return await work();
      } catch (error) {
        this.#setup.log.write({ call: 'journal', error });
        return faultOf(error);
      }
    });
  }

  #freeBytes(): Promise<number> {
    const { folder, freeBytes: ask = freeBytes } = this.#setup;
    // a file system that does not tell: writing itself will show
    return ask(folder).catch(() => Number.POSITIVE_INFINITY);
  }

  /** The time as the name of a folder: `20261124T223835Z`. */
  #stamp(): string {
    return instantFrom(this.#setup.clock.now()).replace(/[-:]|\.\d+/g, '');
  }
}

/** The answer for the frame that was asked for alone. */
function onlyOne(added: Result<readonly Appended[]>): Result<Appended> {
  if (!added.ok) return added;
  const [one] = added.value;
  assert(one !== undefined, 'an answer for each frame');
  return ok(one);
}
