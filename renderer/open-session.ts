import type { Session } from '../shared/ipc/contract.ts';
import type { Clock } from '../shared/kernel/clock.ts';
import { ok, type Result } from '../shared/kernel/result.ts';
import { auditSoon } from './db/audit.ts';
import type { Database, LevelKeys } from './db/database.ts';
import { settleEvidence } from './db/evidence.ts';
import { createDatabase, openDatabase, type OpenOptions, type Ports } from './db/open.ts';
import { reportLine } from './db/open-report.ts';
import { checkRows } from './db/repair.ts';
import { saveOffice, type OfficeSettings } from './db/settings.ts';
import { host } from './host.ts';
import type { Transport } from './keys.ts';
import type { OpenSession } from './session.tsx';

export { openTablesEarly } from './db/early-tables.ts';
export { makeTransport } from './keys.ts';

/** This computer's clock; the only place of the window that asks it. */
export const computerClock: Clock = { now: () => Date.now() };

/**
 * Opens the database for an unlocked office. What had to be mended stands in `db.report` and goes into the chain of
 * acts. Faults as `openDatabase` has them; after `journal/lost` a person may choose to go on without what is lost.
 * @param transport the one whose public half went along with the unlocking
 */
export async function openSession(
  session: Session,
  transport: Transport,
  options: Pick<OpenOptions, 'goOn'> = {},
): Promise<Result<OpenSession>> {
  const opened = await takeKeys(session, transport);
  if (!opened.ok) return opened;
  const db = await openDatabase(session, opened.value.keys, opened.value.ports, options);
  if (!db.ok) return db;
  const report = db.value.report.get();
  // of a journal that was written anew the main process tells by itself
  if (['caught-up', 'rebuilt', 'restored', 'journal-repaired', 'acts-lost', 'gone-on'].includes(report.kind)) {
    const logged = await auditSoon(db.value, { action: 'repaired', detail: reportLine(report).slice(0, 2000) });
    if (!logged.ok) return logged;
  }
  checkLater(db.value);
  return ok({ person: session.person, office: session.office, policy: session.policy, db: db.value });
}

/** When the person has their list: counting a large office's rows takes a moment of the disk's time. */
const CHECK_AFTER_MS = 5000;

function checkLater(db: Database): void {
  setTimeout(() => {
    // rows that are missing come back by themselves or, should that fail, show themselves where they are read
    void checkRows(db);
    // files of evidence that a kill left without a word in the journal
    void settleEvidence(db, host);
  }, CHECK_AFTER_MS);
}

/**
 * Lays out the database of a new office and writes its settings. The office counts only after `confirmOffice`, once the
 * recovery sheets were handed out.
 */
export async function startOffice(
  session: Session,
  transport: Transport,
  settings: OfficeSettings,
): Promise<Result<OpenSession>> {
  const opened = await takeKeys(session, transport);
  if (!opened.ok) return opened;
  const db = await createDatabase(session, opened.value.keys, opened.value.ports);
  if (!db.ok) return db;
  const saved = await saveOffice(db.value, settings);
  if (!saved.ok) return saved;
  return ok({ person: session.person, office: session.office, policy: session.policy, db: db.value });
}

async function takeKeys(
  session: Session,
  transport: Transport,
): Promise<Result<{ readonly keys: LevelKeys; readonly ports: Ports }>> {
  const keys = await transport.open(session);
  if (!keys.ok) return keys;
  const ports = {
    clock: computerClock,
    journal: host,
    keysPort: transport.caseKeys(host, session.vaultId),
    clearStorage: () => host.clearDatabase({}),
    renewInstallation: async () => {
      const renewed = await host.renewInstallation({});
      return renewed.ok ? ok(renewed.value.installationId) : renewed;
    },
  };
  return ok({ keys: keys.value, ports });
}
