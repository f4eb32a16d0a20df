/** What can be wrong with a field; the sentence for each is in `renderer/text`. */
export const problemCodes = [
  'required',
  'too-few-rows',
  'too-long',
  'not-a-choice',
  'not-yes-no',
  'not-a-date',
  'in-the-future',
  'not-an-approximate-date',
  'not-an-age',
  'ends-before-start',
  'outside-working-hours',
  'not-a-time',
  'not-an-integer',
  'out-of-range',
  'not-money',
  'sum-differs',
  'more-than-total',
  'not-a-dni',
  'dni-place-unknown',
  'not-an-rtn',
  'not-a-phone',
  'not-an-email',
  'unknown-department',
  'unknown-municipality',
  'municipality-elsewhere',
  'not-coordinates',
  'coordinates-abroad',
  'obstruction-not-listed',
  'term-missing',
  'not-a-pseudonym',
  'pseudonym-taken',
  'notified-before',
  'due-before-asked',
  'totals-differ',
  'result-missing',
  'not-correctable',
  'minors-not-listed',
  'protection-not-called',
  'gap-left',
  'item-repeated',
  'note-missing',
  'adult-among-children',
  'result-unconfirmed',
  'part-unknown',
  'child-by-age',
  'best-interest-missing',
  'guardian-implicated',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** One thing to mend (`error`: cannot be finalised) or to look at again (`warning`: never blocks). */
export interface Problem {
  readonly section: string;
  /** the field or column; the table's own key when the table as a whole is meant */
  readonly field: string;
  readonly table?: string;
  /** id of the row; absent when the table as a whole is meant */
  readonly row?: string;
  readonly code: ProblemCode;
  readonly severity: 'error' | 'warning';
  /** facts for the sentence: `min`, `max`, `expected` ... */
  readonly detail?: Readonly<Record<string, string | number>>;
}
