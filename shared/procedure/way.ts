import type { Role } from '../access/roles.ts';
import { allowedMoves } from './moves.ts';
import type { CaseState, Move, Procedure } from './procedure.ts';
import { stepsOf } from './steps.ts';

/** Longer ways are walked by a person, one move at a time. */
const LONGEST_WAY = 3;

/**
 * The shortest way from one state to another over moves that somebody may make and that ask for no reason.
 * @returns the moves in order; undefined when there is no such way of at most three
 */
export function findWay(
  procedure: Procedure,
  from: CaseState,
  to: CaseState,
  roles: readonly Role[],
): readonly Move[] | undefined {
  let ways: readonly (readonly Move[])[] = [[]];
  for (let length = 1; length <= LONGEST_WAY; length += 1) {
    ways = ways.flatMap((way) =>
      allowedMoves(procedure, way.at(-1)?.to ?? from, roles)
        .filter(({ needsReason, to: next }) => !needsReason && way.every((move) => move.from !== next))
        .map((move) => [...way, move]),
    );
    const found = ways.find((way) => way.at(-1)?.to === to);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A record that was sealed in a case, and where the case stood. */
export interface SealedIn {
  readonly type: string;
  readonly state: CaseState;
  readonly form: string;
  readonly reaches?: CaseState | undefined;
}

/**
 * The way that a case goes once a record of a kind is sealed: to the state that a step with this form reaches, the
 * nearest one where several do.
 * @param sealed.reaches the state that this very record may lead to, where the kind alone does not tell (an acta and a fine
 *   are both notified)
 * @returns empty when no step says so, or no way leads there for this person
 */
export function wayAfter(
  procedure: Procedure,
  { type, state, form, reaches }: SealedIn,
  roles: readonly Role[],
): readonly Move[] {
  const ways = stepsOf(procedure, type)
    .filter((step) => step.form === form && step.reaches !== undefined && step.reaches !== state)
    .filter((step) => reaches === undefined || step.reaches === reaches)
    .flatMap((step) => (step.reaches === undefined ? [] : [findWay(procedure, state, step.reaches, roles)]))
    .filter((way) => way !== undefined);
  return [...ways].sort((a, b) => a.length - b.length)[0] ?? [];
}
