import type { ReportSignature } from '../report/report.ts';
import type { LayoutWords } from '../report/text/layout.ts';
import { textHeight } from './estimate.ts';
import type { Node } from './nodes.ts';
import { contentWidth } from './page.ts';
import { printable } from './printable.ts';
import { ink, leading, small } from './style.ts';

const GAP = 34;
/** Width of a place to sign: half of a row. */
export const CELL_WIDTH = (contentWidth - GAP) / 2;
const BOX_HEIGHT = 58;
const LINE_SPACE = 30;
const TINY = 7;
const CAPTION_GAP = 2;
const INK_CAPTION = TINY * 1.175 * leading + 4.5;
/** Height of a field with its caption, as laid out. */
const FIELD_HEIGHT = TINY * 1.175 * leading + CAPTION_GAP + BOX_HEIGHT;

/**
 * Places to sign, two in a row: a form field for an electronic signature, under it a line for ink, then who signs.
 * Rows are kept whole; the heading before them goes where the first row goes.
 */
export function signatureNodes(signatures: readonly ReportSignature[], words: LayoutWords): Node[] {
  const rows: Node[] = [];
  for (let i = 0; i < signatures.length; i += 2) {
    const pair = signatures.slice(i, i + 2);
    const boxed = pair.some((signature) => signature.field !== undefined);
    rows.push({
      unbreakable: true,
      margin: [0, 2, 0, 16],
      columnGap: GAP,
      columns: pair.map((signature) => place(signature, words, boxed)),
    });
  }
  return rows;
}

/** One place in ink, with something else in the half of the row that it leaves free. */
export function signatureBeside(signature: ReportSignature, words: LayoutWords, beside: Node[]): Node {
  return {
    unbreakable: true,
    columnGap: GAP,
    columns: [place(signature, words, false), { width: CELL_WIDTH, stack: beside }],
  };
}

/** About how high the first row of places is, in points: what the heading before it must have below. */
export function firstRowHeight(signatures: readonly ReportSignature[]): number {
  const heights = signatures.slice(0, 2).map(({ field: name, role, details, name: person }) => {
    const texts = [person, role, ...details];
    const who = texts.reduce((sum, text) => sum + textHeight(text, CELL_WIDTH), 0);
    return (name === undefined ? 0 : FIELD_HEIGHT) + LINE_SPACE + INK_CAPTION + who;
  });
  return Math.max(0, ...heights);
}

/** One person's place; `boxed` leaves the room of a field where only a neighbour has one, so that lines align. */
function place(signature: ReportSignature, words: LayoutWords, boxed: boolean): Node {
  const space = signature.field === undefined && boxed ? FIELD_HEIGHT + LINE_SPACE : LINE_SPACE;
  return {
    width: CELL_WIDTH,
    role: 'Sect',
    stack: [
      ...(signature.field === undefined ? [] : field(signature.field, signature, words)),
      {
        margin: [0, space, 0, 0],
        canvas: [{ type: 'line', x1: 0, y1: 0, x2: CELL_WIDTH, y2: 0, lineWidth: 0.7, lineColor: ink.text }],
      },
      { text: words.ink, ...small, fontSize: TINY, margin: [0, 1.5, 0, 3] },
      { text: printable(signature.name), bold: true, fontSize: 9.6 },
      { text: printable(signature.role), fontSize: 8.8 },
      ...signature.details.map((line) => ({ text: printable(line), fontSize: 8.4, color: ink.quiet })),
    ],
  };
}

function field(name: string, signature: ReportSignature, words: LayoutWords): Node[] {
  return [
    { text: words.electronic, ...small, fontSize: TINY, margin: [0, 0, 0, CAPTION_GAP] },
    {
      canvas: [
        {
          type: 'rect',
          x: 0,
          y: 0,
          w: CELL_WIDTH,
          h: BOX_HEIGHT,
          field: {
            name,
            tip: `${words.electronic}: ${printable(signature.name)}, ${printable(signature.role)}`,
          },
        },
      ],
    },
  ];
}
