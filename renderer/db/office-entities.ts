import type { Json } from '../../shared/kernel/canonical-json.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { ChangeIntent } from '../../shared/record/change.ts';
import { fold, type FoldedField } from '../../shared/record/fold.ts';
import { reading, writing } from './access.ts';
import { prepareSave, readChanges } from './changes.ts';
import { commit } from './commit.ts';
import type { Database } from './database.ts';

// What belongs to the office and to no case (its settings, its calendar) is kept as changes of the case that has the
// office's own id: with a name, a date, and everything that it was before.

export type OfficeEntities = ReadonlyMap<string, ReadonlyMap<string, FoldedField>>;

/** Fields to be set, by name; those that are `undefined` are taken away. */
export type NewValues = Readonly<Record<string, Json | undefined>>;

/** All of the office's own entities; everybody in the office may read them. Faults `db/damaged`, `db/unavailable`. */
export async function readOfficeEntities(db: Database): Promise<Result<OfficeEntities>> {
  return await reading(db, undefined, async () => {
    const changes = await readChanges(db, db.officeId);
    return changes.ok ? ok(fold(changes.value).entities) : changes;
  });
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
    const existing = await readChanges(db, db.officeId);
    if (!existing.ok) return existing;
    const state = fold(existing.value).entities.get(entity);
    const intents = Object.entries(values)
      .filter(([field, value]) => JSON.stringify(state?.get(field)?.value) !== JSON.stringify(value))
      .map(([field, value]): ChangeIntent => {
        if (value === undefined) return { entity, field, kind: 'del', value: null };
        return { entity, field, kind: 'set', value };
      });
    const { row } = await prepareSave(db, { caseId: db.officeId, existing: existing.value }, intents);
    if (row === undefined) return ok(undefined);
    const said = detail(intents.map(({ field }) => field));
    return await commit(db, [{ t: 'saves', k: 'put', row }], { action: 'settings', detail: said });
  });
}

/** The values that an entity has now, by field; fields that were taken away are left out. */
export function valuesOf(fields: ReadonlyMap<string, FoldedField>): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...fields].flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])));
}
