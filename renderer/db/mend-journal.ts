import { ok, type Result } from '../../shared/kernel/result.ts';
import type { JournalState } from '../../shared/ipc/contract.ts';
import { audit } from './audit.ts';
import { beCurrent } from './commit.ts';
import type { Database } from './database.ts';
import { reportLine, type OpenReport } from './open-report.ts';
import type { Gap } from './read-frames.ts';
import { seedJournal } from './seed-journal.ts';

/**
 * Writes a journal anew from the tables, while the office is open; `db.report` then says so. For one that the main
 * process found to be damaged (`safetyFacts`), in files that it does not read at each opening.
 * Faults: `journal/differs` when the journal is whole or not this database's; `db/behind`; `db/damaged` when a row of the tables does not open; those of the journal. Nothing is changed then.
 */
export async function mendJournal(db: Database): Promise<Result<OpenReport>> {
  return await db.exclusive(async () => {
    const current = await beCurrent(db);
    const mended = current.ok ? await writeJournalAnew(db, { goOn: false, gaps: [] }) : current;
    if (mended.ok) db.report.set(mended.value);
    return mended;
  });
}

/**
 * Answers damage that the main process found in earlier files of the journal: what no copy had is written anew from the
 * tables. `db.report` says so, and the chain of acts. Faults: those of {@link mendJournal}.
 */
export async function answerDamage(db: Database, found: JournalState): Promise<Result<OpenReport>> {
  if (found.state !== 'repaired') return await mendJournal(db);
  const report = { kind: 'journal-repaired', from: found.repairedFrom } as const;
  // of a journal that was written anew the main process tells by itself
  const logged = await audit(db, { action: 'repaired', detail: reportLine(report) });
  if (!logged.ok) return logged;
  db.report.set(report);
  return ok(report);
}

/** Writes the journal anew from tables that are as far as they can be. Call inside `db.exclusive`. */
export async function writeJournalAnew(
  db: Database,
  how: {
    readonly goOn: boolean;
    readonly gaps: readonly Gap[];
    /** see `JournalState` */
    readonly lastWrite?: number | undefined;
    readonly isUpgrade?: boolean;
  },
): Promise<Result<OpenReport>> {
  const seeded = await seedJournal(db, how.goOn);
  if (!seeded.ok) return seeded;
  const { rows, unreadable } = seeded.value;
  const { gaps, lastWrite = Number.POSITIVE_INFINITY } = how;
  if (unreadable.length === 0 && gaps.length > 0 && gaps.every(([from]) => from > lastWrite)) {
    return ok({ kind: 'acts-lost', lost: gaps });
  }
  if (gaps.length > 0 || unreadable.length > 0) return ok({ kind: 'gone-on', lost: gaps, unreadable });
  return ok({ kind: how.isUpgrade === true ? 'upgraded' : 'journal-seeded', rows });
}
