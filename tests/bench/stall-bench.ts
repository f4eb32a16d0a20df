import { rm } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { launchApp, newUserData } from '../support/electron-app.ts';
import type { Report } from '../../shared/report/report.ts';
import type { Bench } from './bench-run.ts';
import { benchActa } from './content.ts';
import { median, type Figure } from './figure.ts';

const RUNS = 5;
const TARGET_MS = 50;

/** How long the window's only thread is held up at most while a paper of 50 pages is made, read back and shown. */
export async function benchStalls(bench: Bench): Promise<Figure[]> {
  const userData = await newUserData();
  const app = await launchApp({ userData });
  try {
    const page = await app.firstWindow();
    await page.locator('input').first().waitFor();
    const acta = await benchActa(50);
    // the first paper starts the document process
    await longestGap(page, acta);
    const busy: number[] = [];
    const idle: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      busy.push(await longestGap(page, acta));
      idle.push(await longestGap(page));
    }
    bench.say(`longest gaps, making: ${list(busy)}; doing nothing for as long: ${list(idle)}`);
    const ours = median(busy);
    return [
      {
        name: 'window held up while 50 pages are made',
        unit: 'ms',
        ours,
        target: TARGET_MS,
        met: ours <= TARGET_MS,
      },
    ];
  } finally {
    await app.close();
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * The longest time between two turns of the page's event loop, milliseconds.
 * @param report made meanwhile; without it nothing is done for about as long
 */
function longestGap(page: Page, report?: Report): Promise<number> {
  return page.evaluate(
    async ([toMake, idleMs]) => {
      const { host } = globalThis as unknown as {
        host: Record<string, (input: unknown) => Promise<{ ok: boolean; value: { pdf: Uint8Array; token: string } }>>;
      };
      let longest = 0;
      let last = performance.now();
      let isRunning = true;
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
        // a timer, so that the loop is not full of our own turns
        if (isRunning) setTimeout(() => channel.port2.postMessage(0));
      };
      channel.port2.postMessage(0);
      if (toMake) {
        const made = await host['renderDocument']!({ report: toMake });
        if (!made.ok) throw new Error(JSON.stringify(made));
        const shown = await host['openPreview']!({ pdf: made.value.pdf });
        await host['closePreview']!({ token: shown.value.token });
      } else {
        await new Promise((resolve) => setTimeout(resolve, idleMs));
      }
      isRunning = false;
      return longest;
    },
    [report, 2000] as const,
  );
}

function list(values: readonly number[]): string {
  return `${values.map((value) => value.toFixed(0)).join(', ')} ms`;
}
