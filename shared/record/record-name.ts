import type { Change } from './change.ts';
import { findKind } from './kinds/kinds.ts';
import { systemFields } from './system-fields.ts';
import { tablesOf } from './fields.ts';

/** Which record of a case: the key of its kind, and its id. */
export interface RecordName {
  readonly kind: string;
  readonly id: string;
}

/** Name of a record in the change log, and of its unsaved text: `kind/id`. */
export function placeOfRecord({ kind, id }: RecordName): string {
  return `${kind}/${id}`;
}

/** The acta of a case's first visit has the case's own id; a case of an earlier version of the app has nothing else. */
export function firstInspection(caseId: string): RecordName {
  return { kind: 'inspection', id: caseId };
}

/** The case file of a case has the case's own id. */
export function caseFileOf(caseId: string): RecordName {
  return { kind: 'case_file', id: caseId };
}

/** A workplace has the id of its own log, which is no case's. */
export function establishmentOf(id: string): RecordName {
  return { kind: 'establishment', id };
}

/** An alert has the id of its own log. */
export function alertOf(id: string): RecordName {
  return { kind: 'alert', id };
}

/** What was decided about an alert, in the log of the alert. */
export function alertTriageOf(id: string): RecordName {
  return { kind: 'alert_triage', id };
}

/** Whom the office spoke to about a case or an alert, in that log. */
export function contactLogOf(id: string): RecordName {
  return { kind: 'contact_log', id };
}

/**
 * How many changes there are of one record and its rows: by this a draft tells whether the record moved since it began,
 * whatever else happened in the case meanwhile.
 */
export function countChangesOf(changes: readonly Change[], name: RecordName): number {
  return changesOf(changes, name).length;
}

/**
 * The changes of one record and its rows, in their order.
 * @param changes of the whole case
 */
export function changesOf(changes: readonly Change[], name: RecordName): readonly Change[] {
  const kind = findKind(name.kind);
  const tables = kind === undefined ? [] : tablesOf(kind).map(({ key }) => `${key}/`);
  const isRow = (entity: string): boolean => tables.some((table) => entity.startsWith(table));
  const own = placeOfRecord(name);
  const rows = new Set(
    changes
      .filter(({ op, x }) => op.f === systemFields.record && x?.val === name.id && isRow(op.e))
      .map(({ op }) => op.e),
  );
  return changes.filter(({ op }) => op.e === own || rows.has(op.e));
}
