// The power goes at random moments of one case after another, worked from the complaint to the archive.
import { setTimeout as pause } from 'node:timers/promises';
import type { ElectronApplication, Page } from '@playwright/test';
import { openCase } from '../support/casework.ts';
import { launchApp } from '../support/electron-app.ts';
import { sampleNewOffice, unlock } from '../support/journey.ts';
import { cutPower } from '../support/prepared-app.ts';
import { caseSteps, hasReached, openWholeCase, standingOf, type Standing } from '../support/whole-case.ts';
import { makeRandom } from './random.ts';

export interface CaseSoak {
  /** profile with an office in it, whose person may do every step */
  readonly userData: string;
  readonly photos: readonly string[];
  readonly kills: number;
  /** the same number makes the same choices */
  readonly seed: number;
  /** the longest that is worked between two cuts, milliseconds */
  readonly longest: number;
  readonly onKill?: (kill: number, what: string) => void;
}

export interface CaseSoakResult {
  /** what was going on at each cut */
  readonly kills: readonly string[];
  /** what was acknowledged and is not there; must be empty */
  readonly lost: readonly string[];
  /** steps that were ended, over all cases */
  readonly steps: number;
  readonly archived: number;
}

/** What the app has said is done in the case at hand. */
interface Acknowledged {
  employer: string;
  isOpened: boolean;
  standing: Standing;
  readonly papers: string[];
}

const newCase = (n: number): Acknowledged => ({
  employer: `Maquila ${'ABCDEFGHIJKLMNOP'[n] ?? 'Z'} del Valle`,
  isOpened: false,
  standing: { state: 'Borrador', records: [], pieces: 0 },
  papers: [],
});

/**
 * Works and cuts the power, over and over; after each cut everything that was acknowledged must be there, and the work goes
 * on from where it is.
 * @throws when the office does not open, or when a step fails before the power does
 */
export async function soakCase({ userData, photos, kills, seed, longest, onKill }: CaseSoak): Promise<CaseSoakResult> {
  const random = makeRandom(seed);
  const done: string[] = [];
  const lost: string[] = [];
  let [steps, archived] = [0, 0];
  let known = newCase(0);
  for (let kill = 0; kill <= kills; kill += 1) {
    const app = await launchApp({ userData });
    const page = await app.firstWindow();
    await unlock(page, sampleNewOffice.passphrase);
    const missing = await findLost(page, known);
    lost.push(...missing.map((what) => `after cut ${kill}: ${what}`));
    if (kill === kills) {
      await app.close();
      break;
    }
    const now = { step: 'opening the case' };
    const work = async (): Promise<void> => {
      for (;;) {
        const step = await nextStep(page, known);
        if (step === undefined) {
          archived += 1;
          known = newCase(archived);
          continue;
        }
        now.step = step.name;
        const { employer, papers } = known;
        await step.act({ app, page, employer, photos, onSealed: (number) => void papers.push(number) });
        steps += 1;
      }
    };
    await cutDuring(app, work, random() * longest);
    done.push(now.step);
    onKill?.(kill, now.step);
  }
  return { kills: done, lost, steps, archived };
}

/** Opens the case if there is none, reads how it stands, and tells what is to be done; undefined at its end. */
async function nextStep(page: Page, known: Acknowledged): Promise<(typeof caseSteps)[number] | undefined> {
  if (!known.isOpened) {
    if (await isListed(page, known.employer)) await openCase(page, known.employer);
    else await openWholeCase({ page, employer: known.employer });
    known.isOpened = true;
  }
  await page.locator('.case-timeline').waitFor();
  known.standing = await standingOf(page);
  return caseSteps.find(({ isDone }) => !isDone(known.standing));
}

async function isListed(page: Page, employer: string): Promise<boolean> {
  await page.keyboard.press('Control+2');
  await page.getByRole('heading', { name: 'Inspecciones', level: 1 }).waitFor();
  const row = page.getByRole('row').filter({ hasText: employer }).first();
  return await row.waitFor({ timeout: 3000 }).then(
    () => true,
    () => false,
  );
}

/** Goes to the case and tells what was acknowledged of it and is not there. */
async function findLost(
  page: Page,
  { employer, isOpened, standing, papers }: Acknowledged,
): Promise<readonly string[]> {
  if (!isOpened) return [];
  if (!(await isListed(page, employer))) return [`the case of ${employer}`];
  await openCase(page, employer);
  // what is listed is drawn with the case; the pictures of its evidence come a moment later
  if (standing.pieces > 0) {
    await page.getByRole('list', { name: 'Piezas de evidencia' }).waitFor({ timeout: 10_000 });
  }
  const here = await standingOf(page);
  const all = here.records.join('\n');
  return [
    ...(hasReached(here, standing.state) ? [] : [`the state ${standing.state}: it is ${here.state}`]),
    ...standing.records
      .filter((record) => !all.includes(record.split('\n')[0] ?? ''))
      .map((record) => `the record ${record}`),
    ...papers.filter((number) => !all.includes(number)).map((number) => `the paper ${number}`),
    ...(here.pieces >= standing.pieces ? [] : [`evidence: ${here.pieces} of ${standing.pieces} pieces`]),
  ];
}

/** Works until the power goes. */
async function cutDuring(app: ElectronApplication, work: () => Promise<void>, wait: number): Promise<void> {
  let isCut = false;
  let problem: Error | undefined;
  const working = work().catch((error: unknown) => {
    // whatever goes wrong before the power does is the app's doing
    if (!isCut) problem = error instanceof Error ? error : new Error(String(error));
  });
  await Promise.race([working, pause(wait)]);
  isCut = true;
  await cutPower(app);
  await working;
  if (problem !== undefined) throw problem;
}
