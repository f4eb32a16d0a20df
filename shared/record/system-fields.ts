/**
 * Fields the change log keeps beside those a person fills in. Their names are a data format (ADR 0004); the `@` keeps
 * them apart from the fields of any kind of record.
 */
export const systemFields = {
  /** on the record: the key of its kind */
  kind: '@kind',
  /** on a row: id of the record it belongs to */
  record: '@record',
  /** on a row: a number; rows are shown in its order */
  order: '@order',
  /** on a row: true when it was removed */
  removed: '@borrado',
} as const;

/** Entity name of a record in the change log. */
export function recordEntity(kind: { readonly key: string }, recordId: string): string {
  return `${kind.key}/${recordId}`;
}

/** Entity name of a table row in the change log. */
export function rowEntity(table: { readonly key: string }, rowId: string): string {
  return `${table.key}/${rowId}`;
}
