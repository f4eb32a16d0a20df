import { utf8, type Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';

/** Characters a passphrase needs. Length is the only rule: rules of composition make people write it down. */
export const PASSPHRASE_MINIMUM = 12;

/**
 * The bytes that are derived. NFKC, so that an accent typed on another keyboard or system gives the same bytes.
 * @param text as typed; spaces count
 */
export function passphraseBytes(text: string): Bytes {
  return utf8(text.normalize('NFKC'));
}

/**
 * Checks a new passphrase.
 * @returns nothing, or `vault/weak-passphrase` with `minimum` (characters)
 */
export function checkPassphrase(text: string): Result<undefined> {
  const characters = Array.from(text.normalize('NFKC')).length;
  return characters < PASSPHRASE_MINIMUM
    ? fail('vault/weak-passphrase', { minimum: PASSPHRASE_MINIMUM })
    : ok(undefined);
}
