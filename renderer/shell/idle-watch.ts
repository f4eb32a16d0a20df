/** From so long before the end on the person is told, milliseconds: time enough to reach for the mouse. */
export const WARN_MS = 30_000;
/** The main process is told at most this often that somebody works, milliseconds. */
const TELL_EVERY_MS = 15_000;

/** What the watch needs to know and do; given in so that it can be tested without waiting. */
export interface IdleSteps {
  /** milliseconds without a key or a movement after which the office is locked */
  readonly limitMs: () => number;
  /** milliseconds that only grow, whatever becomes of the computer's clock */
  readonly now: () => number;
  /** seconds that are left, as often as they change; undefined when somebody is there again */
  readonly warn: (secondsLeft: number | undefined) => void;
  readonly lock: () => void;
  /** tells the main process that somebody is at work, so that it locks only a window that has fallen silent */
  readonly tell: () => void;
}

export interface IdleWatch {
  /** a key, a click, a movement, a turn of the wheel */
  readonly noteInput: () => void;
  /** to be called about once a second */
  readonly look: () => void;
}

/** Watches whether somebody is at work, warns before the time is over, and locks once. */
export function createIdleWatch({ limitMs, now, warn, lock, tell }: IdleSteps): IdleWatch {
  let lastInput = now();
  let lastTold = -Infinity;
  let shown: number | undefined;
  let locked = false;

  function show(secondsLeft: number | undefined): void {
    if (secondsLeft === shown) return;
    shown = secondsLeft;
    warn(secondsLeft);
  }

  return {
    noteInput: () => {
      if (locked) return;
      lastInput = now();
      show(undefined);
      if (lastInput - lastTold < TELL_EVERY_MS) return;
      lastTold = lastInput;
      tell();
    },
    look: () => {
      if (locked) return;
      const left = limitMs() - (now() - lastInput);
      if (left <= 0) {
        locked = true;
        lock();
      } else show(left <= WARN_MS ? Math.ceil(left / 1000) : undefined);
    },
  };
}
