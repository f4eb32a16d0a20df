import type { InputValues } from '../../../shared/calculator/inputs.ts';
import type { CalculatorKey } from '../../../shared/catalog/entry.ts';
import { instantFrom, type Clock } from '../../../shared/kernel/clock.ts';
import { dateInHonduras } from '../../../shared/kernel/plain-date.ts';

/**
 * What a calculator opens with, so that most of it need not be typed: today, this year, no repetition.
 * @param initial what is known from elsewhere goes before it
 */
export function startValues(calculator: CalculatorKey, clock: Clock, initial: InputValues = {}): InputValues {
  const today = dateInHonduras(instantFrom(clock.now()));
  const starts: Readonly<Record<CalculatorKey, InputValues>> = {
    hours: { week: today, method: 'byShift' },
    minimumWage: {},
    extraMonth: { month: 'thirteenth', year: today.slice(0, 4) },
    vacations: { until: today },
    contributions: { on: today },
    fine: { on: today, repetition: 'none' },
  };
  return { ...starts[calculator], ...initial };
}
