import { findInfringement } from '../catalog/catalog.ts';
import { infringementWords } from '../catalog/infringement-value.ts';
import { printableNorm } from '../catalog/entry.ts';
import { formatMoney, moneyInWords } from '../kernel/words.ts';
import { isVisible, reader, rowsOf, type DraftRow } from '../record/draft.ts';
import { isEmpty, type FieldDef, type SectionDef, type TableDef } from '../record/fields.ts';
import { inspection } from '../record/kinds/inspection.ts';
import { jointOfficials } from '../record/kinds/joint-acta.ts';
import { pseudonymsIn } from '../record/kinds/pseudonym.ts';
import { isPrinted, maySee, type ActaContent } from './canonical-record.ts';
import { columnLabel, fieldLabel, sectionHeading, tableCaption } from './paper-labels.ts';
import { printValue } from './print-value.ts';
import type { ReportBlock, ReportRow, ReportSection } from './report.ts';
import { secondLanguageOf } from './second-language.ts';
import { actaText } from './text/es.ts';

/**
 * Sections that leave out what was not filled in. In all others an empty field is printed as a dash, so that it can be
 * told from one that somebody cut out: these are the facts an official form always has a line for.
 */
const LEAVES_OUT: readonly string[] = [
  'minors',
  'police',
  'obstruction',
  'statements',
  'delivery',
  'signing',
  'interviews',
];

/** Widths of table columns, relative to each other. */
const WEIGHTS: Readonly<Record<string, number>> = {
  name: 3,
  position: 3,
  institution: 4,
  credential: 2,
  document: 3,
  status: 1.4,
  note: 3,
  infringement: 4,
  provision: 3,
  workersAffected: 1.3,
  amountOwed: 1.8,
  termDays: 1.1,
  scope: 4,
  reason: 4,
  time: 1,
  dni: 2,
};

const noRows: Readonly<Record<string, string>> = actaText.noRows;
const KIND = inspection.key;

/**
 * The body of the acta: every section of the record in its order, each filled field in it once.
 * @returns headings without numbers
 */
export function actaSections(content: ActaContent): readonly ReportSection[] {
  return inspection.sections
    .map((section) => ({
      heading: sectionHeading(KIND, section.key, secondLanguageOf(content.draft)),
      blocks: sectionBlocks(section, content),
    }))
    .filter((section) => section.blocks.length > 0);
}

function sectionBlocks(section: SectionDef, content: ActaContent): readonly ReportBlock[] {
  const blocks = section.key === 'statements' ? statementBlocks(section, content) : fieldBlocks(section, content);
  return [...blocks, ...section.tables.flatMap((table) => tableBlocks(table, content))];
}

/** Short values as label and value; texts of any length as paragraphs of their own, after them. */
function fieldBlocks(section: SectionDef, content: ActaContent): readonly ReportBlock[] {
  const shown = section.fields.filter((field) => isShown(section, field, content));
  const rows = shown
    .filter((field) => field.kind !== 'longText')
    .map((field): ReportRow => {
      const value = printValue(field, content.draft.values[field.key]);
      return {
        label: fieldLabel(KIND, field.key, secondLanguageOf(content.draft)),
        value: value === '' ? actaText.none : value,
      };
    });
  return [...(rows.length === 0 ? [] : [{ kind: 'fields' as const, rows }]), ...paragraphs(shown, content)];
}

function statementBlocks(section: SectionDef, content: ActaContent): readonly ReportBlock[] {
  const blocks = paragraphs(section.fields, content);
  return blocks.length === 0 ? [{ kind: 'paragraph', text: actaText.noStatements }] : blocks;
}

function paragraphs(fields: readonly FieldDef[], content: ActaContent): readonly ReportBlock[] {
  return fields
    .filter((field) => field.kind === 'longText' && isPrinted(field, content))
    .map((field) => ({
      kind: 'paragraph',
      label: fieldLabel(KIND, field.key, secondLanguageOf(content.draft)),
      text: printValue(field, content.draft.values[field.key]),
    }));
}

function isShown(section: SectionDef, field: FieldDef, content: ActaContent): boolean {
  if (isPrinted(field, content)) return true;
  const open = isVisible(field, content.draft) && maySee(field, content);
  return open && isEmpty(content.draft.values[field.key]) && !LEAVES_OUT.includes(section.key);
}

