import { addDays, formatDate, type PlainDate } from '../kernel/plain-date.ts';
import { commercialDays, fullYears, yearsLater } from './commercial-days.ts';
import { lempiras, moneyText, plainText, sum, toCents, whole, zero, type Decimal } from './decimal.ts';
import type { InputDef, InputValues, Rules } from './inputs.ts';
import { Sheet, type Computed } from './sheet.ts';

export const vacationInputs: readonly InputDef[] = [
  { key: 'hired', kind: 'date', required: true },
  { key: 'until', kind: 'date', required: true },
  { key: 'wage', kind: 'money', required: true },
  { key: 'taken', kind: 'number', required: false },
  { key: 'proportional', kind: 'yesNo', required: false },
];

const MOST_YEARS = 70;

/**
 * Vacation days earned from hiring to a date, less those taken, and what they are worth. Each full year of service earns
 * the days of its rank; the year under way earns its part only when asked for, as when somebody leaves.
 */
export function computeVacations(values: InputValues, rules: Rules): Computed {
  const sheet = new Sheet(vacationInputs, values, rules);
  const hired = sheet.date('hired');
  const until = sheet.date('until');
  const wage = sheet.money('wage');
  const taken = sheet.decimal('taken');
  const isProportional = sheet.choice('proportional', ['yes', 'no']) === 'yes';
  if (hired !== '' && until !== '' && until < hired) sheet.problem({ code: 'order', input: 'until' });
  const monthDays = sheet.rate('monthDays', until);
  if (sheet.failed() || hired === '' || until === '') return sheet.refuse();
  const years = fullYears(hired, until);
  if (years > MOST_YEARS) sheet.problem({ code: 'out-of-range', input: 'hired' });
  if (sheet.failed()) return sheet.refuse();

  const earned: Decimal[] = [];
  for (let year = 1; year <= years; year += 1) {
    const end = addDays(yearsLater(hired, year), -1);
    const days = daysOfYear(sheet, year, end);
    earned.push(days);
    sheet.step({
      key: 'yearOfService',
      about: `${formatDate(yearsLater(hired, year - 1))} – ${formatDate(end)}`,
      expression: plainText(days),
      value: plainText(days),
      unit: 'days',
    });
  }
  if (isProportional) earned.push(underWay(sheet, { start: yearsLater(hired, years), until, year: years + 1 }));
  if (sheet.failed()) return sheet.refuse();
  if (years === 0 && !isProportional) sheet.warn('noFullYear');
  const total = sum(earned);
  const left = total.minus(taken);
  sheet.step({
    key: 'daysLeft',
    expression: `${plainText(total)} − ${plainText(taken)} = ${plainText(left)}`,
    value: plainText(left),
    unit: 'days',
  });
  if (left.lt('0')) sheet.warn('takenMore');
  const days = left.lt('0') ? zero : left;
  const pay = toCents(wage.times(days).div(monthDays));
  sheet.amount(
    'vacationPay',
    `${lempiras(wage)} × ${plainText(days)} / ${plainText(monthDays)} = ${lempiras(pay)}`,
    pay,
  );
  return sheet.finish('vacations', { key: 'owed', value: moneyText(pay), unit: 'lempiras' });
}

function underWay(
  sheet: Sheet,
  { start, until, year }: { readonly start: PlainDate; readonly until: PlainDate; readonly year: number },
): Decimal {
  const full = daysOfYear(sheet, year, until);
  const yearDays = sheet.rate('yearDays', until);
  if (sheet.failed()) return full;
  const worked = commercialDays(start, until);
  // to the four decimals that are shown, so that the paper can be checked by hand
  const days = full.times(whole(worked)).div(yearDays).round(4);
  sheet.step({
    key: 'yearUnderWay',
    about: `${formatDate(start)} – ${formatDate(until)}`,
    expression: `${plainText(full)} × ${worked} / ${plainText(yearDays)} = ${plainText(days)}`,
    value: plainText(days),
    unit: 'days',
  });
  return days;
}

/** From the fourth year on every year earns the same. */
function daysOfYear(sheet: Sheet, year: number, on: PlainDate): Decimal {
  return sheet.rate(`vacationDays${Math.min(year, 4)}`, on);
}
