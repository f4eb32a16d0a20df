/** Short enough that neither a key nor a frame is waited for. */
const SLICE_MS = 10;

/**
 * Does work that stops at each of its `yield`s, and lets the window do what waits whenever a slice of it took its time.
 * @param work whose pieces between two `yield`s take a few milliseconds at most
 */
export async function inSlices<R>(work: Generator<void, R>): Promise<R> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    let step = work.next();
    while (step.done !== true && performance.now() < until) step = work.next();
    if (step.done === true) return step.value;
    await nextTurn();
  }
}

/** The same work in one go, for those who cannot wait. */
export function inOneGo<R>(work: Generator<void, R>): R {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** The next turn of the window's loop, after input and drawing. A message, because a timer would wait for milliseconds each time. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
