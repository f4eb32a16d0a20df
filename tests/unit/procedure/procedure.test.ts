import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { may } from '../../../shared/access/permissions.ts';
import { roles } from '../../../shared/access/roles.ts';
import { catalogKeys } from '../../../shared/catalog/catalog.ts';
import { checkProcedure } from '../../../shared/procedure/check-procedure.ts';
import { allowedMoves, canMove, isEnd, movesOf, reachableFrom } from '../../../shared/procedure/moves.ts';
import {
  caseStates,
  endStates,
  shippedProcedure as shipped,
  stateLabel,
  type CaseState,
  type Procedure,
} from '../../../shared/procedure/procedure.ts';

const anyState = fc.constantFrom(...caseStates);
const anyRoles = fc.subarray([...roles]);
const chief = ['chief'] as const;

describe('the version that comes with the app', () => {
  test('hangs together, and has every state and every type of inspection', () => {
    expect(checkProcedure(shipped)).toEqual({ ok: true, value: shipped });
    expect(shipped.states.map(({ key }) => key)).toEqual(caseStates);
    expect(shipped.inspections.map(({ type }) => type)).toEqual(catalogKeys('inspectionTypes'));
  });

  test('a norm stands only where somebody has read it', () => {
    const entries = [
      ...shipped.states,
      ...shipped.moves,
      ...shipped.exits,
      ...shipped.inspections.flatMap((i) => i.steps),
    ];
    expect(entries.filter(({ norm, confidence }) => norm !== undefined && confidence !== 'verified')).toEqual([]);
  });

  test('no move and no step is given to somebody who may not write cases', () => {
    const by = movesOf(shipped).flatMap((move) => move.by);
    const who = shipped.inspections.flatMap(({ steps }) => steps.map((step) => step.who));
    expect([...by, ...who].filter((role) => !may([role], 'case.write'))).toEqual([]);
  });

  test('its way is the ordinary one', () => {
    const way: readonly CaseState[] = [
      ...(['draft', 'assigned', 'visiting', 'recorded', 'notified', 'correcting', 'reinspection'] as const),
      ...(['resolution', 'fineNotified', 'appeal', 'paid', 'archived'] as const),
    ];
    way.slice(1).forEach((to, at) => {
      const from = way[at]!;
      expect(canMove(shipped, { from, to, roles: ['inspector', 'chief'], reason: 'x' }).ok).toBe(true);
    });
  });
});

describe('laws of the moves', () => {
  test('every state can be reached from the draft, and every one that is no end has a way to the archive', () => {
    const reached = reachableFrom(movesOf(shipped), 'draft');
    for (const state of caseStates.slice(1)) expect(reached).toContain(state);
    for (const state of caseStates) {
      if (isEnd(shipped, state)) continue;
      expect(reachableFrom(shipped.moves, state)).toContain('archived');
    }
    expect(caseStates.filter((state) => isEnd(shipped, state))).toEqual(endStates);
  });

  test('whoever walks at random can always go on until an end', () => {
    const walk = fc.array(fc.nat(), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(walk, (choices) => {
        let state: CaseState = 'draft';
        for (const choice of choices) {
          const moves = allowedMoves(shipped, state, roles);
          if (state === 'annulled') expect(moves).toEqual([]);
          else expect(moves.length).toBeGreaterThan(0);
          state = moves[choice % Math.max(moves.length, 1)]?.to ?? state;
        }
      }),
    );
  });

  test('annulment asks for a reason from wherever it starts, whoever asks', () => {
    fc.assert(
      fc.property(anyState, anyRoles, fc.constantFrom('', ' ', '\n\t'), (from, held, reason) => {
        expect(canMove(shipped, { from, to: 'annulled', roles: held, reason }).ok).toBe(false);
      }),
    );
    for (const from of caseStates.filter((state) => !endStates.includes(state))) {
      expect(canMove(shipped, { from, to: 'annulled', roles: chief, reason: 'duplicado' }).ok).toBe(true);
      expect(canMove(shipped, { from, to: 'annulled', roles: chief, reason: ' ' })).toMatchObject({
        fault: { code: 'procedure/no-reason', detail: { move: 'Anular el caso' } },
      });
    }
  });

  test('no move leads on from an end but the reopening, and that asks for a reason', () => {
    fc.assert(
      fc.property(fc.constantFrom(...endStates), anyState, anyRoles, (from, to, held) => {
        const move = canMove(shipped, { from, to, roles: held, reason: 'x' });
        if (!move.ok) return;
        expect(move.value).toMatchObject({ key: 'reopen', from: 'archived', needsReason: true });
        expect(canMove(shipped, { from, to, roles: held, reason: '' }).ok).toBe(false);
      }),
    );
  });

  test('what is offered is exactly what is allowed', () => {
    fc.assert(
      fc.property(anyState, anyState, anyRoles, (from, to, held) => {
        const offered = allowedMoves(shipped, from, held).some((move) => move.to === to);
        expect(canMove(shipped, { from, to, roles: held, reason: 'x' }).ok).toBe(offered);
      }),
    );
  });

  test('side exits start everywhere but at an end and at themselves', () => {
    const states = (to: CaseState) =>
      movesOf(shipped).flatMap((move) =>
        move.to === to && shipped.exits.some((e) => e.key === move.key) ? [move.from] : [],
      );
    for (const { to } of shipped.exits) {
      expect(states(to)).toEqual(caseStates.filter((state) => state !== to && !endStates.includes(state)));
    }
  });
});

