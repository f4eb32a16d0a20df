import type { Page } from '@playwright/test';

/** The longest time between two turns of the page's event loop while something goes on, milliseconds. */
export async function longestGap(page: Page, work: () => Promise<unknown>): Promise<number> {
  const watch = await page.evaluateHandle(() => {
    const state = { longest: 0, isRunning: true };
    let last = performance.now();
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      const now = performance.now();
      state.longest = Math.max(state.longest, now - last);
      last = now;
      // a timer, so that the loop is not full of our own turns
      if (state.isRunning) setTimeout(() => channel.port2.postMessage(0));
    };
    channel.port2.postMessage(0);
    return state;
  });
  await work();
  return watch.evaluate((state) => {
    state.isRunning = false;
    return state.longest;
  });
}
