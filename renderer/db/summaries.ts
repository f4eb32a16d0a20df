import type { AlertFacts } from '../../shared/alert/alert-likeness.ts';
import { isUrgent } from '../../shared/alert/triage.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import type { WriteInput } from '../../shared/ipc/contract.ts';
import { instantInHonduras, isPlainDate, isPlainTime, type PlainDate } from '../../shared/kernel/plain-date.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import { rowsOf } from '../../shared/record/draft.ts';
import type { FoldedCase } from '../../shared/record/fold.ts';
import { alertStateAt, type AlertState } from '../../shared/record/kinds/alert-triage.ts';
import { caseFile } from '../../shared/record/kinds/case-file.ts';
import { inspection } from '../../shared/record/kinds/inspection.ts';
import { caseFileOf, placeOfRecord } from '../../shared/record/record-name.ts';
import type { SummaryRow } from '../../shared/journal/write.ts';
import type { Addressee } from '../../shared/report/report.ts';
import { openJson, sealJson, type Database } from './database.ts';
import type { DocumentHead } from './documents.ts';
import { statusOf, type RecordState } from './record-status.ts';
import { draftOnce } from './known-cases.ts';

/** What lists show of an inspection, and by what it is found. Never a protected value: lists are open to the office. */
export interface CaseSummary {
  readonly caseId: string;
  readonly number: string;
  /** version of the acta; 0 until there is one */
  readonly version: number;
  readonly state: RecordState;
  readonly employer: string;
  /** key of the inspection type */
  readonly type: string;
  readonly date: PlainDate;
  /** municipality code DDMM */
  readonly municipality: string;
  readonly savedAt: Instant;
  /** names and places it is found by and that no list shows */
  readonly words: readonly string[];
  /** DNI, RTN and telephone numbers it is found by, digits only */
  readonly numbers: readonly string[];
  /** state of the procedure; absent for an acta without a case file */
  readonly stage?: string;
  /** who has the case in hand */
  readonly responsible?: string;
  /** key of the priority of the case file */
  readonly priority?: string;
  /** the workplace that the case file points at */
  readonly establishmentId?: string;
  /** the next day on which something of it is due, as the office counted when it was saved; absent when nothing is */
  readonly due?: PlainDate;
  /** when the receipt of a referral is to be asked for; absent while none is waited for */
  readonly receiptDue?: Instant;
}

/** What lists show of a document. */
export interface DocumentSummary {
  readonly id: string;
  readonly caseId: string;
  readonly number: string;
  readonly version: number;
  readonly title: string;
  readonly addressee: Addressee;
  readonly state: DocumentHead['state'];
  /** when it was made or last signed */
  readonly lastAt: Instant;
  /** who signed, in order */
  readonly signers: readonly string[];
}

/** What lists show of a workplace, and by what it is found. Nothing of a complaint, nothing of the protected level. */
export interface WorkplaceSummary {
  /** of the workplace, which is a case of its own in the change log */
  readonly id: string;
  readonly employer: string;
  readonly site: string;
  /** digits only */
  readonly rtn: string;
  /** key of the branch of activity */
  readonly branch: string;
  /** municipality code DDMM */
  readonly municipality: string;
  readonly address: string;
  readonly savedAt: Instant;
  /** names and places it is found by and that no list shows */
  readonly words: readonly string[];
  /** numbers it is found by beside its RTN, digits only */
  readonly numbers: readonly string[];
}

/** What lists show of an alert, and by what it is found. Never who gave it: that is of the protected level. */
export interface AlertSummary extends AlertFacts {
  /** of the alert, which is a log of its own */
  readonly id: string;
  readonly state: AlertState;
  /** the case or alert that it went into, or the office that has it; empty while there is none */
  readonly target: string;
  readonly urgent: boolean;
  /** key of who gave it: a kind of office, nobody's name */
  readonly sender: string;
  readonly children: string;
  /** digits; empty when nobody told */
  readonly people: string;
  /** how it begins */
  readonly facts: string;
  readonly receivedAt: Instant;
  /** when it was passed on to the office of `target`; absent while it was not */
  readonly passedAt?: Instant;
}

