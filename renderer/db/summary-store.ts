import { ok, type Result } from '../../shared/kernel/result.ts';
import { makeTurns } from '../../shared/kernel/turns.ts';
import type { Write } from '../../shared/journal/write.ts';
import { alertKind } from './alert-kind.ts';
import { allow, type Database } from './database.ts';
import type { AlertSummary, CaseSummary, DocumentSummary, WorkplaceSummary } from './summaries.ts';
import { caseKind, documentKind } from './summary-kinds.ts';
import { SummaryList } from './summary-list.ts';
import { packSummaries } from './summary-packing.ts';
import {
  makeAlertSummary,
  makeCaseSummary,
  makeDocumentSummary,
  eachDocument,
  eachLog,
  makeWorkplaceSummary,
} from './summary-sources.ts';
import { findUnlisted, mendSummaries, type Upkeep } from './summary-upkeep.ts';
import { idleMoments } from './when-idle.ts';
import { workplaceKind } from './workplace-kind.ts';

/** The lists of an open office, as long as it is open. */
export interface Summaries {
  readonly cases: SummaryList<CaseSummary>;
  readonly documents: SummaryList<DocumentSummary>;
  readonly workplaces: SummaryList<WorkplaceSummary>;
  readonly alerts: SummaryList<AlertSummary>;
  /** Resolves when all lists are read; their status tells faults. */
  readonly opened: Promise<Result<void>>;
  /** Resolves when what was lost has been made again and, where there is much that is new, it is packed. */
  readonly settled: Promise<void>;
  /** Packs what was saved and lets go of the database. Never fails: what is not packed now is packed another time. */
  readonly close: () => Promise<void>;
}

/** Rows saved since the last packing after which an idle moment is used for another. */
const PACK_AFTER = 256;

/**
 * Opens lists of their own for an office: they can be used at once and fill while they open. Whoever may not read cases gets
 * empty ones.
 */
export function startSummaries(db: Database): Summaries {
  const cases = new SummaryList(db, caseKind);
  const documents = new SummaryList(db, documentKind);
  const workplaces = new SummaryList(db, workplaceKind);
  const alerts = new SummaryList(db, alertKind);
  const lists = [cases, documents, workplaces, alerts];
  if (!allow(db, 'case.read').ok) {
    for (const list of lists) list.tell({ phase: 'open' });
    const nothing = Promise.resolve();
    return {
      cases,
      documents,
      workplaces,
      alerts,
      opened: Promise.resolve(ok(undefined)),
      settled: nothing,
      close: () => nothing,
    };
  }
  let isOpen = true;
  /** how often the lists were opened: what is done for those of before is not wanted any more */
  let openings = 1;
  const newUpkeep = (): Upkeep => {
    const opening = openings;
    const isWanted = (): boolean => isOpen && openings === opening;
    return { isWanted, whenIdle: idleMoments(isWanted) };
  };
  /** rows that are in no page yet */
  let unpacked = 0;
  const pack = async (): Promise<void> => {
    unpacked = 0;
    await packSummaries(cases);
    await packSummaries(documents);
    await packSummaries(workplaces);
    await packSummaries(alerts);
  };
  const mend = async (work: Upkeep): Promise<void> => {
    const logs = [cases, workplaces, alerts];
    const isListed = (id: string): boolean => logs.some(({ columns }) => columns.find(id) !== undefined);
    const lost = await findUnlisted(db, eachLog, { isListed, ...work });
    if (!lost.ok) return;
    // what one list took is nothing for the next
    const unlisted = (): readonly string[] => lost.value.filter((id) => !isListed(id));
    await mendSummaries(cases, makeCaseSummary, { unlisted: unlisted(), ...work });
    await mendSummaries(workplaces, makeWorkplaceSummary, { unlisted: unlisted(), ...work });
    await mendSummaries(alerts, makeAlertSummary, { unlisted: unlisted(), ...work });
    const isDocument = (id: string): boolean => documents.columns.find(id) !== undefined;
    const gone = await findUnlisted(db, eachDocument, { isListed: isDocument, ...work });
    if (gone.ok) await mendSummaries(documents, makeDocumentSummary, { unlisted: gone.value, ...work });
  };
  const open = async (): Promise<Result<void>> => {
    const read = await Promise.all(lists.map((list) => list.open()));
    unpacked = lists.reduce((sum, list) => sum + list.unpacked(), 0);
    return read.find((one) => !one.ok) ?? ok(undefined);
  };
  /** Work that can wait, one piece after another, in moments when the window has nothing else to do. */
  const later = makeTurns();
  const upkeep = async (): Promise<void> => {
    const work = newUpkeep();
    await later(async () => {
      await work.whenIdle();
      if (work.isWanted()) await mend(work);
      await work.whenIdle();
      if (work.isWanted() && unpacked >= PACK_AFTER) await pack();
    });
  };
  const packLater = async (): Promise<void> => {
    const work = newUpkeep();
    await later(async () => {
      await work.whenIdle();
      if (work.isWanted()) await pack();
    });
  };
  const follow = (writes: readonly Write[]): void => {
    for (const list of lists) list.follow(writes);
    const before = unpacked;
    unpacked += writes.filter(({ t }) => t === 'summaries').length;
    if (before < PACK_AFTER && unpacked >= PACK_AFTER) void packLater();
  };
  db.onWrites.add(follow);
  const opened = open();
  const settled = opened.then(async (read) => {
    if (read.ok) await upkeep();
  });
  const reopen = (): void => {
    openings += 1;
    void later(open).then(upkeep);
  };
  const stopReports = db.report.subscribe(reopen);
  for (const list of lists) list.onSuspect = () => void upkeep();
  return {
    cases,
    documents,
    workplaces,
    alerts,
    opened,
    settled,
    close: async () => {
      isOpen = false;
      stopReports();
      await opened;
      await later(async () => {
        if (unpacked > 0) await pack();
      });
      db.onWrites.delete(follow);
    },
  };
}

/** One store for each open office: it lives as long as the office is open, whatever screens come and go. */
const started = new WeakMap<Database, Summaries>();

/** The lists of an open office; the first to ask has them opened. */
export function summariesOf(db: Database): Summaries {
  const known = started.get(db);
  if (known !== undefined) return known;
  const summaries = startSummaries(db);
  started.set(db, summaries);
  return summaries;
}

/** Packs the lists of an office that is about to be locked, when they were opened. */
export async function closeSummaries(db: Database): Promise<void> {
  await started.get(db)?.close();
}
