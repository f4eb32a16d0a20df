import { addDays, formatDate, weekdayOf, type PlainDate } from '../kernel/plain-date.ts';
import {
  decimal,
  fineLempiras,
  hoursText,
  lempiras,
  moneyText,
  percent,
  plainText,
  sum,
  toCents,
  whole,
  type Decimal,
} from './decimal.ts';
import { DAY_MINUTES, minutesBetween, readSpans, spanMinutes, splitSpans, type ClockSpan } from './clock-spans.ts';
import type { InputDef, InputValues, Rules } from './inputs.ts';
import { Sheet, type Computed } from './sheet.ts';

/** How overtime is priced where the sources disagree: by the class of the shift, or by the time of day. */
export const overtimeMethods = ['byShift', 'byClock'] as const;
export const weekdayKeys = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export const hoursInputs: readonly InputDef[] = [
  { key: 'week', kind: 'date', required: true },
  { key: 'wage', kind: 'money', required: true },
  { key: 'method', kind: 'choice', options: overtimeMethods, words: 'texts', required: true },
  ...weekdayKeys.map((key): InputDef => ({ key, kind: 'spans', required: false })),
  { key: 'firstHoliday', kind: 'date', required: false },
  { key: 'secondHoliday', kind: 'date', required: false },
  { key: 'paid', kind: 'money', required: false },
];

type ShiftKind = 'day' | 'mixed' | 'night';
type Band = 'overtimeDay' | 'overtimeMixed' | 'overtimeNight';
const bands: readonly Band[] = ['overtimeDay', 'overtimeMixed', 'overtimeNight'];

interface Limits {
  /** minutes a day and a week by class of shift */
  readonly daily: Readonly<Record<ShiftKind, number>>;
  readonly weekly: Readonly<Record<ShiftKind, number>>;
  readonly nightFrom: string;
  readonly nightUntil: string;
  /** night minutes from which a shift is no longer mixed */
  readonly mixedNight: number;
}

interface WorkedDay {
  readonly date: PlainDate;
  readonly spans: readonly ClockSpan[];
}

/**
 * What a week's overtime, night work and worked holidays are worth beside the monthly wage.
 *
 * The first hours of a day up to the limit of its class are ordinary: a day whose first eight hours touch no night hour
 * is a day shift; one whose first seven hold less than three night hours is mixed; any other is a night shift. Ordinary
 * hours above the week's limit are overtime as well. Hours of a holiday are only doubled.
 */
export function computeHours(values: InputValues, rules: Rules): Computed {
  const sheet = new Sheet(hoursInputs, values, rules);
  const week = sheet.date('week');
  const wage = sheet.money('wage');
  const paid = sheet.money('paid');
  const method = sheet.choice('method', overtimeMethods);
  const monday = week === '' ? '' : addDays(week, 1 - weekdayOf(week));
  const days = monday === '' ? [] : readDays(sheet, monday);
  const holidays = readHolidays(sheet, monday);
  const limits = readLimits(sheet, monday);
  const monthHours = sheet.rate('monthHours', monday);
  if (sheet.failed() || monday === '' || method === undefined) return sheet.refuse();
  if (days.length === 0) {
    sheet.problem({ code: 'missing', input: weekdayKeys[0] });
    return sheet.refuse();
  }
  warnOfLongDays(sheet, days, monday);

  const price = (minutes: number, factor: Decimal): Decimal =>
    toCents(wage.times(whole(minutes)).times(factor).div(monthHours.times('60')));
  const line = (minutes: number, factor: Decimal): string =>
    `${lempiras(wage)} × ${hoursText(minutes)} × ${plainText(factor)} / ${plainText(monthHours)} h = ${lempiras(price(minutes, factor))}`;
  const hour = wage.div(monthHours);
  sheet.step({
    key: 'hourValue',
    expression: `${lempiras(wage)} / ${plainText(monthHours)} h = ${fineLempiras(hour)}`,
    value: plainText(hour),
    unit: 'lempiras',
  });

  const worked = sortWeek(sheet, { days, holidays, limits });
  const due: Decimal[] = [];
  const overtime = byBand(sheet, { worked, method, monday, limits });
  for (const band of bands) {
    const minutes = overtime[band];
    if (minutes === 0) continue;
    const surcharge = sheet.rate(band, monday);
    const factor = surcharge.plus('1');
    due.push(sheet.amount('overtime', line(minutes, factor), price(minutes, factor), `+${percent(surcharge)}`));
  }
  const nightMinutes = worked.filter(({ kind }) => kind === 'night').reduce((n, day) => n + day.ordinary, 0);
  if (nightMinutes > 0) {
    const factor = sheet.rate('nightSurcharge', monday);
    due.push(sheet.amount('nightSurcharge', line(nightMinutes, factor), price(nightMinutes, factor)));
  }
  const holidayMinutes = days
    .filter(({ date }) => holidays.includes(date))
    .reduce((n, { spans }) => n + spanMinutes(spans), 0);
  if (holidayMinutes > 0) {
    const factor = sheet.rate('holidayFactor', monday);
    due.push(sheet.amount('holidayPay', line(holidayMinutes, factor), price(holidayMinutes, factor)));
    sheet.warn('holidayInWage');
  }
  if (sheet.failed()) return sheet.refuse();
  const total = sum(due);
  sheet.amount(
    'totalDue',
    `${due.map((part) => lempiras(part)).join(' + ') || lempiras(total)} = ${lempiras(total)}`,
    total,
  );
  const owed = total.minus(paid);
  const isOwed = owed.gt('0');
  if (paid.gt('0')) sheet.amount('lessPaid', `${lempiras(total)} − ${lempiras(paid)} = ${lempiras(owed)}`, owed);
  if (paid.gt(total)) sheet.warn('paidMore');
  return sheet.finish('hours', { key: 'owed', value: moneyText(isOwed ? owed : decimal('0')), unit: 'lempiras' });
}

