import type { Role } from '../../../shared/access/roles.ts';
import type { Confidence } from '../../../shared/catalog/entry.ts';
import type { CaseState, Procedure, RecordKindKey, Step } from '../../../shared/procedure/procedure.ts';
import { t, type TextKey } from '../../text/index.ts';

/** In a list: nothing of it. */
export const NONE = 'none';

/** A step while it is typed. */
export interface StepForm {
  readonly label: string;
  readonly who: Role;
  /** key of a competency; empty until one is chosen */
  readonly competency: string;
  readonly form: RecordKindKey | typeof NONE;
  /** key of a term, or `none` */
  readonly term: string;
  readonly reaches: CaseState | typeof NONE;
  readonly help: string;
  readonly source: string;
  readonly sure: boolean | undefined;
}

/** A step as the form shows it; a new one is empty. */
export function stepForm(step: Step | undefined): StepForm {
  return {
    label: step?.label ?? '',
    who: step?.who ?? 'inspector',
    competency: step?.competency ?? '',
    form: step?.form ?? NONE,
    term: step?.term ?? NONE,
    reaches: step?.reaches ?? NONE,
    help: step?.help ?? '',
    source: step?.source ?? t('procedure.ownSource'),
    sure: step?.confidence === 'verified',
  };
}

export type StepProblems = Partial<Record<'label' | 'competency' | 'help' | 'source', TextKey>>;

/**
 * What was typed as a step.
 * @param before the step as it was; undefined for a new one. Its norm stays only while its source does
 * @returns the step, or what is wrong with what was typed
 */
export function readStep(
  form: StepForm,
  key: string,
  { procedure, before }: { readonly procedure: Procedure; readonly before: Step | undefined },
): { readonly step: Step | undefined; readonly problems: StepProblems } {
  const isKnown = procedure.competencies.some((competency) => competency.key === form.competency);
  const problems: StepProblems = {
    ...(form.label.trim() === '' ? { label: 'procedure.problem_name' } : {}),
    ...(isKnown ? {} : { competency: 'procedure.problem_competency' }),
    ...(form.help.trim() === '' ? { help: 'procedure.problem_help' } : {}),
    ...(form.source.trim() === '' ? { source: 'procedure.problem_source' } : {}),
  };
  if (Object.keys(problems).length > 0) return { step: undefined, problems };
  const source = form.source.trim();
  const step: Step = {
    key,
    label: form.label.trim(),
    who: form.who,
    competency: form.competency,
    ...(form.form === NONE ? {} : { form: form.form }),
    ...(form.term === NONE ? {} : { term: form.term }),
    ...(form.reaches === NONE ? {} : { reaches: form.reaches }),
    help: form.help.trim(),
    confidence: confidenceOf(form.sure, before),
    ...(before?.norm === undefined || before.source !== source ? {} : { norm: before.norm }),
    source,
  };
  return { step, problems };
}

/** What is not confirmed stays as sure as it was. */
function confidenceOf(sure: boolean | undefined, before: Step | undefined): Confidence {
  if (sure === true) return 'verified';
  return before === undefined || before.confidence === 'verified' ? 'unverified' : before.confidence;
}
