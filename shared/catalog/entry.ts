import * as v from 'valibot';

/** How sure we are of a fact: read in an official source or two independent ones; one decent source; none. */
export const confidences = ['verified', 'likely', 'unverified'] as const;
export const Confidence = v.picklist(confidences);
export type Confidence = v.InferOutput<typeof Confidence>;

const text = v.pipe(v.string(), v.trim(), v.minLength(1));

/**
 * One entry of a catalogue: a stable English key, the Spanish label people read, and where the fact comes from.
 * `norm` may be printed as law only when `confidence` is `verified` (see `printableNorm`).
 */
export const CatalogEntry = v.strictObject({
  key: v.pipe(v.string(), v.regex(/^[a-z][A-Za-z]*$/)),
  label: text,
  confidence: Confidence,
  norm: v.optional(text),
  source: text,
});
export type CatalogEntry = v.InferOutput<typeof CatalogEntry>;

/** An inspection type also has the letters that stand for it in a document number. */
export const InspectionType = v.strictObject({
  ...CatalogEntry.entries,
  abbreviation: v.pipe(v.string(), v.regex(/^[A-Z]{2,4}$/)),
});
export type InspectionType = v.InferOutput<typeof InspectionType>;

/** `correctable`: whether the employer may escape the fine by mending the cause. */
export const Infringement = v.strictObject({ ...CatalogEntry.entries, correctable: v.boolean() });
export type Infringement = v.InferOutput<typeof Infringement>;

/** A legal term; `amount` is null where no source gives one and an administrator must. */
export const Term = v.strictObject({
  ...CatalogEntry.entries,
  amount: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  unit: v.picklist(['workingDay', 'calendarDay', 'hour']),
  /** the event it runs from, in Spanish; absent where no source says */
  from: v.optional(text),
});
export type Term = v.InferOutput<typeof Term>;

/** The legal basis of an entry when it may be printed as law; undefined while nobody has confirmed it. */
export function printableNorm(entry: Pick<CatalogEntry, 'confidence' | 'norm'>): string | undefined {
  return entry.confidence === 'verified' ? entry.norm : undefined;
}
