import { nextTurn } from './in-slices.ts';

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
    await nextTurn();
    since = performance.now();
  };
}
