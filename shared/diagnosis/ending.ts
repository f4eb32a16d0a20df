import * as v from 'valibot';

/**
 * How a run ended that did not end as it should: the main process met a bug, the process of the window died, or the
 * run was simply cut off (power, system, killed).
 */
export const Ending = v.strictObject({
  kind: v.picklist(['bug', 'window', 'cut']),
  /** when it happened; for `cut`, when that run had begun */
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** number under which the log has the rest */
  incident: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/))),
  /** Chromium's word for why the window's process died */
  reason: v.exactOptional(v.pipe(v.string(), v.regex(/^[a-z-]{1,30}$/))),
});
export type Ending = v.InferOutput<typeof Ending>;

/** What the next start tells of an ending. */
export const ToldEnding = v.strictObject({
  ...Ending.entries,
  /** it happened so often in a row that this start does without the graphics card */
  safeStart: v.boolean(),
});
export type ToldEnding = v.InferOutput<typeof ToldEnding>;
