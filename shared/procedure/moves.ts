import type { Role } from '../access/roles.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { caseStates, stateLabel, type CaseState, type Move, type Procedure } from './procedure.ts';

/** Whether a case in this state has come to its end: nothing leads on from it but the reopening. */
export function isEnd({ moves }: Procedure, state: CaseState): boolean {
  return moves.every(({ from }) => from !== state);
}

/**
 * Every single move of a procedure: those of the way, the side exits from each state that is not an end, and the
 * reopening into each state from which a case can be archived.
 */
export function movesOf(procedure: Procedure): readonly Move[] {
  const { moves, exits } = procedure;
  const open = caseStates.filter((state) => !isEnd(procedure, state));
  return [
    ...moves,
    ...exits.flatMap((exit) => open.filter((from) => from !== exit.to).map((from) => ({ ...exit, from }))),
    ...reopenings(procedure),
  ];
}

/** The reopening into each state from which a case can be archived. */
function reopenings({ moves, reopen }: Procedure): readonly Move[] {
  const before = caseStates.filter((state) => moves.some(({ from, to }) => from === state && to === 'archived'));
  return before.map((to) => ({ ...reopen, from: 'archived', to, needsReason: true }));
}

/**
 * The moves that somebody may make from a state, in the order of the procedure.
 * @param roles of whoever asks
 * @param before the state that an archived case was in when it was archived: it is opened again into no other. Without
 *   it every state is offered that cases are archived from
 */
export function allowedMoves(
  procedure: Procedure,
  state: CaseState,
  roles: readonly Role[],
  before?: CaseState,
): readonly Move[] {
  return movesOf(procedure).filter(
    ({ from, to, by }) =>
      from === state &&
      by.some((role) => roles.includes(role)) &&
      (state !== 'archived' || before === undefined || to === before),
  );
}

/** A change of state that somebody wants. */
export interface WantedMove {
  readonly from: CaseState;
  readonly to: CaseState;
  /** of whoever wants it */
  readonly roles: readonly Role[];
  /** as typed; empty where none was given */
  readonly reason: string;
}

/**
 * Whether a case may go from one state to another.
 * @returns the move; `procedure/no-move` (`from`, `to`: labels), `procedure/not-yours` (`move`: label),
 *   `procedure/no-reason` (`move`: label)
 */
export function canMove(procedure: Procedure, { from, to, roles, reason }: WantedMove): Result<Move> {
  const moves = movesOf(procedure).filter((move) => move.from === from && move.to === to);
  const [first] = moves;
  if (first === undefined) {
    return fail('procedure/no-move', { from: stateLabel(procedure, from), to: stateLabel(procedure, to) });
  }
  const mine = moves.find(({ by }) => by.some((role) => roles.includes(role)));
  if (mine === undefined) return fail('procedure/not-yours', { move: first.label });
  if (mine.needsReason && reason.trim() === '') return fail('procedure/no-reason', { move: mine.label });
  return ok(mine);
}

/**
 * The states that a case can come to from a state, that one itself only when a way leads back to it.
 * @param moves those that count
 * @param without a state that no way may touch
 */
export function reachableFrom(
  moves: readonly Pick<Move, 'from' | 'to'>[],
  start: CaseState,
  without?: CaseState,
): ReadonlySet<CaseState> {
  const found = new Set<CaseState>();
  const waiting: CaseState[] = [start];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    for (const { from, to } of moves) {
      if (from !== state || to === without || found.has(to)) continue;
      found.add(to);
      waiting.push(to);
    }
  }
  return found;
}
