import {
  isParameterValue,
  type LegalParameter,
  type ParameterConfirmation,
} from '../../../shared/catalog/legal-parameters.ts';
import { isPlainDate, type PlainDate } from '../../../shared/kernel/plain-date.ts';
import type { TextKey } from '../../text/index.ts';

/** A confirmation while it is typed. */
export interface ParameterForm {
  readonly value: string;
  readonly from: string;
  readonly until: string;
  readonly document: string;
}

export const emptyParameter: ParameterForm = { value: '', from: '', until: '', document: '' };

export type ParameterProblems = Partial<Record<keyof ParameterForm, TextKey>>;

/**
 * What was typed as a confirmation by somebody on a day.
 * @returns the confirmation, or what is wrong with what was typed
 */
export function readParameter(
  form: ParameterForm,
  { unit }: Pick<LegalParameter, 'unit'>,
  { by, on }: { readonly by: string; readonly on: PlainDate },
): { readonly confirmation: ParameterConfirmation | undefined; readonly problems: ParameterProblems } {
  const isDate = (text: string): boolean => text === '' || isPlainDate(text);
  const value = form.value.trim();
  const document = form.document.trim();
  const problems: ParameterProblems = {
    ...(isParameterValue(unit, value) ? {} : { value: 'calculators.problem_value' }),
    ...(isDate(form.from) ? {} : { from: 'calculators.problem_date' }),
    ...(isDate(form.until) ? {} : { until: 'calculators.problem_date' }),
    ...(isPlainDate(form.from) && isPlainDate(form.until) && form.until < form.from
      ? { until: 'calculators.problem_order' }
      : {}),
    ...(document === '' ? { document: 'calculators.problem_document' } : {}),
  };
  if (Object.keys(problems).length > 0) return { confirmation: undefined, problems };
  const confirmation: ParameterConfirmation = {
    value,
    ...(form.from === '' ? {} : { validFrom: form.from }),
    ...(form.until === '' ? {} : { validUntil: form.until }),
    document,
    by,
    on,
  };
  return { confirmation, problems };
}
