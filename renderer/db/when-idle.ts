/** For so long nobody has pressed a key or the mouse before work that can wait goes on. */
const HANDS_OFF_MS = 1000;
/** Whoever never stops does not keep it waiting for ever. */
const AT_MOST_MS = 10_000;
const LOOK_MS = 100;

let touchedAt: number | undefined;

/**
 * Lets the window draw, answer and read before more is done: what runs beside the work of a person asks this between its
 * portions, and stands still while they are at it. Whatever is read then waits behind nothing.
 * @param isWanted once it says no there is no waiting
 */
export async function whenIdle(isWanted: () => boolean = () => true): Promise<void> {
  if (typeof requestIdleCallback !== 'function') {
    await pause(0);
    return;
  }
  watchHands();
  await new Promise<void>((resolve) => {
    requestIdleCallback(
      () => {
        resolve();
      },
      { timeout: 500 },
    );
  });
  const until = performance.now() + AT_MOST_MS;
  const isAtWork = (): boolean => performance.now() < Math.min((touchedAt ?? 0) + HANDS_OFF_MS, until);
  while (isWanted() && isAtWork()) await pause(LOOK_MS);
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
