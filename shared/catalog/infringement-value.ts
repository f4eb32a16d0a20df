/**
 * What a record holds for an infringement: its key, and behind a colon the words that the office had for it on that day,
 * where these are not the catalogue's: `safety`, `safety:Seguridad en alturas (Ley X, art. 3)`. The record says what was
 * chosen by itself, whatever the office calls it later and wherever the record goes.
 */
const WRITTEN = /^([a-z][A-Za-z0-9]*):(.*\S.*)$/s;

/** The key of an infringement as a record holds it. */
export function infringementKey(value: string): string {
  return WRITTEN.exec(value)?.[1] ?? value;
}

/** The words that go with it; undefined when it is the catalogue's own. */
export function infringementWords(value: string): string | undefined {
  return WRITTEN.exec(value)?.[2];
}

/** Puts both together. */
export function infringementValue(key: string, words: string): string {
  return `${key}:${words}`;
}
