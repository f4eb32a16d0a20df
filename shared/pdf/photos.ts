import type { ReportBlock, ReportPhoto } from '../report/report.ts';
import { readJpeg } from './jpeg.ts';
import type { Node, TableLayout } from './nodes.ts';
import { contentWidth } from './page.ts';
import { printable } from './printable.ts';
import { body, ink, label, tableText } from './style.ts';

/** A picture of four to three, as cameras make them; three of them and their words fill a page of letter paper. */
const PHOTO_WIDTH = 236;
const PHOTO_HEIGHT = 177;
const GAP = 14;
const LABEL_WIDTH = 72;
const CELL_GAP = 8;
const VALUE_WIDTH = contentWidth - PHOTO_WIDTH - GAP - LABEL_WIDTH - CELL_GAP;

/**
 * Photographs, each with what is told of it at its right and what it shows below.
 * @throws Error for what is no JPEG: who made the report was to see to that
 */
export function photos({ photos: all }: Extract<ReportBlock, { kind: 'photos' }>): Node[] {
  return all.map(photo);
}

function photo({ jpeg, alt, rows, caption }: ReportPhoto): Node {
  const { width, height } = drawnSize(jpeg);
  return {
    unbreakable: true,
    margin: [0, 3, 0, 11],
    stack: [
      {
        columnGap: GAP,
        columns: [
          {
            width: PHOTO_WIDTH,
            stack: [
              { canvas: [{ type: 'rect', x: 0, y: 0, w: width, h: height, picture: jpeg }], alt: printable(alt) },
            ],
          },
          { width: LABEL_WIDTH + CELL_GAP + VALUE_WIDTH, stack: [facts(rows)] },
        ],
      },
      ...(caption === '' ? [] : [{ text: printable(caption), ...body, margin: [0, 4, 0, 0] as const }]),
    ],
  };
}

function facts(rows: ReportPhoto['rows']): Node {
  return {
    layout: factsLayout,
    table: {
      widths: [LABEL_WIDTH, VALUE_WIDTH],
      dontBreakRows: true,
      body: rows.map((row) => [
        { text: printable(row.label), ...label, margin: [0, 0.4, 0, 0], rowHeader: true },
        { text: printable(row.value), ...tableText },
      ]),
    },
  };
}

const factsLayout: TableLayout = {
  hLineWidth: (line) => (line === 0 ? 0 : 0.4),
  vLineWidth: () => 0,
  hLineColor: () => ink.hairline,
  paddingLeft: () => 0,
  paddingRight: (column) => (column === 0 ? CELL_GAP : 0),
  paddingTop: () => 2.2,
  paddingBottom: () => 1.8,
};

/** As large as its frame lets it be, in points. */
function drawnSize(jpeg: Uint8Array): { readonly width: number; readonly height: number } {
  const facts = readJpeg(jpeg);
  if (facts === undefined) throw new Error('a photograph that is no JPEG');
  const scale = Math.min(PHOTO_WIDTH / facts.width, PHOTO_HEIGHT / facts.height);
  return { width: facts.width * scale, height: facts.height * scale };
}
