import * as v from 'valibot';
import { OfficePhrase } from '../../shared/catalog/phrases.ts';
import { newId } from '../../shared/kernel/id.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Database } from './database.ts';
import { readOfficeEntities, saveOfficeEntity, valuesOf, type NewValues } from './office-entities.ts';

const PHRASE = 'phrase/';
const phraseFields = ['label', 'step', 'infringement', 'text', 'retired'] as const;

/** A phrase of the office and its name among the office's entities. */
export type StoredPhrase = OfficePhrase & { readonly id: string };

/** What an office wrote for its own papers. */
export interface PhraseBank {
  /** by step, then by label; retired ones too */
  readonly phrases: readonly StoredPhrase[];
  /** how many are there that this version of the app cannot read */
  readonly unreadable: number;
}

/** The office's own phrases; everybody in the office may read them. Faults `db/damaged`, `db/unavailable`. */
export async function readPhraseBank(db: Database): Promise<Result<PhraseBank>> {
  const entities = await readOfficeEntities(db);
  if (!entities.ok) return entities;
  const phrases: StoredPhrase[] = [];
  let unreadable = 0;
  for (const [entity, fields] of entities.value) {
    if (!entity.startsWith(PHRASE)) continue;
    const phrase = v.safeParse(OfficePhrase, valuesOf(fields));
    if (phrase.success) phrases.push({ ...phrase.output, id: entity.slice(PHRASE.length) });
    else unreadable += 1;
  }
  phrases.sort((a, b) => a.step.localeCompare(b.step) || a.label.localeCompare(b.label, 'es'));
  return ok({ phrases, unreadable });
}

/** Adds a phrase. Faults `access/denied` and those of writing. */
export async function addPhrase(db: Database, phrase: OfficePhrase): Promise<Result<void>> {
  return await savePhrase(db, newId(), phrase, 'Frase agregada');
}

/** Changes a phrase; what it was stays in the history. Faults `access/denied` and those of writing. */
export async function changePhrase(db: Database, { id, ...phrase }: StoredPhrase): Promise<Result<void>> {
  return await savePhrase(db, id, phrase, 'Frase cambiada');
}

/** Stops or begins again to offer a phrase. Faults `access/denied` and those of writing. */
export async function retirePhrase(db: Database, phrase: StoredPhrase, retired: boolean): Promise<Result<void>> {
  const { id, label, step, infringement, text } = phrase;
  const rest = { label, step, text, ...(infringement === undefined ? {} : { infringement }) };
  const next = retired ? { ...rest, retired } : rest;
  return await savePhrase(db, id, next, retired ? 'Frase retirada' : 'Frase en uso otra vez');
}

async function savePhrase(db: Database, id: string, phrase: OfficePhrase, what: string): Promise<Result<void>> {
  const values: NewValues = Object.fromEntries(phraseFields.map((field) => [field, phrase[field]]));
  return await saveOfficeEntity(db, `${PHRASE}${id}`, values, () => `${what}: ${phrase.label}`);
}
