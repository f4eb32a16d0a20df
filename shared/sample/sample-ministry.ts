import type { PlainDate } from '../kernel/plain-date.ts';
import { chanceFrom } from './random.ts';
import { sampleCase, sampleStates, type SampleCase } from './sample-cases.ts';
import { sample, type SampleOffice } from './sample-data.ts';
import { sampleWorkplaces, type SampleWorkplace } from './sample-workplaces.ts';

/** What an invented office has in its files. */
export interface SampleFiles {
  readonly workplaces: readonly SampleWorkplace[];
  /** oldest first */
  readonly cases: readonly SampleCase[];
}

/** Three offices of an invented ministry: 200 workplaces, 400 cases in every state among them. */
export const sampleOffices: readonly SampleOffice[] = sample.offices;
const WORKPLACES = 200;
const CASES = 400;
/** Workplaces that are visited again and again, so that something repeats itself there. */
const KNOWN_ONES = 6;

/**
 * The files of an invented office, the same each time for the same day.
 * @param code of one of {@link sampleOffices}
 * @param today civil date in Honduras: terms of its cases run out before, on and after it
 * @returns undefined for any other office
 */
export function sampleFiles(code: string, today: PlainDate): SampleFiles | undefined {
  const index = sampleOffices.findIndex((office) => office.code === code);
  const office = sampleOffices[index];
  if (office === undefined) return undefined;
  const chance = chanceFrom(index + 1);
  const workplaces = sampleWorkplaces(office, share(WORKPLACES, index), chance);
  const cases = Array.from({ length: share(CASES, index) }, (_, i) => {
    const state = sampleStates[i % sampleStates.length] ?? 'draft';
    const place = chance.under(chance.under(3) === 0 ? KNOWN_ONES : workplaces.length);
    const workplace = workplaces[place] ?? workplaces[0];
    if (workplace === undefined) throw new Error('an office without workplaces');
    return sampleCase(state, { workplace, index: place }, { today, chance });
  });
  return {
    workplaces,
    cases: cases.sort((a, b) => (String(a.file['openedOn']) < String(b.file['openedOn']) ? -1 : 1)),
  };
}

/** The part of one office in what all have together. */
function share(all: number, index: number): number {
  const offices = sampleOffices.length;
  return Math.floor(all / offices) + (index < all % offices ? 1 : 0);
}