/** What any list shows. */
export type Summary = CaseSummary | DocumentSummary | WorkplaceSummary | AlertSummary;

/** Fields by which an inspection is found beside what its row shows. None of them is of the protected level. */
const FOUND_BY = {
  words: ['representative', 'attendedBy', 'place', 'village', 'address', 'employerRnsp'],
  numbers: ['employerRtn', 'employerDni', 'employerPhone'],
} as const;

const single = (value: RecordDraft['values'][string] | undefined): string => (typeof value === 'string' ? value : '');

/**
 * What lists show of a record.
 * @param rest what the record says of itself, beside the fields of the draft
 */
export function caseSummary(
  caseId: string,
  draft: RecordDraft,
  rest: Pick<CaseSummary, 'number' | 'version' | 'state' | 'savedAt'>,
): CaseSummary {
  const some = (keys: readonly string[]): string[] =>
    keys.map((key) => single(draft.values[key])).filter((text) => text.trim() !== '');
  const inspectors = rowsOf(draft, 'inspectors').map(({ values }) => single(values['name']));
  return {
    caseId,
    number: rest.number,
    version: rest.version,
    state: rest.state,
    employer: single(draft.values['employerName']),
    type: single(draft.values['type']),
    date: single(draft.values['startDate']),
    municipality: single(draft.values['municipality']),
    savedAt: rest.savedAt,
    words: [...some(FOUND_BY.words), ...inspectors.filter((name) => name.trim() !== '')],
    numbers: some(FOUND_BY.numbers),
  };
}

/**
 * What lists show of a case: of its file, and of its first acta where there is one. Made from the case as it will be, so
 * that whichever record is saved, the list tells the whole.
 */
export function summaryOfCase(folded: FoldedCase, caseId: string, savedAt: Instant): CaseSummary {
  const acta = draftOnce(inspection, folded, caseId);
  const status = statusOf(folded, caseId);
  const own = caseSummary(caseId, acta, { ...status, savedAt });
  if (!folded.entities.has(placeOfRecord(caseFileOf(caseId)))) return own;
  const { values } = draftOnce(caseFile, folded, caseId);
  const text = (key: string): string => single(values[key]);
  const { number } = statusOf(folded, caseId, caseFileOf(caseId));
  return {
    ...own,
    number: number === '' ? own.number : number,
    employer: text('employerName') === '' ? own.employer : text('employerName'),
    type: own.type === '' ? text('type') : own.type,
    date: own.date === '' ? text('openedOn') : own.date,
    municipality: own.municipality === '' ? text('municipality') : own.municipality,
    stage: text('stage'),
    responsible: text('responsibleName'),
    priority: text('priority'),
    ...(text('establishmentId') === '' ? {} : { establishmentId: text('establishmentId') }),
    words: [...own.words, own.number, own.employer, text('sihcal'), text('responsibleName')].filter(
      (word) => word.trim() !== '',
    ),
  };
}

/** What lists show of a workplace. */
export function workplaceSummary(id: string, { values }: RecordDraft, savedAt: Instant): WorkplaceSummary {
  const text = (key: string): string => single(values[key]);
  const some = (...keys: readonly string[]): string[] => keys.map(text).filter((value) => value.trim() !== '');
  return {
    id,
    employer: text('employerName'),
    site: text('siteName'),
    rtn: text('employerRtn'),
    branch: text('branch'),
    municipality: text('municipality'),
    address: text('address'),
    savedAt,
    words: some('village', 'representative', 'employerRnsp'),
    numbers: some('employerDni', 'employerPhone'),
  };
}

/** As much of what was told as a list shows. */
const EXCERPT = 160;

/**
 * What lists show of an alert.
 * @param triage what was decided about it; an empty draft while nothing was
 * @param log.savedAt stands in where nobody wrote down when it was received
 * @param log.office code of the office that looks
 */
