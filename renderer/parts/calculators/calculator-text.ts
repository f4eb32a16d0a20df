import type { CalculatorProblem, InputDef } from '../../../shared/calculator/inputs.ts';
import type { UsedParameter, Working, WorkingStep, WorkingWarning } from '../../../shared/calculator/working.ts';
import { catalogLabel } from '../../../shared/catalog/catalog.ts';
import type { CalculatorKey } from '../../../shared/catalog/entry.ts';
import { formatDate, type PlainDate } from '../../../shared/kernel/plain-date.ts';
import { fill, findText, t } from '../../text/index.ts';

/** The label of an input of a calculator. */
export function inputLabel(calculator: CalculatorKey, key: string): string {
  return findText(`calculators.input.${calculator}.${key}`) ?? key;
}

/** Its hint; most have none. */
export function inputHint(calculator: CalculatorKey, key: string): string | undefined {
  return findText(`calculators.hint.${calculator}.${key}`);
}

/** An option of a choice: from its catalogue (always Spanish: it is law) or from the texts. */
export function choiceLabel(input: Extract<InputDef, { kind: 'choice' }>, option: string): string {
  if (input.words !== 'texts') return catalogLabel(input.words, option);
  return findText(`calculators.option.${input.key}.${option}`) ?? option;
}

/** A line of arithmetic by its name and what it is about. */
export function stepLabel({ key, about }: WorkingStep): string {
  const label = findText(`calculators.step.${key}`) ?? key;
  return about === undefined ? label : `${label} (${about})`;
}

/** What the result is. */
export function resultLabel({ result }: Working): string {
  return findText(`calculators.result.${result.key}`) ?? result.key;
}

/** Something to bear in mind, as a sentence. */
export function warningText({ code, detail }: WorkingWarning): string {
  return fill(findText(`calculators.warning.${code}`) ?? code, detail);
}

/** Why nothing can be computed, as a sentence. */
export function calculatorProblemText({ code, detail }: CalculatorProblem): string {
  if (code === 'out-of-range' && detail !== undefined) return t('calculators.problem.between', detail);
  return t(`calculators.problem.${code}`, detail);
}

/** The days on which a value holds. */
export function validityText(from: PlainDate | undefined, until: PlainDate | undefined): string {
  const days = { from: from && formatDate(from), until: until && formatDate(until) };
  if (days.from && days.until) return t('calculators.valid', { from: days.from, until: days.until });
  if (days.from) return t('calculators.validFrom', { from: days.from });
  return days.until ? t('calculators.validUntil', { until: days.until }) : t('calculators.validAlways');
}

/** The norm of a number of the law and the days on which it holds. */
export function basisText({ norm, validFrom, validUntil }: UsedParameter): string {
  return `${norm ?? t('calculators.noNorm')}. ${validityText(validFrom, validUntil)}`;
}
