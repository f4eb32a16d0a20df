import { catalogLabel, type CatalogName } from '../../shared/catalog/catalog.ts';
import { placeName } from '../../shared/catalog/territory.ts';
import { formatDate, isPlainDate } from '../../shared/kernel/plain-date.ts';
import { searchLine } from '../../shared/search/normalise.ts';
import { caseStates as stages, endStates } from '../../shared/procedure/procedure.ts';
import type { RowFacts } from './pages.ts';
import type { CaseSummary, DocumentSummary } from './summaries.ts';
import type { PageKind } from './summary-disk.ts';
import { withReceipt } from './receipt-mark.ts';
import { withWorkplace } from './workplace-mark.ts';

/** How summaries of one kind become rows of columns. */
export interface SummaryKind<T extends object> {
  /** first part of the key in `summaries`, and name of the pages of columns */
  readonly key: PageKind;
  /** the catalogue that {@link RowFacts.type} is a key of */
  readonly types: CatalogName;
  readonly facts: (summary: T) => RowFacts;
}

/** Numbers of the states in the columns; data format of the pages. */
export const caseStates = { draft: 0, final: 1 } as const;
export const documentStates = { sealed: 0, superseded: 1 } as const;

/** Numbers of the states of the procedure follow from here, in its order; a new state may only be added at the end. */
const FIRST_STAGE = 10;

/** The number of a case's state in the columns. */
export function stateNumber({ state, stage }: Pick<CaseSummary, 'state' | 'stage'>): number {
  return stage === undefined
    ? caseStates[state]
    : FIRST_STAGE +
        Math.max(
          stages.findIndex((key) => key === stage),
          0,
        );
}

const closedNumbers = new Set<number>([caseStates.final, ...endStates.map((key) => FIRST_STAGE + stages.indexOf(key))]);

/** Whether a case with this state in the columns has a file, and so a way and deadlines. */
export function hasFile(state: number): boolean {
  return state >= FIRST_STAGE;
}

/** Whether a case with this state in the columns is still to be worked on. */
export function isOpenState(state: number): boolean {
  return !closedNumbers.has(state);
}

/** Summaries of cases. */
export const caseKind: SummaryKind<CaseSummary> = {
  key: 'c',
  types: 'inspectionTypes',
  facts: (summary) => {
    const date = isPlainDate(summary.date) ? summary.date : '';
    return {
      id: summary.caseId,
      line: withWorkplace(withReceipt(lineOf(summary, date), summary.receiptDue), summary.establishmentId),
      time: Date.parse(summary.savedAt),
      date: date === '' ? 0 : Number(date.replaceAll('-', '')),
      due: summary.due === undefined ? 0 : Number(summary.due.replaceAll('-', '')),
      version: summary.version,
      place: /^\d{4}$/.test(summary.municipality) ? Number(summary.municipality) : 0,
      state: stateNumber(summary),
      type: summary.type,
    };
  },
};

function lineOf({ employer, number, type, municipality, words, numbers }: CaseSummary, date: string): string {
  return searchLine(
    [
      employer,
      number,
      type === '' ? '' : catalogLabel('inspectionTypes', type),
      municipality === '' ? '' : placeName(municipality),
      date === '' ? '' : formatDate(date),
      date,
      ...words,
    ],
    numbers,
  );
}

/** Summaries of documents. */
export const documentKind: SummaryKind<DocumentSummary> = {
  key: 'd',
  types: 'inspectionTypes',
  facts: (summary) => ({
    id: summary.id,
    line: searchLine([summary.title, summary.number, ...summary.signers]),
    time: Date.parse(summary.lastAt),
    date: 0,
    due: 0,
    version: summary.version,
    place: 0,
    state: documentStates[summary.state],
    type: '',
  }),
};
