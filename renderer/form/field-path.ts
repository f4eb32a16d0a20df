/** Which field on the screen: of the record, or a column of one row. */
export interface FieldPath {
  readonly section: string;
  /** the table's own key names the table as a whole */
  readonly field: string;
  readonly table?: string | undefined;
  readonly row?: string | undefined;
}

/** The DOM id of the control of a field; of the "add" button for a table as a whole. */
export function fieldId({ section, field, table, row }: FieldPath): string {
  if (table === undefined) return `f-${section}-${field}`;
  return row === undefined ? `f-${table}-add` : `f-${table}-${row}-${field}`;
}

/**
 * Brings a field into sight and puts the focus in it.
 * @returns false when it is not on the screen
 */
export function focusField(path: FieldPath): boolean {
  const control = document.getElementById(fieldId(path));
  if (!control) return false;
  control.scrollIntoView({ block: 'center' });
  control.focus({ preventScroll: true });
  return true;
}
