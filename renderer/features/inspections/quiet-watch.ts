import { windowTimers, type Timers } from './autosave.ts';

/** Minutes without a key or a press after which protected values are closed. */
export const PROTECTED_QUIET_MINUTES = 10;

/** What somebody who is there does. */
const SIGNS = ['keydown', 'pointerdown', 'wheel'] as const;

/**
 * Tells when nobody has done anything for a while, again and again until it is called off.
 * @param place where the signs of somebody being there are heard, e.g. the document
 * @param milliseconds how long nothing happens before it is told
 * @returns how to call it off
 */
export function watchQuiet(
  place: EventTarget,
  milliseconds: number,
  onQuiet: () => void,
  timers: Timers = windowTimers,
): () => void {
  let last = timers.now();
  let timer: number;
  const wait = (rest: number): void => {
    timer = timers.start(() => {
      const left = last + milliseconds - timers.now();
      if (left > 0) {
        wait(left);
        return;
      }
      last = timers.now();
      wait(milliseconds);
      onQuiet();
    }, rest);
  };
  const onSign = (): void => {
    last = timers.now();
  };
  wait(milliseconds);
  for (const sign of SIGNS) place.addEventListener(sign, onSign, { capture: true, passive: true });
  return () => {
    timers.stop(timer);
    for (const sign of SIGNS) place.removeEventListener(sign, onSign, { capture: true });
  };
}
