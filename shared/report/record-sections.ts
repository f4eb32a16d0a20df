import { findInfringement } from '../catalog/catalog.ts';
import { infringementWords } from '../catalog/infringement-value.ts';
import { printableNorm } from '../catalog/entry.ts';
import { isVisible, reader, rowsOf, type DraftRow } from '../record/draft.ts';
import { isEmpty, type FieldDef, type RecordKind, type SectionDef, type TableDef } from '../record/fields.ts';
import { isPrinted, maySee, type ActaContent } from './canonical-record.ts';
import { columnLabel, fieldLabel, sectionHeading, tableCaption } from './paper-labels.ts';
import { printValue } from './print-value.ts';
import type { ReportBlock, ReportRow, ReportSection } from './report.ts';
import { secondLanguageOf } from './second-language.ts';
import { actaText } from './text/es.ts';

/** Columns that need more room than others, or less; those of one table alone under its name. */
const WEIGHTS: Readonly<Record<string, number>> = {
  name: 3,
  infringement: 3.4,
  observed: 4,
  result: 1.8,
  workersAffected: 2,
  repetition: 2.2,
  pseudonym: 1.2,
  sign: 4,
  'referral_results.result': 3,
  pieceDescription: 3,
  sha256: 2.6,
  analysis: 5,
  document: 4,
  paperTitle: 4,
  paperNumber: 3,
  pages: 1,
};

/** Columns that run for pages: each stands below its table, under the number of its row. */
const BELOW: ReadonlySet<string> = new Set(['working']);

/**
 * The body of a paper other than the acta: every section of its record in order, each filled field that the addressee may
 * see once. Fields of any length stand as paragraphs after the short ones.
 * @returns headings without numbers
 */
export function recordSections(kind: RecordKind, content: ActaContent): readonly ReportSection[] {
  return kind.sections
    .map((section) => ({
      heading: sectionHeading(kind.key, section.key, secondLanguageOf(content.draft)),
      blocks: [...fieldBlocks(kind, section, content), ...section.tables.flatMap((t) => tableBlocks(kind, t, content))],
    }))
    .filter(({ blocks }) => blocks.length > 0);
}

function fieldBlocks(kind: RecordKind, section: SectionDef, content: ActaContent): readonly ReportBlock[] {
  const shown = section.fields.filter((field) => isPrinted(field, content));
  const label = (field: FieldDef): string => fieldLabel(kind.key, field.key, secondLanguageOf(content.draft));
  const value = (field: FieldDef): string => printValue(field, content.draft.values[field.key], kind.key);
  const rows = shown
    .filter((field) => field.kind !== 'longText')
    .map((field): ReportRow => ({ label: label(field), value: value(field) }));
  const paragraphs = shown
    .filter((field) => field.kind === 'longText')
    .map((field): ReportBlock => ({ kind: 'paragraph', label: label(field), text: value(field) }));
  return [...(rows.length === 0 ? [] : [{ kind: 'fields' as const, rows }]), ...paragraphs];
}

function tableBlocks(kind: RecordKind, table: TableDef, content: ActaContent): readonly ReportBlock[] {
  const rows = rowsOf(content.draft, table.key);
  const second = secondLanguageOf(content.draft);
  if (rows.length === 0 || !isVisible(table, content.draft)) return [];
  // a column that nobody filled in would only narrow the others
  const filled = table.columns.filter(
    (column) => maySee(column, content) && rows.some((row) => !isEmpty(row.values[column.key])),
  );
  if (filled.length === 0) return [];
  const columns = filled.filter(({ key }) => !BELOW.has(key));
  const below = filled
    .filter(({ key }) => BELOW.has(key))
    .flatMap((column) =>
      rows.flatMap((row, i): readonly ReportBlock[] => {
        if (isEmpty(row.values[column.key])) return [];
        const label = `${columnLabel(kind.key, table.key, column.key)} ${i + 1}`;
        return [{ kind: 'paragraph', label, text: cell(kind, column, content, row) }];
      }),
    );
  if (columns.length === 0) return below;
  return [
    {
      kind: 'table',
      caption: tableCaption(kind.key, table.key, second) ?? sectionHeading(kind.key, table.key, second),
      columns: columns.map((column) => ({
        header: columnLabel(kind.key, table.key, column.key, second),
        weight: WEIGHTS[`${table.key}.${column.key}`] ?? WEIGHTS[column.key] ?? 2,
        ...(column.kind === 'integer' || column.kind === 'money' ? { align: 'right' as const } : {}),
      })),
      rows: rows.map((row) => columns.map((column) => cell(kind, column, content, row))),
    },
    ...below,
  ];
}

function cell(kind: RecordKind, column: FieldDef, content: ActaContent, row: DraftRow): string {
  if (!isPrinted(column, content, row)) return actaText.none;
  const text = printValue(column, row.values[column.key], kind.key);
  if (column.kind !== 'choice' || column.catalog !== 'infringements') return text;
  // a norm nobody has confirmed is never printed as law
  const value = reader(content.draft, row).text(column.key);
  // what the office has in its own words says its norm itself
  const entry = infringementWords(value) === undefined ? findInfringement(value) : undefined;
  const norm = entry === undefined ? undefined : printableNorm(entry);
  return norm === undefined ? text : `${text} (${norm})`;
}
