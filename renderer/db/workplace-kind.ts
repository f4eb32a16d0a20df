import { catalogLabel } from '../../shared/catalog/catalog.ts';
import { placeName } from '../../shared/catalog/territory.ts';
import { partOf, searchLine } from '../../shared/search/normalise.ts';
import type { WorkplaceFacts } from '../../shared/search/likeness.ts';
import type { SummaryColumns } from './summary-columns.ts';
import type { SummaryKind } from './summary-kinds.ts';
import type { WorkplaceSummary } from './summaries.ts';

/** Parts of the search line of a workplace that are read back; data format of the pages. */
const parts = { employer: 0, rtn: 1, site: 2, address: 3 } as const;

/** Summaries of workplaces. */
export const workplaceKind: SummaryKind<WorkplaceSummary> = {
  key: 'e',
  types: 'branches',
  facts: ({ id, employer, rtn, site, address, branch, municipality, savedAt, words, numbers }) => ({
    id,
    line: searchLine(
      [
        employer,
        rtn,
        site,
        address,
        branch === '' ? '' : catalogLabel('branches', branch),
        municipality === '' ? '' : placeName(municipality),
        ...words,
      ],
      numbers,
    ),
    time: Date.parse(savedAt),
    date: 0,
    due: 0,
    version: 0,
    place: /^\d{4}$/.test(municipality) ? Number(municipality) : 0,
    state: 0,
    type: branch,
  }),
};

/** What a workplace is compared by, from its columns: no text is read for it. */
export function factsAt(columns: SummaryColumns, slot: number): WorkplaceFacts {
  const line = columns.lineOf(slot);
  const place = columns.place[slot] ?? 0;
  return {
    employer: partOf(line, parts.employer),
    rtn: partOf(line, parts.rtn),
    site: partOf(line, parts.site),
    address: partOf(line, parts.address),
    municipality: place === 0 ? '' : String(place).padStart(4, '0'),
  };
}
