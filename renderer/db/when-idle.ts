/** For so long nobody has pressed a key or the mouse before work that can wait goes on. */
const HANDS_OFF_MS = 1000;
/** Whoever never stops does not keep a piece of work waiting for longer than this, all its pauses together. */
const AT_MOST_MS = 20_000;
/** A window that is busy drawing answers at the latest after this. */
const BUSY_MS = 500;
const LOOK_MS = 100;

/** Resolves in a moment in which nobody waits for the window. */
export type IdleMoment = () => Promise<void>;

let touchedAt: number | undefined;

/**
 * Lets the window draw, answer and read before more is done: what runs beside the work of a person calls what this gives
 * between its portions, and stands still while they are at it, for so long in all as one piece of work may. Whatever is
 * read then waits behind nothing.
 * @param isWanted once it says no there is no waiting
 */
export function idleMoments(isWanted: () => boolean = () => true): IdleMoment {
  let left = AT_MOST_MS;
  return async () => {
    if (typeof requestIdleCallback !== 'function' || left <= 0) {
      await pause(0);
      return;
    }
    watchHands();
    const from = performance.now();
    await new Promise<void>((resolve) => {
      requestIdleCallback(() => resolve(), { timeout: BUSY_MS });
    });
    const isAtWork = (): boolean => performance.now() < Math.min((touchedAt ?? 0) + HANDS_OFF_MS, from + left);
    while (isWanted() && isAtWork()) await pause(LOOK_MS);
    left -= performance.now() - from;
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function watchHands(): void {
  if (touchedAt !== undefined) return;
  touchedAt = 0;
  const touched = (): void => {
    touchedAt = performance.now();
  };
  for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, touched, { capture: true, passive: true });
}
