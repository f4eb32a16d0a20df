import { lempiras, moneyText, percent, sum, toCents, zero, type Decimal } from './decimal.ts';
import type { InputDef, InputValues, Rules } from './inputs.ts';
import { Sheet, type Computed } from './sheet.ts';

export const contributionInputs: readonly InputDef[] = [
  { key: 'on', kind: 'date', required: true },
  { key: 'wage', kind: 'money', required: true },
  { key: 'paid', kind: 'money', required: false },
];

/**
 * A month's contributions of employer and worker: IHSS up to the year's ceiling, RAP on what is above it, INFOP and the
 * labour reserve on the whole wage. A year without a confirmed ceiling is not computed; an unknown reserve is left out
 * and said.
 */
export function computeContributions(values: InputValues, rules: Rules): Computed {
  const sheet = new Sheet(contributionInputs, values, rules);
  const on = sheet.date('on');
  const wage = sheet.money('wage');
  const paid = sheet.money('paid');
  const ceiling = sheet.rate('ihssCeiling', on);
  if (sheet.failed() || on === '') return sheet.refuse();

  const insured = wage.lt(ceiling) ? wage : ceiling;
  const excess = wage.minus(insured);
  const isAbove = wage.gt(ceiling);
  sheet.amount(
    'insuredWage',
    isAbove ? `${lempiras(wage)} > ${lempiras(ceiling)}` : `${lempiras(wage)} ≤ ${lempiras(ceiling)}`,
    insured,
  );
  if (isAbove) sheet.amount('excessWage', `${lempiras(wage)} − ${lempiras(ceiling)} = ${lempiras(excess)}`, excess);

  const share = (key: string, base: Decimal, rate: Decimal): Decimal => {
    const amount = toCents(base.times(rate));
    return sheet.amount(key, `${lempiras(base)} × ${percent(rate)} = ${lempiras(amount)}`, amount);
  };
  const employer: Decimal[] = [];
  const worker: Decimal[] = [];
  for (const branch of ['ihssHealth', 'ihssPension'] as const) {
    employer.push(share(`${branch}Employer`, insured, sheet.rate(`${branch}Employer`, on)));
    worker.push(share(`${branch}Worker`, insured, sheet.rate(`${branch}Worker`, on)));
  }
  if (isAbove) {
    employer.push(share('rapEmployer', excess, sheet.rate('rapEmployer', on)));
    worker.push(share('rapWorker', excess, sheet.rate('rapWorker', on)));
  }
  for (const key of ['infop', 'labourReserve'] as const) {
    const rate = sheet.knownRate(key, on);
    if (rate !== undefined) employer.push(share(key, wage, rate));
  }
  if (sheet.failed()) return sheet.refuse();

  const total = (key: string, parts: readonly Decimal[]): Decimal =>
    sheet.amount(key, `${parts.map((part) => lempiras(part)).join(' + ')} = ${lempiras(sum(parts))}`, sum(parts));
  const all = total('totalContributions', [total('totalEmployer', employer), total('totalWorker', worker)]);
  const owed = all.minus(paid);
  if (paid.gt('0')) sheet.amount('lessPaid', `${lempiras(all)} − ${lempiras(paid)} = ${lempiras(owed)}`, owed);
  if (paid.gt(all)) sheet.warn('paidMore');
  return sheet.finish('contributions', { key: 'owed', value: moneyText(owed.gt('0') ? owed : zero), unit: 'lempiras' });
}
