import type { Problem } from '../../shared/record/problem.ts';
import { fieldId } from './field-path.ts';

/** The problem to show beside each field, by DOM id: the first error, else the first warning. */
export function problemsByField(problems: readonly Problem[]): ReadonlyMap<string, Problem> {
  const byField = new Map<string, Problem>();
  for (const problem of problems) {
    const id = fieldId(problem);
    const known = byField.get(id);
    if (!known || (known.severity === 'warning' && problem.severity === 'error')) byField.set(id, problem);
  }
  return byField;
}
