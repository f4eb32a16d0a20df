import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceText } from '../../../../renderer/features/procedure/difference-text.ts';
import {
  newCompetencyKey,
  newStepKey,
  removeStep,
  renameState,
  setCompetency,
  setMove,
  setStep,
  shiftStep,
} from '../../../../renderer/features/procedure/edit-procedure.ts';
import { lineOf, PICTURE, places } from '../../../../renderer/features/procedure/picture-layout.ts';
import { readStep, stepForm } from '../../../../renderer/features/procedure/step-form.ts';
import { terms } from '../../../../shared/catalog/catalog.ts';
import { checkProcedure } from '../../../../shared/procedure/check-procedure.ts';
import { differencesBetween } from '../../../../shared/procedure/differences.ts';
import { caseStates, shippedProcedure as shipped, type Procedure } from '../../../../shared/procedure/procedure.ts';
import { stepsOf } from '../../../../shared/procedure/steps.ts';

const keys = (procedure: Procedure, type = 'ordinary'): string[] => stepsOf(procedure, type).map(({ key }) => key);
const lines = (before: Procedure, after: Procedure): string[] =>
  differencesBetween(before, after).map((difference) =>
    differenceText(difference, { procedures: [after, before], terms }),
  );
const [order] = stepsOf(shipped, 'ordinary');

describe('edits', () => {
  test('each says what it did, and leaves a procedure that hangs together', () => {
    const edits: readonly (readonly [Procedure, readonly string[]])[] = [
      [renameState(shipped, 'paid', 'Pagada'), ['Estado «Pagada», nombre: «Multa pagada» → «Pagada»']],
      [
        setMove(shipped, { key: 'findNone', label: 'Cerrar sin infracciones', needsReason: true }),
        ['Cambio de estado «Cerrar sin infracciones», motivo obligatorio: No → Sí'],
      ],
      [
        // the reopening asks for its reason whatever one says
        setMove(shipped, { key: 'reopen', label: 'Abrir otra vez', needsReason: false }),
        ['Cambio de estado «Abrir otra vez», nombre: «Reabrir el caso» → «Abrir otra vez»'],
      ],
      [
        setStep(shipped, 'ordinary', { ...order!, who: 'chief', reaches: 'draft' }),
        [
          'Paso «Emitir la orden de inspección» (Inspección ordinaria), quién lo hace: Supervisor o supervisora → Jefatura regional',
          'Paso «Emitir la orden de inspección» (Inspección ordinaria), estado en que deja el caso: Asignada → Borrador',
        ],
      ],
      [
        setStep(shipped, 'advisory', { ...order!, key: 'step1', label: 'Llamar antes' }),
        ['Paso «Llamar antes» (Inspección de asesoría técnica): se agregó'],
      ],
      [
        removeStep(shipped, 'reinspection', 'detect'),
        ['Paso «Atender indicios de trata o de trabajo infantil» (Reinspección): se quitó'],
      ],
      [
        shiftStep(shipped, 'ordinary', { key: 'order', by: 1 }),
        ['Paso «Emitir la orden de inspección» (Inspección ordinaria): pasa del lugar 1 al 2'],
      ],
      [
        setCompetency(shipped, { key: 'competency1', label: 'Lenguas', description: 'Habla la lengua del lugar.' }),
        ['Competencia «Lenguas»: se agregó'],
      ],
    ];
    for (const [after, said] of edits) {
      expect(lines(shipped, after)).toEqual(said);
      expect(checkProcedure(after).ok).toBe(true);
    }
  });

  test('a step cannot leave the list, and what is not there changes nothing', () => {
    expect(shiftStep(shipped, 'ordinary', { key: 'order', by: -1 })).toBe(shipped);
    expect(shiftStep(shipped, 'ordinary', { key: 'archive', by: 1 })).toBe(shipped);
    expect(shiftStep(shipped, 'ordinary', { key: 'nobody', by: 1 })).toBe(shipped);
  });

  test('up undoes down', () => {
    fc.assert(
      fc.property(fc.constantFrom(...keys(shipped)), (key) => {
        const down = shiftStep(shipped, 'ordinary', { key, by: 1 });
        const back = down === shipped ? down : shiftStep(down, 'ordinary', { key, by: -1 });
        expect(keys(back)).toEqual(keys(shipped));
      }),
    );
  });

  test('a new key is free in every version that is looked at', () => {
    const other = setStep(shipped, 'ordinary', { ...order!, key: 'step1' });
    expect(newStepKey([shipped, other], 'ordinary')).toBe('step2');
    expect(newStepKey([shipped, other], 'advisory')).toBe('step1');
    expect(newCompetencyKey([shipped])).toBe('competency1');
  });
});

