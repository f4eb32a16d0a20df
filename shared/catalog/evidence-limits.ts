import * as v from 'valibot';
import { Confidence } from './entry.ts';
import limitsData from './evidence-limits.json';

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const EvidenceLimits = v.strictObject({
  maxBytes: count,
  maxPieces: count,
  maxName: count,
  maxNote: count,
  thumbBytes: count,
  confidence: Confidence,
  source: v.string(),
});

/**
 * What the evidence of a case may be: bytes of one file, pieces of one case (those in the bin count), characters of a
 * name and of a note, bytes of a small picture. Told before anybody chooses a file.
 */
export const evidenceLimits = v.parse(EvidenceLimits, limitsData);
