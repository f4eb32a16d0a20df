import { formatDate, isPlainDate } from '../../../shared/kernel/plain-date.ts';
import { reader, type RecordDraft } from '../../../shared/record/draft.ts';
import { placeOfRecord } from '../../../shared/record/record-name.ts';
import { readCase } from '../../db/cases.ts';
import type { Database } from '../../db/database.ts';
import type { Summaries } from '../../db/summary-store.ts';
import { similarWords } from '../../parts/case-file/similar.ts';

/** A record that another of its kind can be begun from. */
export interface EarlierRecord {
  readonly key: string;
  readonly caseId: string;
  /** whose it is, its number and its day */
  readonly label: string;
  readonly detail: string | undefined;
  /** without protected values: these are opened case by case */
  readonly draft: RecordDraft;
}

/** More cases than this are not looked through: the newest are the ones that are alike. */
const CASES = 12;

/**
 * Earlier records of the same kind: those of the same case, then of workplaces with the same name, then the newest ones.
 * A case that cannot be read is left out.
 */
export async function findEarlier(
  db: Database,
  cases: Summaries['cases'],
  here: { readonly caseId: string; readonly kind: string; readonly id: string; readonly draft: RecordDraft },
): Promise<readonly EarlierRecord[]> {
  const words = similarWords(reader(here.draft).text('employerName'));
  const newest = { by: 'time', descending: true } as const;
  const slots = [
    ...(words === '' ? [] : [...cases.rows(words, newest)].slice(0, CASES)),
    ...[...cases.rows('', newest)].slice(0, CASES),
  ];
  await cases.load(slots);
  const known = slots.flatMap((slot) => cases.peek(slot)?.caseId ?? []);
  const views = await Promise.all([...new Set([here.caseId, ...known])].map((caseId) => readCase(db, caseId)));
  return views.flatMap((view): readonly EarlierRecord[] => {
    if (!view.ok) return [];
    const { caseId, head, records } = view.value;
    return records
      .filter(({ record, binned }) => record.kind === here.kind && binned === undefined)
      .filter(({ record }) => caseId !== here.caseId || record.id !== here.id)
      .map(({ record, draft, status }) => {
        const read = reader(draft);
        const date = read.text('startDate') || read.text('date');
        const parts = [status.number, isPlainDate(date) ? formatDate(date) : ''].filter((part) => part !== '');
        return {
          key: `${caseId}/${placeOfRecord(record)}`,
          caseId,
          label: read.text('employerName') || head.employer || head.number || caseId,
          detail: parts.length === 0 ? undefined : parts.join(' · '),
          draft,
        };
      })
      .reverse();
  });
}
