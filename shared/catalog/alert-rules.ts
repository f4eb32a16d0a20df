import * as v from 'valibot';
import alertRulesData from './alert-rules.json';
import { Confidence } from './entry.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(1));
const AlertRules = v.strictObject({
  triage: v.strictObject({ urgentHours: whole, otherHours: whole, confidence: Confidence, source: v.string() }),
  patterns: v.strictObject({ months: whole, confidence: Confidence, source: v.string() }),
});

/** Within how many hours somebody should have looked at an alert, and how far back others are compared with it. */
export const alertRules = v.parse(AlertRules, alertRulesData);
