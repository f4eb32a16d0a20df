import { assertNever } from '../kernel/assert.ts';
import type { Blank, BlankFill } from '../report/report.ts';
import type { Node, TableLayout, Vector } from './nodes.ts';
import { contentWidth } from './page.ts';
import { printable } from './printable.ts';
import { ink, small } from './style.ts';

const PADDING = 4;
/** Between the lines of handwriting: 8 mm. */
const WRITING_LINE = 22;
/** Room under the label of a box with one line. */
const ONE_LINE = 17;
const EDGE = 0.6;

const labelStyle = { ...small, fontSize: 7.2 } as const;
const optionStyle = { fontSize: 8.6, color: ink.text } as const;

/** Rows with more lines than this may go on on the next page. */
const WHOLE_LINES = 6;

/** Rows of boxes to write in; a row is kept whole unless it is for a long text. */
export function blanks(rows: readonly (readonly Blank[])[]): Node[] {
  return rows.map((row, i) => blankRow(row, i === 0, i === rows.length - 1));
}

function blankRow(row: readonly Blank[], isFirst: boolean, isLast: boolean): Node {
  const isLong = row.some(({ fill }) => fill.kind === 'lines' && fill.count > WHOLE_LINES);
  const total = row.reduce((sum, { weight }) => sum + weight, 0);
  const free = contentWidth - row.length * 2 * PADDING - (row.length + 1) * EDGE;
  const widths = row.map(({ weight }) => (free * weight) / total);
  return {
    role: 'layout',
    ...(isLong ? { room: 5 * WRITING_LINE } : { unbreakable: true }),
    // the edge lies on that of the row before; a row that begins a page has its own
    margin: [0, isFirst ? 0 : -EDGE, 0, isLast ? 9 : 0],
    layout,
    table: {
      widths,
      dontBreakRows: !isLong,
      body: [row.map((blank, i) => ({ stack: blankNodes(blank, widths[i] ?? 0) }))],
    },
  };
}

const layout: TableLayout = {
  hLineWidth: () => EDGE,
  vLineWidth: () => EDGE,
  hLineColor: () => ink.quiet,
  vLineColor: () => ink.quiet,
  paddingLeft: () => PADDING,
  paddingRight: () => PADDING,
  paddingTop: () => 2.2,
  paddingBottom: () => 2.4,
};

function blankNodes({ label, fill }: Blank, width: number): Node[] {
  const room = fill.kind === 'lines' && fill.count === 1 ? ONE_LINE : 0;
  return [{ text: printable(label), ...labelStyle, margin: [0, 0, 0, room] }, ...fillNodes(fill, width)];
}

function fillNodes(fill: BlankFill, width: number): Node[] {
  switch (fill.kind) {
    case 'lines':
      return fill.count === 1 ? [] : ruled(fill.count, width);
    case 'boxes':
      return [squares(fill, width)];
    case 'choices':
      return choices(fill.options, width);
    default:
      return assertNever(fill);
  }
}

/** Lines to write on, each by itself: a page may end between them. */
function ruled(count: number, width: number): Node[] {
  return Array.from({ length: count }, (_, i): Node => ({
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.4, lineColor: ink.rule }],
    margin: [0, i === 0 ? WRITING_LINE - 4 : WRITING_LINE, 0, i === count - 1 ? 5 : 0],
  }));
}

const SQUARE = 12.2;
const SQUARE_HEIGHT = 14;
const PART = 7;

/** A square for each character; between groups a small sign drawn as a stroke, so that nothing has to be read. */
function squares({ groups, parted }: Extract<BlankFill, { kind: 'boxes' }>, width: number): Node {
  const count = groups.reduce((sum, n) => sum + n, 0);
  const gap = parted === '' ? 0 : PART;
  const side = Math.min(SQUARE, (width - gap * (groups.length - 1)) / count);
  const drawn: Vector[] = [];
  let x = 0;
  groups.forEach((length, group) => {
    if (group > 0) {
      drawn.push(...separator(parted, x + gap / 2));
      x += gap;
    }
    for (let i = 0; i < length; i += 1) {
      drawn.push({ type: 'rect', x, y: 0, w: side, h: SQUARE_HEIGHT, lineWidth: 0.5, lineColor: ink.quiet });
      x += side;
    }
  });
  return { canvas: drawn, margin: [0, 2.5, 0, 1.5] };
}

function separator(sign: string, x: number): Vector[] {
  const stroke = { type: 'line', lineWidth: 0.9, lineColor: ink.quiet, lineCap: 'round' } as const;
  const middle = SQUARE_HEIGHT / 2;
  switch (sign) {
    case '/':
      return [{ ...stroke, x1: x - 1.6, y1: SQUARE_HEIGHT - 3, x2: x + 1.6, y2: 3 }];
    case ':':
      return [
        { ...stroke, x1: x, y1: middle - 2.6, x2: x, y2: middle - 2.2 },
        { ...stroke, x1: x, y1: middle + 2.2, x2: x, y2: middle + 2.6 },
      ];
    case '':
      return [];
    default:
      return [{ ...stroke, x1: x - 1.8, y1: middle, x2: x + 1.8, y2: middle }];
  }
}

const BOX = 8.4;
const BOX_GAP = 4;
const COLUMN_GAP = 8;
/** About how wide a character of an option is. */
const CHARACTER = 4.5;

const LONG_LIST = 6;

/** Empty boxes with their words, in as many columns as the longest of them leaves room for. */
function choices(options: readonly string[], width: number): Node[] {
  const longest = Math.max(1, ...options.map((option) => option.length));
  const wanted = BOX + BOX_GAP + longest * CHARACTER + COLUMN_GAP;
  const fitting = Math.min(options.length, 4, Math.floor((width + COLUMN_GAP) / wanted));
  // a long list is halved: better one name on two lines than a column down half of the page
  const columns = Math.max(fitting, options.length > LONG_LIST ? 2 : 1);
  const columnWidth = (width - COLUMN_GAP * (columns - 1)) / columns;
  const lines: Node[] = [];
  for (let i = 0; i < options.length; i += columns) {
    lines.push({
      margin: [0, 3, 0, 1],
      columnGap: COLUMN_GAP,
      columns: options.slice(i, i + columns).map((option) => choice(option, columnWidth)),
    });
  }
  return lines;
}

function choice(option: string, width: number): Node {
  return {
    width,
    columnGap: BOX_GAP,
    columns: [
      {
        width: BOX,
        stack: [
          {
            canvas: [{ type: 'rect', x: 0, y: 0, w: BOX, h: BOX, lineWidth: 0.8, lineColor: ink.quiet }],
            margin: [0, 1, 0, 0],
          },
        ],
      },
      { width: width - BOX - BOX_GAP, stack: [{ text: printable(option), ...optionStyle }] },
    ],
  };
}
