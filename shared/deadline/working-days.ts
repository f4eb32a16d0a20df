import type { Confidence } from '../catalog/entry.ts';
import type { CountingRule, Holiday, Holidays } from '../catalog/holidays.ts';
import { addDays, weekdayOf, type PlainDate } from '../kernel/plain-date.ts';
import type { Closure, ClosureKind } from './closure.ts';
import { easterSunday } from './easter.ts';

/** All that decides whether a day counts. */
export interface Calendar {
  readonly holidays: Holidays;
  readonly closures: readonly Closure[];
}

/** Why a day does not count, or counts nevertheless. */
export interface DayReason {
  readonly kind: 'weekend' | 'holiday' | ClosureKind;
  readonly label: string;
  readonly norm?: string;
  readonly confidence: Confidence;
}

/** How one day stands for a place. */
export interface DayStanding {
  readonly works: boolean;
  /** no term runs, not even one of calendar days */
  readonly suspended: boolean;
  readonly reasons: readonly DayReason[];
}

/**
 * How a day stands for the offices of a municipality.
 * @param place code of the municipality; closures of other places do not matter to it. Without one, only those hold
 *   that hold everywhere
 */
export function standingOf(date: PlainDate, { holidays, closures }: Calendar, place?: string): DayStanding {
  const here = closures.filter((closure) => closure.from <= date && date <= closure.until && holdsFor(closure, place));
  const reasons: DayReason[] = [];
  const { weekdays, ...weekend } = holidays.nonWorkingWeekdays;
  if (weekdays.includes(weekdayOf(date))) reasons.push(reason('weekend', weekend));
  for (const holiday of holidaysOn(date, holidays.holidays)) reasons.push(reason('holiday', holiday));
  for (const closure of here) reasons.push(reason(closure.kind, closure));
  const isOpen = here.some(({ kind }) => kind === 'open');
  const suspended = here.some(({ kind }) => kind === 'suspended');
  // a decree that opens a day opens it against the calendar, not against a closure or a suspension
  const shut = reasons.some(({ kind }) => kind === 'closed' || (!isOpen && (kind === 'weekend' || kind === 'holiday')));
  return { works: !shut && !suspended, suspended, reasons };
}

/** The holidays that fall on a date, after those that move have moved. */
export function holidaysOn(date: PlainDate, holidays: readonly Holiday[]): readonly Holiday[] {
  return holidays.filter((holiday) => {
    const { validFrom = '0000-01-01', validUntil = '9999-12-31' } = holiday;
    if (date < validFrom || date > validUntil) return false;
    // one that moves can cross neither the year nor a month of no holidays, so its own year is enough
    return datesIn(Number(date.slice(0, 4)), holiday).includes(date);
  });
}

function datesIn(year: number, holiday: Holiday): readonly PlainDate[] {
  switch (holiday.kind) {
    case 'fixed': {
      const date = dateOf(year, holiday.month, holiday.day);
      const weekday = weekdayOf(date);
      return [holiday.movedToMonday?.includes(weekday) === true ? addDays(date, 8 - weekday) : date];
    }
    case 'easter':
      return [addDays(easterSunday(year), holiday.offset)];
    case 'firstWeekday': {
      const first = dateOf(year, holiday.month, 1);
      const begins = addDays(first, (holiday.weekday - weekdayOf(first) + 7) % 7);
      return Array.from({ length: holiday.days }, (_, i) => addDays(begins, i));
    }
  }
}

function dateOf(year: number, month: number, day: number): PlainDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function holdsFor({ places }: Closure, place: string | undefined): boolean {
  if (places === undefined) return true;
  return place !== undefined && places.some((code) => place.startsWith(code));
}

function reason(
  kind: DayReason['kind'],
  { label, norm, confidence }: Pick<CountingRule, 'label' | 'confidence'> & { readonly norm?: string | undefined },
): DayReason {
  return { kind, label, confidence, ...(norm === undefined ? {} : { norm }) };
}
