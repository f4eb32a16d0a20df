import type { Session } from '../../shared/ipc/contract.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { importDataKey } from '../../shared/vault/seal.ts';
import { guarded, makeQueue, openJson, sealJson, type Database } from './database.ts';
import { DATABASE_NAME, LAYOUT, OfficeTables } from './schema.ts';

const VAULT_PLACE = 'meta/vault';

async function handle(session: Session, clock: Clock, tables: OfficeTables): Promise<Database> {
  return {
    tables,
    vaultId: session.vaultId,
    officeId: session.officeId,
    installationId: session.installationId,
    officeCode: session.office.code,
    personId: session.person.id,
    clock,
    key: await importDataKey(session.dataKeys.reserved),
    exclusive: makeQueue(),
  };
}

/** Version of the database on disk as the engine counts it; 0 when there is none. */
async function storedLayout(name: string): Promise<number> {
  const found = (await indexedDB.databases()).find((database) => database.name === name);
  return (found?.version ?? 0) / 10;
}

/**
 * Opens the database of a known office. An empty or foreign one beside a known vault is damage, never a new
 * office: faults `db/missing`, `db/damaged`, `db/newer` (made by a newer app), `db/unavailable`.
 * @param name only tests give another one
 */
export async function openDatabase(session: Session, clock: Clock, name = DATABASE_NAME): Promise<Result<Database>> {
  const stored = await guarded(() => storedLayout(name));
  if (!stored.ok) return stored;
  const layout = stored.value;
  if (layout === 0) return fail('db/missing');
  if (layout > LAYOUT) return fail('db/newer', { layout });
  const tables = new OfficeTables(name);
  const opened = await guarded(() => tables.open());
  if (!opened.ok) return opened;
  const db = await handle(session, clock, tables);
  const found = await guarded(() => tables.meta.get('vault'));
  if (!found.ok) return found;
  const vault = found.value;
  if (vault === undefined) return fail('db/missing');
  if (vault.vaultId !== session.vaultId) return fail('db/damaged', { place: 'meta/vault' });
  const proof = await openJson<{ vaultId: string }>(db, VAULT_PLACE, vault.sealed);
  return proof.ok ? ok(db) : proof;
}

/**
 * Lays out the database of a new office. A first run that was cut off may have left one behind: it is emptied
 * only when it holds no case at all, otherwise fault `db/damaged`. Other faults: `db/newer`, `db/disk-full`,
 * `db/unavailable`.
 */
export async function createDatabase(session: Session, clock: Clock, name = DATABASE_NAME): Promise<Result<Database>> {
  const stored = await guarded(() => storedLayout(name));
  if (!stored.ok) return stored;
  if (stored.value > LAYOUT) return fail('db/newer', { layout: stored.value });
  const tables = new OfficeTables(name);
  const opened = await guarded(() => tables.open());
  if (!opened.ok) return opened;
  const counted = await guarded(() =>
    Promise.all([tables.heads.count(), tables.drafts.count(), tables.documents.count()]),
  );
  if (!counted.ok) return counted;
  if (counted.value.some((rows) => rows > 0)) return fail('db/damaged', { place: 'meta/vault' });
  const db = await handle(session, clock, tables);
  const sealed = await sealJson(db, VAULT_PLACE, { vaultId: session.vaultId });
  const written = await guarded(() =>
    tables.transaction('rw', tables.tables, async () => {
      await Promise.all(tables.tables.map((table) => table.clear()));
      await tables.meta.add({ k: 'vault', v: 1, vaultId: session.vaultId, sealed });
    }),
  );
  if (!written.ok) return written;
  // A request only; Chromium may still clear a full disk. What really protects is the journal and the snapshots.
  await navigator.storage.persist();
  return ok(db);
}

/** Closes the tables; the key goes with the handle. */
export function closeDatabase(db: Database): void {
  db.tables.close();
}
