import { catalogLabel } from '../../../shared/catalog/catalog.ts';
import { placeName } from '../../../shared/catalog/territory.ts';
import { formatDate, isPlainDate } from '../../../shared/kernel/plain-date.ts';
import type { StoredDraft } from '../../db/drafts.ts';
import type { InspectionHead } from '../../db/heads.ts';
import { foldText } from '../../ui/fold-text.ts';

/** Where an inspection stands, for the list. */
export type ListState = 'unsaved' | 'draft' | 'final' | 'correcting';

/** One row of the list, with the words already looked up. */
export interface ListRow {
  readonly caseId: string;
  readonly number: string;
  readonly employer: string;
  readonly type: string;
  /** `YYYY-MM-DD`, or empty; sorts as text */
  readonly date: string;
  readonly municipality: string;
  readonly state: ListState;
  readonly version: number;
  /** everything that can be searched, without accents and case */
  readonly searchText: string;
}

/** Rows of the list: saved inspections, and texts that were never saved. A sealed one with unsaved text is being corrected. */
export function listRows(heads: readonly InspectionHead[], drafts: readonly StoredDraft[]): readonly ListRow[] {
  const known = new Set(heads.map(({ caseId }) => caseId));
  const unsaved = new Set(drafts.map(({ caseId }) => caseId));
  return [
    ...heads.map((head) =>
      toRow({ ...head, state: head.state === 'final' && unsaved.has(head.caseId) ? 'correcting' : head.state }),
    ),
    ...drafts
      .filter(({ caseId }) => !known.has(caseId))
      .map(({ caseId, draft, summary }) =>
        toRow({
          caseId,
          number: '',
          employer: summary,
          type: single(draft.values['type']),
          date: single(draft.values['startDate']),
          municipality: single(draft.values['municipality']),
          state: 'unsaved',
          version: 0,
        }),
      ),
  ];
}

/** The rows that hold every word typed, wherever it stands; accents and case do not count. */
export function filterRows(rows: readonly ListRow[], typed: string): readonly ListRow[] {
  const words = foldText(typed).split(/\s+/).filter(Boolean);
  return words.length === 0 ? rows : rows.filter(({ searchText }) => words.every((word) => searchText.includes(word)));
}

type HeadFacts = Omit<InspectionHead, 'savedAt' | 'state'> & { readonly state: ListState };

function toRow(head: HeadFacts): ListRow {
  const type = head.type === '' ? '' : catalogLabel('inspectionTypes', head.type);
  const municipality = head.municipality === '' ? '' : placeName(head.municipality);
  const date = isPlainDate(head.date) ? head.date : '';
  const { caseId, number, employer, state, version } = head;
  const searchText = foldText(
    [number, employer, type, municipality, date === '' ? '' : formatDate(date), date].join(' '),
  );
  return { caseId, number, employer, type, date, municipality, state, version, searchText };
}

function single(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}
