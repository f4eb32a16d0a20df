import * as v from 'valibot';

const line = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max));

/** The address of a time-stamping authority. Stamps are signed, so plain http is as good as https for their truth. */
export const TimestampUrl = v.pipe(v.string(), v.trim(), v.maxLength(300), v.url(), v.regex(/^https?:\/\//));

/** A revocation list of a time-stamping authority that somebody handed over. */
export const HandedList = v.strictObject({
  issuer: v.pipe(v.string(), v.maxLength(400)),
  thisUpdate: v.pipe(v.string(), v.isoTimestamp()),
  /** when the next one is due; absent when the issuer does not say */
  nextUpdate: v.exactOptional(v.pipe(v.string(), v.isoTimestamp())),
});
export type HandedList = v.InferOutput<typeof HandedList>;

/** What an office wrote down of whoever issues certificates outside. */
export const ProviderInput = v.strictObject({
  name: v.pipe(line(160), v.minLength(1)),
  /** what its confirmation calls signatures with its certificates; empty while nobody confirmed anything */
  words: line(80),
  norm: line(200),
  /** the paper it was read in */
  document: line(200),
});
export type ProviderInput = v.InferOutput<typeof ProviderInput>;

/** A root that this office knows, and what was confirmed about it. */
export const Provider = v.strictObject({
  id: v.pipe(v.string(), v.uuid()),
  ...ProviderInput.entries,
  subject: v.pipe(v.string(), v.maxLength(400)),
  /** lower-case hexadecimal SHA-256 of the root certificate */
  fingerprint: v.pipe(v.string(), v.maxLength(64)),
});
export type Provider = v.InferOutput<typeof Provider>;
