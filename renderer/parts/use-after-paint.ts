import { startTransition, useEffect, useState } from 'react';

/** A window that is not drawn has no frames; nobody waits for one then. */
const NO_FRAME_MS = 100;

/** Calls back once the next frame was drawn, or after a moment where none is. @returns how to call it off */
function whenPainted(done: () => void): () => void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = done;
  const frame = requestAnimationFrame(() => port2.postMessage(undefined));
  const timer = setTimeout(done, NO_FRAME_MS);
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    port1.close();
  };
}

/** Resolves once the next frame was drawn, or after a moment where none is. */
export async function afterPaint(): Promise<void> {
  let stop: (() => void) | undefined;
  await new Promise<void>((resolve) => {
    stop = whenPainted(resolve);
  });
  stop?.();
}

/**
 * The value, one frame late: what only tells how things stand is drawn after what a person is waiting to see.
 * React's own `useDeferredValue` begins at once and often takes the very frame that it should leave free.
 * @param first what stands in the first frame of all
 */
export function useAfterPaint<T>(value: T, first = value): T {
  const [shown, setShown] = useState(first);
  useEffect(() => whenPainted(() => startTransition(() => setShown(() => value))), [value]);
  return shown;
}

/**
 * How many of some parts of a screen are drawn so far: one more with each frame, so that none of them keeps a key waiting for all.
 * @param many 0 until they can be drawn
 */
export function useOneByOne(many: number): number {
  const [drawn, setDrawn] = useState(0);
  useEffect(() => {
    if (drawn >= many) return undefined;
    return whenPainted(() => startTransition(() => setDrawn(drawn + 1)));
  }, [drawn, many]);
  return drawn;
}
