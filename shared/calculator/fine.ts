import { catalogKeys, findEntry } from '../catalog/catalog.ts';
import type { Fine } from '../catalog/entry.ts';
import { assertNever } from '../kernel/assert.ts';
import type { PlainDate } from '../kernel/plain-date.ts';
import { lempiras, moneyText, percent, plainText, toCents, zero, type Decimal } from './decimal.ts';
import type { InputDef, InputValues, Rules } from './inputs.ts';
import { minimumOf } from './minimum-wage.ts';
import { Sheet, type Computed } from './sheet.ts';
import { wageSpans } from './wage-table.ts';

/** How often the employer has been fined for the same before. */
export const repetitions = ['none', 'first', 'second', 'later'] as const;

const fineOf = ({ infringement = '' }: InputValues): Fine | undefined => findEntry('infringements', infringement)?.fine;
const isOf =
  (kind: Fine['kind']) =>
  (values: InputValues): boolean =>
    fineOf(values)?.kind === kind;

export const fineInputs: readonly InputDef[] = [
  {
    key: 'infringement',
    kind: 'choice',
    options: catalogKeys('infringements'),
    words: 'infringements',
    required: true,
  },
  { key: 'on', kind: 'date', required: true },
  { key: 'owed', kind: 'money', required: true, when: isOf('share') },
  { key: 'workers', kind: 'integer', required: true, when: isOf('perWorker') },
  { key: 'times', kind: 'number', required: true, when: isOf('minimumWages') },
  {
    key: 'branch',
    kind: 'choice',
    options: catalogKeys('branches'),
    words: 'branches',
    required: true,
    when: isOf('minimumWages'),
  },
  {
    key: 'size',
    kind: 'choice',
    options: catalogKeys('workplaceSizes'),
    words: 'workplaceSizes',
    required: true,
    when: isOf('minimumWages'),
  },
  { key: 'repetition', kind: 'choice', options: repetitions, words: 'texts', required: true },
  { key: 'corrected', kind: 'yesNo', required: false },
];

/**
 * The fine for an infringement: a fixed amount, a part of what is owed, an amount for each worker, or a number of minimum
 * wages; raised for repetition; lifted when the employer mended the cause and the infringement allows it.
 */
export function computeFine(values: InputValues, rules: Rules): Computed {
  const sheet = new Sheet(fineInputs, values, rules);
  const key = sheet.choice('infringement', catalogKeys('infringements'));
  const on = sheet.date('on');
  const repetition = sheet.choice('repetition', repetitions);
  const isCorrected = sheet.choice('corrected', ['yes', 'no']) === 'yes';
  const infringement = key === undefined ? undefined : findEntry('infringements', key);
  if (infringement !== undefined && infringement.fine === undefined) sheet.problem({ code: 'no-fine' });
  if (sheet.failed() || on === '' || infringement?.fine === undefined || repetition === undefined)
    return sheet.refuse();

  const base = baseFine(sheet, infringement.fine, on);
  if (sheet.failed()) return sheet.refuse();
  const raised = raise(sheet, { base, repetition, on });
  if (sheet.failed()) return sheet.refuse();
  const isLifted = isCorrected && infringement.correctable;
  if (isCorrected && !infringement.correctable) sheet.warn('notExempt');
  if (isLifted) {
    sheet.amount('exempt', `${lempiras(raised)} − ${lempiras(raised)} = ${lempiras(zero)}`, zero);
    sheet.warn('exemptTerm');
  }
  return sheet.finish('fine', { key: 'fine', value: moneyText(isLifted ? zero : raised), unit: 'lempiras' });
}

function baseFine(sheet: Sheet, fine: Fine, on: PlainDate): Decimal {
  switch (fine.kind) {
    case 'fixed': {
      const amount = sheet.rate(fine.amount, on);
      return sheet.failed() ? zero : sheet.amount('baseFine', lempiras(amount), amount);
    }
    case 'share': {
      const owed = sheet.money('owed');
      const part = sheet.rate(fine.share, on);
      const amount = toCents(owed.times(part));
      sheet.warn('besidesOwed');
      return sheet.amount('baseFine', `${lempiras(owed)} × ${percent(part)} = ${lempiras(amount)}`, amount);
    }
    case 'perWorker': {
      const workers = sheet.integer('workers', '0');
      if (workers.lt('1')) sheet.problem({ code: 'out-of-range', input: 'workers' });
      const each = sheet.rate(fine.amount, on);
      const amount = each.times(workers);
      return sheet.amount('baseFine', `${lempiras(each)} × ${plainText(workers)} = ${lempiras(amount)}`, amount);
    }
    case 'minimumWages':
      return inMinimumWages(sheet, fine, on);
    default:
      return assertNever(fine);
  }
}

function inMinimumWages(sheet: Sheet, fine: Extract<Fine, { kind: 'minimumWages' }>, on: PlainDate): Decimal {
  const times = sheet.decimal('times');
  const least = sheet.rate(fine.least, on);
  const most = sheet.rate(fine.most, on);
  if (times.lt(least) || times.gt(most)) {
    sheet.problem({
      code: 'out-of-range',
      input: 'times',
      detail: { least: plainText(least), most: plainText(most) },
    });
  }
  const branch = sheet.choice('branch', catalogKeys('branches'));
  const size = sheet.choice('size', catalogKeys('workplaceSizes'));
  if (sheet.failed() || branch === undefined || size === undefined) return zero;
  const [span] = wageSpans(sheet.rules.wageTables, { branch, size, from: on, until: on });
  const wage = span === undefined ? undefined : minimumOf(sheet, span);
  if (wage === undefined) return zero;
  const amount = toCents(wage.times(times));
  return sheet.amount('baseFine', `${lempiras(wage)} × ${plainText(times)} = ${lempiras(amount)}`, amount);
}

function raise(
  sheet: Sheet,
  {
    base,
    repetition,
    on,
  }: { readonly base: Decimal; readonly repetition: (typeof repetitions)[number]; readonly on: PlainDate },
): Decimal {
  if (repetition === 'none') return base;
  const keys = { first: 'repetitionFirst', second: 'repetitionSecond', later: 'repetitionLater' } as const;
  const part = sheet.rate(keys[repetition], on);
  if (sheet.failed()) return base;
  const more = toCents(base.times(part));
  const raised = base.plus(more);
  sheet.amount('repetition', `${lempiras(base)} × ${percent(part)} = ${lempiras(more)}`, more, `+${percent(part)}`);
  sheet.amount('raisedFine', `${lempiras(base)} + ${lempiras(more)} = ${lempiras(raised)}`, raised);
  sheet.warn('repetitionOnBase');
  return raised;
}
