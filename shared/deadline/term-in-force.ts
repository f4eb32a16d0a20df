import * as v from 'valibot';
import type { Term } from '../catalog/entry.ts';
import { isPlainDate } from '../kernel/plain-date.ts';

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

/** Who has read where that a term is so long. */
export const TermConfirmation = v.strictObject({
  amount: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3650)),
  /** the act, article and edition that was read, or the office's own instruction */
  document: text,
  by: text,
  on: v.pipe(v.string(), v.check(isPlainDate)),
});
export type TermConfirmation = v.InferOutput<typeof TermConfirmation>;

/** A term as the office counts it. */
export interface TermInForce extends Term {
  readonly confirmed?: TermConfirmation;
}

/** A term of the catalogue with what the office has confirmed: then it is as sure as the document that was read. */
export function termInForce(term: Term, confirmed: TermConfirmation | undefined): TermInForce {
  return confirmed === undefined ? term : { ...term, amount: confirmed.amount, confidence: 'verified', confirmed };
}
