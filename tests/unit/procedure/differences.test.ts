import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differencesBetween } from '../../../shared/procedure/differences.ts';
import { shippedProcedure as shipped, type Procedure, type Step } from '../../../shared/procedure/procedure.ts';

const [ordinary, ...others] = shipped.inspections;
const steps = ordinary!.steps;
const withSteps = (changed: readonly Step[]): Procedure => ({
  ...shipped,
  inspections: [{ type: 'ordinary', steps: changed }, ...others],
});

test('nothing differs from itself', () => {
  expect(differencesBetween(shipped, structuredClone(shipped))).toEqual([]);
});

test('a label, a term that came and one that went', () => {
  const changed = steps.map((step): Step => {
    if (step.key === 'order') return { ...step, label: 'Firmar la orden', term: 'notifyActa' };
    if (step.key !== 'notify') return step;
    const bare: { term?: string } & Step = { ...step };
    delete bare.term;
    return bare;
  });
  const about = { kind: 'changed', part: 'step', type: 'ordinary' } as const;
  expect(differencesBetween(shipped, withSteps(changed))).toEqual([
    {
      ...about,
      label: 'Firmar la orden',
      field: 'label',
      before: 'Emitir la orden de inspección',
      after: 'Firmar la orden',
    },
    { ...about, label: 'Firmar la orden', field: 'term', before: undefined, after: 'notifyActa' },
    { ...about, label: 'Notificar el acta al patrono', field: 'term', before: 'notifyActa', after: undefined },
  ]);
});

test('a step that was added, one that was removed, one that was moved', () => {
  const added: Step = { ...steps[0]!, key: 'extra1', label: 'Avisar al sindicato' };
  const [order, visit, check, detect, ...rest] = steps;
  const changed = withSteps([order!, added, detect!, visit!, check!, ...rest.filter(({ key }) => key !== 'appeal')]);
  expect(differencesBetween(shipped, changed)).toEqual([
    { kind: 'added', part: 'step', type: 'ordinary', label: 'Avisar al sindicato' },
    { kind: 'removed', part: 'step', type: 'ordinary', label: 'Tramitar el recurso' },
    { kind: 'moved', part: 'step', type: 'ordinary', label: detect!.label, from: 4, to: 3 },
  ]);
});

test('states, moves, exits, the reopening and competencies', () => {
  const changed: Procedure = {
    ...shipped,
    states: shipped.states.map((state) => (state.key === 'paid' ? { ...state, label: 'Pagada' } : state)),
    exits: shipped.exits.map((exit) => (exit.key === 'findNone' ? { ...exit, needsReason: true } : exit)),
    reopen: { ...shipped.reopen, label: 'Volver a abrir' },
    competencies: shipped.competencies.slice(1),
  };
  expect(differencesBetween(shipped, changed)).toMatchObject([
    { kind: 'changed', part: 'state', field: 'label', before: 'Multa pagada', after: 'Pagada' },
    { kind: 'changed', part: 'move', field: 'needsReason', before: false, after: true },
    { kind: 'changed', part: 'move', field: 'label', after: 'Volver a abrir' },
    { kind: 'removed', part: 'competency', label: 'Planificar y asignar' },
  ]);
});

test('one step taken elsewhere is one difference, wherever it goes', () => {
  const place = fc.nat({ max: steps.length - 1 });
  fc.assert(
    fc.property(place, place, (from, to) => {
      const rest = steps.filter((_, at) => at !== from);
      const changed = [...rest.slice(0, to), steps[from]!, ...rest.slice(to)];
      const found = differencesBetween(shipped, withSteps(changed));
      expect(found).toHaveLength(from === to ? 0 : 1);
      expect(found.every(({ kind }) => kind === 'moved')).toBe(true);
    }),
  );
});
