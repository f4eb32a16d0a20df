/** How often it is looked, milliseconds: a lock may come that much late, never early. */
const LOOK_EVERY_MS = 5000;
/** The window locks itself at the minute; this only catches one that is frozen or was taken over. */
const GRACE_SECONDS = 30;

/** What the watch needs to know and do; given in so that it can be tested without waiting. */
export interface IdleWatch {
  /** seconds after which the office is locked; undefined while nobody is signed in */
  readonly limitSeconds: () => number | undefined;
  /** seconds since the last key or mouse movement anywhere on this computer */
  readonly systemIdleSeconds: () => number;
  /** milliseconds that only grow, whatever becomes of the clock */
  readonly now: () => number;
  readonly lock: () => void;
  readonly every: (work: () => void, milliseconds: number) => unknown;
}

/**
 * Locks an office that nobody works in, even when its window no longer can: after the limit without any input on the
 * computer, or a little after the limit without the window telling of any.
 * @returns to be called whenever the window tells that somebody is at work
 */
export function watchIdleness({ limitSeconds, systemIdleSeconds, now, lock, every }: IdleWatch): () => void {
  let last = now();
  let openSince: number | undefined;
  every(() => {
    const limit = limitSeconds();
    if (limit === undefined) {
      openSince = undefined;
      return;
    }
    // signing in is work too, also where the system does not see it: keys of a remote desktop or of a braille display
    openSince ??= last = now();
    const silentSeconds = (now() - last) / 1000;
    const idleSeconds = Math.min(systemIdleSeconds(), (now() - openSince) / 1000);
    if (idleSeconds >= limit || silentSeconds >= limit + GRACE_SECONDS) lock();
  }, LOOK_EVERY_MS);
  return () => {
    last = now();
  };
}
