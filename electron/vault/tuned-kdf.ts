import { randomBytes } from '../../shared/kernel/bytes.ts';
import type { KdfParameters } from '../../shared/vault/key-slot.ts';
import type { Derive } from './argon.ts';

/** How long trying a passphrase may take where it was set: nobody minds, and whoever guesses pays it each time. */
const TARGET_MS = 800;
/** A fast computer's slot must still open on an old one, to which the office may be put back from a copy. */
const MOST_PASSES = 8;

/**
 * Chooses how costly guessing a passphrase is by this computer's speed: more passes over the same memory where it is
 * fast, never fewer than the lowest. Measured once, when the first slot is made.
 * @param lowest what is safe on the slowest computer
 * @param now milliseconds of a clock that only grows
 * @returns a function that gives the parameters of new slots; it rejects as `derive` does, and measures again then
 */
export function tuneKdf(derive: Derive, lowest: KdfParameters, now: () => number): () => Promise<KdfParameters> {
  let known: KdfParameters | undefined;
  return async () => {
    if (known !== undefined) return known;
    const begun = now();
    await derive({ secret: randomBytes(32), salt: randomBytes(16), kdf: lowest });
    const fitting = Math.floor((lowest.iterations * TARGET_MS) / Math.max(1, now() - begun));
    known = { ...lowest, iterations: Math.max(lowest.iterations, Math.min(fitting, MOST_PASSES)) };
    return known;
  };
}
