import { newId } from '../kernel/id.ts';
import { addRow, removeRow, rowsOf, setValue, type RecordDraft } from './draft.ts';
import { isEmpty, type FieldDef, type RecordKind, type SectionDef, type TableDef, type Values } from './fields.ts';

/** Fields that name a paper, or say who signed it, refused to or showed who they are: they belong to the record they stand in. */
const OWN = /number$|^receipt$|^signer|^official|^notifier|^refus|^credential/i;
/** Tables of people who act and sign in one visit alone. */
const OWN_TABLES: ReadonlySet<string> = new Set([
  ...['inspectors', 'reinspectors', 'witnesses', 'reinspection_witnesses'],
  ...['interviewed', 'minors'],
]);

/**
 * Whether a field may be taken over from an earlier record. Never what is protected or only the office's (it may name
 * somebody), dates and times, numbers of papers, nor who signs: these are true of one record alone.
 */
function isCopied({ key, kind, level, officeOnly }: FieldDef): boolean {
  return (
    level !== 'protected' &&
    officeOnly !== true &&
    !['date', 'time', 'approximateDate'].includes(kind) &&
    !OWN.test(key)
  );
}

function isCopiedTable({ key, columns }: TableDef): boolean {
  return !OWN_TABLES.has(key) && columns.some(isCopied);
}

/** A part of a record that can be taken over: its section, and what it would bring. */
export interface CopyableSection {
  readonly section: SectionDef;
  /** fields that the earlier record has filled in */
  readonly fields: readonly FieldDef[];
  /** tables that have rows there, with the columns that are taken over */
  readonly tables: readonly { readonly table: TableDef; readonly columns: readonly FieldDef[] }[];
}

/** What an earlier record of the same kind has to give, section by section; those without anything are left out. */
export function copyableSections(kind: RecordKind, earlier: RecordDraft): readonly CopyableSection[] {
  return kind.sections
    .map((section): CopyableSection => ({
      section,
      fields: section.fields.filter((field) => isCopied(field) && !isEmpty(earlier.values[field.key])),
      tables: section.tables
        .filter((table) => isCopiedTable(table) && rowsOf(earlier, table.key).length > 0)
        .map((table) => ({ table, columns: table.columns.filter(isCopied) })),
    }))
    .filter(({ fields, tables }) => fields.length + tables.length > 0);
}

/**
 * A draft with sections taken over from an earlier record. What it has in those fields gives way; a table is replaced as a
 * whole, its rows under names of their own. Everything else stays.
 */
export function copyFrom(
  draft: RecordDraft,
  earlier: RecordDraft,
  sections: readonly Pick<CopyableSection, 'fields' | 'tables'>[],
): RecordDraft {
  const fields = sections.flatMap((section) => section.fields);
  const tables = sections.flatMap((section) => section.tables);
  const filled = fields.reduce((so, { key }) => setValue(so, key, earlier.values[key] ?? ''), draft);
  return tables.reduce((so, { table: { key }, columns }) => {
    const emptied = rowsOf(so, key).reduce((rest, row) => removeRow(rest, key, row.id), so);
    const taken = (values: Values): Values =>
      Object.fromEntries(
        columns.flatMap((column) => {
          const value = values[column.key];
          return value === undefined ? [] : [[column.key, value]];
        }),
      );
    return rowsOf(earlier, key).reduce(
      (rest, row) => addRow(rest, key, { id: newId(), values: taken(row.values) }),
      emptied,
    );
  }, filled);
}
