import type { ChangeIntent } from '../../../shared/record/change.ts';
import { chanceFrom } from '../../../shared/sample/random.ts';

/** What an inspector writes of a case, invented. */
export function intentsOf(id: string, seed: number, each: number): readonly ChangeIntent[] {
  const chance = chanceFrom(seed);
  const words = [
    'salario',
    'jornada',
    'contrato',
    'planilla',
    'descanso',
    'horas',
    'equipo',
    'seguro',
    'taller',
    'turno',
  ];
  return Array.from({ length: each }, (_, i) => ({
    entity: `inspection/${id}`,
    field: `field${i % 30}`,
    kind: 'set',
    value: Array.from({ length: 4 + chance.under(20) }, () => chance.oneOf(words)).join(' '),
  }));
}
