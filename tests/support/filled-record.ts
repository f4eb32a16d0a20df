import { rowsOf, type RecordDraft } from '../../shared/record/draft.ts';
import {
  fieldsOf,
  tablesOf,
  type FieldDef,
  type FieldValue,
  type RecordKind,
  type Values,
} from '../../shared/record/fields.ts';
import { rowId } from './inspection-builder.ts';

/** The text that goes into a field of words; `place` tells fields of one record apart. */
export type TextFor = (place: string, field: FieldDef) => string;

/** A value for any field, so that a kind of record can be filled in whatever it will grow. */
export function valueFor(field: FieldDef, place: string, text: TextFor): FieldValue {
  switch (field.kind) {
    case 'text':
    case 'longText':
      // half a character is no text
      return text(place, field)
        .slice(0, field.maxLength)
        .replace(/[\ud800-\udbff]$/, '');
    case 'choice':
      return field.options[0] ?? '';
    case 'multiChoice':
      return field.options.slice(0, 2);
    case 'yesNo':
      return 'yes';
    case 'date':
      return '2026-11-20';
    case 'time':
      return '09:41';
    case 'integer':
      return '17';
    case 'money':
      return '1234.50';
    case 'dni':
      return '0801197500001';
    case 'department':
      return '01';
    case 'municipality':
      return '0101';
    case 'approximateDate':
      return '2026-11~';
    case 'age':
      return '14~';
    case 'rtn':
      return '08011975000019';
    case 'phone':
      return '24400000';
    case 'email':
      return 'gerencia@ejemplo.hn';
    case 'coordinates':
      return '15.7835,-86.7905';
  }
}

/**
 * A record of a kind with every field and two rows of every table filled in.
 * @param begun what is there already, which stays
 */
export function filledRecord(kind: RecordKind, text: TextFor, begun?: RecordDraft): RecordDraft {
  const values = (fields: readonly FieldDef[], place: string, before: Values = {}): Values => ({
    ...Object.fromEntries(fields.map((field) => [field.key, valueFor(field, `${place}${field.key}`, text)])),
    ...before,
  });
  const tables = tablesOf(kind).map(({ key, columns }, t) => {
    const there = begun === undefined ? [] : rowsOf(begun, key);
    const rows = [1, 2].map((n) => ({
      id: there[n - 1]?.id ?? rowId(0x1000 * (t + 1) + n),
      values: values(columns, `${key}${n}`, there[n - 1]?.values),
    }));
    return [key, rows] as const;
  });
  return { values: values(fieldsOf(kind), kind.key, begun?.values), tables: Object.fromEntries(tables) };
}
