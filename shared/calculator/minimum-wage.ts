import { catalogKeys } from '../catalog/catalog.ts';
import { formatDate } from '../kernel/plain-date.ts';
import { commercialDays } from './commercial-days.ts';
import { decimal, lempiras, moneyText, plainText, sum, toCents, whole, zero, type Decimal } from './decimal.ts';
import type { InputDef, InputValues, Rules } from './inputs.ts';
import { Sheet, type Computed } from './sheet.ts';
import { wageSpans, type WageSpan } from './wage-table.ts';

export const minimumWageInputs: readonly InputDef[] = [
  { key: 'branch', kind: 'choice', options: catalogKeys('branches'), words: 'branches', required: true },
  { key: 'size', kind: 'choice', options: catalogKeys('workplaceSizes'), words: 'workplaceSizes', required: true },
  { key: 'from', kind: 'date', required: true },
  { key: 'until', kind: 'date', required: true },
  { key: 'wage', kind: 'money', required: true },
  { key: 'workers', kind: 'integer', required: false },
];

/** Longest period that is looked at; a mistyped year must not make thousands of lines. */
const MOST_YEARS = 30;

/**
 * What is owed to a worker (or to several alike) who was paid less than the minimum wage of the branch and size over a
 * period, span by span of the imported tables, in months of 30 days. A day that no table covers, or on which two tables
 * differ, is a problem: nothing is guessed.
 */
export function computeMinimumWage(values: InputValues, rules: Rules): Computed {
  const sheet = new Sheet(minimumWageInputs, values, rules);
  const branch = sheet.choice('branch', catalogKeys('branches'));
  const size = sheet.choice('size', catalogKeys('workplaceSizes'));
  const from = sheet.date('from');
  const until = sheet.date('until');
  const wage = sheet.money('wage');
  const workers = sheet.integer('workers', '1');
  if (from !== '' && until !== '' && until < from) sheet.problem({ code: 'order', input: 'until' });
  if (workers.lt('1')) sheet.problem({ code: 'out-of-range', input: 'workers' });
  if (from !== '' && until !== '' && Number(until.slice(0, 4)) - Number(from.slice(0, 4)) > MOST_YEARS) {
    sheet.problem({ code: 'out-of-range', input: 'from' });
  }
  const monthDays = sheet.rate('monthDays', until);
  if (sheet.failed() || branch === undefined || size === undefined || from === '' || until === '')
    return sheet.refuse();

  const spans = wageSpans(rules.wageTables, { branch, size, from, until });
  const differences = spans.map((span) => differenceIn(sheet, span, { wage, monthDays }));
  if (sheet.failed()) return sheet.refuse();
  const one = sum(differences);
  if (spans.length > 1) {
    sheet.amount('totalDifference', `${differences.map((part) => lempiras(part)).join(' + ')} = ${lempiras(one)}`, one);
  }
  const owed = one.times(workers);
  if (workers.gt('1')) {
    sheet.amount('forWorkers', `${lempiras(one)} × ${plainText(workers)} = ${lempiras(owed)}`, owed);
  }
  return sheet.finish('minimumWage', { key: 'owed', value: moneyText(owed), unit: 'lempiras' });
}

function differenceIn(
  sheet: Sheet,
  { from, until, rows }: WageSpan,
  { wage, monthDays }: { readonly wage: Decimal; readonly monthDays: Decimal },
): Decimal {
  const about = `${formatDate(from)} – ${formatDate(until)}`;
  const minimum = minimumOf(sheet, { from, until, rows });
  if (minimum === undefined) return zero;
  const short = minimum.minus(wage);
  if (!short.gt('0')) {
    return sheet.amount('noDifference', `${lempiras(wage)} ≥ ${lempiras(minimum)}`, zero, about);
  }
  const days = whole(commercialDays(from, until));
  const owed = toCents(short.times(days).div(monthDays));
  sheet.amount('monthlyDifference', `${lempiras(minimum)} − ${lempiras(wage)} = ${lempiras(short)}`, short, about);
  const line = `${lempiras(short)} × ${plainText(days)} / ${plainText(monthDays)} = ${lempiras(owed)}`;
  return sheet.amount('difference', line, owed, about);
}

/**
 * The one monthly minimum wage of a span, noted with its norm and the table it comes from.
 * @returns undefined, and a problem on the sheet, when no table covers the span or tables differ
 */
export function minimumOf(sheet: Sheet, { from, until, rows }: WageSpan): Decimal | undefined {
  const detail = { from: formatDate(from), until: formatDate(until) };
  const [row, other] = rows;
  if (row === undefined) sheet.problem({ code: 'no-wage-table', detail });
  else if (other !== undefined) sheet.problem({ code: 'wage-tables-disagree', detail });
  if (row === undefined || other !== undefined) return undefined;
  sheet.useWage(row, row.table);
  return decimal(row.monthly);
}
