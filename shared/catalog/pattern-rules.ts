import * as v from 'valibot';
import { Confidence } from './entry.ts';
import patternRulesData from './pattern-rules.json';

const PatternRules = v.strictObject({
  repetition: v.strictObject({
    months: v.pipe(v.number(), v.integer(), v.minValue(1)),
    confidence: Confidence,
    norm: v.optional(v.string()),
    source: v.string(),
  }),
});

/** Within how many months two inspections that found the same infringement are pointed out. No rule about fines. */
export const patternRules = v.parse(PatternRules, patternRulesData);
