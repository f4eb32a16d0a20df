import { catalogKeys } from '../catalog/catalog.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { movesOf, reachableFrom } from './moves.ts';
import { caseStates, endStates, findCompetency, stateLabel, type Procedure } from './procedure.ts';

/**
 * Whether a procedure hangs together: what one forgets here would leave cases that nobody can close.
 * @returns the procedure; of the faults the first one:
 *   `procedure/incomplete` (`what`: key of what is missing, double, or starts from an end),
 *   `procedure/no-annulment` when a case cannot be annulled from everywhere, with a reason,
 *   `procedure/unreachable` and `procedure/no-way-out` (`state`: label),
 *   `procedure/unknown-term` (`step`: label, `term`), `procedure/unknown-competency` (`step`: label)
 */
export function checkProcedure(procedure: Procedure): Result<Procedure> {
  for (const check of [checkNames, checkAnnulment, checkWays, checkSteps]) {
    const checked = check(procedure);
    if (!checked.ok) return checked;
  }
  return ok(procedure);
}

type Checked = Result<undefined>;
const fine: Checked = ok(undefined);

function checkNames({ states, moves, exits, reopen, competencies, inspections }: Procedure): Checked {
  const names: readonly (readonly string[])[] = [
    states.map(({ key }) => key),
    [...moves, ...exits, reopen].map(({ key }) => key),
    competencies.map(({ key }) => key),
    inspections.map(({ type }) => type),
    ...inspections.map(({ steps }) => steps.map(({ key }) => key)),
    // two moves between the same states could not be told apart
    moves.map(({ from, to }) => `${from} > ${to}`),
  ];
  const what =
    names.map(firstDouble).find((name) => name !== undefined) ??
    caseStates.find((key) => !states.some((state) => state.key === key)) ??
    catalogKeys('inspectionTypes').find((type) => !inspections.some((list) => list.type === type)) ??
    inspections.find(({ type, steps }) => steps.length === 0 || !catalogKeys('inspectionTypes').includes(type))?.type ??
    moves.find(({ from, to }) => endStates.includes(from) || from === to)?.key;
  return what === undefined ? fine : fail('procedure/incomplete', { what });
}

function firstDouble(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}

function checkAnnulment({ moves, exits }: Procedure): Checked {
  const ways = [...moves, ...exits].filter(({ to }) => to === 'annulled');
  const isExit = exits.some(({ to }) => to === 'annulled');
  return isExit && ways.every(({ needsReason }) => needsReason) ? fine : fail('procedure/no-annulment');
}

function checkWays(procedure: Procedure): Checked {
  const moves = movesOf(procedure);
  const reached = reachableFrom(moves, 'draft');
  const lost = caseStates.find((state) => state !== 'draft' && !reached.has(state));
  if (lost !== undefined) return fail('procedure/unreachable', { state: stateLabel(procedure, lost) });
  const stuck = caseStates.find(
    (state) => !endStates.includes(state) && !reachableFrom(moves, state, 'annulled').has('archived'),
  );
  return stuck === undefined ? fine : fail('procedure/no-way-out', { state: stateLabel(procedure, stuck) });
}

function checkSteps(procedure: Procedure): Checked {
  const known = catalogKeys('terms');
  for (const { label, term, competency } of procedure.inspections.flatMap(({ steps }) => steps)) {
    if (term !== undefined && !known.includes(term)) return fail('procedure/unknown-term', { step: label, term });
    if (findCompetency(procedure, competency) === undefined) {
      return fail('procedure/unknown-competency', { step: label });
    }
  }
  return fine;
}
