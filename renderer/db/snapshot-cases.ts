import { caseOf, placeOf, type CountersRow, type SummaryRow, type Write } from '../../shared/journal/write.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { reading } from './access.ts';
import { guarded, type Database, type JournalPort } from './database.ts';
import { readFrames, type Gap } from './read-frames.ts';
import { isGone, openSummary, type CaseSummary, type AlertSummary, type WorkplaceSummary } from './summaries.ts';
import { summariesOf } from './summary-store.ts';

/** The journal inside a snapshot, read as the office's own is. */
export type SnapshotPort = Pick<JournalPort, 'readJournal'>;

/** A case, a workplace or an alert that a snapshot holds. */
export interface SnapshotCase {
  readonly caseId: string;
  /** as the snapshot has it, or, where that was packed away, as the office has it; undefined when neither knows */
  readonly summary: CaseSummary | undefined;
  /** likewise of a workplace, which has no summary of a case */
  readonly workplace?: WorkplaceSummary;
  /** likewise of an alert */
  readonly alert?: AlertSummary;
  /**
   * how it stands here, by the keys of its rows: `absent`: nothing of it is here; `partial`: the snapshot has saves or
   * papers that are missing here; `whole`: nothing is missing
   */
  readonly here: 'absent' | 'partial' | 'whole';
  /** numbers of the first and the last frame that speak of it */
  readonly frames: readonly [first: number, last: number];
  readonly documents: readonly string[];
}

/** What a snapshot holds, case by case. */
export interface SnapshotCases {
  readonly cases: readonly SnapshotCase[];
  /** the numbers given out when it was made */
  readonly counters: CountersRow | undefined;
  /** frames of it that could not be read */
  readonly gaps: readonly Gap[];
}

/** How far reading is, and whether it is still wanted. */
export interface SnapshotReading {
  /** called after each portion; 0 to 1 */
  readonly onProgress?: (share: number) => void;
  /** false ends the reading, with the fault `file/cancelled` */
  readonly isWanted?: () => boolean;
}

/** What is known of a case while frames go by; its rows themselves may be hundreds of megabytes and are let go. */
interface Found {
  first: number;
  last: number;
  summary?: SummaryRow;
  readonly saves: Set<string>;
  readonly documents: Set<string>;
  hasDraft: boolean;
}

/** The bytes of one paper: the frames that brought them, and their places. */
interface Papers {
  readonly first: number;
  last: number;
  readonly places: Set<string>;
}

/**
 * Lists the cases of a snapshot of this office, each with how it stands here. Reads it through once. Faults:
 * `access/denied` (needs `snapshot.restore-case`), `file/cancelled`, those of reading the snapshot, `db/unavailable`.
 */
export async function listSnapshotCases(
  db: Database,
  source: SnapshotPort,
  how: SnapshotReading = {},
): Promise<Result<SnapshotCases>> {
  return await reading(db, 'snapshot.restore-case', async () => {
    const found = new Map<string, Found>();
    const owners = new Map<string, string>();
    // the bytes of a paper may come before the row that says whose it is
    const papers = new Map<string, Papers>();
    let counters: CountersRow | undefined;
    const read = await eachFrame(source, {}, how, (seq, writes) => {
      for (const write of writes) {
        if (write.t === 'meta') counters = write.row;
        else if (write.t === 'files') notePaper(papers, seq, write.row.d, placeOf(write));
        else if (write.t === 'documents') owners.set(write.row.id, write.row.c);
        const caseId = caseIn(write, owners);
        if (caseId !== undefined && caseId !== db.officeId) note(found, seq, caseId, write);
      }
    });
    if (!read.ok) return read;
    const here = await rowsHere(db);
    if (!here.ok) return here;
    const cases: SnapshotCase[] = [];
    for (const [caseId, one] of found) {
      if (one.saves.size === 0 && one.documents.size === 0 && !one.hasDraft) continue;
      const documents = [...one.documents];
      const own = documents.flatMap((id) => papers.get(id) ?? []);
      cases.push({
        caseId,
        ...(await summaryOf(db, caseId, one.summary)),
        here: stateHere(caseId, one, own, here.value),
        frames: [
          Math.min(one.first, ...own.map(({ first }) => first)),
          Math.max(one.last, ...own.map(({ last }) => last)),
        ],
        documents,
      });
    }
    return ok({ cases, counters, gaps: read.value });
  });
}

function note(found: Map<string, Found>, seq: number, caseId: string, write: Write): void {
  const one = found.get(caseId) ?? { first: seq, last: seq, saves: new Set(), documents: new Set(), hasDraft: false };
  found.set(caseId, one);
  one.last = seq;
  if (write.t === 'saves') one.saves.add(placeOf(write));
  else if (write.t === 'documents') one.documents.add(write.row.id);
  else if (write.t === 'summaries') one.summary = write.row;
  else if (write.t === 'drafts') one.hasDraft = write.k === 'put';
}

