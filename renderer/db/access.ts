import type { Permission } from '../../shared/access/permissions.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { beCurrent } from './commit.ts';
import { allow, guardedResult, type Database } from './database.ts';
import { healing } from './repair.ts';

// The two ways into the tables. Both ask for the right first, and both have a damaged database made again from the
// journal before a person hears of it.

/**
 * Reads. Call from outside `db.exclusive` only: a repair waits for its turn there.
 * @param permission the right it needs; `undefined` for what everybody in the office may read
 */
export async function reading<T>(
  db: Database,
  permission: Permission | undefined,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const allowed = permission === undefined ? undefined : allow(db, permission);
  if (allowed?.ok === false) return allowed;
  return await healing(db, () => guardedResult(work));
}

/**
 * Writes, one after another, with tables that know everything the journal knows. `work` checks what it builds on and
 * ends with `commit`. Faults: `access/denied`, `db/behind`, those of storage, and its own.
 */
export async function writing<T>(
  db: Database,
  permission: Permission,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const allowed = allow(db, permission);
  if (!allowed.ok) return allowed;
  return await healing(db, () =>
    db.exclusive(() =>
      guardedResult(async () => {
        const current = await beCurrent(db);
        return current.ok ? await work() : current;
      }),
    ),
  );
}
