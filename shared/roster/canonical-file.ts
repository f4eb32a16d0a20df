import * as v from 'valibot';
import { utf8, type Bytes } from '../kernel/bytes.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import { readCanonicalJson } from '../kernel/canonical-read.ts';
import { isId } from '../kernel/id.ts';
import { parseAgeKey } from '../referral/age-key.ts';

/** The fields that cards and lists share. */
export const OfficeCode = v.pipe(v.string(), v.regex(/^[A-Z0-9-]{2,16}$/));
/** Without blanks around it: those would be another file that says the same. */
export const Name = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(160),
  v.check((name) => name.trim() === name),
);
export const Replica = v.pipe(v.string(), v.check(isId));
export const Moment = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/), v.isoTimestamp());
/** A public key of age that also stands against quantum computers, as it is written into files. */
export const HybridKey = v.pipe(
  v.string(),
  v.maxLength(4000),
  v.check((text) => {
    const key = parseAgeKey(text);
    return key.ok && key.value.kind === 'postQuantum' && key.value.text === text;
  }),
);
export const Base64Der = v.pipe(v.string(), v.minLength(4), v.maxLength(8000), v.base64());

/**
 * Reads a file whose every byte is decided by what it says: canonical JSON of one shape. So nothing can hide beside it,
 * and equal content has equal fingerprints.
 * @returns what it says; undefined for anything else
 */
export function readCanonical<S extends v.GenericSchema>(schema: S, bytes: Bytes): v.InferOutput<S> | undefined {
  const value = readCanonicalJson(bytes);
  const parsed = value === undefined ? undefined : v.safeParse(schema, value);
  return parsed?.success === true ? parsed.output : undefined;
}

/** Canonical JSON as bytes. */
export function canonicalBytes(value: Json): Bytes {
  return utf8(canonicalJson(value));
}