function notePaper(papers: Map<string, Papers>, seq: number, id: string, place: string): void {
  const one = papers.get(id) ?? { first: seq, last: seq, places: new Set() };
  papers.set(id, one);
  one.last = seq;
  one.places.add(place);
}

function stateHere(caseId: string, one: Found, own: readonly Papers[], here: RowsHere): SnapshotCase['here'] {
  const saves = here.saves.get(caseId) ?? 0;
  const hasDraft = here.keys.has(`drafts/${caseId}`);
  if (saves === 0 && !hasDraft) return 'absent';
  const documents = [...one.documents].map((id) => `documents/${id}`);
  const places = [...one.saves, ...documents, ...own.flatMap((paper) => [...paper.places])];
  // text that was not saved fits only the record that it was begun on
  const draftFits = one.hasDraft && !hasDraft && saves === one.saves.size;
  return draftFits || places.some((place) => !here.keys.has(place)) ? 'partial' : 'whole';
}

/** The case that a write speaks of; `owners` tells whose a document is. */
export function caseIn(write: Write, owners: ReadonlyMap<string, string>): string | undefined {
  return write.t === 'files' ? owners.get(write.row.d) : caseOf(write);
}

/**
 * Goes through frames of a snapshot in order.
 * @param span numbers of the first and last frame that are wanted; all by default
 * @returns the stretches that could not be read
 */
export async function eachFrame(
  source: SnapshotPort,
  { span }: { readonly span?: readonly [number, number] },
  { onProgress, isWanted = () => true }: SnapshotReading,
  visit: (seq: number, writes: readonly Write[]) => void,
): Promise<Result<readonly Gap[]>> {
  const [first, until] = span ?? [1, Infinity];
  const gaps: Gap[] = [];
  let end = 0;
  const port: SnapshotPort = {
    readJournal: async (input) => {
      const part = await source.readJournal(input);
      if (part.ok) end = part.value.end.seq;
      return part;
    },
  };
  const after = { seq: first - 1, digest: new Uint8Array(32) };
  for await (const part of readFrames(port, { after, isSure: true, until, gaps })) {
    if (!part.ok && part.fault.code !== 'journal/lost') return part;
    if (!isWanted()) return fail('file/cancelled');
    if (!part.ok) {
      gaps.push([Number(part.fault.detail?.['from'] ?? 0), Number(part.fault.detail?.['to'] ?? 0)]);
      break;
    }
    for (const { seq, writes } of part.value) visit(seq, writes);
    const last = part.value.at(-1)?.seq ?? first;
    onProgress?.((last - first + 1) / Math.max(1, Math.min(until, end) - first + 1));
  }
  return ok(gaps);
}

/** Places of the rows that are here, and how many saves each case has. */
interface RowsHere {
  readonly keys: ReadonlySet<string>;
  readonly saves: ReadonlyMap<string, number>;
}

async function rowsHere(db: Database): Promise<Result<RowsHere>> {
  return await guarded(async () => {
    const { tables } = db;
    const keys = new Set<string>();
    const saves = new Map<string, number>();
    for (const [c, r, n] of await tables.saves.toCollection().primaryKeys()) {
      keys.add(`saves/${c}/${r}/${n}`);
      saves.set(c, (saves.get(c) ?? 0) + 1);
    }
    for (const id of await tables.documents.toCollection().primaryKeys()) keys.add(`documents/${id}`);
    for (const [d, n] of await tables.files.toCollection().primaryKeys()) keys.add(`files/${d}/${n}`);
    for (const c of await tables.drafts.toCollection().primaryKeys()) keys.add(`drafts/${c}`);
    return { keys, saves };
  });
}

/** What a list shows of it; one that does not open is not worth losing the list for. */
async function summaryOf(
  db: Database,
  id: string,
  row: SummaryRow | undefined,
): Promise<Pick<SnapshotCase, 'summary' | 'workplace' | 'alert'>> {
  const { cases, workplaces, alerts, opened } = summariesOf(db);
  if (row?.k.startsWith('e/') === true) {
    const read = await openSummary<WorkplaceSummary>(db, row);
    if (read.ok && !isGone(read.value)) return { summary: undefined, workplace: read.value };
  } else if (row?.k.startsWith('a/') === true) {
    const read = await openSummary<AlertSummary>(db, row);
    if (read.ok && !isGone(read.value)) return { summary: undefined, alert: read.value };
  } else if (row !== undefined) {
    const read = await openSummary<CaseSummary>(db, row);
    if (read.ok && !isGone(read.value)) return { summary: read.value };
  }
  await opened;
  const workplace = await workplaces.get(id);
  if (workplace !== undefined) return { summary: undefined, workplace };
  const alert = await alerts.get(id);
  return alert === undefined ? { summary: await cases.get(id) } : { summary: undefined, alert };
}
