import type { Instant } from '../kernel/clock.ts';
import { dateInHonduras, formatDate, timeInHonduras } from '../kernel/plain-date.ts';
import { plainText } from '../kernel/words.ts';
import type { Paper, Report, ReportBlock } from './report.ts';
import { recoveryText } from './text/es.ts';

/** What two sheets of a set are for: the office's data, or the root of the ministry's exchange. */
export type SheetUse = 'office' | 'exchange-root';

/** What a recovery sheet says. */
export interface RecoverySheetInput {
  readonly office: { readonly name: string; readonly code: string; readonly letterhead?: readonly string[] };
  readonly sheet: {
    /** names the set; its first eight digits are printed, so that sheets of two sets are told apart by eye */
    readonly setId: string;
    /** from 1 */
    readonly index: number;
    readonly total: number;
    /** how many of the set open the office */
    readonly need: number;
    /** who keeps the sheet: a person, an office, a safe */
    readonly holder: string;
    /** parted by blanks */
    readonly words: string;
  };
  /** the office where nothing else is said */
  readonly opens?: SheetUse;
  readonly madeAt: Instant;
  readonly paper: Paper;
}

const COLUMNS = 3;

/**
 * One sheet of a recovery set, for whoever keeps it: its words numbered and as a QR code, what it is for and what it
 * is not, how to use and to keep it, and a line to sign for having received it. It has no number and fits one page.
 */
export function buildRecoverySheet({ office, sheet, opens = 'office', madeAt, paper }: RecoverySheetInput): Report {
  const { fields, receipt, qr } = recoveryText;
  const { title, about, keep, footer } = recoveryText.of[opens];
  const words = sheet.words.trim().split(/\s+/);
  const when = `${formatDate(dateInHonduras(madeAt))}, ${timeInHonduras(madeAt)}`;
  return {
    template: 'hoja-recuperacion',
    addressee: 'file',
    language: 'es-HN',
    title: title(sheet.index, sheet.total, sheet.need),
    number: '',
    version: 1,
    draft: false,
    madeAt,
    paper,
    letterhead: office.letterhead ?? [office.name],
    author: office.name,
    sections: [
      {
        heading: about.heading,
        blocks: [
          {
            kind: 'fields',
            rows: [
              { label: fields.holder, value: sheet.holder },
              { label: fields.office, value: `${office.name} (${office.code})` },
              { label: fields.set, value: recoveryText.set(setName(sheet.setId), when) },
            ],
          },
          { kind: 'paragraph', text: about.text(sheet.need) },
        ],
      },
      { heading: recoveryText.words(words.length), blocks: [wordTable(words)] },
      { heading: keep.heading, blocks: [{ kind: 'numbered', items: keep.items(sheet.need, words.length) }] },
    ],
    signatures: [{ role: receipt.role, name: sheet.holder, details: receipt.details }],
    code: { qr: words.map(shortWord).join(' '), heading: qr.heading, lines: qr.lines, alt: qr.alt },
    footer: footer(sheet.index, sheet.total),
  };
}

/** How a set is called on its sheets: the first eight digits of its id. */
export function setName(setId: string): string {
  return setId.slice(0, 8).toUpperCase();
}

/**
 * The beginning that is enough to know a word, in plain capitals: few and large squares that survive a photocopy, and
 * no letter that depends on the keyboard a reader of codes pretends to be.
 */
function shortWord(word: string): string {
  return plainText(word).slice(0, 4).toUpperCase();
}

/** Numbered words, to be read down the columns. */
function wordTable(words: readonly string[]): ReportBlock {
  const height = Math.ceil(words.length / COLUMNS);
  const columns = Array.from({ length: COLUMNS }, (_, i) => words.slice(i * height, (i + 1) * height));
  return {
    kind: 'table',
    caption: '',
    size: 'large',
    columns: columns.map((column, i) => ({
      header: recoveryText.span(i * height + 1, i * height + column.length),
      weight: 1,
    })),
    rows: Array.from({ length: height }, (_, row) =>
      columns.map((column, i) => (row < column.length ? `${i * height + row + 1}. ${column[row] ?? ''}` : '')),
    ),
  };
}