function readDays(sheet: Sheet, monday: PlainDate): readonly WorkedDay[] {
  // how far the work of the day before reaches into this one
  let reach = 0;
  return weekdayKeys.flatMap((key, at): WorkedDay[] => {
    const text = sheet.text(key);
    const spans = text === '' ? [] : readSpans(text);
    const overlaps = typeof spans !== 'string' && (spans[0]?.from ?? DAY_MINUTES) < reach;
    if (typeof spans === 'string') sheet.problem({ code: spans, input: key });
    if (overlaps) sheet.problem({ code: 'spans-overlap', input: key });
    if (typeof spans === 'string' || spans.length === 0) {
      reach = 0;
      return [];
    }
    reach = (spans.at(-1)?.until ?? 0) - DAY_MINUTES;
    return [{ date: addDays(monday, at), spans }];
  });
}

function readHolidays(sheet: Sheet, monday: PlainDate): readonly PlainDate[] {
  return (['firstHoliday', 'secondHoliday'] as const).flatMap((key) => {
    const date = sheet.date(key);
    if (date === '' || monday === '') return [];
    if (date >= monday && date <= addDays(monday, 6)) return [date];
    sheet.problem({ code: 'not-in-week', input: key });
    return [];
  });
}

function readLimits(sheet: Sheet, on: PlainDate): Limits {
  const minutes = (key: string): number => Number(sheet.rate(key, on).times('60').toFixed(0));
  return {
    daily: { day: minutes('dayShiftHours'), mixed: minutes('mixedShiftHours'), night: minutes('nightShiftHours') },
    weekly: { day: minutes('dayWeekHours'), mixed: minutes('mixedWeekHours'), night: minutes('nightWeekHours') },
    nightFrom: sheet.parameter('dayShiftUntil', on),
    nightUntil: sheet.parameter('dayShiftFrom', on),
    mixedNight: minutes('mixedNightHours'),
  };
}

/** Nobody works more than so many hours in any 24: looked at from the beginning of each span. */
function warnOfLongDays(sheet: Sheet, days: readonly WorkedDay[], monday: PlainDate): void {
  const most = sheet.rate('dailyMaximumHours', monday);
  const all = days.flatMap(({ date, spans }) => {
    const shift = ((Date.parse(date) - Date.parse(monday)) / 86_400_000) * DAY_MINUTES;
    return spans.map(({ from, until }) => ({ date, from: from + shift, until: until + shift }));
  });
  for (const { date, from } of all) {
    const minutes = all.reduce(
      (n, span) => n + Math.max(0, Math.min(span.until, from + DAY_MINUTES) - Math.max(span.from, from)),
      0,
    );
    if (whole(minutes).gt(most.times('60'))) {
      sheet.warn('dailyMaximum', { date: formatDate(date), hours: hoursText(minutes), most: plainText(most) });
    }
  }
}

