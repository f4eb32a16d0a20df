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

/**
 * Finds a button, so that looking for it is over before anything is measured: Playwright finds by role in the page's own
 * thread, and on a page with two hundred pages of text or three hundred pictures that alone holds it up for 100 to 500 ms.
 * @returns presses it by the keyboard
 */
export async function readyToPress(page: Page, name: string): Promise<() => Promise<void>> {
  const button = await page.getByRole('button', { name, exact: true }).elementHandle();
  return () => button.press('Enter');
}

/**
 * Waits until enough elements are there, by the cheapest look there is.
 * @param timeout milliseconds
 */
export async function until(page: Page, selector: string, least = 1, timeout = 240_000): Promise<void> {
  await page.waitForFunction(
    ([wanted, count]) => document.querySelectorAll(wanted).length >= count,
    [selector, least] as const,
    { timeout, polling: 100 },
  );
}

/** What is to be on the page. */
export interface Sign {
  readonly selector: string;
  /** how many of them; one by default */
  readonly least?: number;
  /** the first of them says something else than before */
  readonly changed?: boolean;
}

/**
 * How long something takes from the next key or click in the page until the frame was handed over for drawing in which
 * all signs hold for the first time, milliseconds: a message that is sent while a frame is being made is answered right
 * after it.
 * @param act presses that key, or clicks
 */
export async function untilDrawn(page: Page, act: () => Promise<unknown>, signs: readonly Sign[]): Promise<number> {
  const watched = await watchFor(page, signs);
  await act();
  return await watched();
}

/** The first half of {@link untilDrawn}; several may wait for the same key or click. */
export async function watchFor(page: Page, signs: readonly Sign[]): Promise<() => Promise<number>> {
  const watch = await page.evaluateHandle((wanted) => {
    const before = wanted.map(({ selector }) => document.querySelector(selector)?.textContent);
    const isThere = ({ selector, least = 1, changed = false }: Sign, at: number): boolean => {
      const found = document.querySelectorAll(selector);
      return found.length >= least && !(changed && found[0]?.textContent === before[at]);
    };
    let start = 0;
    const begin = (event: Event): void => {
      if (start === 0) start = event.timeStamp;
    };
    for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, begin, { capture: true });
    const drawn = new Promise<number>((resolve, reject) => {
      setTimeout(() => reject(new Error(`not seen: ${JSON.stringify(wanted)}`)), 20_000);
      const observer = new MutationObserver(() => {
        if (start === 0 || !wanted.every(isThere)) return;
        observer.disconnect();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - start);
          port2.postMessage(0);
        });
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    });
    return { drawn };
  }, signs);
  return () => watch.evaluate(({ drawn }) => drawn);
}
