import { Big } from 'big.js';
import { formatInteger } from '../kernel/words.ts';

/**
 * Exact decimals. The constructor is our own and strict: it takes text and never a binary number, so that 0.1 + 0.2
 * is 0.3 everywhere. Divisions are carried to 20 decimals and only amounts of money are rounded.
 */
const Decimal = Big();
Decimal.DP = 20;
Decimal.strict = true;
export type Decimal = Big;

/** A decimal from canonical text (`1234.50`). @throws for anything else */
export function decimal(text: string): Decimal {
  return new Decimal(text);
}

/** A decimal from a whole number, such as a count of minutes. @throws for a fraction */
export function whole(count: number): Decimal {
  if (!Number.isSafeInteger(count)) throw new Error('not a whole number');
  return new Decimal(String(count));
}

export const zero = decimal('0');

/** Rounded to the cent, half a cent upwards: the only rounding of the calculators. */
export function toCents(amount: Decimal): Decimal {
  return amount.round(2, Decimal.roundHalfUp);
}

/** The sum of amounts; zero for none. */
export function sum(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce((total, amount) => total.plus(amount), zero);
}

/** Canonical text of an amount: `1234.50`. */
export function moneyText(amount: Decimal): string {
  return amount.toFixed(2);
}

/** Canonical text without needless zeros, at most so many decimals: `7.5`, `50.7988`. */
export function plainText(value: Decimal, decimals = 4): string {
  const text = value.toFixed(decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** An amount as it is read: `L 1,234.50`; below zero `L -5.00`. */
export function lempiras(amount: Decimal, decimals = 2): string {
  const [units = '', cents = ''] = amount.abs().toFixed(decimals).split('.');
  return `L ${amount.lt(zero) ? '-' : ''}${formatInteger(units)}${cents === '' ? '' : `.${cents}`}`;
}

/** An amount with two decimals, and up to four only where there are more, as in the value of an hour. */
export function fineLempiras(amount: Decimal): string {
  return lempiras(amount, Math.max(2, (plainText(amount).split('.')[1] ?? '').length));
}

/** A fraction as a percentage: `0.025` is `2.5 %`. */
export function percent(fraction: Decimal): string {
  return `${plainText(fraction.times('100'))} %`;
}

/** Minutes as hours and minutes: `450` is `7 h 30 min`. */
export function hoursText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
