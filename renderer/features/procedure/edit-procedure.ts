import type { Competency, Move, Procedure, Step } from '../../../shared/procedure/procedure.ts';

// Each edit gives another procedure; the one before stays as it was, to be taken back to.

/** Calls a state otherwise. */
export function renameState(procedure: Procedure, key: string, label: string): Procedure {
  return { ...procedure, states: procedure.states.map((state) => (state.key === key ? { ...state, label } : state)) };
}

/** What can be changed of a move; where it leads stays. */
export type MoveEdit = Pick<Move, 'key' | 'label' | 'needsReason'>;

/** Changes a move, a side exit or the reopening, whichever has the key; the reopening keeps its reason. */
export function setMove(procedure: Procedure, { key, label, needsReason }: MoveEdit): Procedure {
  const edited = <T extends { readonly key: string }>(move: T): T =>
    move.key === key ? { ...move, label, needsReason } : move;
  const { reopen } = procedure;
  return {
    ...procedure,
    moves: procedure.moves.map(edited),
    exits: procedure.exits.map(edited),
    reopen: reopen.key === key ? { ...reopen, label } : reopen,
  };
}

/** Puts a step in the place of the one with its key, or at the end. */
export function setStep(procedure: Procedure, type: string, step: Step): Procedure {
  return withSteps(procedure, type, (steps) => replaced(steps, step));
}

/** Takes a step away. */
export function removeStep(procedure: Procedure, type: string, key: string): Procedure {
  return withSteps(procedure, type, (steps) => steps.filter((step) => step.key !== key));
}

/** Moves a step one place up (-1) or down (1); at the edge nothing changes. */
export function shiftStep(
  procedure: Procedure,
  type: string,
  { key, by }: { readonly key: string; readonly by: -1 | 1 },
): Procedure {
  return withSteps(procedure, type, (steps) => {
    const at = steps.findIndex((step) => step.key === key);
    const [step, other] = [steps[at], steps[at + by]];
    if (step === undefined || other === undefined) return steps;
    return steps.map((entry, place) => (place === at ? other : place === at + by ? step : entry));
  });
}

/** A key for a new step that no step of the type has in any of these procedures. */
export function newStepKey(procedures: readonly Procedure[], type: string): string {
  const taken = procedures.flatMap(({ inspections }) =>
    inspections.flatMap((list) => (list.type === type ? list.steps.map(({ key }) => key) : [])),
  );
  return freeKey('step', taken);
}

/** Puts a competency in the place of the one with its key, or at the end. */
export function setCompetency(procedure: Procedure, competency: Competency): Procedure {
  return { ...procedure, competencies: replaced(procedure.competencies, competency) };
}

/** A key for a new competency. */
export function newCompetencyKey(procedures: readonly Procedure[]): string {
  return freeKey(
    'competency',
    procedures.flatMap(({ competencies }) => competencies.map(({ key }) => key)),
  );
}

function freeKey(name: string, taken: readonly string[]): string {
  let n = 1;
  while (taken.includes(`${name}${n}`)) n += 1;
  return `${name}${n}`;
}

function replaced<T extends { readonly key: string }>(list: readonly T[], entry: T): readonly T[] {
  const isThere = list.some(({ key }) => key === entry.key);
  return isThere ? list.map((old) => (old.key === entry.key ? entry : old)) : [...list, entry];
}

function withSteps(procedure: Procedure, type: string, change: (steps: readonly Step[]) => readonly Step[]): Procedure {
  const inspections = procedure.inspections.map((list) => {
    if (list.type !== type) return list;
    const steps = change(list.steps);
    return steps === list.steps ? list : { ...list, steps };
  });
  const isSame = inspections.every((list, at) => list === procedure.inspections[at]);
  return isSame ? procedure : { ...procedure, inspections };
}
