import type { Instant } from '../kernel/clock.ts';
import type { FieldDef, RecordKind, SectionDef, TableDef } from '../record/fields.ts';
import { blankRows } from './blank-fields.ts';
import { columnLabel, optionText, sectionHeading, tableCaption } from './paper-labels.ts';
import type { Blank, Paper, Report, ReportBlock, ReportSection, ReportSignature } from './report.ts';
import { blankText as text } from './text/blank.ts';

/** What a blank form is made for. */
export interface BlankFormInput {
  readonly kind: RecordKind;
  /**
   * `form`: what everybody present may read, with the places to sign; `annex`: what the employer must not see, on sheets
   * of their own. Nothing of the protected level is ever written on paper, so neither has room for it.
   */
  readonly part: 'form' | 'annex';
  readonly office: { readonly name: string; readonly letterhead: readonly string[] };
  /** number of the form; empty prints a place to write one in */
  readonly number: string;
  readonly madeAt: Instant;
  readonly paper: Paper;
}

/** The kinds of record that are filled in by hand, in the order of the procedure. */
export const blankFormKinds = [
  'inspection',
  'order',
  'notification',
  'reinspection',
  'conciliation',
  'resolution',
  'document_request',
  'delivery',
] as const;
export type BlankFormKind = (typeof blankFormKinds)[number];

/** Whether a kind of record has anything for an annex. */
export function hasAnnex(kind: RecordKind): boolean {
  return kind.sections.some((section) => contentOf(kind, section, 'annex').length > 0);
}

/**
 * An empty form of a kind of record: every section and label in the order of the screen, with room to write by hand, so
 * that whoever types it in later never looks for the next field.
 */
export function buildBlankForm(input: BlankFormInput): Report {
  const { kind, part, office, number, madeAt, paper } = input;
  const isAnnex = part === 'annex';
  const title = text.titles[kind.key] ?? text.title;
  const signers = SIGNERS[kind.key] ?? SIGNERS.inspection;
  const closing = signers.length === 1 ? text.closing.official : text.closing.text;
  const sections: readonly ReportSection[] = [
    identification(input),
    ...kind.sections
      .map((section) => ({
        heading: sectionHeading(kind.key, section.key),
        blocks: contentOf(kind, section, part),
      }))
      .filter(({ blocks }) => blocks.length > 0),
    ...(isAnnex ? [] : [{ heading: text.closing.heading, blocks: [{ kind: 'paragraph', text: closing } as const] }]),
  ];
  return {
    template: 'formulario',
    addressee: 'file',
    language: 'es-HN',
    title: isAnnex ? text.annex(title) : title,
    number,
    version: 1,
    draft: false,
    madeAt,
    paper,
    letterhead: office.letterhead.length === 0 ? [office.name] : office.letterhead,
    author: office.name,
    sections: sections.map((section, i) => ({ ...section, heading: `${i + 1}. ${section.heading}` })),
    signatures: (isAnnex ? (['inspector'] as const) : signers).map(signatureOf),
    footer: text.footer(office.name, isAnnex, number),
  };
}

function identification({ number, part }: BlankFormInput): ReportSection {
  const line = (label: string): Blank => ({ label, weight: 1, fill: { kind: 'lines', count: 1 } });
  const row = [...(number === '' ? [line(text.formNumber)] : []), line(text.caseNumber), line(text.sheets)];
  return {
    heading: text.identification,
    blocks: [
      { kind: 'notice', text: part === 'annex' ? text.reserved : text.how },
      { kind: 'blanks', rows: [row] },
    ],
  };
}

/** Which fields go on which sheets. */
function isOn(part: BlankFormInput['part'], field: FieldDef): boolean {
  if (field.level === 'protected') return false;
  return part === 'annex' ? field.officeOnly === true : field.officeOnly !== true;
}

