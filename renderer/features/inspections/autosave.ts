import type { Instant } from '../../../shared/kernel/clock.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import type { Result } from '../../../shared/kernel/result.ts';

/** What the editor tells the person about the text they typed. */
export type SaveStatus =
  | { readonly kind: 'clean' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: Instant }
  /** the text is still on the screen and is tried again by itself */
  | { readonly kind: 'failed'; readonly fault: Fault };

/** Quiet time after the last keystroke before a draft is written. */
export const QUIET_MS = 400;
/**
 * The longest a keystroke waits before its write starts. With the time a write takes (tens of milliseconds for
 * a sealed row, more on an old disk) typed text is durable within a second even while somebody types on and on.
 */
export const LONGEST_WAIT_MS = 700;
/** Pause before a failed write is tried again without a new keystroke. */
export const RETRY_MS = 2000;

/** The two timer functions and the time, so that tests need not wait. */
export interface Timers {
  readonly now: () => number;
  readonly start: (run: () => void, milliseconds: number) => number;
  readonly stop: (timer: number) => void;
}

/** Timers of the window; the time is monotonic, so a clock set back does not stop the saving. */
export const windowTimers: Timers = {
  now: () => performance.now(),
  start: (run, milliseconds) => window.setTimeout(run, milliseconds),
  stop: (timer) => {
    window.clearTimeout(timer);
  },
};

/** Writes the newest value soon after it changes; one write at a time, never an older value after a newer one. */
export interface Autosave<T> {
  /** Takes a new value; the write starts after a quiet moment, at the latest after {@link LONGEST_WAIT_MS}. */
  readonly change: (value: T) => void;
  /** Writes what is waiting now. Resolves when nothing waits any more: true when the last write succeeded. */
  readonly flush: () => Promise<boolean>;
  /** Forgets what is waiting (it was kept another way, or was thrown away on purpose) and waits for a running write. */
  readonly drop: () => Promise<void>;
  /** Whether a value is not on the disk yet. */
  readonly isWaiting: () => boolean;
}

/**
 * Makes an autosave.
 * @param save writes a value; resolves only when it is durable. A throw is shown like a failure and tried again.
 * @param onStatus told at every change of state
 * @param timers where the time comes from
 */
export function createAutosave<T>(
  save: (value: T) => Promise<Result<Instant>>,
  onStatus: (status: SaveStatus) => void,
  timers: Timers = windowTimers,
): Autosave<T> {
  let waiting: { readonly value: T } | undefined;
  let waitingSince = 0;
  let timer: number | undefined;
  let running: Promise<boolean> | undefined;

  function unschedule(): void {
    if (timer !== undefined) timers.stop(timer);
    timer = undefined;
  }

  function schedule(delay: number): void {
    unschedule();
    timer = timers.start(() => {
      timer = undefined;
      void write();
    }, delay);
  }

  function scheduleWaiting(): void {
    schedule(Math.max(0, Math.min(QUIET_MS, waitingSince + LONGEST_WAIT_MS - timers.now())));
  }

  function write(): Promise<boolean> {
    if (running) return running;
    const taken = waiting;
    if (!taken) return Promise.resolve(true);
    waiting = undefined;
    onStatus({ kind: 'saving' });
    running = attempt(save, taken.value).then((outcome) => {
      running = undefined;
      if (outcome.ok) {
        if (waiting) scheduleWaiting();
        else onStatus({ kind: 'saved', at: outcome.value });
        return true;
      }
      onStatus({ kind: 'failed', fault: outcome.fault });
      // A newer value may have come meanwhile: it contains what failed.
      waiting ??= taken;
      schedule(RETRY_MS);
      return false;
    });
    return running;
  }

  return {
    change: (value) => {
      if (!waiting) waitingSince = timers.now();
      waiting = { value };
      if (!running) scheduleWaiting();
    },
    flush: async () => {
      let good = true;
      while (running ?? waiting) {
        unschedule();
        good = await (running ?? write());
        if (!good) return false;
      }
      return good;
    },
    drop: async () => {
      unschedule();
      waiting = undefined;
      await running;
      // a write that failed while we waited put its value back
      unschedule();
      waiting = undefined;
    },
    isWaiting: () => waiting !== undefined || running !== undefined,
  };
}

async function attempt<T>(save: (value: T) => Promise<Result<Instant>>, value: T): Promise<Result<Instant>> {
  try {
    return await save(value);
  } catch {
    return { ok: false, fault: { code: 'db/unavailable' } };
  }
}
