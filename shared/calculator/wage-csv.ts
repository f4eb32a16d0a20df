import { branches, workplaceSizes } from '../catalog/catalog.ts';
import { isPlainDate, parseTypedDate, type PlainDate } from '../kernel/plain-date.ts';
import type { Result } from '../kernel/result.ts';
import { plainText } from '../kernel/words.ts';
import { splitCsv } from './csv.ts';
import { ANY_SIZE, type WageRow } from './wage-table.ts';

/** The columns of a table of wages, in any order; the header may write `tamaño`. */
export const wageColumns = ['rama', 'tamano', 'desde', 'hasta', 'mensual', 'norma'] as const;
type Column = (typeof wageColumns)[number];

/** A table of a country has some tens of lines a year. */
const MOST_LINES = 5000;

export const wageCsvCodes = [
  'empty',
  'too-long',
  'missing-column',
  'wrong-cells',
  'open-quote',
  'missing',
  'unknown-branch',
  'unknown-size',
  'not-a-date',
  'order',
  'not-money',
  'no-wage',
  'repeated',
] as const;

/** What is wrong with a line, counted from 1 as an editor counts it. */
export interface WageCsvProblem {
  readonly line: number;
  readonly code: (typeof wageCsvCodes)[number];
  readonly column?: Column;
  /** what is written there, or what is missing */
  readonly value?: string;
}

type Lines = Result<readonly WageRow[], readonly WageCsvProblem[]>;

/**
 * Reads a table of minimum wages from CSV text: separated by commas, semicolons or tabs, with or without a byte order
 * mark and quotes; dates as `2025-01-31` or `31/01/2025`; amounts with point or comma as decimal mark; branches and
 * sizes as the catalogue or the agreement writes them.
 * @returns all its rows, or everything that is wrong by line: one bad line and nothing is taken
 */
export function readWageCsv(text: string): Lines {
  const lines = splitCsv(text);
  const [header, ...rest] = lines;
  if (header === undefined || rest.length === 0) return { ok: false, fault: [{ line: 1, code: 'empty' }] };
  if (rest.length > MOST_LINES) return { ok: false, fault: [{ line: MOST_LINES + 2, code: 'too-long' }] };
  const places = header.cells.map((cell) => plainText(cell));
  const missing = wageColumns.filter((column) => !places.includes(column));
  if (missing.length > 0) {
    return { ok: false, fault: missing.map((value) => ({ line: header.line, code: 'missing-column', value })) };
  }
  const problems: WageCsvProblem[] = [];
  const rows: (WageRow & { readonly line: number })[] = [];
  for (const { line, cells, open } of rest) {
    if (open) problems.push({ line, code: 'open-quote' });
    else if (cells.length !== places.length) problems.push({ line, code: 'wrong-cells', value: String(cells.length) });
    else {
      const read = readLine(line, (column) => (cells[places.indexOf(column)] ?? '').trim());
      if (read.ok) rows.push({ ...read.value, line });
      else problems.push(...read.fault);
    }
  }
  problems.push(...repeated(rows));
  if (problems.length > 0) return { ok: false, fault: problems.sort((a, b) => a.line - b.line) };
  return {
    ok: true,
    value: rows.map(({ branch, size, from, until, monthly, norm }) => ({ branch, size, from, until, monthly, norm })),
  };
}

function readLine(line: number, cell: (column: Column) => string): Result<WageRow, readonly WageCsvProblem[]> {
  const problems: WageCsvProblem[] = [];
  const read = <T>(
    column: Column,
    code: WageCsvProblem['code'],
    parse: (text: string) => T | undefined,
  ): T | undefined => {
    const value = cell(column);
    const parsed = value === '' ? undefined : parse(value);
    if (value === '') problems.push({ line, code: 'missing', column });
    else if (parsed === undefined) problems.push({ line, code, column, value });
    return parsed;
  };
  const branch = read('rama', 'unknown-branch', findBranch);
  const size = read('tamano', 'unknown-size', findSize);
  const from = read('desde', 'not-a-date', readDate);
  const until = read('hasta', 'not-a-date', readDate);
  const monthly = read('mensual', 'not-money', readAmount);
  const norm = read('norma', 'missing', (text) => text.slice(0, 200));
  if (from !== undefined && until !== undefined && until < from)
    problems.push({ line, code: 'order', column: 'hasta' });
  if (monthly !== undefined && /^0+\.0+$/.test(monthly)) problems.push({ line, code: 'no-wage', column: 'mensual' });
  if (problems.length > 0 || !branch || !size || !from || !until || !monthly || !norm) {
    return { ok: false, fault: problems };
  }
  return { ok: true, value: { branch, size, from, until, monthly, norm } };
}

/** Lines that say of the same workplaces on the same day what an earlier line has said already. */
function repeated(rows: readonly (WageRow & { readonly line: number })[]): WageCsvProblem[] {
  return rows.flatMap((row, at): WageCsvProblem[] => {
    const before = rows
      .slice(0, at)
      .find(
        (other) =>
          other.branch === row.branch &&
          (other.size === row.size || other.size === ANY_SIZE || row.size === ANY_SIZE) &&
          other.from <= row.until &&
          row.from <= other.until,
      );
    return before === undefined ? [] : [{ line: row.line, code: 'repeated', value: String(before.line) }];
  });
}

/** A branch by its key, its label, or a part of its label that no other has. */
function findBranch(text: string): string | undefined {
  const wanted = plainText(text);
  const exact = branches.find(({ key, label }) => key.toLowerCase() === wanted || plainText(label) === wanted);
  if (exact !== undefined) return exact.key;
  if (wanted.length < 4) return undefined;
  const found = branches.filter(({ label }) => plainText(label).includes(wanted));
  return found.length === 1 ? found[0]?.key : undefined;
}

/** `1-10`, `De 1 a 10 trabajadores`, `151+`, `151 o más`, `todos`. */
function findSize(text: string): string | undefined {
  const wanted = plainText(text);
  if (/^(todos|todas|cualquiera|all)( los tamanos)?$/.test(wanted)) return ANY_SIZE;
  const [least, most] = (wanted.match(/\d+/g) ?? []).map(Number);
  const isOpen = /\+|mas|adelante/.test(wanted);
  if (least === undefined || (most === undefined) !== isOpen) return undefined;
  return workplaceSizes.find((size) => size.least === least && size.most === (most ?? null))?.key;
}

function readDate(text: string): PlainDate | undefined {
  return isPlainDate(text) ? text : parseTypedDate(text);
}

/**
 * An amount whichever mark it uses: of `12.930,07`, `12,930.07`, `12930,07` the last mark is the decimal one when one or
 * two digits follow; marks before groups of three only part thousands.
 */
function readAmount(text: string): string | undefined {
  const plain = text.replace(/^L(ps)?\.?\s*/i, '').replace(/\s/g, '');
  const match = /^(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+)(?:([.,])(\d{1,2}))?$/.exec(plain);
  if (!match) return undefined;
  const [, units = '', mark, cents = ''] = match;
  // one mark cannot part thousands and decimals at once
  if (mark !== undefined && units.includes(mark)) return undefined;
  const digits = units.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '');
  return digits.length > 12 ? undefined : `${digits}.${cents.padEnd(2, '0')}`;
}
