import type { FieldDef, RecordKind, Values } from '../../shared/record/fields.ts';
import { printValue } from '../../shared/report/print-value.ts';
import { fieldLabel, optionLabel } from '../text/field-text.ts';

/** The filled fields of a record with their names, for reading: in the language of the screen. */
export function factRows(
  kind: RecordKind,
  fields: readonly FieldDef[],
  values: Values,
): readonly (readonly [label: string, value: string])[] {
  return fields.flatMap((field) => {
    const value = values[field.key];
    // the municipality tells its department
    if (value === undefined || value.length === 0 || field.kind === 'department') return [];
    const place = { kind: kind.key, field: field.key };
    const isChosen = field.kind === 'choice' || field.kind === 'multiChoice';
    const chosen = typeof value === 'string' ? [value] : value;
    const text = isChosen
      ? chosen.map((option) => optionLabel(place, field, option)).join('; ')
      : printValue(field, value, kind.key);
    return [[fieldLabel(place), text] as const];
  });
}