test('an archived case is opened again into where it was, by those who may', () => {
  expect(allowedMoves(shipped, 'archived', ['supervisor'], 'paid').map(({ to }) => to)).toEqual(['paid']);
  expect(allowedMoves(shipped, 'archived', ['inspector'], 'paid')).toEqual([]);
  expect(allowedMoves(shipped, 'archived', ['chief']).map(({ to }) => to)).toEqual([
    ...(['notified', 'corrected', 'resolution', 'exempt', 'appeal', 'paid', 'collection'] as const),
    ...(['noInfringement', 'conciliated'] as const),
  ]);
});

test('what is refused is said with the words of the procedure', () => {
  expect(canMove(shipped, { from: 'draft', to: 'paid', roles: chief, reason: '' })).toEqual({
    ok: false,
    fault: { code: 'procedure/no-move', detail: { from: 'Borrador', to: 'Multa pagada' } },
  });
  expect(canMove(shipped, { from: 'draft', to: 'assigned', roles: ['inspector'], reason: '' })).toEqual({
    ok: false,
    fault: { code: 'procedure/not-yours', detail: { move: 'Asignar la inspección' } },
  });
  expect(stateLabel({ ...shipped, states: [] }, 'paid')).toBe('paid');
});

describe('a procedure that does not hang together is refused', () => {
  const without = (key: string): Procedure => ({ ...shipped, moves: shipped.moves.filter((move) => move.key !== key) });
  const [ordinary, ...others] = shipped.inspections;
  const withStep = (change: object): Procedure => ({
    ...shipped,
    inspections: [
      { ...ordinary!, steps: [{ ...ordinary!.steps[0]!, ...change }, ...ordinary!.steps.slice(1)] },
      ...others,
    ],
  });
  const annul = (change: object): Procedure => ({
    ...shipped,
    exits: shipped.exits.map((exit) => (exit.to === 'annulled' ? { ...exit, ...change } : exit)),
  });
  test.each<readonly [string, Procedure, string, object | undefined]>([
    ['a state nobody comes to', without('orderReinspection'), 'procedure/unreachable', { state: 'Reinspección' }],
    ['a state nobody leaves', without('archivePaid'), 'procedure/no-way-out', { state: 'Multa pagada' }],
    ['no annulment', { ...shipped, exits: shipped.exits.slice(0, 3) }, 'procedure/no-annulment', undefined],
    ['annulment without a reason', annul({ needsReason: false }), 'procedure/no-annulment', undefined],
    [
      'an unknown term',
      withStep({ term: 'someday' }),
      'procedure/unknown-term',
      { step: 'Emitir la orden de inspección', term: 'someday' },
    ],
    [
      'an unknown competency',
      withStep({ competency: 'magic' }),
      'procedure/unknown-competency',
      { step: 'Emitir la orden de inspección' },
    ],
    ['a step twice', withStep({ key: 'visit' }), 'procedure/incomplete', { what: 'visit' }],
    ['a state missing', { ...shipped, states: shipped.states.slice(1) }, 'procedure/incomplete', { what: 'draft' }],
    ['a type missing', { ...shipped, inspections: others }, 'procedure/incomplete', { what: 'ordinary' }],
    [
      'a type without steps',
      { ...shipped, inspections: [{ ...ordinary!, steps: [] }, ...others] },
      'procedure/incomplete',
      { what: 'ordinary' },
    ],
    [
      'a move from an end',
      { ...shipped, moves: [...shipped.moves, { ...shipped.moves[0]!, key: 'raise', from: 'annulled' }] },
      'procedure/incomplete',
      { what: 'raise' },
    ],
  ])('%s', (_name, procedure, code, detail) => {
    expect(checkProcedure(procedure)).toEqual({ ok: false, fault: detail === undefined ? { code } : { code, detail } });
  });
});
