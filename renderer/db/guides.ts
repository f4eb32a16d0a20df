import * as v from 'valibot';
import { readRuleSet } from '../../shared/catalog/screening/read-rule-set.ts';
import type { RuleSet } from '../../shared/catalog/screening/rule-set.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import type { Json } from '../../shared/kernel/canonical-json.ts';
import { newId } from '../../shared/kernel/id.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Database } from './database.ts';
import { readOfficeEntities, saveOfficeEntity, valuesOf } from './office-entities.ts';

const GUIDE = 'guide/';

const GuideAbout = v.object({ by: v.string(), at: v.pipe(v.string(), v.isoTimestamp()) });

/** A rule set that the office loaded from a file, such as the national guide. */
export interface Guide extends NewGuide {
  /** its name among the office's entities */
  readonly id: string;
}

/** A rule set as it is being loaded. */
export interface NewGuide {
  readonly set: RuleSet;
  /** name of whoever loaded it */
  readonly by: string;
  readonly at: Instant;
}

/** What an office screens by beside the lists of the app. */
export interface Guides {
  /** by name, then by key */
  readonly guides: readonly Guide[];
  /** how many are there that this version of the app cannot read; they count for nothing */
  readonly unreadable: number;
}

/** The office's guides; everybody in the office may read them. Faults `db/damaged`, `db/unavailable`. */
export async function readGuides(db: Database): Promise<Result<Guides>> {
  const entities = await readOfficeEntities(db);
  if (!entities.ok) return entities;
  const guides: Guide[] = [];
  let unreadable = 0;
  for (const [entity, fields] of entities.value) {
    const values = valuesOf(fields);
    // what was withdrawn has no field left
    if (!entity.startsWith(GUIDE) || Object.keys(values).length === 0) continue;
    const set = readRuleSet(values['set']);
    const about = v.safeParse(GuideAbout, values);
    if (set.ok && about.success) guides.push({ id: entity.slice(GUIDE.length), set: set.value, ...about.output });
    else unreadable += 1;
  }
  guides.sort((a, b) => a.set.name.es.localeCompare(b.set.name.es, 'es') || (a.set.key < b.set.key ? -1 : 1));
  return ok({ guides, unreadable });
}

/**
 * Takes a guide in; one with the same key is replaced, and stays in the history. Results of every screening follow at once:
 * none is stored. Faults `access/denied` and those of writing.
 */
export async function loadGuide(db: Database, { set, by, at }: NewGuide): Promise<Result<void>> {
  const known = await readGuides(db);
  if (!known.ok) return known;
  const id = known.value.guides.find((older) => older.set.key === set.key)?.id ?? newId();
  const line = `Guía de tamizaje cargada: ${set.name.es}, versión ${set.version}`;
  return await saveOfficeEntity(db, `${GUIDE}${id}`, { set: set as unknown as Json, by, at }, () => line);
}

/** Takes a guide away; that it was there stays in the history. Faults `access/denied` and those of writing. */
export async function withdrawGuide(db: Database, { id, set }: Guide): Promise<Result<void>> {
  const values = { set: undefined, by: undefined, at: undefined };
  const line = `Guía de tamizaje retirada: ${set.name.es}, versión ${set.version}`;
  return await saveOfficeEntity(db, `${GUIDE}${id}`, values, () => line);
}
