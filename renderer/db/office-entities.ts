import type { WriteInput } from '../../shared/ipc/contract.ts';
import type { Json } from '../../shared/kernel/canonical-json.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Change, ChangeIntent } from '../../shared/record/change.ts';
import type { FoldedField } from '../../shared/record/fold.ts';
import { reading, writing } from './access.ts';
import { knownCase, prepareSave } from './changes.ts';
import { commit } from './commit.ts';
import type { Database } from './database.ts';
import { foldOnce } from './known-cases.ts';

// What belongs to the office and to no case (its settings, its calendar) is kept as changes of the case that has the
// office's own id: with a name, a date, and everything that it was before.

export type OfficeEntities = ReadonlyMap<string, ReadonlyMap<string, FoldedField>>;

/** Fields to be set, by name; those that are `undefined` are taken away. */
export type NewValues = Readonly<Record<string, Json | undefined>>;

/** All of the office's own entities; everybody in the office may read them. Faults `db/damaged`, `db/unavailable`. */
export async function readOfficeEntities(db: Database): Promise<Result<OfficeEntities>> {
  return await reading(db, undefined, () => loadOfficeEntities(db));
}

/** The same for inside `reading` and `writing`, where a damaged database is not made again. */
export async function loadOfficeEntities(db: Database): Promise<Result<OfficeEntities>> {
  const known = await knownCase(db, db.officeId);
  return known.ok ? ok(foldOnce(known.value.changes).entities) : known;
}

/**
 * Saves those fields of an entity that differ; nothing is written when none does.
 * @param detail what the chain of acts says of it, told the names of the fields that change
 * @returns nothing; `access/denied` and the faults of writing
 */
export async function saveOfficeEntity(
  db: Database,
  entity: string,
  values: NewValues,
  detail: (fields: readonly string[]) => string,
): Promise<Result<void>> {
  return await writing(db, 'settings.write', async () => {
    const known = await knownCase(db, db.officeId);
    if (!known.ok) return known;
    const { write, fields } = await officeEntityWrite(db, known.value.changes, entity, values);
    if (write === undefined) return ok(undefined);
    return await commit(db, [write], { action: 'settings', detail: detail(fields) });
  });
}

/** The values that an entity has now, by field; fields that were taken away are left out. */
export function valuesOf(fields: ReadonlyMap<string, FoldedField>): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...fields].flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])));
}

/**
 * The write that changes those fields of an entity that differ; call inside `writing`.
 * @param existing all changes of the office's case, as they are now
 * @returns no write when nothing differs; the names of the fields that do
 */
export async function officeEntityWrite(
  db: Database,
  existing: readonly Change[],
  entity: string,
  values: NewValues,
): Promise<{ readonly write: WriteInput | undefined; readonly fields: readonly string[] }> {
  const state = foldOnce(existing).entities.get(entity);
  const intents = Object.entries(values)
    .filter(([field, value]) => JSON.stringify(state?.get(field)?.value) !== JSON.stringify(value))
    .map(([field, value]): ChangeIntent => {
      if (value === undefined) return { entity, field, kind: 'del', value: null };
      return { entity, field, kind: 'set', value };
    });
  const { row } = await prepareSave(db, { caseId: db.officeId, existing }, intents);
  const fields = intents.map(({ field }) => field);
  return { write: row === undefined ? undefined : { t: 'saves', k: 'put', row }, fields };
}
