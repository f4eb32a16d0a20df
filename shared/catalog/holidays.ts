import * as v from 'valibot';
import { isPlainDate } from '../kernel/plain-date.ts';
import { Confidence } from './entry.ts';
import holidaysData from './holidays.json';

const text = v.pipe(v.string(), v.trim(), v.minLength(1));
const date = v.pipe(v.string(), v.check(isPlainDate));
const whole = (from: number, to: number) => v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to));
/** 1 Monday to 7 Sunday. */
const weekday = whole(1, 7);

/** A rule of counting: what it says, in Spanish, and how sure it is. */
export const CountingRule = v.strictObject({
  label: text,
  confidence: Confidence,
  norm: v.optional(text),
  source: text,
});
export type CountingRule = v.InferOutput<typeof CountingRule>;

const holiday = {
  ...CountingRule.entries,
  /** first and last day on which the rule holds; open where left out */
  validFrom: v.optional(date),
  validUntil: v.optional(date),
};

/** A holiday that comes back every year. */
export const Holiday = v.variant('kind', [
  /** the same date; on these weekdays it goes to Monday of the week after */
  v.strictObject({
    kind: v.literal('fixed'),
    month: whole(1, 12),
    day: whole(1, 31),
    movedToMonday: v.optional(v.array(weekday)),
    ...holiday,
  }),
  /** days before (negative) or after Easter Sunday */
  v.strictObject({ kind: v.literal('easter'), offset: whole(-60, 60), ...holiday }),
  /** so many days from the first such weekday of a month */
  v.strictObject({
    kind: v.literal('firstWeekday'),
    month: whole(1, 12),
    weekday,
    days: whole(1, 7),
    ...holiday,
  }),
]);
export type Holiday = v.InferOutput<typeof Holiday>;

const Holidays = v.strictObject({
  nonWorkingWeekdays: v.strictObject({ weekdays: v.array(weekday), ...CountingRule.entries }),
  counting: CountingRule,
  endingOnNonWorkingDay: CountingRule,
  children: CountingRule,
  holidays: v.array(Holiday),
});
export type Holidays = v.InferOutput<typeof Holidays>;

/**
 * When the public offices of Honduras do not work, and how terms are counted. Closures of a day or of a town are not
 * here: nobody knows them beforehand.
 */
export const holidays: Holidays = v.parse(Holidays, holidaysData);
