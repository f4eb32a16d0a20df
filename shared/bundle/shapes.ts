import * as v from 'valibot';
import { isId } from '../kernel/id.ts';
import { parseHybridTime } from '../record/hybrid-time.ts';
import { MAX_SERIES } from '../record/verify-change.ts';

// The small parts that envelopes and seals are made of, as the format has them.

export const Uuid = v.pipe(v.string(), v.check(isId));

/** SHA-256 in base64url: of a change, of a certificate. */
export const Hash = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));

/** A whole number from 1 on. */
export const Place = (most = MAX_SERIES) => v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most));

export const Time = v.pipe(
  v.string(),
  v.check((text) => parseHybridTime(text) !== undefined),
);
