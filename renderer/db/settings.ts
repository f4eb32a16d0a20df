import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Json } from '../../shared/kernel/canonical-json.ts';
import { papers, type Paper } from '../../shared/report/report.ts';
import type { Database } from './database.ts';
import { readOfficeEntities, saveOfficeEntity } from './office-entities.ts';

/** How an office's papers look and are numbered. Kept as changes of the case that has the office's own id. */
export interface OfficeSettings {
  readonly letterhead: readonly string[];
  readonly paper: Paper;
  /** see shared/record/numbering.ts */
  readonly numberTemplate: string;
  /** the ministry's letters, as numbers bear them */
  readonly acronym: string;
  /** who puts the office's approval under an acta; both empty until set */
  readonly chiefName: string;
  readonly chiefPosition: string;
}

const entity = (db: Database): string => `office/${db.officeId}`;
const fields = ['letterhead', 'paper', 'numberTemplate', 'acronym', 'chiefName', 'chiefPosition'] as const;

function parse(values: Readonly<Record<string, Json | undefined>>): OfficeSettings {
  const { letterhead, paper } = values;
  const text = (field: string): string => {
    const value = values[field];
    return typeof value === 'string' ? value : '';
  };
  return {
    letterhead: Array.isArray(letterhead) ? letterhead.filter((line): line is string => typeof line === 'string') : [],
    paper: papers.find((known) => known === paper) ?? 'letter',
    numberTemplate: text('numberTemplate'),
    acronym: text('acronym'),
    chiefName: text('chiefName'),
    chiefPosition: text('chiefPosition'),
  };
}

/** The office's settings as last saved; everybody in the office may read them. Faults `db/damaged`, `db/unavailable`. */
export async function readOffice(db: Database): Promise<Result<OfficeSettings>> {
  const entities = await readOfficeEntities(db);
  if (!entities.ok) return entities;
  const state = entities.value.get(entity(db));
  return ok(parse(Object.fromEntries(fields.map((field) => [field, state?.get(field)?.value]))));
}

/** Saves the settings that differ, as changes with a name and a date. Faults `access/denied` and those of writing. */
export async function saveOffice(db: Database, settings: OfficeSettings): Promise<Result<void>> {
  const values = Object.fromEntries(fields.map((field) => [field, settings[field]]));
  return await saveOfficeEntity(db, entity(db), values, (changed) => changed.join(', '));
}
