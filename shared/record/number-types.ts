import { inspectionTypes } from '../catalog/catalog.ts';

/** A kind of paper that has a counter of its own. */
export interface NumberType {
  /** as numbers bear it, e.g. `ORD` */
  readonly code: string;
  /** in Spanish, as papers call it */
  readonly label: string;
}

/** Stands for every type where a block of numbers is given. */
export const EVERY_TYPE = '*';

/** The papers of a case beside the actas of inspections, whose letters are those of their type in the catalogue. */
const caseTypes: readonly NumberType[] = [
  { code: 'EXP', label: 'Expediente' },
  { code: 'ODI', label: 'Orden de inspección' },
  { code: 'NOT', label: 'Notificación' },
  { code: 'REI', label: 'Acta de reinspección' },
  { code: 'RES', label: 'Resolución' },
  { code: 'CON', label: 'Conciliación' },
  { code: 'REM', label: 'Remisión' },
  { code: 'REQ', label: 'Requerimiento de documentos' },
  { code: 'INF', label: 'Informe técnico' },
  { code: 'ENT', label: 'Constancia de entrega' },
  { code: 'ENV', label: 'Registro de entrevista' },
];

const inspections = inspectionTypes.map(({ abbreviation, label }): NumberType => ({ code: abbreviation, label }));

/**
 * Every type of number an office gives, each once: an acta of a reinspection is numbered alike whether it was begun as
 * an inspection of that type or out of a case.
 */
export const numberTypes: readonly NumberType[] = [
  ...inspections,
  ...caseTypes.filter(({ code }) => !inspections.some((known) => known.code === code)),
];

/** What a type is called; its letters where nobody has named it. */
export function numberTypeLabel(code: string): string {
  return numberTypes.find((type) => type.code === code)?.label ?? code;
}
