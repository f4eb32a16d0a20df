import type { Result } from '../../shared/kernel/result.ts';
import type { Log } from '../disk/log.ts';
import type { Snapshots } from './snapshots.ts';

/** How often it is looked whether it is time, milliseconds: a computer that slept is late by that much at most. */
const LOOK_EVERY_MS = 5 * 60_000;
/** Between two snapshots while people work, milliseconds. */
const HOUR_MS = 60 * 60_000;
/** An office that locks itself whenever the clerk turns to somebody must not copy its years each time, milliseconds. */
const QUIET_MS = 10 * 60_000;
/** That locking waits for counting at most, milliseconds: the keys are still there meanwhile. */
const COUNT_AT_LOCK_MS = 500;

/** What the schedule needs; given in so that it can be tested without waiting. */
export interface ScheduleSetup {
  readonly snapshots: Pick<Snapshots, 'take' | 'count' | 'hasNews' | 'isUpgrade' | 'noteVersion'>;
  /**
   * leaves out of the journal what newer rows replaced and a snapshot holds
   * @returns false when nobody is signed in, whose keys it needs
   */
  readonly compact: () => Promise<boolean>;
  readonly log: Log;
  /** milliseconds that only grow, whatever becomes of the clock */
  readonly now: () => number;
  readonly every: (work: () => void, milliseconds: number) => unknown;
  /** resolves after so many milliseconds */
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** When snapshots are made by themselves. No call rejects or waits longer than it says. */
export interface Schedule {
  /**
   * before the keys go: what is in the office is counted for the snapshot that is made without them
   * @returns after half a second at most, as locking waits for it: the rest was counted at the last look
   */
  readonly beforeLock: () => Promise<void>;
  /** after the office was locked: needs no key, and nobody waits for it */
  readonly onLock: () => void;
  /**
   * before the app ends
   * @param milliseconds that closing may wait; a snapshot that takes longer is given up and its file swept later
   */
  readonly beforeQuit: (milliseconds: number) => Promise<void>;
  /** at the start, before another version of the app stores anything anew; at once when there is none */
  readonly beforeUpgrade: () => Promise<void>;
}

/**
 * Makes snapshots every hour while something was written, at locking, at closing, and before another version of the app
 * touches anything. Where nothing is new nothing happens; a request while one is being made waits for it. What a
 * snapshot holds may then be compacted in the journal: at the next look at which the office is open, as most snapshots
 * are made at locking.
 */
export function scheduleSnapshots({ snapshots, compact, log, now, every, wait }: ScheduleSetup): Schedule {
  let last = Number.NEGATIVE_INFINITY;
  let since = now();
  let isOwed = false;
  /** at the start too: the snapshot of the last closing came when the keys were gone */
  let mayCompact = true;
  const take = async (): Promise<boolean> => {
    last = since = now();
    isOwed = false;
    try {
      const taken: Result<unknown> = await snapshots.take();
      // before there is an office there is nothing to copy
      if (!taken.ok && taken.fault.code !== 'vault/missing') log.write({ call: 'snapshot', fault: taken.fault.code });
      mayCompact ||= taken.ok;
      return taken.ok;
    } catch (error) {
      log.write({ call: 'snapshot', fault: 'host/unexpected', error });
      return false;
    }
  };
  const compactOnce = async (): Promise<void> => {
    if (!mayCompact) return;
    mayCompact = false;
    try {
      mayCompact = !(await compact());
    } catch (error) {
      log.write({ call: 'compact', fault: 'host/unexpected', error });
    }
  };
  const look = async (): Promise<void> => {
    const quiet = now() - last >= QUIET_MS;
    if (isOwed ? quiet : now() - since >= HOUR_MS && (await snapshots.hasNews())) await take();
  };
  const count = async (): Promise<void> => {
    try {
      await snapshots.count();
    } catch (error) {
      log.write({ call: 'count', fault: 'host/unexpected', error });
    }
  };
  every(() => void look().then(count).then(compactOnce), LOOK_EVERY_MS);
  return {
    beforeLock: () => Promise.race([count(), wait(COUNT_AT_LOCK_MS)]),
    onLock: () => {
      isOwed = true;
      void look();
    },
    beforeQuit: (milliseconds) => Promise.race([take().then(() => undefined), wait(milliseconds)]),
    beforeUpgrade: async () => {
      if ((await snapshots.isUpgrade()) && (await take())) await snapshots.noteVersion();
    },
  };
}
