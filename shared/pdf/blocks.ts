import { assert, assertNever } from '../kernel/assert.ts';
import type { ReportBlock } from '../report/report.ts';
import type { LayoutWords } from '../report/text/layout.ts';
import { blanks } from './blanks.ts';
import { textHeight } from './estimate.ts';
import type { CellNode, Node, TableLayout, Vector } from './nodes.ts';
import { contentWidth } from './page.ts';
import { photos } from './photos.ts';
import { printable } from './printable.ts';
import { body, ink, label, largeTableText, tableHead, tableText } from './style.ts';

/** The boxes of one block of a section, in reading order. */
export function blockNodes(block: ReportBlock, words: LayoutWords): Node[] {
  switch (block.kind) {
    case 'fields':
      return fields(block);
    case 'paragraph':
      return paragraph(block);
    case 'numbered':
      return numbered(block);
    case 'checks':
      return checks(block, words);
    case 'table':
      return table(block);
    case 'blanks':
      return blanks(block.rows);
    case 'photos':
      return photos(block);
    case 'notice':
      return notice(block);
    default:
      return assertNever(block);
  }
}

type Block<K extends ReportBlock['kind']> = Extract<ReportBlock, { kind: K }>;

/** Running text does not begin with a single line at the foot of a page. */
const TWO_LINES = 26;
const LABEL_WIDTH = 148;
const FIELD_GAP = 12;
const VALUE_WIDTH = contentWidth - LABEL_WIDTH - FIELD_GAP;

/** Field tables of no more rows than this, and no higher, stay on one page: a row alone on the next would look lost. */
const SHORT_TABLE_ROWS = 10;
const SHORT_TABLE_HEIGHT = 300;

/** Labels left, values right, a hairline under every row. */
function fields(block: Block<'fields'>): Node[] {
  if (block.rows.length === 0) return [];
  return [
    {
      margin: [0, 0, 0, 8],
      ...(shortTableHeight(block) === undefined ? {} : { unbreakable: true }),
      layout: fieldLayout,
      table: {
        widths: [LABEL_WIDTH, VALUE_WIDTH],
        dontBreakRows: true,
        body: block.rows.map((row) => [
          { text: printable(row.label), ...label, margin: [0, 0.8, 0, 0], rowHeader: true },
          { text: printable(row.value), ...body },
        ]),
      },
    },
  ];
}

/**
 * About how high a field table will be, when it is to stay on one page. The heading before it asks for that much room
 * at once, so that the paper need not be laid out again to bring the heading along.
 * @returns points; undefined for a long table and for any other block
 */
export function shortTableHeight(block: ReportBlock | undefined): number | undefined {
  if (block?.kind !== 'fields' || block.rows.length > SHORT_TABLE_ROWS) return undefined;
  const height = block.rows.reduce((sum, { label: name, value }) => sum + fieldHeight(name, value), 0);
  return height <= SHORT_TABLE_HEIGHT ? height : undefined;
}

/** Padding and rule of a row. */
const ROW_PADDING = 5.2;

function fieldHeight(name: string, value: string): number {
  return Math.max(textHeight(name, LABEL_WIDTH), textHeight(value, VALUE_WIDTH)) + ROW_PADDING;
}

const fieldLayout: TableLayout = {
  hLineWidth: (line) => (line === 0 ? 0 : 0.4),
  vLineWidth: () => 0,
  hLineColor: () => ink.hairline,
  paddingLeft: () => 0,
  paddingRight: (column) => (column === 0 ? FIELD_GAP : 0),
  paddingTop: () => 2.6,
  paddingBottom: () => 2.2,
};

/** Text, under its label when it has one. */
function paragraph(block: Block<'paragraph'>): Node[] {
  const text: Node = { text: printable(block.text), ...body, margin: [0, 0, 0, 7], room: TWO_LINES };
  return block.label === undefined ? [text] : [subheading(block.label), text];
}

function subheading(text: string): Node {
  return { text: printable(text), ...label, margin: [0, 2, 0, 2], keepWithNext: true, room: 40 };
}

const NUMBER_WIDTH = 22;

/** `1.`, `2.` ... in the margin, the text beside. */
function numbered(block: Block<'numbered'>): Node[] {
  if (block.items.length === 0) return [];
  const items = block.items.map((item, i): Node => ({
    role: 'LI',
    room: TWO_LINES,
    margin: [0, 0, 0, 5],
    columns: [
      { stack: [{ text: itemNumber(i), ...body, bold: true, color: ink.accent, role: 'Lbl' }], width: NUMBER_WIDTH },
      { stack: [{ text: printable(item), ...body, role: 'LBody' }], width: contentWidth - NUMBER_WIDTH },
    ],
  }));
  return [{ role: 'L', stack: items, margin: [0, 0, 0, 4] }];
}

/** How the item at an index is numbered on paper. */
export function itemNumber(index: number): string {
  return `${index + 1}.`;
}

const CHECK_WIDTH = 17;

