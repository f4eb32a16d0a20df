import * as v from 'valibot';
import { Closure, type ClosureKind } from '../../../shared/deadline/closure.ts';
import { isPlainDate } from '../../../shared/kernel/plain-date.ts';
import type { TextKey } from '../../text/index.ts';

/** Where a closure holds, as the office says it. */
export const wheres = ['all', 'here', 'department'] as const;
export type Where = (typeof wheres)[number];

/** A closure while it is typed. */
export interface ClosureForm {
  readonly kind: ClosureKind;
  readonly from: string;
  readonly until: string;
  readonly where: Where;
  readonly label: string;
  readonly norm: string;
  readonly sure: boolean | undefined;
}

export const emptyClosure: ClosureForm = {
  kind: 'closed',
  from: '',
  until: '',
  where: 'here',
  label: '',
  norm: '',
  sure: undefined,
};

export type ClosureProblems = Partial<Record<'from' | 'until' | 'label', TextKey>>;

/**
 * What was typed as a closure.
 * @param municipality of the office
 * @returns the closure, or what is wrong with what was typed. Without a last day it is one day long
 */
export function readClosure(
  form: ClosureForm,
  municipality: string,
): { readonly closure: Closure | undefined; readonly problems: ClosureProblems } {
  const until = form.until === '' ? form.from : form.until;
  const hasDates = isPlainDate(form.from) && isPlainDate(until);
  const problems: ClosureProblems = {
    ...(isPlainDate(form.from) ? {} : { from: 'deadlines.problem_date' }),
    ...(isPlainDate(until) || form.until === '' ? {} : { until: 'deadlines.problem_date' }),
    ...(hasDates && until < form.from ? { until: 'deadlines.problem_order' } : {}),
    ...(form.label.trim() === '' ? { label: 'deadlines.problem_label' } : {}),
  };
  if (Object.keys(problems).length > 0) return { closure: undefined, problems };
  const places = placesOf(form.where, municipality);
  const closure = v.safeParse(Closure, {
    kind: form.kind,
    from: form.from,
    until,
    ...(places === undefined ? {} : { places }),
    label: form.label.trim(),
    ...(form.norm.trim() === '' ? {} : { norm: form.norm.trim() }),
    confidence: form.sure === true ? 'verified' : 'unverified',
  });
  // everything else was looked at above
  return closure.success
    ? { closure: closure.output, problems }
    : { closure: undefined, problems: { until: 'deadlines.problem_long' } };
}

function placesOf(where: Where, municipality: string): readonly string[] | undefined {
  switch (where) {
    case 'all':
      return undefined;
    case 'here':
      return [municipality];
    case 'department':
      return [municipality.slice(0, 2)];
  }
}
