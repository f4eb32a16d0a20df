import { catalogLabel } from '../catalog/catalog.ts';
import type { FieldDef } from '../record/fields.ts';
import { kindTexts } from './text/kinds.ts';

// How things are called on paper, whatever the screens call them. `kind` is the key of a record kind.

/** The heading of a section. */
export function sectionHeading(kind: string, section: string): string {
  return kindTexts[kind]?.sections[section] ?? section;
}

/** The label of a field. */
export function fieldLabel(kind: string, field: string): string {
  return kindTexts[kind]?.fields[field] ?? field;
}

/** The header of a column. */
export function columnLabel(kind: string, table: string, column: string): string {
  return kindTexts[kind]?.tables[table]?.[column] ?? column;
}

/** What stands over a table; that of its only column, or its key, when it has no caption. */
export function tableCaption(kind: string, table: string): string | undefined {
  return kindTexts[kind]?.captions[table];
}

/** The label of one option of a choice: from its catalogue, or from the words of the kind. */
export function optionText(
  kind: string,
  field: Extract<FieldDef, { kind: 'choice' | 'multiChoice' }>,
  key: string,
): string {
  if (field.catalog !== undefined) return catalogLabel(field.catalog, key);
  return kindTexts[kind]?.options[field.key]?.[key] ?? key;
}
