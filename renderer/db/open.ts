import type { JournalState, Session } from '../../shared/ipc/contract.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { makeTurns } from '../../shared/kernel/turns.ts';
import { follow } from './commit.ts';
import { guarded, type CaseKeysPort, type Database, type JournalPort, type LevelKeys } from './database.ts';
import { takeEarlyTables } from './early-tables.ts';
import { answerOf, engineOf } from './engine.ts';
import { lookAt, type Found } from './look-at.ts';
import type { OpenReport } from './open-report.ts';
import { planOpening, type Plan, type Standing } from './plan-opening.ts';
import type { Gap } from './read-frames.ts';
import { START, countCases, rebuild } from './rebuild.ts';
import { LAYOUT, type CountersRow } from '../../shared/journal/write.ts';
import { DATABASE_NAME, OfficeTables, type PositionRow } from './schema.ts';
import { writeJournalAnew } from './mend-journal.ts';
import { Watched } from './watched.ts';

/** What the database needs from outside. */
export interface Ports {
  readonly clock: Clock;
  readonly journal: JournalPort;
  readonly keysPort: CaseKeysPort;
  /** see `Database.clearStorage` */
  readonly clearStorage?: Database['clearStorage'];
  /** has the main process give this computer another installation id; none where there is no main process */
  readonly renewInstallation?: () => Promise<Result<string>>;
}

export interface OpenOptions {
  /** only tests give another one */
  readonly name?: string;
  /** somebody has read what is lost (fault `journal/lost`) and wants to work on without it */
  readonly goOn?: boolean;
}

/**
 * Opens the database of a known office as a view of its journal: compares the two, has the one that is behind catch
 * up, and makes again the one that is gone; `db.report` tells what was done. An empty database is never a new office.
 * Faults: `db/newer` (made by a newer app), `db/missing` (neither is there), `journal/lost` (what nobody has any more;
 * `goOn` opens without it), `journal/differs`, `db/damaged`, `db/disk-full`, `db/unavailable`, those of the journal.
 */
export async function openDatabase(
  session: Session,
  keys: LevelKeys,
  ports: Ports,
  { name = DATABASE_NAME, goOn = false }: OpenOptions = {},
): Promise<Result<Database>> {
  const early = await takeEarlyTables(name);
  const db = makeHandle(session, keys, ports, early?.tables ?? new OfficeTables(name));
  const standing = await findStanding(db, early?.found ?? (await lookAt(name)));
  if (!standing.ok) return closed(db, standing.fault);
  const plan = planOpening(standing.value, session.journal, goOn);
  const report = await db.exclusive(() =>
    carryOut(db, plan, { journal: session.journal, goOn, tables: standing.value }),
  );
  if (!report.ok) return closed(db, report.fault);
  const told = await asRestored(db, session.journal, report.value);
  if (!told.ok) return closed(db, told.fault);
  db.report.set(asRepaired(session.journal, told.value));
  askToKeep();
  return ok(db);
}

/**
 * Lays out the database of a new office and gives it what the journal has. A first run that was cut off may have left
 * one behind: it is replaced only when it holds no case at all, otherwise fault `db/damaged`. Other faults as
 * {@link openDatabase} has them.
 */
export async function createDatabase(
  session: Session,
  keys: LevelKeys,
  ports: Ports,
  { name = DATABASE_NAME }: Pick<OpenOptions, 'name'> = {},
): Promise<Result<Database>> {
  const db = makeHandle(session, keys, ports, new OfficeTables(name));
  const standing = await findStanding(db, await lookAt(name));
  if (!standing.ok) return closed(db, standing.fault);
  const work = await guarded(() => holdsCases(db));
  if (!work.ok) return closed(db, work.fault);
  if (work.value) return closed(db, { code: 'db/damaged', detail: { place: 'meta/journal' } });
  const made = await db.exclusive(() => rebuild(db, { isEmpty: true }));
  if (!made.ok) return closed(db, made.fault);
  askToKeep();
  return ok(db);
}

/** Closes the tables; the keys go with the handle. */
export function closeDatabase(db: Database): void {
  db.tables.close();
}

function makeHandle(session: Session, keys: LevelKeys, ports: Ports, tables: OfficeTables): Database {
  const inTurn = makeTurns();
  const applying = { last: Promise.resolve() };
  let { installationId } = session;
  return {
    tables,
    vaultId: session.vaultId,
    officeId: session.officeId,
    get installationId() {
      return installationId;
    },
    renewInstallation: async () => {
      if (ports.renewInstallation === undefined) return fail('exchange/copied-computer');
      const renewed = await ports.renewInstallation();
      if (!renewed.ok) return renewed;
      installationId = renewed.value;
      return ok(undefined);
    },
    officeCode: session.office.code,
    personId: session.person.id,
    roles: session.person.roles,
    clock: ports.clock,
    office: keys.office,
    reserved: keys.reserved,
    caseKeys: new Map(),
    emergencies: new Set(),
    keysPort: ports.keysPort,
    journal: ports.journal,
    clearStorage: ports.clearStorage,
    exclusive: (work) =>
      inTurn(async () => {
        await applying.last;
        return await work();
      }),
    applying,
    onWrites: new Set(),
    position: new Watched(START),
    trouble: new Watched<Fault | undefined>(undefined),
    clockBehind: new Watched<boolean>(false),
    report: new Watched<OpenReport>({ kind: 'fine' }),
  };
}

function closed(db: Database, fault: Fault): Result<never> {
  closeDatabase(db);
  return { ok: false, fault };
}

