import { toHex } from '../../shared/kernel/bytes.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { reading } from './access.ts';
import type { Database } from './database.ts';

/**
 * The hash of every act in the chain by its number, lower-case hexadecimal; also of those that cannot be opened. Needs
 * `audit.read`. Faults `access/denied`, `db/unavailable`.
 */
export async function readAuditHashes(db: Database): Promise<Result<ReadonlyMap<number, string>>> {
  return await reading(db, 'audit.read', async () => {
    const hashes = new Map<number, string>();
    // row by row: what is sealed in them need not be held all at once
    await db.tables.audit.each(({ n, h }) => hashes.set(n, toHex(h)));
    return ok(hashes);
  });
}
