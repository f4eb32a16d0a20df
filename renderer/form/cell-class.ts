import type { FieldDef } from '../../shared/record/fields.ts';

/** The classes that give a field its width in the grid (form.css): by kind, and wide where labels are law text. */
export function cellClass(field: FieldDef): string {
  const wide = field.kind === 'choice' && field.catalog !== undefined;
  return `form-cell form-cell-${field.kind}${wide ? ' form-cell-catalog' : ''}`;
}