/** Opens what lies on the disk, as far as it can be, and says how it stands. Only a newer layout is left alone. */
async function findStanding(db: Database, found: Result<Found>): Promise<Result<Standing>> {
  if (!found.ok) return found;
  if (found.value.kind === 'nothing') return ok({ kind: 'none', isThere: false });
  if (found.value.kind === 'unreadable') return ok({ kind: 'none', isThere: true });
  const { layout } = found.value;
  if (layout > LAYOUT) return fail('db/newer', { layout });
  const read = await guarded(async () => {
    if (!db.tables.isOpen()) await db.tables.open();
    const { name } = db.tables.meta;
    const rows = engineOf(db).transaction(name).objectStore(name);
    const position = (await answerOf(rows.get('journal'))) as CountersRow | PositionRow | undefined;
    if (position?.k === 'journal') return position.vaultId === db.vaultId ? position : undefined;
    // the row of the first layout that named the vault
    const vault: unknown = await db.tables.meta.get('vault');
    return (vault as { readonly vaultId?: string } | undefined)?.vaultId === db.vaultId ? 'first-layout' : undefined;
  });
  if (!read.ok) return read.fault.code === 'db/disk-full' ? read : ok({ kind: 'none', isThere: true });
  if (read.value === undefined) return ok({ kind: 'none', isThere: true });
  if (read.value === 'first-layout') return ok({ kind: 'first-layout' });
  const { seq, digest } = read.value;
  db.position.set({ seq, digest });
  return ok({ kind: 'at', seq, digest });
}

/** After a copy was put back the tables were not missing: they were others, on purpose. */
async function asRestored(
  db: Database,
  { restored, restoredFrom }: JournalState,
  report: OpenReport,
): Promise<Result<OpenReport>> {
  if (!restored || (report.kind !== 'fine' && report.kind !== 'rebuilt')) return ok(report);
  const cases = report.kind === 'rebuilt' ? ok(report.cases) : await guarded(() => countCases(db));
  return cases.ok ? ok({ kind: 'restored', from: restoredFrom, cases: cases.value }) : cases;
}

/** That the disk damaged the journal is worth more words than that the database caught up with it. */
function asRepaired({ state, repairedFrom }: JournalState, report: OpenReport): OpenReport {
  if (state !== 'repaired' || (report.kind !== 'fine' && report.kind !== 'caught-up')) return report;
  return { kind: 'journal-repaired', from: repairedFrom };
}

async function carryOut(
  db: Database,
  plan: Plan,
  { journal, goOn, tables }: { readonly journal: JournalState; readonly goOn: boolean; readonly tables: Standing },
): Promise<Result<OpenReport>> {
  const gaps: Gap[] = [];
  const lenient = goOn ? { gaps } : {};
  const { lastWrite } = journal;
  switch (plan.kind) {
    case 'stop':
      return { ok: false, fault: plan.fault };
    case 'go':
      return ok({ kind: 'fine' });
    case 'follow': {
      const followed = await follow(db, lenient);
      // tables that cannot be written any more are made again
      if (!followed.ok) return followed.fault.code === 'db/unavailable' ? await rebuild(db, lenient) : followed;
      if (gaps.length > 0) return await writeJournalAnew(db, { goOn, gaps });
      return ok(followed.value === 0 ? { kind: 'fine' } : { kind: 'caught-up', frames: followed.value });
    }
    case 'rebuild': {
      const isEmpty = tables.kind === 'none' && !tables.isThere;
      // what survived becomes the new beginning, without the acts of this session: see below
      const until = journal.lost.length > 0 ? { until: journal.seq } : {};
      const rebuilt = await rebuild(db, { isEmpty, ...lenient, ...until });
      if (!rebuilt.ok) return rebuilt;
      const lost = withLostEnd(gaps, journal);
      return lost.length > 0 ? await writeJournalAnew(db, { goOn, gaps: lost, lastWrite }) : rebuilt;
    }
    case 'seed': {
      // not further: the acts of this session are written down once more behind the new journal
      const before = db.position.get().seq;
      const followed = await follow(db, { until: journal.seq, ...lenient });
      if (!followed.ok) return followed;
      const lost = withLostEnd(gaps, journal, before);
      return await writeJournalAnew(db, { goOn, gaps: lost, lastWrite, isUpgrade: tables.kind === 'first-layout' });
    }
  }
}

/**
 * What reading the journal has shown to be lost, and what is lost behind its end: of that no frame tells.
 * @param has number of the last frame that the tables had anyway
 */
function withLostEnd(gaps: readonly Gap[], { lost }: JournalState, has = 0): readonly Gap[] {
  const isKnown = ([from, to]: Gap): boolean => gaps.some(([first, last]) => first <= from && to <= last);
  const beyond = lost.flatMap(([from, to]): Gap[] => (to > has ? [[Math.max(from, has + 1), to]] : []));
  return [...gaps, ...beyond.filter((gap) => !isKnown(gap))];
}

/** Cases, unsaved text or papers of whatever office. */
async function holdsCases({ tables }: Database): Promise<boolean> {
  if (!tables.isOpen()) return false;
  const [saves, drafts, documents] = await Promise.all([
    tables.saves.toCollection().primaryKeys(),
    tables.drafts.count(),
    tables.documents.count(),
  ]);
  // one of the cases is the office's own, with its settings
  return drafts > 0 || documents > 0 || new Set(saves.map(([caseId]) => caseId)).size > 1;
}

/** A request only; Chromium may still clear a full disk. What really protects is the journal and the copies. */
function askToKeep(): void {
  navigator.storage.persist().catch(() => undefined);
}
