import { combine, split } from 'shamir-secret-sharing';
import { assert } from '../kernel/assert.ts';
import { concatBytes, ownBytes, randomBytes, type Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { findMismatch, MOST_SHEETS, type Share } from './recovery-words.ts';

export { shareToWords, wordsToShare, type Share } from './recovery-words.ts';

/** How many sheets of a set open the office. */
export const SHEETS_NEEDED = 2;
const SEED_LENGTH = 32;
/** Every place on the curve there is, so that the sheets can be given the places 1, 2, 3 ... */
const ALL_PLACES = 255;

/**
 * Splits a recovery seed so that any two parts give it back and one alone says nothing about it (Shamir over GF(256)).
 * @param seed 32 random bytes; the caller wipes them
 * @param total how many parts, 2 to 7
 * @returns the parts, numbered from 1, with a new random tag for the set
 */
export async function splitRecovery(seed: Bytes, total: number): Promise<Share[]> {
  assert(seed.length === SEED_LENGTH, 'a recovery seed has 32 bytes');
  assert(Number.isInteger(total) && total >= SHEETS_NEEDED && total <= MOST_SHEETS, 'a set has 2 to 7 sheets');
  const tag = randomBytes(2);
  const setTag = ((tag[0] ?? 0) << 8) | (tag[1] ?? 0);
  const shares: Share[] = [];
  for (const part of await split(seed, ALL_PLACES, SHEETS_NEEDED)) {
    const index = part[SEED_LENGTH] ?? 0;
    if (index <= total) shares.push({ setTag, index, bytes: ownBytes(part.subarray(0, SEED_LENGTH)) });
    part.fill(0);
  }
  return shares.sort((a, b) => a.index - b.index);
}

/**
 * Puts two sheets together. Whether the seed is that of this office shows only when it opens what was sealed to it.
 * @returns 32 bytes, which the caller wipes; or `vault/same-sheet`, `vault/sheets-of-another-set`
 */
export async function joinRecovery(a: Share, b: Share): Promise<Result<Bytes>> {
  const mismatch = findMismatch(a, b);
  if (mismatch !== undefined) return fail(mismatch);
  const parts = [a, b].map(({ bytes, index }) => concatBytes(bytes, new Uint8Array([index])));
  try {
    return ok(ownBytes(await combine(parts)));
  } finally {
    for (const part of parts) part.fill(0);
  }
}
