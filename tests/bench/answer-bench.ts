import { rm } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { createCase } from '../support/casework.ts';
import { launchApp, newUserData } from '../support/electron-app.ts';
import { openOffice, sampleNewOffice } from '../support/journey.ts';
import { chooseFromList, pressButton, typeInto } from '../support/keyboard.ts';
import type { Bench } from './bench-run.ts';
import { median, type Figure } from './figure.ts';

const CLICKS = 40;
/** One frame of a screen that draws sixty times a second. */
const TARGET_MS = 16;
const SETTLED_MS = 250;

/**
 * From the click on an answer to the frame that shows the result it changed, in the running app with everything else on
 * the page: the form, autosave, what is missing. Every click changes the result.
 */
export async function benchAnswers(bench: Bench): Promise<Figure[]> {
  const userData = await newUserData();
  const app = await launchApp({ userData });
  try {
    const page = await app.firstWindow();
    await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'chief'] });
    await openScreening(page);
    const question = page.getByRole('radiogroup', { name: /^Días u horas de trabajo excesivos/ });
    // yes and no in turn: the result is another after each
    const times = await clickAndWatch(page, '.screening-results', (click) => question.locator('label').nth(click % 2));
    const slowest = times.at(-1) ?? 0;
    bench.say(`answer to painted result: ${times.map((one) => one.toFixed(1)).join(', ')} ms`);
    const ours = median(times);
    const bare = median(await bareButton(page));
    return [
      {
        ...{ name: 'click on an answer to the painted result / a bare button that changes its own text', unit: 'ms' },
        ...{ ours, peer: bare, ratio: ours / bare },
      },
      { name: 'click on an answer to the painted result', unit: 'ms', ours, target: TARGET_MS, met: ours <= TARGET_MS },
      { name: 'the same, slowest', unit: 'ms', ours: slowest },
    ];
  } finally {
    await app.close();
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function openScreening(page: Page): Promise<void> {
  await createCase(page, { employer: 'Finca El Guayabo', type: 'Inspección ordinaria', origin: 'Plan del año' });
  await pressButton(page, 'Agregar');
  await page.getByRole('menuitem', { name: 'Tamizaje' }).click();
  await page.getByRole('heading', { name: 'La persona', level: 2 }).waitFor();
  await typeInto(page, /^Edad/, '30');
  await chooseFromList(page, /Aceptó la entrevista/, 'Sí');
  await pressButton(page, /^Explotación/, { back: true });
  await page.getByRole('radiogroup', { name: /^Días u horas de trabajo excesivos/ }).scrollIntoViewIfNeeded();
}

/** How long the clicks took, shortest first; the first few, which compile the code, left out. */
async function clickAndWatch(
  page: Page,
  changes: string,
  place: (click: number) => Locator,
): Promise<readonly number[]> {
  const times = await watchFrames(page, changes);
  for (let click = 0; click < CLICKS; click += 1) {
    await place(click).click();
    await page.waitForTimeout(SETTLED_MS);
  }
  const measured = await times();
  const warm = measured.slice(4);
  if (warm.length < CLICKS / 2) throw new Error(`only ${measured.length} of ${CLICKS} clicks changed ${changes}`);
  return [...warm].sort((a, b) => a - b);
}

/** The floor: what the engine takes from a click to a frame where there is nothing to do. */
async function bareButton(page: Page): Promise<readonly number[]> {
  await page.evaluate(() => {
    const button = document.createElement('button');
    button.textContent = '0';
    button.addEventListener('click', () => {
      button.textContent = `${Number(button.textContent) + 1}`;
    });
    document.body.replaceChildren(button);
  });
  return await clickAndWatch(page, 'button', () => page.locator('button'));
}

/**
 * From now on, how long each click takes until the frame with its result was handed over for drawing, measured in the page:
 * a message that is sent while a frame is being made is answered right after it.
 */
async function watchFrames(page: Page, changes: string): Promise<() => Promise<readonly number[]>> {
  const watch = await page.evaluateHandle((selector) => {
    const times: number[] = [];
    let clicked = 0;
    document.addEventListener(
      'click',
      (event) => {
        if (clicked === 0) clicked = event.timeStamp;
      },
      { capture: true },
    );
    const results = document.querySelector(selector);
    new MutationObserver(() => {
      const start = clicked;
      clicked = 0;
      if (start === 0) return;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => times.push(performance.now() - start);
        port2.postMessage(0);
      });
    }).observe(results ?? document.body, { subtree: true, childList: true, characterData: true });
    return times;
  }, changes);
  return () => watch.jsonValue();
}
