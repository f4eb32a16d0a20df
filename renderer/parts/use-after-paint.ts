import { startTransition, useEffect, useState } from 'react';

/** A window that is not drawn has no frames; nobody waits for one then. */
const NO_FRAME_MS = 100;

/**
 * The value, one frame late: what only tells how things stand is drawn after what a person is waiting to see.
 * React's own `useDeferredValue` begins at once and often takes the very frame that it should leave free.
 * @param first what stands in the first frame of all
 */
export function useAfterPaint<T>(value: T, first = value): T {
  const [shown, setShown] = useState(first);
  useEffect(() => {
    let isWanted = true;
    const show = (): void => {
      if (isWanted) startTransition(() => setShown(() => value));
    };
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = show;
    const frame = requestAnimationFrame(() => port2.postMessage(undefined));
    const timer = setTimeout(show, NO_FRAME_MS);
    return () => {
      isWanted = false;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      port1.close();
    };
  }, [value]);
  return shown;
}
