import * as v from 'valibot';
import { isId } from '../kernel/id.ts';
import { EVERY_TYPE } from './number-types.ts';

// Several computers of one office give numbers without knowing of each other. Each has blocks of its own, so that two
// never give the same number; what is reserved or annulled is in the office's register. All of it travels with the
// office (docs/decisions/0005-record-ids.md).

/** The last number of a block: nobody ever gives so many, and a slip of the keyboard must not take all there are. */
export const HIGHEST_NUMBER = 999_999;

const sequence = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(HIGHEST_NUMBER));

/** Numbers of one type and year, or of every type, that only one installation gives. */
export const NumberBlock = v.pipe(
  v.object({
    installationId: v.pipe(v.string(), v.check(isId)),
    /** letters of the type; `*` for all of them */
    type: v.union([v.literal(EVERY_TYPE), v.pipe(v.string(), v.regex(/^[A-Z]{2,4}$/))]),
    year: v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2999)),
    from: sequence,
    to: sequence,
    /** how people call the computer, or why it got the block; may be empty */
    note: v.pipe(v.string(), v.maxLength(120)),
    /** id of whoever gave it, and when */
    by: v.string(),
    at: v.string(),
  }),
  v.check(({ from, to }) => from <= to),
);
export type NumberBlock = v.InferOutput<typeof NumberBlock>;

/** `reserved`: for forms that are printed without data and filled in by hand; `annulled`: never to be given again. */
export const rangeKinds = ['reserved', 'annulled'] as const;

/** Numbers that were taken without a paper of this app, with the reason. They stay in the register for ever. */
export const NumberRange = v.pipe(
  v.object({
    counter: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
    from: sequence,
    to: sequence,
    kind: v.picklist(rangeKinds),
    reason: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    /** the installation that noted it: a reserved number is given to a paper on that one only */
    installationId: v.pipe(v.string(), v.check(isId)),
    by: v.string(),
    at: v.string(),
  }),
  v.check(({ from, to }) => from <= to),
);
export type NumberRange = v.InferOutput<typeof NumberRange>;

export type StoredBlock = NumberBlock & { readonly id: string };
export type StoredRange = NumberRange & { readonly id: string };

/** What the office has noted about its numbers. */
export interface NumberRegister {
  readonly blocks: readonly StoredBlock[];
  readonly ranges: readonly StoredRange[];
  /** the installation on which the office began; the only one that gives numbers where no block says otherwise */
  readonly founder: string | undefined;
}

/**
 * How far each counter and block has gone: `<counter>` for numbers from before there were blocks, `<counter>#<block>`
 * for those of a block, and `<counter>=<n>` for a reserved number that got its paper. Marks only grow, so that of two
 * copies the greater of each holds.
 */
export type NumberMarks = Readonly<Record<string, number>>;
