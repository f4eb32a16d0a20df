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

const parameterKey = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*$/));

/** How a fine is reckoned; its numbers are legal parameters, named by their key, so that an office can confirm them. */
export const Fine = v.variant('kind', [
  v.strictObject({ kind: v.literal('fixed'), amount: parameterKey }),
  /** a part of what is owed, besides paying it */
  v.strictObject({ kind: v.literal('share'), share: parameterKey }),
  v.strictObject({ kind: v.literal('perWorker'), amount: parameterKey }),
  /** so many monthly minimum wages, between two bounds */
  v.strictObject({ kind: v.literal('minimumWages'), least: parameterKey, most: parameterKey }),
]);
export type Fine = v.InferOutput<typeof Fine>;

/** `correctable`: whether the employer may escape the fine by mending the cause. */
export const Infringement = v.strictObject({
  ...CatalogEntry.entries,
  correctable: v.boolean(),
  fine: v.optional(Fine),
});
export type Infringement = v.InferOutput<typeof Infringement>;

/** The calculators that the office has. */
export const calculatorKeys = ['hours', 'minimumWage', 'extraMonth', 'vacations', 'contributions', 'fine'] as const;
export type CalculatorKey = (typeof calculatorKeys)[number];

/** What the checklist is grouped by. */
export const checklistMatters = [
  'hours',
  'wages',
  'rest',
  'socialSecurity',
  'contract',
  'documents',
  'safety',
  'childLabour',
  'equality',
  'freedom',
] as const;

/** One thing that a visit verifies; its label is the question. */
export const ChecklistItem = v.strictObject({
  ...CatalogEntry.entries,
  matter: v.picklist(checklistMatters),
  /** keys of the legal parameters that the question speaks of */
  values: v.array(parameterKey),
  calculator: v.optional(v.picklist(calculatorKeys)),
  /** where sources disagree, in Spanish */
  conflict: v.optional(text),
  /** also on farms that the Labour Code leaves out: child labour and forced labour are looked for everywhere */
  alwaysApplies: v.optional(v.literal(true)),
});
export type ChecklistItem = v.InferOutput<typeof ChecklistItem>;

/** A size of workplace in the minimum wage agreements, by number of workers; `most` is null where it is open. */
export const WorkplaceSize = v.strictObject({
  ...CatalogEntry.entries,
  key: v.pipe(v.string(), v.regex(/^\d+(-\d+|\+)$/)),
  least: v.pipe(v.number(), v.integer(), v.minValue(1)),
  most: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
});
export type WorkplaceSize = v.InferOutput<typeof WorkplaceSize>;

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
