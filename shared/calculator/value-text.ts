import { assertNever } from '../kernel/assert.ts';
import { formatDate, isPlainDate } from '../kernel/plain-date.ts';
import type { ParameterUnit } from '../catalog/legal-parameters.ts';
import { decimal, fineLempiras, hoursText, percent } from './decimal.ts';
import type { WorkingUnit } from './working.ts';

const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * A value of a working as it is read, the same in every language: `L 1,234.50`, `7 h 30 min`, `8.5`, `25 %`,
 * `20/12/2025`. What is not such a value comes back as it is.
 */
export function workingValueText(value: string, unit: WorkingUnit): string {
  switch (unit) {
    case 'lempiras':
      return amountText(value);
    case 'minutes':
      return /^\d{1,9}$/.test(value) ? hoursText(Number(value)) : value;
    case 'fraction':
      return NUMBER.test(value) ? percent(decimal(value)) : value;
    case 'date':
      return isPlainDate(value) ? formatDate(value) : value;
    case 'days':
    case 'word':
      return value;
    default:
      return assertNever(unit);
  }
}

/** A parameter's value as it is read: `25 %`, `L 11,903.13`, `19:00`, `20/12` (day and month), `8`. */
export function parameterValueText(value: string, unit: ParameterUnit): string {
  switch (unit) {
    case 'fraction':
      return NUMBER.test(value) ? percent(decimal(value)) : value;
    case 'lempiras':
      return amountText(value);
    case 'monthDay':
      return value.split('-').reverse().join('/');
    case 'clock':
    case 'hours':
    case 'days':
    case 'months':
    case 'times':
    case 'people':
      return value;
    default:
      return assertNever(unit);
  }
}

function amountText(value: string): string {
  return NUMBER.test(value) ? fineLempiras(decimal(value)) : value;
}
