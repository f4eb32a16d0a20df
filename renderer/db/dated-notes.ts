import * as v from 'valibot';
import type { Json } from '../../shared/kernel/canonical-json.ts';
import { newId } from '../../shared/kernel/id.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Database } from './database.ts';
import { readOfficeEntities, saveOfficeEntity, valuesOf } from './office-entities.ts';

// What the office noted of the things of a catalogue, and of its own, each note holding from a day on: one entity for all
// of them, with a list of versions for each by its key.

/** Where such notes are kept, and what one is. */
export interface DatedNotes<T> {
  /** name of the entity in the office's own log */
  readonly entity: string;
  readonly schema: v.GenericSchema<unknown, T>;
}

/**
 * All notes by key; everybody in the office may read them. Faults `db/damaged`, `db/unavailable`.
 * @returns `unreadable`: how many this version of the app cannot read; they count for nothing
 */
export async function readDatedNotes<T>(
  db: Database,
  { entity, schema }: DatedNotes<T>,
): Promise<Result<{ readonly office: Readonly<Record<string, readonly T[]>>; readonly unreadable: number }>> {
  const entities = await readOfficeEntities(db);
  if (!entities.ok) return entities;
  const office: Record<string, readonly T[]> = {};
  let unreadable = 0;
  for (const [key, value] of Object.entries(valuesOf(entities.value.get(entity) ?? new Map()))) {
    const { readable, strange } = versionsIn(schema, value);
    if (readable.length > 0) office[key] = readable;
    unreadable += strange.length;
  }
  return ok({ office, unreadable });
}

/**
 * Adds a note in place of one for just that day; earlier days keep what they had, and what this version of the app cannot
 * read stays as it is. Faults `access/denied` and those of writing.
 * @param key of what is noted; undefined for a new one of the office
 * @param line what the chain of acts says of it
 */
export async function putDatedNote<T extends { readonly from: string }>(
  db: Database,
  { entity, schema }: DatedNotes<T>,
  { key, version, line }: { readonly key: string | undefined; readonly version: T; readonly line: string },
): Promise<Result<void>> {
  const entities = await readOfficeEntities(db);
  if (!entities.ok) return entities;
  const field = key ?? `own${newId().replaceAll('-', '')}`;
  const { readable, strange } = versionsIn(schema, entities.value.get(entity)?.get(field)?.value);
  const list: readonly unknown[] = [...strange, ...readable.filter(({ from }) => from !== version.from), version];
  return await saveOfficeEntity(db, entity, { [field]: list as readonly Json[] }, () => line);
}

function versionsIn<T>(
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
): { readonly readable: readonly T[]; readonly strange: readonly unknown[] } {
  const list: readonly unknown[] = [value ?? []].flat();
  const isVersion = (one: unknown): one is T => v.is(schema, one);
  return { readable: list.filter(isVersion), strange: list.filter((one) => !isVersion(one)) };
}
