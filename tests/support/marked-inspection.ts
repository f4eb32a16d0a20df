import { formatDni, formatPhone } from '../../shared/catalog/identifiers.ts';
import type { DraftRow, RecordDraft } from '../../shared/record/draft.ts';
import type { FieldDef, Values } from '../../shared/record/fields.ts';
import { inspection } from '../../shared/record/kinds/inspection.ts';
import { obstructedInspection, withRows, withValues } from './inspection-builder.ts';
import { marker, markers } from './markers.ts';

/** An inspection in which every text that a person can type is made of markers. */
export interface MarkedInspection {
  /** without protected values, whose fields are closed when the form is filled in */
  readonly draft: RecordDraft;
  /** number of the first marker that is free */
  readonly next: number;
  /** numbers of people in every form in which the app shows them */
  readonly exact: readonly string[];
}

/** Markers in one field: more say nothing more, and each has to be laid out on paper. */
const MOST_IN_A_FIELD = 60;
/** A marker and the space before the next one. */
const WIDTH = marker(0).length + 1;

// of nobody: their years lie in the future or their numbers were never given out
const dni = '0801203754321';
const otherDni = '0501204612345';
const rtn = '08012037543219';
const phone = '97531864';

/**
 * Makes an inspection with markers in every field and every row, from the first section to the witnesses.
 * @param first number of the first marker to use
 */
export function markedInspection(first = 0): MarkedInspection {
  let next = first;
  const take = (field: FieldDef, value: string): string => {
    if (field.kind === 'email') return `${marker(next++)}@ejemplo.hn`;
    if (field.kind !== 'text' && field.kind !== 'longText') return value;
    const count = Math.min(Math.floor((field.maxLength + 1) / WIDTH), MOST_IN_A_FIELD);
    if (field.level === 'protected' || count === 0) return value;
    next += count;
    return markers(next - count, next);
  };
  const marked = (fields: readonly FieldDef[], values: Values): Values =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => {
        const field = fields.find((one) => one.key === key);
        return [key, field !== undefined && typeof value === 'string' && value !== '' ? take(field, value) : value];
      }),
    );

  const base = withRows(
    withValues(obstructedInspection(), {
      refusedIdentity: 'no',
      attendedBy: 'x',
      attendedCapacity: 'x',
      employerDni: dni,
      employerRtn: rtn,
      employerPhone: phone,
      coordinates: '15.7913,-86.8137',
    }),
    'witnesses',
    { name: 'x', dni },
    { name: 'x', dni: otherDni },
  );
  const fields = inspection.sections.flatMap((section) => section.fields);
  const values = marked(fields, base.values);
  const tables = Object.fromEntries(
    inspection.sections
      .flatMap((section) => section.tables)
      .map(({ key, columns }): [string, readonly DraftRow[]] => {
        const rows = base.tables[key] ?? [];
        // whoever inspects is known by name to everybody: people's names lie open in the keyring (docs/SECURITY.md)
        if (key === 'inspectors') return [key, rows];
        return [key, rows.map((row) => ({ ...row, values: marked(columns, row.values) }))];
      }),
  );
  const exact = [dni, formatDni(dni), otherDni, formatDni(otherDni), rtn, phone, formatPhone(phone), '15.7913'];
  return { draft: { values, tables }, next, exact };
}
