import { sha256, toHex, utf8 } from '../../shared/kernel/bytes.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Database } from './database.ts';
import { readOfficeEntities, saveOfficeEntity, valuesOf } from './office-entities.ts';

/** What an office knows of spelling beside the dictionary. */
export interface OfficeDictionary {
  /** words that are right here, lower case, in order */
  readonly words: readonly string[];
  /** whether long texts are checked at all */
  readonly isOn: boolean;
}

const entity = (db: Database): string => `dictionary/${db.officeId}`;
const SWITCH = 'check';
const WORD = 'w_';

/**
 * The office's dictionary; everybody in the office may read it. Words may be names: they are sealed like everything, and
 * no act tells one. Faults `db/damaged`, `db/unavailable`.
 */
export async function readDictionary(db: Database): Promise<Result<OfficeDictionary>> {
  const entities = await readOfficeEntities(db);
  if (!entities.ok) return entities;
  const values = valuesOf(entities.value.get(entity(db)) ?? new Map());
  const words = Object.entries(values)
    .filter(([field]) => field.startsWith(WORD))
    .flatMap(([, value]) => (typeof value === 'string' ? [value] : []));
  return ok({ words: words.sort((a, b) => a.localeCompare(b, 'es')), isOn: values[SWITCH] !== 'no' });
}

/** Puts a word into the office's dictionary, whatever its case. Faults `access/denied` and those of writing. */
export async function learnWord(db: Database, word: string): Promise<Result<void>> {
  const text = fold(word);
  const values = { [await fieldOf(text)]: text };
  return await saveOfficeEntity(db, entity(db), values, () => 'Palabra agregada al diccionario');
}

/** Takes a word out again. Faults `access/denied` and those of writing. */
export async function forgetWord(db: Database, word: string): Promise<Result<void>> {
  const values = { [await fieldOf(fold(word))]: undefined };
  return await saveOfficeEntity(db, entity(db), values, () => 'Palabra quitada del diccionario');
}

/** Turns the checking of spelling on or off for the office. Faults `access/denied` and those of writing. */
export async function setSpellCheck(db: Database, on: boolean): Promise<Result<void>> {
  const said = on ? 'Revisión de ortografía activada' : 'Revisión de ortografía desactivada';
  return await saveOfficeEntity(db, entity(db), { [SWITCH]: on ? 'yes' : 'no' }, () => said);
}

const fold = (word: string): string => word.trim().normalize('NFC').toLocaleLowerCase('es');

/** A field of its own for each word: two offices that add different words never disagree. Field names have no accents. */
async function fieldOf(word: string): Promise<string> {
  return `${WORD}${toHex(await sha256(utf8(word))).slice(0, 32)}`;
}
