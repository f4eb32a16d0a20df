import { reachableFrom } from './moves.ts';
import type { CaseState, Procedure, RecordKindKey, Step } from './procedure.ts';

/**
 * How a step stands in a case. `done`: a record or the state of the case shows it. `next`: the first that is left and
 * leaves a trace. `open`: may still be done. `skipped`: the case went past it, and nothing shows that it was done.
 */
export type Mark = 'done' | 'next' | 'open' | 'skipped';

/** What is known of a case. */
export interface CaseStanding {
  readonly state: CaseState;
  /** kinds of record that the case has */
  readonly records: ReadonlySet<RecordKindKey>;
  /** states that the case has been in, from its log; without them only what the way cannot go around counts as passed */
  readonly passed?: ReadonlySet<CaseState>;
}

/** A step with how it stands. */
export interface MarkedStep {
  readonly step: Step;
  readonly mark: Mark;
}

/**
 * The steps of a type of inspection, in their order.
 * @param inspectionType key of the catalogue; a type that the version does not know has no steps
 */
export function stepsOf(procedure: Procedure, inspectionType: string): readonly Step[] {
  return procedure.inspections.find(({ type }) => type === inspectionType)?.steps ?? [];
}

/**
 * How each step stands. A step that leaves neither a record nor a state is never said to be done: it stays `open`
 * while the case goes on.
 */
export function stepMarks(procedure: Procedure, inspectionType: string, standing: CaseStanding): readonly MarkedStep[] {
  const steps = stepsOf(procedure, inspectionType);
  const done = steps.map((step) => isDone(step, steps, hasPassed(procedure, standing), standing.records));
  const last = done.lastIndexOf(true);
  const ahead = reachableFrom(procedure.moves, standing.state);
  const canCome = (step: Step, at: number): boolean => {
    if (step.reaches !== undefined) return step.reaches === standing.state || ahead.has(step.reaches);
    // a step without any trace can be done as long as the case lives
    return ahead.size > 0 && (step.form === undefined || at > last);
  };
  const next = steps.findIndex((step, at) => done[at] === false && leavesTrace(step) && canCome(step, at));
  return steps.map((step, at): MarkedStep => {
    if (done[at] === true) return { step, mark: 'done' };
    if (at === next) return { step, mark: 'next' };
    return { step, mark: canCome(step, at) ? 'open' : 'skipped' };
  });
}

/** The step that comes next; undefined when none is left. */
export function nextStep(procedure: Procedure, inspectionType: string, standing: CaseStanding): Step | undefined {
  return stepMarks(procedure, inspectionType, standing).find(({ mark }) => mark === 'next')?.step;
}

function leavesTrace({ form, reaches }: Step): boolean {
  return form !== undefined || reaches !== undefined;
}

function isDone(
  { form, reaches }: Step,
  steps: readonly Step[],
  passed: (state: CaseState) => boolean,
  records: ReadonlySet<RecordKindKey>,
): boolean {
  const hasCome = reaches !== undefined && passed(reaches);
  if (form === undefined) return hasCome;
  // where two steps leave the same kind of record, the state tells which of them it belongs to
  const isShared = steps.filter((step) => step.form === form).length > 1;
  return records.has(form) && (!isShared || hasCome);
}

/** Tells whether a case has been in a state: its log says so, or the way without side exits cannot go around it. */
function hasPassed(procedure: Procedure, { state, passed }: CaseStanding): (wanted: CaseState) => boolean {
  // a side exit can be taken from the draft: it proves nothing but itself
  const isExit = procedure.exits.some(({ to }) => to === state);
  return (wanted) => {
    if (wanted === state || passed?.has(wanted) === true) return true;
    if (passed !== undefined || isExit || state === 'draft') return false;
    return !reachableFrom(procedure.moves, 'draft', wanted).has(state);
  };
}