interface SortedDay {
  readonly date: PlainDate;
  readonly kind: ShiftKind;
  readonly ordinary: number;
  readonly overtime: readonly ClockSpan[];
}

/** Parts every day but holidays into ordinary hours and overtime, first by the day's limit, then by the week's. */
function sortWeek(
  sheet: Sheet,
  {
    days,
    holidays,
    limits,
  }: { readonly days: readonly WorkedDay[]; readonly holidays: readonly PlainDate[]; readonly limits: Limits },
): readonly SortedDay[] {
  const plain = days
    .filter(({ date }) => !holidays.includes(date))
    .map((day) => ({ ...day, kind: kindOf(day.spans, limits) }));
  const kinds = [...new Set(plain.map(({ kind }) => kind))];
  // the class that takes most of the week gives the week its limit
  const minutesOfKind = (kind: ShiftKind): number =>
    plain.filter((day) => day.kind === kind).reduce((n, { spans }) => n + spanMinutes(spans), 0);
  const [main = 'day'] = [...kinds].sort((a, b) => minutesOfKind(b) - minutesOfKind(a));
  if (kinds.length > 1) sheet.warn('mixedWeek');
  let left = limits.weekly[main];
  const sorted = plain.map(({ date, spans, kind }): SortedDay => {
    const ordinary = Math.min(spanMinutes(spans), limits.daily[kind], left);
    left -= ordinary;
    const [, overtime] = splitSpans(spans, ordinary);
    const extra = spanMinutes(overtime);
    sheet.step({
      key: `${kind}Shift`,
      about: formatDate(date),
      expression: `${hoursText(spanMinutes(spans))} = ${hoursText(ordinary)} + ${hoursText(extra)}`,
      value: String(extra),
      unit: 'minutes',
    });
    return { date, kind, ordinary, overtime };
  });
  const ordinary = sorted.reduce((n, day) => n + day.ordinary, 0);
  sheet.step({
    key: 'ordinaryWeek',
    expression: `${hoursText(ordinary)} ≤ ${hoursText(limits.weekly[main])}`,
    value: String(ordinary),
    unit: 'minutes',
  });
  return sorted;
}

function kindOf(spans: readonly ClockSpan[], { daily, nightFrom, nightUntil, mixedNight }: Limits): ShiftKind {
  const night = (limit: number): number => minutesBetween(splitSpans(spans, limit)[0], nightFrom, nightUntil);
  if (night(daily.day) === 0) return 'day';
  return night(daily.mixed) < mixedNight ? 'mixed' : 'night';
}

/** Minutes of overtime by the surcharge they earn. */
function byBand(
  sheet: Sheet,
  {
    worked,
    method,
    monday,
    limits,
  }: {
    readonly worked: readonly SortedDay[];
    readonly method: (typeof overtimeMethods)[number];
    readonly monday: PlainDate;
    readonly limits: Limits;
  },
): Readonly<Record<Band, number>> {
  const total: Record<Band, number> = { overtimeDay: 0, overtimeMixed: 0, overtimeNight: 0 };
  const spans = worked.flatMap(({ overtime }) => overtime);
  if (spans.length === 0) return total;
  sheet.warn(method === 'byShift' ? 'bandsByShift' : 'bandsByClock');
  if (method === 'byClock') {
    const [evening, late, end] = (['overtimeEveningFrom', 'overtimeLateFrom', 'overtimeLateUntil'] as const).map(
      (key) => sheet.parameter(key, monday),
    );
    if (!evening || !late || !end) return total;
    total.overtimeMixed = minutesBetween(spans, evening, late);
    total.overtimeNight = minutesBetween(spans, late, end);
    total.overtimeDay = spanMinutes(spans) - total.overtimeMixed - total.overtimeNight;
    return total;
  }
  for (const { kind, overtime } of worked) {
    const night = minutesBetween(overtime, limits.nightFrom, limits.nightUntil);
    const day = spanMinutes(overtime) - night;
    if (kind === 'night') total.overtimeNight += day + night;
    else {
      total.overtimeMixed += kind === 'mixed' ? day + night : night;
      total.overtimeDay += kind === 'mixed' ? 0 : day;
    }
  }
  return total;
}
