import { phrases as catalogue } from '../../shared/catalog/phrases.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { OfferedPhrase } from '../../shared/phrase/offer-phrases.ts';
import { labourWords } from '../../shared/spelling/labour-words.ts';
import { wordsIn } from '../../shared/spelling/words-in.ts';
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
  /** words of the phrases, and of the trade: what a slip was likely meant to be; lower case */
  readonly usual: ReadonlySet<string>;
}

/** Reads both. Faults `db/damaged`, `db/unavailable`. */
export async function readWritingBank(db: Database): Promise<Result<WritingBank>> {
  const bank = await readPhraseBank(db);
  if (!bank.ok) return bank;
  const dictionary = await readDictionary(db);
  if (!dictionary.ok) return dictionary;
  const own = bank.value.phrases.filter(({ retired }) => retired !== true);
  const phrases = [...own.map(({ id, ...phrase }) => ({ ...phrase, key: id })), ...catalogue];
  const written = phrases.flatMap(({ text }) => wordsIn(text)).map(({ text }) => text.toLocaleLowerCase('es'));
  return ok({
    phrases,
    usual: new Set([...labourWords, ...written]),
    words: new Set(dictionary.value.words),
    isChecked: dictionary.value.isOn,
  });
}
