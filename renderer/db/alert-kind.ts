import { placeName } from '../../shared/catalog/territory.ts';
import type { KnownAlert } from '../../shared/alert/alert-patterns.ts';
import { alertStates } from '../../shared/record/kinds/alert-triage.ts';
import { partOf, searchLine } from '../../shared/search/normalise.ts';
import type { SummaryColumns } from './summary-columns.ts';
import type { SummaryKind } from './summary-kinds.ts';
import type { AlertSummary } from './summaries.ts';
import { withWorkplace } from './workplace-mark.ts';

/** Parts of the search line of an alert that are read back; data format of the pages. */
const parts = { employer: 0, recruiter: 1, route: 2, place: 3 } as const;
/** In the column of versions, which alerts do not have; data format of the pages. */
const URGENT = 1;

/** Summaries of alerts; the number of a state is its place in `alertStates`, a new one may only be added at the end. */
export const alertKind: SummaryKind<AlertSummary> = {
  key: 'a',
  types: 'origins',
  facts: ({ id, employer, recruiter, route, place, municipality, facts, receivedAt, state, urgent, target }) => ({
    id,
    // the line ends with the case that the alert went into, as that of a case does with its workplace
    line: withWorkplace(
      searchLine([
        employer,
        recruiter,
        route,
        place,
        municipality === '' ? '' : placeName(municipality),
        facts,
        id.slice(0, 8),
      ]),
      target,
    ),
    time: Date.parse(receivedAt),
    date: 0,
    due: 0,
    version: urgent ? URGENT : 0,
    place: /^\d{4}$/.test(municipality) ? Number(municipality) : 0,
    state: alertStates.indexOf(state),
    type: '',
  }),
};

/** Whether the alert of a slot is urgent. */
export function isUrgentAt(columns: SummaryColumns, slot: number): boolean {
  return columns.version[slot] === URGENT;
}

/** What an alert is compared by, from its columns: no text is read for it. */
export function alertAt(columns: SummaryColumns, slot: number): KnownAlert {
  const line = columns.lineOf(slot);
  const place = columns.place[slot] ?? 0;
  return {
    id: columns.idOf(slot),
    receivedAt: new Date(columns.time[slot] ?? 0).toISOString(),
    employer: partOf(line, parts.employer),
    recruiter: partOf(line, parts.recruiter),
    route: partOf(line, parts.route),
    place: partOf(line, parts.place),
    municipality: place === 0 ? '' : String(place).padStart(4, '0'),
  };
}
