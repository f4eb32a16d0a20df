import { placeOf, type Write } from '../../shared/journal/write.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { openWith } from '../../shared/vault/seal.ts';
import type { Database } from './database.ts';

/**
 * Whether a row is as it was sealed, as far as the person's keys go: it opens, or it is under a key that they do not
 * hold. Entries of the chain of acts are not looked at: the main process walks the chain. Fault `db/damaged` names the
 * place.
 */
export async function opensRow(db: Database, write: Write): Promise<Result<undefined>> {
  if (write.k === 'del' || write.t === 'audit') return ok(undefined);
  const place = placeOf(write);
  // settings lie under the office's key, those of the first layout and everything else under the one of cases
  const levels = write.t === 'saves' && write.row.c === db.officeId ? [db.office, db.reserved] : [db.reserved];
  let isDamaged = false;
  for (const keys of levels) {
    if (keys === undefined) return ok(undefined);
    const opened = await openWith(keys, `${db.vaultId}|${place}`, write.row.sealed);
    if (opened.ok || opened.fault.code === 'vault/key-not-held') return ok(undefined);
    isDamaged = true;
  }
  return isDamaged ? fail('db/damaged', { place }) : ok(undefined);
}
