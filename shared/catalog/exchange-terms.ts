import * as v from 'valibot';
import { Confidence } from './entry.ts';
import termsData from './exchange-terms.json';

const ExchangeTerms = v.strictObject({
  acknowledgeDays: v.pipe(v.number(), v.integer(), v.minValue(1)),
  confidence: Confidence,
  source: v.string(),
});

/** After how many days without an acknowledgement somebody is reminded of a bundle that left. */
export const exchangeTerms = v.parse(ExchangeTerms, termsData);
