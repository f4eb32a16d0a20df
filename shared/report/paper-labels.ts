import { catalogLabel } from '../catalog/catalog.ts';
import type { FieldDef } from '../record/fields.ts';
import { beside, secondLabels, type SecondLanguage } from './second-language.ts';
import { kindTexts } from './text/kinds.ts';

// How things are called on paper, whatever the screens call them. `kind` is the key of a record kind; with a second language,
// its words stand beside the Spanish ones.

/** The heading of a section. */
export function sectionHeading(kind: string, section: string, second?: SecondLanguage): string {
  return beside(kindTexts[kind]?.sections[section] ?? section, secondLabels(kind, second)?.sections[section]);
}

/** The label of a field. */
export function fieldLabel(kind: string, field: string, second?: SecondLanguage): string {
  return beside(kindTexts[kind]?.fields[field] ?? field, secondLabels(kind, second)?.fields[field]);
}

/** The header of a column. */
export function columnLabel(kind: string, table: string, column: string, second?: SecondLanguage): string {
  const label = kindTexts[kind]?.tables[table]?.[column] ?? column;
  return beside(label, secondLabels(kind, second)?.tables[table]?.[column]);
}

/** What stands over a table; that of its only column, or its key, when it has no caption. */
export function tableCaption(kind: string, table: string, second?: SecondLanguage): string | undefined {
  const caption = kindTexts[kind]?.captions[table];
  return caption && beside(caption, secondLabels(kind, second)?.captions[table]);
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
