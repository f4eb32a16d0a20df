import * as v from 'valibot';
import { Confidence } from '../catalog/entry.ts';
import { isPlainDate } from '../kernel/plain-date.ts';

const date = v.pipe(v.string(), v.check(isPlainDate));
const text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

/**
 * `closed`: offices do not work; `suspended`: no term runs; `open`: offices work although the day would be a holiday or
 * of a weekend.
 */
export const closureKinds = ['closed', 'suspended', 'open'] as const;
export type ClosureKind = (typeof closureKinds)[number];

/** The longest that is noted in one piece: a slip of the keyboard must not stop every term of an office for ever. */
const LONGEST_DAYS = 731;

/** What an office knows beside the holidays of every year: a storm, a decree that moves a day, suspended terms. */
export const Closure = v.pipe(
  v.strictObject({
    kind: v.picklist(closureKinds),
    /** first and last day */
    from: date,
    until: date,
    /** codes of municipalities (DDMM) or departments (DD) that it holds for; everywhere when left out */
    places: v.exactOptional(
      v.pipe(v.array(v.pipe(v.string(), v.regex(/^\d{2}(?:\d{2})?$/))), v.minLength(1), v.readonly()),
    ),
    label: text(200),
    norm: v.exactOptional(text(200)),
    confidence: Confidence,
  }),
  v.check(({ from, until }) => from <= until),
  v.check(({ from, until }) => (Date.parse(until) - Date.parse(from)) / 86_400_000 < LONGEST_DAYS),
);
export type Closure = v.InferOutput<typeof Closure>;
