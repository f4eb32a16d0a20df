import { phrases as catalogue } from '../../shared/catalog/phrases.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { OfferedPhrase } from '../../shared/phrase/offer-phrases.ts';
import type { Database } from '../db/database.ts';
import { readDictionary } from '../db/dictionary.ts';
import { readPhraseBank } from '../db/phrases.ts';

/** What helps with writing in an office: phrases to offer, and words that are right here. */
export interface WritingBank {
  /** the office's own before those of the catalogue; retired ones are left out */
  readonly phrases: readonly OfferedPhrase[];
  /** lower case */
  readonly words: ReadonlySet<string>;
  readonly isChecked: boolean;
}

/** Reads both. Faults `db/damaged`, `db/unavailable`. */
export async function readWritingBank(db: Database): Promise<Result<WritingBank>> {
  const bank = await readPhraseBank(db);
  if (!bank.ok) return bank;
  const dictionary = await readDictionary(db);
  if (!dictionary.ok) return dictionary;
  const own = bank.value.phrases.filter(({ retired }) => retired !== true);
  return ok({
    phrases: [...own.map(({ id, ...phrase }) => ({ ...phrase, key: id })), ...catalogue],
    words: new Set(dictionary.value.words),
    isChecked: dictionary.value.isOn,
  });
}