export function alertSummary(
  id: string,
  { values }: RecordDraft,
  triage: RecordDraft,
  log: { readonly savedAt: Instant; readonly office: string },
): AlertSummary {
  const text = (key: string): string => single(values[key]);
  const { signs = [] } = values;
  const [date, time] = [text('receivedOn'), text('receivedTime')];
  const { decision, target } = triage.values;
  const state = alertStateAt(decision, target, log.office);
  const decidedAt = rowsOf(triage, 'alert_decisions').map((row) => single(row.values['decidedAt']));
  return {
    id,
    state,
    ...(state === 'passed' ? { passedAt: decidedAt.sort().at(-1) ?? '' } : {}),
    target: single(target),
    urgent: isUrgent({ danger: text('danger'), signs: typeof signs === 'string' ? [] : signs }),
    sender: text('sender'),
    children: text('children'),
    people: text('people'),
    facts: text('facts').slice(0, EXCERPT),
    employer: text('employer'),
    recruiter: text('recruiter'),
    route: text('route'),
    place: text('place'),
    municipality: text('municipality'),
    receivedAt: isPlainDate(date) && isPlainTime(time) ? instantInHonduras(date, time) : log.savedAt,
  };
}

/** What lists show of a document. */
export function documentSummary(head: DocumentHead): DocumentSummary {
  return {
    id: head.id,
    caseId: head.caseId,
    number: head.number,
    version: head.version,
    title: head.title,
    addressee: head.addressee,
    state: head.state,
    lastAt: head.revisions.at(-1)?.at ?? head.madeAt,
    signers: head.revisions.flatMap(({ signer }) => (signer === undefined ? [] : [signer])),
  };
}

const place = (key: string): string => `summaries/${key}`;

/**
 * The write that puts a case's summary in its place; goes into the same commit as the save it sums up.
 * @param isFirst whether this save is the case's first
 */
export async function caseSummaryWrite(db: Database, summary: CaseSummary, isFirst: boolean): Promise<WriteInput> {
  return await summaryWrite(db, `c/${summary.caseId}`, summary, isFirst);
}

/** The write that puts a workplace's summary in its place; see {@link caseSummaryWrite}. */
export async function workplaceSummaryWrite(
  db: Database,
  summary: WorkplaceSummary,
  isFirst: boolean,
): Promise<WriteInput> {
  return await summaryWrite(db, `e/${summary.id}`, summary, isFirst);
}

/** The write that puts an alert's summary in its place; see {@link caseSummaryWrite}. */
export async function alertSummaryWrite(db: Database, summary: AlertSummary, isFirst: boolean): Promise<WriteInput> {
  return await summaryWrite(db, `a/${summary.id}`, summary, isFirst);
}

/** The write that puts a document's summary in its place; goes into the same commit as the document. */
export async function documentSummaryWrite(db: Database, head: DocumentHead): Promise<WriteInput> {
  const isFirst = head.revisions.length === 1 && head.state === 'sealed';
  return await summaryWrite(db, `d/${head.id}`, documentSummary(head), isFirst);
}

/**
 * `v` is 1 for the first row of a case or document, by which copies count them, and 2 for every later one: what was
 * packed away is not read to count any further, and of several the last one written counts.
 */
async function summaryWrite(db: Database, k: string, summary: Summary, isFirst: boolean): Promise<WriteInput> {
  return { t: 'summaries', k: 'put', row: { k, v: isFirst ? 1 : 2, sealed: await sealJson(db, place(k), summary) } };
}

/** Stands for something that is not listed any more: a bundle brought it, and was withdrawn. */
export interface GoneSummary {
  readonly gone: string;
}

/** Whether a row of the summaries table says that what it was about is not listed any more. */
export function isGone(summary: object): summary is GoneSummary {
  return 'gone' in summary;
}

/**
 * The write that takes something off its list.
 * @param k of its summary: `c/<id>`, `d/<id>`, `e/<id>` or `a/<id>`
 */
export async function goneSummaryWrite(db: Database, k: string): Promise<WriteInput> {
  const gone: GoneSummary = { gone: k.slice(2) };
  return { t: 'summaries', k: 'put', row: { k, v: 2, sealed: await sealJson(db, place(k), gone) } };
}

/** Opens a row of the summaries table; fault `db/damaged` when it was altered or moved. */
export async function openSummary<T extends Summary>(db: Database, row: SummaryRow): Promise<Result<T>> {
  return await openJson<T>(db, place(row.k), row.sealed);
}
