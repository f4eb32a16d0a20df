import type { Role } from '../access/roles.ts';
import { allowedMoves } from './moves.ts';
import type { CaseState, Move, Procedure, RecordKindKey, Step } from './procedure.ts';
import { stepsOf } from './steps.ts';

/** Longer ways are walked by a person, one move at a time. */
const LONGEST_WAY = 3;

/** Whether a case may be taken over a state without anybody stopping there. */
type MayPass = (state: CaseState) => boolean;

/**
 * The shortest way from one state to another over moves that somebody may make and that ask for no reason.
 * @param mayPass states that the way may go over; without it all
 * @returns the moves in order; undefined when there is no such way of at most three
 */
export function findWay(
  procedure: Procedure,
  { from, to }: Pick<Move, 'from' | 'to'>,
  roles: readonly Role[],
  mayPass: MayPass = () => true,
): readonly Move[] | undefined {
  let ways: readonly (readonly Move[])[] = [[]];
  for (let length = 1; length <= LONGEST_WAY; length += 1) {
    ways = ways.flatMap((way) =>
      allowedMoves(procedure, way.at(-1)?.to ?? from, roles)
        .filter(({ needsReason, to: next }) => !needsReason && way.every((move) => move.from !== next))
        .filter(({ to: next }) => next === to || mayPass(next))
        .map((move) => [...way, move]),
    );
    const found = ways.find((way) => way.at(-1)?.to === to);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A sealed record, by its kind. */
export interface SealedForm {
  readonly form: string;
  /** the state that this very record may lead to, where the kind alone does not tell (an acta and a fine are both notified) */
  readonly reaches?: CaseState | undefined;
}

/** A record that was sealed in a case, and where the case stood. */
export interface SealedIn extends SealedForm {
  readonly type: string;
  readonly state: CaseState;
  /** what was sealed in the case before */
  readonly before: readonly SealedForm[];
}

/** Where a sealed record takes its case. */
export interface WayOn {
  /** empty when no step says so, or no way leads there for this person */
  readonly moves: readonly Move[];
  /** the record without which the case would be taken over a step that nobody did: then there are no moves */
  readonly missing: RecordKindKey | undefined;
}

/**
 * The way that a case goes once a record of a kind is sealed: to the state that a step with this form reaches, the
 * nearest one where several do. It goes only over states that a step reaches whose record is there: nobody is said to have
 * looked again, or to have accepted a correction, who did not.
 */
export function wayAfter(
  procedure: Procedure,
  { type, state, form, reaches, before }: SealedIn,
  roles: readonly Role[],
): WayOn {
  const steps = stepsOf(procedure, type).filter((step) => step.reaches !== undefined);
  const wanted = steps
    .filter((step) => step.form === form && step.reaches !== state)
    .filter((step) => reaches === undefined || step.reaches === reaches);
  const nearest = (mayPass: MayPass): readonly Move[] | undefined =>
    wanted
      .flatMap(({ reaches: to }) => (to === undefined ? [] : [findWay(procedure, { from: state, to }, roles, mayPass)]))
      .filter((way) => way !== undefined)
      .sort((a, b) => a.length - b.length)[0];
  const isDone = (step: Step): boolean =>
    step.form === undefined ||
    before.some((one) => one.form === step.form && (one.reaches === undefined || one.reaches === step.reaches));
  const stepsTo = (passed: CaseState): readonly Step[] => steps.filter((step) => step.reaches === passed);

  const moves = nearest((passed) => stepsTo(passed).some(isDone));
  if (moves !== undefined) return { moves, missing: undefined };
  const past = nearest((passed) => stepsTo(passed).length > 0)?.slice(0, -1) ?? [];
  return { moves: [], missing: past.flatMap(({ to }) => stepsTo(to)).find((step) => !isDone(step))?.form };
}
