import { fieldsOf, tablesOf } from '../../../shared/record/fields.ts';
import { inspection } from '../../../shared/record/kinds/inspection.ts';
import type { HistoryEntry } from '../../db/records.ts';
import { fieldLabel } from '../../text/field-text.ts';

/** One save as a line: when, by whom (person id), how many fields it touched, and which protected ones. Never a value. */
export interface HistoryLine {
  readonly at: string;
  readonly author: string;
  readonly changes: number;
  /** labels, each once, in the order of the form */
  readonly protectedFields: readonly string[];
}

/** Changes of one person closer than this belong to one save: each has a time of its own, a millisecond apart. */
const ONE_SAVE_MS = 2000;

/** Saves, newest first, from entries that are newest first. */
export function historyLines(entries: readonly HistoryEntry[]): readonly HistoryLine[] {
  const lines: HistoryLine[] = [];
  for (const { at, author, fields } of entries) {
    const last = lines.at(-1);
    const same = last?.author === author && Date.parse(last.at) - Date.parse(at) < ONE_SAVE_MS;
    const touched = new Set([...(same ? last.protectedFields : []), ...protectedLabels(fields)]);
    const protectedFields = labels().filter((label) => touched.has(label));
    if (same) lines[lines.length - 1] = { ...last, changes: last.changes + fields.length, protectedFields };
    else lines.push({ at, author, changes: fields.length, protectedFields });
  }
  return lines;
}

/** Labels of the protected fields by their names in the change log, in the order of the form. */
function namesAndLabels(): readonly (readonly [name: string, label: string])[] {
  const kind = inspection.key;
  const closed = ({ level }: { readonly level: string }): boolean => level === 'protected';
  return [
    ...fieldsOf(inspection)
      .filter(closed)
      .map(({ key }) => [key, fieldLabel({ kind, field: key })] as const),
    ...tablesOf(inspection).flatMap((table) =>
      table.columns.filter(closed).map(({ key }) => [key, fieldLabel({ kind, table: table.key, field: key })] as const),
    ),
  ];
}

function labels(): readonly string[] {
  // two tables may hold the same of different people
  return [...new Set(namesAndLabels().map(([, label]) => label))];
}

function protectedLabels(fields: readonly string[]): readonly string[] {
  return namesAndLabels().flatMap(([name, label]) => (fields.includes(name) ? [label] : []));
}