function contentOf(kind: RecordKind, section: SectionDef, part: BlankFormInput['part']): readonly ReportBlock[] {
  const fields = section.fields.filter((field) => isOn(part, field));
  const rows = blankRows(kind.key, fields);
  return [
    ...(rows.length === 0 ? [] : [{ kind: 'blanks', rows } as const]),
    ...section.tables.flatMap((table) => tableBlocks(kind.key, table, part)),
  ];
}

function tableBlocks(kind: string, table: TableDef, part: BlankFormInput['part']): readonly ReportBlock[] {
  // a column of the annex alone would not say whose it is
  const isWanted = table.columns.some((column) => isOn(part, column));
  const columns = table.columns.filter((column) => isOn('form', column) || isOn(part, column));
  const [only, ...others] = columns;
  if (!isWanted || only === undefined) return [];
  const caption = tableCaption(kind, table.key) ?? columnLabel(kind, table.key, only.key);
  const heading = table.when === undefined ? caption : text.ifAny(caption);
  if (others.length === 0) {
    const isLong = only.kind === 'longText';
    const fill = { kind: 'lines', count: isLong ? FACT_LINES : 2 } as const;
    return [{ kind: 'blanks', rows: [[{ label: isLong ? text.numbered(heading) : heading, weight: 1, fill }]] }];
  }
  const isTall = columns.some((column) => column.kind === 'longText');
  return [
    {
      kind: 'table',
      size: isTall ? 'handTall' : 'hand',
      caption: heading,
      columns: columns.map((column) => ({
        header: columnLabel(kind, table.key, column.key),
        weight: COLUMN_WEIGHTS[column.kind] ?? 2,
      })),
      rows: Array.from({ length: isTall ? 3 : Math.max(ROWS[table.key] ?? 4, table.minRows) }, () =>
        columns.map(() => ''),
      ),
    },
    ...columns.flatMap((column) => keyBlock(kind, table.key, column)),
  ];
}

/** What was seen takes the most room of all. */
const FACT_LINES = 22;
/** Rows that are given to a table; four to one that is not here. */
const ROWS: Readonly<Record<string, number>> = {
  inspectors: 3,
  joint_officials: 2,
  documents: 7,
  infringements: 6,
  witnesses: 2,
};
const COLUMN_WEIGHTS: Readonly<Partial<Record<FieldDef['kind'], number>>> = {
  text: 3,
  longText: 4,
  choice: 1.2,
  integer: 1.2,
  time: 1,
  money: 2,
};

/** In a column there is no room for boxes: its options stand below with letters to write down. */
function keyBlock(kind: string, table: string, column: FieldDef): readonly ReportBlock[] {
  if (column.kind !== 'choice') return [];
  const options = column.options.map((key, i) => `${letter(i)})\u00a0${optionText(kind, column, key)}`);
  return [
    { kind: 'paragraph', label: text.keysOf(columnLabel(kind, table, column.key)), text: `${options.join('; ')}.` },
  ];
}

function letter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

type Signer = keyof typeof text.roles;

/** Who signs each form. Of witnesses the DNI has its place in the annex: the employer reads this sheet. */
const SIGNERS: Readonly<Record<string, readonly Signer[]>> & { readonly inspection: readonly Signer[] } = {
  inspection: ['inspector', 'institution', 'employer', 'witness', 'witness'],
  order: ['chief'],
  notification: ['notifier', 'recipient', 'witness', 'witness'],
  reinspection: ['inspector', 'employer', 'witness', 'witness'],
  conciliation: ['official', 'employer', 'workers'],
  resolution: ['official'],
  document_request: ['asker', 'recipient'],
  delivery: ['deliverer', 'recipient'],
};

const SECOND_LINE: Readonly<Partial<Record<Signer, string>>> = {
  inspector: text.credential,
  notifier: text.credential,
  asker: text.credential,
  deliverer: text.credential,
  institution: text.capacity,
  employer: text.capacity,
  recipient: text.capacity,
  workers: text.capacity,
};

function signatureOf(signer: Signer): ReportSignature {
  const second = SECOND_LINE[signer];
  return { role: text.roles[signer], name: '', details: [text.name, ...(second === undefined ? [] : [second])] };
}