/** Boxes drawn as vectors: neither font has all of the check box signs. */
function checks(block: Block<'checks'>, words: LayoutWords): Node[] {
  if (block.items.length === 0) return [];
  const items = block.items.map((item): Node => ({
    role: 'LI',
    unbreakable: true,
    margin: [0, 0, 0, 3.2],
    columns: [
      {
        role: 'Lbl',
        width: CHECK_WIDTH,
        stack: [
          {
            canvas: checkBox(item.checked),
            alt: item.checked ? words.checked : words.unchecked,
            margin: [0, 1.6, 0, 0],
          },
        ],
      },
      { stack: [{ text: printable(item.label), ...body, role: 'LBody' }], width: contentWidth - CHECK_WIDTH },
    ],
  }));
  return [{ role: 'L', stack: items, margin: [0, 0, 0, 5] }];
}

function checkBox(checked: boolean): Vector[] {
  const box: Vector = { type: 'rect', x: 0, y: 0, w: 8.4, h: 8.4, lineWidth: 0.8, lineColor: ink.quiet };
  if (!checked) return [box];
  const mark = { type: 'line', lineWidth: 1.5, lineColor: ink.accent, lineCap: 'round' } as const;
  return [box, { ...mark, x1: 1.9, y1: 4.4, x2: 3.6, y2: 6.4 }, { ...mark, x1: 3.6, y1: 6.4, x2: 6.7, y2: 1.9 }];
}

const CELL_PADDING = 5;

/** A ruled table; its header is repeated on every page, a row is kept whole where a page can hold it. */
function table(block: Block<'table'>): Node[] {
  const columns = block.columns.length;
  assert(columns > 0, 'a table needs a column');
  const total = block.columns.reduce((sum, column) => sum + column.weight, 0);
  const room = block.size === 'hand' || block.size === 'handTall' ? HAND_ROOM[block.size] : 0;
  const edges = room === 0 ? 0 : (columns + 1) * HAND_EDGE;
  const free = contentWidth - columns * 2 * CELL_PADDING - edges;
  const head = block.columns.map((column): CellNode => ({
    text: printable(column.header),
    ...tableHead,
    alignment: column.align ?? 'left',
  }));
  const rows = block.rows.map((row) => {
    assert(row.length <= columns, `a row of "${block.caption}" has more cells than the table has columns`);
    return block.columns.map((column, i): CellNode => ({
      text: printable(row[i] ?? ''),
      ...(block.size === 'large' ? largeTableText : tableText),
      ...(room === 0 ? {} : { margin: [0, 0, 0, room] as const }),
      alignment: column.align ?? 'left',
    }));
  });
  return [
    ...(block.caption === '' ? [] : [subheading(block.caption)]),
    {
      margin: [0, 1, 0, 10],
      layout: tableLayouts[block.size ?? 'normal'],
      table: {
        widths: block.columns.map((column) => (free * column.weight) / total),
        headerRows: 1,
        ...(rows.length === 0 ? {} : { keepWithHeaderRows: 1 }),
        dontBreakRows: true,
        body: [head, ...rows],
      },
    },
  ];
}

const tableLayout: TableLayout = {
  hLineWidth: (line, { table: { body: rows } }) => (line <= 1 || line === rows.length ? 0.8 : 0.4),
  vLineWidth: () => 0,
  hLineColor: (line) => (line <= 1 ? ink.accent : ink.rule),
  fillColor: (row) => (row === 0 ? ink.fill : null),
  paddingLeft: () => CELL_PADDING,
  paddingRight: () => CELL_PADDING,
  paddingTop: () => 3.2,
  paddingBottom: () => 2.8,
};

/** Large text brings room of its own. */
const largeTableLayout: TableLayout = { ...tableLayout, paddingTop: () => 1.8, paddingBottom: () => 1.4 };

const HAND_EDGE = 0.6;

/** Lines around every cell: what is written by hand must not wander. */
const handTableLayout: TableLayout = {
  ...tableLayout,
  hLineWidth: () => HAND_EDGE,
  vLineWidth: () => HAND_EDGE,
  hLineColor: () => ink.quiet,
  vLineColor: () => ink.quiet,
};

/** Points that a row has below the line that is in it anyway. */
const HAND_ROOM = { hand: 8, handTall: 44 } as const;

const tableLayouts = {
  normal: tableLayout,
  large: largeTableLayout,
  hand: handTableLayout,
  handTall: handTableLayout,
} as const;

const NOTICE_PADDING = 10;

/** A tinted box with a bar at its left: deadlines, warnings, rights. */
function notice(block: Block<'notice'>): Node[] {
  const bar = 2.4;
  return [
    {
      role: 'layout',
      margin: [0, 3, 0, 9],
      layout: {
        hLineWidth: () => 0,
        vLineWidth: (line) => (line === 0 ? bar : 0),
        vLineColor: () => ink.accent,
        fillColor: () => ink.fill,
        paddingLeft: () => NOTICE_PADDING,
        paddingRight: () => NOTICE_PADDING,
        paddingTop: () => 6,
        paddingBottom: () => 5,
      },
      table: {
        widths: [contentWidth - 2 * NOTICE_PADDING - bar],
        dontBreakRows: true,
        body: [[{ text: printable(block.text), ...body }]],
      },
    },
  ];
}