describe('the form of a step', () => {
  const context = { procedure: shipped, before: order };
  test('comes back as the step it was opened with', () => {
    for (const { type, steps } of shipped.inspections) {
      for (const step of steps) {
        expect([type, readStep(stepForm(step), step.key, { procedure: shipped, before: step }).step]).toEqual([
          type,
          step,
        ]);
      }
    }
  });

  test('says what is missing', () => {
    const empty = { ...stepForm(undefined), source: ' ' };
    expect(readStep(empty, 'step1', { procedure: shipped, before: undefined })).toEqual({
      step: undefined,
      problems: {
        label: 'procedure.problem_name',
        competency: 'procedure.problem_competency',
        help: 'procedure.problem_help',
        source: 'procedure.problem_source',
      },
    });
  });

  test('is confirmed when somebody says so; a norm goes with the source it was read in', () => {
    const acta = stepsOf(shipped, 'ordinary').find(({ key }) => key === 'acta')!;
    const read = (change: object) =>
      readStep({ ...stepForm(acta), ...change }, 'acta', { procedure: shipped, before: acta }).step;
    expect(acta.norm).toBeDefined();
    expect(read({ sure: false })).toMatchObject({ confidence: 'unverified', norm: acta.norm });
    expect(read({ source: 'Manual de Procesos' })).not.toHaveProperty('norm');
    expect(readStep({ ...stepForm(order), sure: true }, 'order', context).step?.confidence).toBe('verified');
  });
});

describe('the picture', () => {
  const boxes = Object.values(places);
  test('has a place for every state that is no side exit, and none twice', () => {
    const exits = shipped.exits.map(({ to }) => to);
    expect(caseStates.filter((state) => places[state] === undefined)).toEqual(exits);
    expect(new Set(boxes.map(({ x, y }) => `${x} ${y}`)).size).toBe(boxes.length);
  });

  test('no line of the way runs through a box', () => {
    const inside = (x: number, y: number): boolean =>
      boxes.some(
        (box) => Math.abs(box.x - x) < PICTURE.boxWidth / 2 - 1 && Math.abs(box.y - y) < PICTURE.boxHeight / 2 - 1,
      );
    const crossing = shipped.moves.filter(({ from, to }) => {
      const path = lineOf(from, to);
      return path !== undefined && pointsOf(path).some(({ x, y }) => inside(x, y));
    });
    expect(crossing.map(({ key }) => key)).toEqual([]);
    expect(lineOf('draft', 'archived')).toBe('M115 64L555 320');
    expect(lineOf('draft', 'annulled')).toBeUndefined();
  });
});

/** Points along a path of straight lines, close together. */
function pointsOf(path: string): { readonly x: number; readonly y: number }[] {
  let [x, y] = [0, 0];
  return [...path.matchAll(/([MHVL])(-?[\d.]+)(?: (-?[\d.]+))?/g)].flatMap(([, kind, first, second]) => {
    const [fromX, fromY] = [x, y];
    const [a, b] = [Number(first), Number(second)];
    if (kind === 'H') x = a;
    else if (kind === 'V') y = a;
    else [x, y] = [a, b];
    if (kind === 'M') return [];
    return Array.from({ length: 51 }, (_, at) => ({
      x: fromX + ((x - fromX) * at) / 50,
      y: fromY + ((y - fromY) * at) / 50,
    }));
  });
}
