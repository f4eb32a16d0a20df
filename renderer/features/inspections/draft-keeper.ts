import type { Instant } from '../../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { makeTurns } from '../../../shared/kernel/turns.ts';
import type { RecordDraft } from '../../../shared/record/draft.ts';
import { createAutosave, windowTimers, type SaveStatus, type Timers } from './autosave.ts';

/** A save into the record: how many changes the record has now, and when that was. */
export interface Saved {
  readonly changes: number;
  readonly at: Instant;
}

/** What a draft stands on. */
export interface DraftBase {
  /** how many changes the record had when the draft began, or when it was last saved */
  readonly basedOn: number;
  /** whether the draft holds the protected values, so that one that is missing was taken out by a person */
  readonly withProtected: boolean;
}

/** Turns a draft into one with other values in it that nobody typed, e.g. without the protected ones. */
export interface DraftTurn {
  readonly map: (draft: RecordDraft) => RecordDraft;
  readonly withProtected: boolean;
}

/** The three ways a draft meets the database; given in so that the order of things can be tested without one. */
export interface DraftSteps {
  /** keeps unsaved text; durable when it resolves */
  readonly keep: (draft: RecordDraft, base: DraftBase) => Promise<Result<Instant>>;
  /** writes the changes into the record and takes the unsaved text away, in one transaction */
  readonly save: (draft: RecordDraft, base: DraftBase) => Promise<Result<Saved>>;
  /** takes the unsaved text away */
  readonly discard: () => Promise<Result<void>>;
}

/** Looks after the typed text of one open record: autosave, save, discard, never two of them at once. */
export interface DraftKeeper {
  /** Takes what was typed; it is kept within a second. */
  readonly change: (draft: RecordDraft) => void;
  /** Writes the draft into the record. What is typed while this runs is kept afterwards, on top of it. */
  readonly save: (draft: RecordDraft) => Promise<Result<Saved>>;
  /** Keeps what waits, after a save that runs. True when nothing waits any more. */
  readonly flush: () => Promise<boolean>;
  /** Stops keeping and takes the unsaved text away; when that fails, the newest text goes on being kept. */
  readonly discard: () => Promise<Result<void>>;
  /**
   * Finalises: keeps what waits, then runs the work while nothing else is written. True ends the keeping (the text
   * is in the record, and a draft written after it would look like a correction); false goes on as before.
   */
  readonly finalise: (draft: RecordDraft, work: () => Promise<boolean>) => Promise<void>;
  /**
   * Keeps what waits, then runs the work while nothing else is written; what it gives back is done to the newest text.
   * Faults: `db/unavailable` when what waits cannot be kept, and those of the work; then nothing was turned.
   */
  readonly turn: (work: () => Promise<Result<DraftTurn>>) => Promise<Result<void>>;
  /**
   * Ends the keeping because the record is opened elsewhere: keeps what waits a last time.
   * @returns the newest text when it could not be kept; undefined when nothing is lost
   */
  readonly handOver: () => Promise<RecordDraft | undefined>;
  /** Whether there is text that is not on the disk. */
  readonly hasUnkept: () => boolean;
  /** What the newest text stands on. */
  readonly base: () => DraftBase;
  /** The newest text that was typed or saved here; undefined while there is none. */
  readonly latest: () => RecordDraft | undefined;
}

/**
 * Makes a keeper.
 * @param start what the draft stands on as it is opened
 * @param onStatus told what to show beside the form
 */
export function createDraftKeeper(
  steps: DraftSteps,
  start: DraftBase,
  onStatus: (status: SaveStatus) => void,
  timers: Timers = windowTimers,
): DraftKeeper {
  let base = start;
  // `closed`: nothing is kept any more; `held`: not now. Either way the newest text is remembered.
  let closed = false;
  let held = false;
  let latest: RecordDraft | undefined;
  // A draft kept while a save runs would be based on changes that the save is about to outdate.
  let saving: Promise<unknown> = Promise.resolve();
  let isSaving = false;
  // Two saves at once (a key held down) would find that the record changed under them.
  const inTurn = makeTurns();

  const autosave = createAutosave<RecordDraft>(
    async (draft) => {
      await saving;
      return await steps.keep(draft, base);
    },
    onStatus,
    timers,
  );

  async function saveNow(draft: RecordDraft): Promise<Result<Saved>> {
    if (closed) return fail('db/changed-meanwhile');
    await autosave.drop();
    // what was typed while this waited for its turn is newer than what is saved: it must not go with the rest
    if (latest !== undefined && latest !== draft) autosave.change(latest);
    onStatus({ kind: 'saving' });
    isSaving = true;
    const running = steps.save(draft, base).then(
      (saved) => {
        if (saved.ok) base = { ...base, basedOn: saved.value.changes };
        return saved;
      },
      () => fail('db/unavailable'),
    );
    saving = running;
    const saved = await running;
    isSaving = false;
    if (saved.ok) {
      onStatus({ kind: 'saved', at: saved.value.at });
    } else {
      onStatus({ kind: 'failed', fault: saved.fault });
      // the record did not take it, so it stays kept as unsaved text
      autosave.change(latest ?? draft);
    }
    return saved;
  }

  return {
    change: (draft) => {
      latest = draft;
      if (!closed && !held) autosave.change(draft);
    },
    save: (draft) => {
      latest = draft;
      return inTurn(() => saveNow(draft));
    },
    flush: () => inTurn(() => autosave.flush()),
    discard: () => {
      closed = true;
      return inTurn(async () => {
        await autosave.drop();
        let discarded: Result<void> | undefined;
        try {
          discarded = await steps.discard();
          return discarded;
        } finally {
          if (discarded?.ok !== true) {
            closed = false;
            if (latest !== undefined) autosave.change(latest);
          }
        }
      });
    },
    finalise: (draft, work) => {
      latest = draft;
      return inTurn(async () => {
        const kept = await autosave.flush();
        held = true;
        await autosave.drop();
        try {
          closed = await work();
        } finally {
          held = false;
          if (!closed && (!kept || latest !== draft)) autosave.change(latest ?? draft);
        }
      });
    },
    turn: (work) =>
      inTurn(async () => {
        if (closed) return fail('db/changed-meanwhile');
        if (!(await autosave.flush())) return fail('db/unavailable');
        held = true;
        const before = latest;
        let turned: Result<DraftTurn> | undefined;
        try {
          turned = await work();
        } finally {
          held = false;
          const isTyped = latest !== before;
          if (turned?.ok === true) {
            latest = latest && turned.value.map(latest);
            base = { ...base, withProtected: turned.value.withProtected };
          }
          if (isTyped && latest !== undefined) autosave.change(latest);
        }
        return turned.ok ? ok(undefined) : turned;
      }),
    handOver: () =>
      inTurn(async () => {
        const kept = await autosave.flush();
        closed = true;
        await autosave.drop();
        return kept ? undefined : latest;
      }),
    hasUnkept: () => autosave.isWaiting() || isSaving,
    base: () => base,
    latest: () => latest,
  };
}
