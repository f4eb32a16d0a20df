/** Held for longer, a window feels slow; this leaves room for what one step takes. */
const AT_ONCE_MS = 8;

/**
 * For long work in small steps.
 * @returns what each step ends with: it lets the window do whatever else waits there, once the work has held it for some
 *   milliseconds
 */
export function givingWay(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < AT_ONCE_MS) return;
    // a message has its turn after input and drawing; a timer would wait for milliseconds
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    });
    since = performance.now();
  };
}
