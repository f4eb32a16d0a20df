import type { CalculatorKey } from '../catalog/entry.ts';
import { computeContributions, contributionInputs } from './contributions.ts';
import { computeExtraMonth, extraMonthInputs } from './extra-month.ts';
import { computeFine, fineInputs } from './fine.ts';
import { computeHours, hoursInputs } from './hours.ts';
import type { InputDef, InputValues, Rules } from './inputs.ts';
import { computeMinimumWage, minimumWageInputs } from './minimum-wage.ts';
import type { Computed } from './sheet.ts';
import { computeVacations, vacationInputs } from './vacations.ts';

/** A calculator: what it asks for, and how it works. */
export interface Calculator {
  readonly inputs: readonly InputDef[];
  /** pure; a working, or everything that keeps it from being made */
  readonly compute: (values: InputValues, rules: Rules) => Computed;
}

/** Every calculator by its key. */
export const calculators: Readonly<Record<CalculatorKey, Calculator>> = {
  hours: { inputs: hoursInputs, compute: computeHours },
  minimumWage: { inputs: minimumWageInputs, compute: computeMinimumWage },
  extraMonth: { inputs: extraMonthInputs, compute: computeExtraMonth },
  vacations: { inputs: vacationInputs, compute: computeVacations },
  contributions: { inputs: contributionInputs, compute: computeContributions },
  fine: { inputs: fineInputs, compute: computeFine },
};
