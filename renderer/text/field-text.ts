import { catalogLabel } from '../../shared/catalog/catalog.ts';
import type { FieldDef, RecordKind } from '../../shared/record/fields.ts';
import type { Problem } from '../../shared/record/problem.ts';
import { fill, findText, t } from './index.ts';

/** Where a field's words are: record kind, table of a column, field. A name without words shows as itself. */
export interface FieldPlace {
  readonly kind: RecordKind['key'];
  readonly table?: string | undefined;
  readonly field: string;
}

function base({ kind, table, field }: FieldPlace): string {
  return table === undefined ? `fields.${kind}.${field}` : `fields.${kind}.${table}.${field}`;
}

/** The label of a field or column. */
export function fieldLabel(place: FieldPlace): string {
  return findText(base(place)) ?? place.field;
}

/** The hint of a field or column; most have none. */
export function fieldHint(place: FieldPlace): string | undefined {
  return findText(`${base(place)}.hint`);
}

/** The label of one option of a choice: from its catalogue (always Spanish: it is law) or from the texts. */
export function optionLabel(place: FieldPlace, field: FieldDef, option: string): string {
  if ((field.kind === 'choice' || field.kind === 'multiChoice') && field.catalog !== undefined) {
    return catalogLabel(field.catalog, option);
  }
  return findText(`${base(place)}.option.${option}`) ?? option;
}

/** What a kind of record is called, e.g. "Acta de inspección". */
export function kindLabel(kind: string): string {
  return findText(`fields.${kind}`) ?? kind;
}

/** The heading of a section. */
export function sectionLabel(kind: string, section: string): string {
  return findText(`fields.${kind}.section.${section}`) ?? section;
}

/** The heading of a table. */
export function tableLabel(kind: string, table: string): string {
  return findText(`fields.${kind}.table.${table}`) ?? table;
}

/** What the button that adds a row says. */
export function addRowLabel(kind: string, table: string): string {
  return findText(`fields.${kind}.table.${table}.add`) ?? table;
}

/**
 * The name of one row, e.g. "Hecho 3".
 * @param position counted from 1
 */
export function rowLabel(kind: string, table: string, position: number): string {
  return fill(findText(`fields.${kind}.table.${table}.row`) ?? '{n}', { n: position });
}

/** What is wrong, as a sentence to stand beside the field. A code without its sentence does not compile. */
export function problemText(problem: Pick<Problem, 'code' | 'detail'>): string {
  return t(`fields.problem.${problem.code}`, problem.detail);
}
