import * as v from 'valibot';
import { Confidence } from './entry.ts';
import visitRulesData from './visit-rules.json';

const fact = { confidence: Confidence, norm: v.optional(v.string()), source: v.string() };
const time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
const VisitRules = v.strictObject({
  dayShift: v.strictObject({ from: time, to: time, ...fact }),
  refusalWitnesses: v.strictObject({ count: v.pipe(v.number(), v.integer(), v.minValue(1)), ...fact }),
});

/**
 * Legal values of a visit: the hours of the day shift (civil time in Honduras, both ends belong to it), outside which
 * a visit is unusual, and how many witnesses stand in for an employer who refuses to sign.
 */
export const visitRules = v.parse(VisitRules, visitRulesData);
