import { newId } from '../kernel/id.ts';
import type { Values } from '../record/fields.ts';
import type { Chance } from './random.ts';
import { sample, type SampleOffice } from './sample-data.ts';

/** A workplace that does not exist. */
export interface SampleWorkplace {
  readonly values: Values;
  /** who answers for it */
  readonly representative: string;
}

/** Somebody who does not exist; the family name says so. */
export function sampleName(chance: Chance): string {
  return `${chance.oneOf(sample.given)} ${chance.oneOf(sample.family)} ${chance.oneOf(sample.family)}`;
}

/**
 * Workplaces of an office, each with another name.
 * @param number how many, at most names there are
 */
export function sampleWorkplaces(office: SampleOffice, number: number, chance: Chance): readonly SampleWorkplace[] {
  const taken = new Set<string>();
  const made: SampleWorkplace[] = [];
  while (made.length < number) {
    const trade = chance.oneOf(sample.trades);
    const plain = `${chance.oneOf(trade.names)} ${chance.oneOf(sample.fancies)}`;
    if (taken.has(plain)) continue;
    taken.add(plain);
    made.push(workplaceOf(office, trade, { plain, chance }));
  }
  return made;
}

function workplaceOf(
  office: SampleOffice,
  { branch, siteKind, ciiu, most }: (typeof sample.trades)[number],
  { plain, chance }: { readonly plain: string; readonly chance: Chance },
): SampleWorkplace {
  const form = chance.oneOf(sample.forms);
  const municipality = chance.oneOf(office.places);
  const total = 3 + chance.under(most);
  const women = chance.under(total + 1);
  const representative = sampleName(chance);
  const legal = { representative, representativePosition: 'Gerente general' };
  return {
    representative,
    values: {
      employerKind: form === '' ? 'natural' : 'legal',
      employerName: form === '' ? plain : `${plain}, ${form}`,
      // no registered number begins so: the municipality is real, the year is not
      employerRtn: `${municipality}0000${String(chance.under(1_000_000)).padStart(6, '0')}`,
      ...(form === '' ? {} : legal),
      siteName: plain,
      siteKind,
      department: municipality.slice(0, 2),
      municipality,
      address: chance.oneOf(sample.streets),
      branch,
      ciiu,
      exportZone: branch === 'freeZones' ? 'yes' : 'no',
      workersTotal: String(total),
      workersWomen: String(women),
      workersMen: String(total - women),
      workersMinors: '0',
    },
  };
}

/** A row with an id of its own. */
export const sampleRow = (values: Values): { readonly id: string; readonly values: Values } => ({
  id: newId(),
  values,
});
