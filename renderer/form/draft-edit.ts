import type { DraftRow, RecordDraft } from '../../shared/record/draft.ts';
import { setRowValue, setValue } from '../../shared/record/draft.ts';
import type { FieldDef, FieldValue, SectionDef } from '../../shared/record/fields.ts';

/**
 * Changes the draft that is being written.
 * @param change from the draft as it is to the draft as it will be; pure
 * @param what names the field or row, so that one word typed is one step to undo
 */
export type EditDraft = (change: (draft: RecordDraft) => RecordDraft, what: string) => void;

/**
 * Puts a value in a field of a section and keeps the pair of department and municipality together: choosing a
 * municipality sets its department, and another department empties a municipality that is not in it.
 */
export function setFieldValue(
  draft: RecordDraft,
  section: SectionDef,
  field: FieldDef,
  value: FieldValue,
): RecordDraft {
  const next = setValue(draft, field.key, value);
  if (typeof value !== 'string') return next;
  if (field.kind === 'municipality' && value !== '') return setValue(next, field.departmentKey, value.slice(0, 2));
  if (field.kind !== 'department' || value === '') return next;
  return section.fields
    .filter((other) => other.kind === 'municipality' && other.departmentKey === field.key)
    .filter((other) => {
      const code = next.values[other.key];
      return typeof code === 'string' && !code.startsWith(value);
    })
    .reduce((draftSoFar, other) => setValue(draftSoFar, other.key, ''), next);
}

/** Puts a value in a column of a row. */
export function setColumnValue(
  draft: RecordDraft,
  at: { readonly table: string; readonly row: DraftRow['id']; readonly column: string },
  value: FieldValue,
): RecordDraft {
  return setRowValue(draft, at, value);
}
