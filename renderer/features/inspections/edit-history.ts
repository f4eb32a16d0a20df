/** The states a draft went through, for taking back and doing again. Plain data, like everything it holds. */
export interface EditHistory<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** what the last edit touched and when (milliseconds), to fold a typed word into one step */
  readonly last: { readonly what: string; readonly at: number } | undefined;
}

/** Steps kept: enough to undo a bad quarter of an hour, small beside the rest of the screen. */
export const HISTORY_LIMIT = 100;
/** Edits of the same field closer than this are one step. */
export const SAME_STEP_MS = 1500;

/** A history that begins at a state. */
export function startHistory<T>(present: T): EditHistory<T> {
  return { past: [], present, future: [], last: undefined };
}

/**
 * Takes in an edit; what was undone before can no longer be done again.
 * @param what names the thing edited, e.g. `employer.name`; a row added or removed gets a name of its own
 * @param at milliseconds of any steady clock
 */
export function editHistory<T>(history: EditHistory<T>, next: T, what: string, at: number): EditHistory<T> {
  if (next === history.present) return history;
  const { last } = history;
  const sameStep = last?.what === what && at - last.at < SAME_STEP_MS && history.past.length > 0;
  return {
    past: sameStep ? history.past : [...history.past, history.present].slice(-HISTORY_LIMIT),
    present: next,
    future: [],
    last: { what, at },
  };
}

/**
 * The same steps over states that are all changed alike, e.g. when values are taken out of them or put in; steps that
 * say nothing any more are dropped.
 * @param equal true for two states between which there is nothing to undo
 */
export function mapHistory<T>(
  { past, present, future }: EditHistory<T>,
  map: (state: T) => T,
  equal: (a: T, b: T) => boolean,
): EditHistory<T> {
  const now = map(present);
  // each step is compared with its neighbour on the side of the present
  const back = past.reduceRight<readonly T[]>((kept, state) => {
    const mapped = map(state);
    return equal(mapped, kept[0] ?? now) ? kept : [mapped, ...kept];
  }, []);
  const ahead = future.reduce<readonly T[]>((kept, state) => {
    const mapped = map(state);
    return equal(mapped, kept.at(-1) ?? now) ? kept : [...kept, mapped];
  }, []);
  return { past: back, present: now, future: ahead, last: undefined };
}

/** One step back; the same history when there is none. */
export function undoEdit<T>(history: EditHistory<T>): EditHistory<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    last: undefined,
  };
}

/** One undone step again; the same history when there is none. */
export function redoEdit<T>(history: EditHistory<T>): EditHistory<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, last: undefined };
}