function tableBlocks(table: TableDef, content: ActaContent): readonly ReportBlock[] {
  const { draft } = content;
  const second = secondLanguageOf(draft);
  if (!isVisible(table, draft)) return [];
  if (table.key === 'interviewed') return interviewedBlocks(content);
  if (table.key === 'minors') return minorBlocks(table, content);
  const rows = rowsOf(draft, table.key);
  const [only, ...others] = table.columns.filter((column) => maySee(column, content));
  if (only === undefined) return [];
  if (rows.length === 0 && table.key === jointOfficials) return [];
  if (rows.length === 0) return [{ kind: 'paragraph', text: noRows[table.key] ?? actaText.none }];
  if (others.length === 0 && only.kind === 'longText') {
    return [{ kind: 'numbered', items: rows.map((row) => cell(only, content, row)) }];
  }
  const columns = [only, ...others];
  const block: ReportBlock = {
    kind: 'table',
    caption: tableCaption(KIND, table.key, second) ?? columnLabel(KIND, table.key, only.key, second),
    columns: columns.map((column) => ({
      header: columnLabel(KIND, table.key, column.key, second),
      weight: WEIGHTS[column.key] ?? 2,
      ...(column.kind === 'integer' || column.kind === 'money' ? { align: 'right' as const } : {}),
    })),
    rows: rows.map((row) => columns.map((column) => cell(column, content, row))),
  };
  return table.key === 'infringements' ? [block, ...infringementNotes(content)] : [block];
}

/** Those interviewed as the paper knows them, in one line; nothing when nobody is listed. */
function interviewedBlocks({ draft }: ActaContent): readonly ReportBlock[] {
  const pseudonyms = pseudonymsIn(draft, 'interviewed');
  return pseudonyms.length === 0
    ? []
    : [
        {
          kind: 'paragraph',
          label: columnLabel(KIND, 'interviewed', 'pseudonym', secondLanguageOf(draft)),
          text: pseudonyms.join(', '),
        },
      ];
}

/** Children as the office's own copy knows them, one after another: a table would need a column for every fact. */
function minorBlocks(table: TableDef, content: ActaContent): readonly ReportBlock[] {
  const rows = rowsOf(content.draft, table.key);
  const columns = table.columns.filter((column) => maySee(column, content));
  if (rows.length === 0 || columns.length === 0) return [];
  return rows.map((row) => ({
    kind: 'fields',
    rows: columns
      .filter((column) => isPrinted(column, content, row))
      .map((column) => ({
        label: columnLabel(KIND, table.key, column.key, secondLanguageOf(content.draft)),
        value: printValue(column, row.values[column.key]),
      })),
  }));
}

function cell(column: FieldDef, content: ActaContent, row: DraftRow): string {
  if (!isPrinted(column, content, row)) return actaText.none;
  const text = printValue(column, row.values[column.key]);
  if (column.kind !== 'choice' || column.catalog !== 'infringements') return text;
  // A norm nobody has confirmed is never printed as law; the inspector's own provision has its column.
  const value = reader(content.draft, row).text(column.key);
  // what the office has in its own words says its norm itself
  const entry = infringementWords(value) === undefined ? findInfringement(value) : undefined;
  const norm = entry === undefined ? undefined : printableNorm(entry);
  return norm === undefined ? text : `${text} (${norm})`;
}

/** Under the infringements: the sum owed in digits and words, and what a term means. */
function infringementNotes({ draft }: ActaContent): readonly ReportBlock[] {
  const rows = rowsOf(draft, 'infringements').map((row) => reader(draft, row));
  const sum = sumOf(rows.map(({ text }) => text('amountOwed')));
  const granted = rows.some(({ text }) => !isEmpty(text('termDays')));
  return [
    ...(sum === undefined ? [] : [{ kind: 'paragraph', label: actaText.totalOwed, text: sum } as const]),
    ...(granted ? [{ kind: 'paragraph', text: actaText.correction } as const] : []),
  ];
}

/** Undefined when there is nothing to add up, or when one amount cannot be read: a sum without it would be wrong. */
function sumOf(amounts: readonly string[]): string | undefined {
  const filled = amounts.filter((amount) => !isEmpty(amount));
  if (filled.length === 0 || filled.some((amount) => !/^\d{1,12}(\.\d{1,2})?$/.test(amount))) return undefined;
  const cents = filled.reduce((sum, amount) => {
    const [whole = '', fraction = ''] = amount.split('.');
    return sum + Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  }, 0);
  const total = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
  return cents / 100 < 1_000_000_000 ? `${formatMoney(total)} (${moneyInWords(total)})` : formatMoney(total);
}
