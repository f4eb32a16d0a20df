import { addDays, formatDate, isPlainDate, type PlainDate } from '../kernel/plain-date.ts';
import { commercialDays, yearsLater } from './commercial-days.ts';
import { lempiras, moneyText, plainText, toCents, whole, zero } from './decimal.ts';
import { earlier, later, type InputDef, type InputValues, type Rules } from './inputs.ts';
import { Sheet, type Computed } from './sheet.ts';

export const extraMonths = ['thirteenth', 'fourteenth'] as const;

export const extraMonthInputs: readonly InputDef[] = [
  { key: 'month', kind: 'choice', options: extraMonths, words: 'texts', required: true },
  { key: 'year', kind: 'year', required: true },
  { key: 'wage', kind: 'money', required: true },
  { key: 'hired', kind: 'date', required: false },
  { key: 'left', kind: 'date', required: false },
  { key: 'paid', kind: 'money', required: false },
];

/**
 * The thirteenth or fourteenth month of a year: a month's wage for a whole period of a year, a part of it for who came
 * or left within. The period is the year that the law's first day opens and that ends in the year asked for.
 */
export function computeExtraMonth(values: InputValues, rules: Rules): Computed {
  const sheet = new Sheet(extraMonthInputs, values, rules);
  const month = sheet.choice('month', extraMonths);
  const year = sheet.integer('year', '0').toFixed(0);
  const wage = sheet.money('wage');
  const paid = sheet.money('paid');
  const hired = sheet.date('hired');
  const left = sheet.date('left');
  if (sheet.text('year') !== '' && !/^(19|20)\d\d$/.test(year)) sheet.problem({ code: 'out-of-range', input: 'year' });
  if (hired !== '' && left !== '' && left < hired) sheet.problem({ code: 'order', input: 'left' });
  if (sheet.failed() || month === undefined) return sheet.refuse();

  // the law as it stands at the end of the year's half in which it is paid
  const on = month === 'thirteenth' ? `${year}-12-31` : `${year}-06-30`;
  const period = periodOf(sheet, { month, year, on });
  const yearDays = sheet.rate('yearDays', on);
  const due = sheet.parameter(`${month}Due`, on);
  if (sheet.failed() || period === undefined) return sheet.refuse();
  const from = hired === '' ? period.from : later(hired, period.from);
  const until = left === '' ? period.until : earlier(left, period.until);
  sheet.step({
    key: 'period',
    expression: `${formatDate(period.from)} – ${formatDate(period.until)}`,
    value: period.until,
    unit: 'date',
  });
  if (until < from) {
    sheet.problem({ code: 'out-of-range', input: hired > period.until ? 'hired' : 'left' });
    return sheet.refuse();
  }
  const days = commercialDays(from, until);
  sheet.step({
    key: 'daysWorked',
    expression: `${formatDate(from)} – ${formatDate(until)} = ${days}`,
    value: String(days),
    unit: 'days',
  });
  const amount = toCents(wage.times(whole(days)).div(yearDays));
  sheet.amount('extraMonth', `${lempiras(wage)} × ${days} / ${plainText(yearDays)} = ${lempiras(amount)}`, amount);
  const dueDate = `${year}-${due}`;
  sheet.step({ key: 'dueDate', expression: formatDate(dueDate), value: dueDate, unit: 'date' });
  const owed = amount.minus(paid);
  if (paid.gt('0')) sheet.amount('lessPaid', `${lempiras(amount)} − ${lempiras(paid)} = ${lempiras(owed)}`, owed);
  if (paid.gt(amount)) sheet.warn('paidMore');
  sheet.warn('averageWage');
  return sheet.finish('extraMonth', { key: 'owed', value: moneyText(owed.gt('0') ? owed : zero), unit: 'lempiras' });
}

/** A year from the law's first day; the one that ends in `year`. */
function periodOf(
  sheet: Sheet,
  { month, year, on }: { readonly month: (typeof extraMonths)[number]; readonly year: string; readonly on: PlainDate },
): { readonly from: PlainDate; readonly until: PlainDate } | undefined {
  const first = sheet.parameter(`${month}From`, on);
  const thisYear = `${year}-${first}`;
  if (!isPlainDate(thisYear)) return undefined;
  const from = first === '01-01' ? thisYear : yearsLater(thisYear, -1);
  return { from, until: addDays(yearsLater(from, 1), -1) };
}
