// The power goes at random moments, over and over, on one profile that is worked with all the while.
import { setTimeout as pause } from 'node:timers/promises';
import type { ElectronApplication } from '@playwright/test';
import { launchApp } from '../support/electron-app.ts';
import { cutPower } from '../support/prepared-app.ts';
import { deeds, type Deed } from './deeds.ts';
import { enter, findLost, newKnown, type Known } from './known.ts';
import { makeRandom } from './random.ts';

export interface SoakResult {
  readonly rounds: number;
  /** how often the power went, by what was going on; `done` counts those where the deed had just ended */
  readonly kills: Readonly<Record<string, { readonly during: number; readonly done: number }>>;
  /** what was acknowledged and is not there; must be empty */
  readonly lost: readonly string[];
  readonly papers: number;
  readonly people: number;
}

export interface Soak {
  /** profile with an office in it */
  readonly userData: string;
  readonly rounds: number;
  /** the same number makes the same choices */
  readonly seed: number;
  readonly onRound?: (round: number, what: string) => void;
}

/** Longer than any deed takes: the moment of the cut is drawn from what the deed took before. */
const FIRST_GUESS_MS = 800;

/**
 * Works, cuts the power, looks whether all is there, and so on. Every deed comes once in each series.
 * @throws when the office does not open
 */
export async function soak({ userData, rounds, seed, onRound }: Soak): Promise<SoakResult> {
  const random = makeRandom(seed);
  const known = newKnown();
  const took = new Map<string, number>();
  const kills: Record<string, { during: number; done: number }> = {};
  const lost: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const deed = deeds[round % deeds.length]!;
    deed.before?.(userData);
    const app = await launchApp({ userData });
    const page = await app.firstWindow();
    if (deed.opens !== true) {
      await enter(page, known);
      const missing = (await findLost(page, known)).map((what) => `round ${round}: ${what}`);
      lost.push(...missing);
      for (const what of missing) onRound?.(round, `LOST ${what}`);
      await page.keyboard.press('Control+1');
      await page.getByRole('heading', { name: 'Inicio', level: 1 }).waitFor();
      await deed.prepare?.(page, known, { app, userData });
    }
    // every other time the power goes in the very moment in which something was acknowledged
    const isAtEnd = random() < 0.5;
    const guess = took.get(deed.name) ?? FIRST_GUESS_MS;
    const ended = await cutDuring(app, deed, known, isAtEnd ? undefined : random() * guess * 1.2);
    if (ended.ms !== undefined) took.set(deed.name, ended.ms);
    const count = (kills[deed.name] ??= { during: 0, done: 0 });
    if (ended.ms === undefined) count.during += 1;
    else count.done += 1;
    onRound?.(round, `${deed.name}, ${ended.ms === undefined ? 'cut' : 'done'} after ${Math.round(ended.cutAt)} ms`);
  }
  const app = await launchApp({ userData });
  const page = await app.firstWindow();
  await enter(page, known);
  lost.push(...(await findLost(page, known, { all: true })).map((what) => `at the end: ${what}`));
  await app.close();
  return { rounds, kills, lost, papers: known.papers.length, people: known.people.length };
}

/**
 * @param wait milliseconds until the power goes; without, right after the deed
 * @returns how long the deed took, when it ended before the power went
 */
async function cutDuring(
  app: ElectronApplication,
  deed: Deed,
  known: Known,
  wait: number | undefined,
): Promise<{ readonly ms: number | undefined; readonly cutAt: number }> {
  const page = await app.firstWindow();
  const begun = performance.now();
  let isCut = false;
  let ms: number | undefined;
  let problem: Error | undefined;
  const acting = deed.act(page, known).then(
    () => {
      ms = performance.now() - begun;
    },
    (error: unknown) => {
      // whatever goes wrong before the power does is the app's doing
      if (!isCut) problem = error instanceof Error ? error : new Error(String(error));
    },
  );
  await (wait === undefined ? acting : pause(wait));
  isCut = true;
  const cutAt = performance.now() - begun;
  const wasDone = ms;
  await cutPower(app);
  await acting;
  if (problem !== undefined) throw problem;
  return { ms: wasDone, cutAt };
}
