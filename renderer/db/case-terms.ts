import type { ParameterOverrides } from '../../shared/catalog/legal-parameters.ts';
import { caseDeadlines, type CaseDeadline } from '../../shared/deadline/case-deadlines.ts';
import { holidaysUnder } from '../../shared/deadline/rule-in-force.ts';
import { instantFrom, type Instant } from '../../shared/kernel/clock.ts';
import { dateInHonduras, type PlainDate } from '../../shared/kernel/plain-date.ts';
import { caseHappenings } from '../../shared/record/case-events.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import type { FoldedCase } from '../../shared/record/fold.ts';
import { caseFile } from '../../shared/record/kinds/case-file.ts';
import { caseFileOf, placeOfRecord } from '../../shared/record/record-name.ts';
import { endStates } from '../../shared/procedure/procedure.ts';
import { hasHappened, movesOf, recordsOf, type CaseMove, type CaseRecord } from './case-parts.ts';
import { caseOf } from '../../shared/journal/write.ts';
import type { Database } from './database.ts';
import { receiptDueIn } from './follow-up.ts';
import { loadLegalCalendar, type LegalCalendar } from './legal-calendar.ts';
import { loadParameters } from './legal-parameters.ts';
import { summaryOfCase, type CaseSummary } from './summaries.ts';
import { draftOnce } from './known-cases.ts';

/** What deadlines are worked out from: a case with its file. */
export interface CaseWithFile {
  readonly file: RecordDraft;
  readonly records: readonly CaseRecord[];
  readonly moves: readonly CaseMove[];
}

/** The deadlines of a case as the office counts them, the nearest first. */
export function deadlinesOf(
  db: Pick<Database, 'clock'>,
  { file, records, moves }: CaseWithFile,
  { terms, closures, rules }: Pick<LegalCalendar, 'terms' | 'closures' | 'rules'>,
): readonly CaseDeadline[] {
  const dated = records.map((one) => ({ kind: one.record.kind, draft: one.draft, counts: hasHappened(one) }));
  const moved = moves.map(({ to, at }) => ({ to, date: dateInHonduras(at) }));
  const last = moved.at(-1);
  const ended = isEnded(file) && last !== undefined ? { ended: { date: last.date } } : {};
  return caseDeadlines(
    { ...caseHappenings(file, dated, moved), ...ended },
    {
      terms,
      calendar: { holidays: holidaysUnder(rules), closures },
      today: dateInHonduras(instantFrom(db.clock.now())),
    },
  );
}

/** The next day on which something of a case is due; undefined when nothing is. */
export function nextDue(deadlines: readonly CaseDeadline[]): PlainDate | undefined {
  return deadlines.find(({ state, due }) => state !== 'done' && state !== 'past' && due !== undefined)?.due;
}

/** What an office counts by, each read once and again after anything of the office was written. */
interface Counting {
  calendar: ReturnType<typeof loadLegalCalendar> | undefined;
  parameters: ReturnType<typeof loadParameters> | undefined;
}
const countings = new WeakMap<Database, Counting>();

function countingOf(db: Database): Counting {
  const known = countings.get(db);
  if (known !== undefined) return known;
  const fresh: Counting = { calendar: undefined, parameters: undefined };
  countings.set(db, fresh);
  db.onWrites.add((writes) => {
    if (!writes.some((write) => caseOf(write) === db.officeId)) return;
    fresh.calendar = undefined;
    fresh.parameters = undefined;
  });
  return fresh;
}

async function calendarNow(db: Database): ReturnType<typeof loadLegalCalendar> {
  return await (countingOf(db).calendar ??= loadLegalCalendar(db));
}

/** What cannot be read of the office's own numbers leaves those of the catalogue: a reminder is never lost with them. */
async function parametersNow(db: Database): Promise<ParameterOverrides> {
  const read = await (countingOf(db).parameters ??= loadParameters(db));
  return read.ok ? read.value : {};
}

/**
 * What lists show of a case, with the next day on which something of it is due, a receipt of a referral among it. Inside or outside `db.exclusive`. A
 * calendar that cannot be read costs the day, not the save.
 */
export async function summaryNow(
  db: Database,
  folded: FoldedCase,
  caseId: string,
  savedAt: Instant,
): Promise<CaseSummary> {
  const receiptDue = receiptDueIn(folded, caseId, await parametersNow(db));
  const known = summaryOfCase(folded, caseId, savedAt);
  const summary = receiptDue === undefined ? known : { ...known, receiptDue };
  if (!folded.entities.has(placeOfRecord(caseFileOf(caseId)))) return summary;
  const calendar = await calendarNow(db);
  if (!calendar.ok) return summary;
  const file = draftOnce(caseFile, folded, caseId);
  const term = nextDue(
    deadlinesOf(db, { file, records: recordsOf(folded, caseId), moves: movesOf(file) }, calendar.value),
  );
  const asked = receiptDue === undefined ? undefined : dateInHonduras(receiptDue);
  // a receipt is due like a term is
  const due = asked !== undefined && (term === undefined || asked < term) ? asked : term;
  return due === undefined ? summary : { ...summary, due };
}

/** Nothing is due in a case that is closed. */
function isEnded(file: RecordDraft): boolean {
  return endStates.some((state) => state === file.values['stage']);
}
