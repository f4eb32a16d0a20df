import { layoutWords } from '../report/second-language.ts';
import type { Paper, Report } from '../report/report.ts';
import type { Definition, Node } from './nodes.ts';
import { printable } from './printable.ts';
import { ink, small } from './style.ts';

/** Paper in points: 8.5 x 11, 8.5 x 13 and 8.5 x 14 inches. */
export const paperSize: Readonly<Record<Paper, { readonly width: number; readonly height: number }>> = {
  letter: { width: 612, height: 792 },
  oficio: { width: 612, height: 936 },
  legal: { width: 612, height: 1008 },
};

/** Wider at the left, where files are punched. */
const LEFT = 64;
const RIGHT = 54;
const BOTTOM = 60;
const HEAD_TOP = 30;
const HEAD_LINE = 11.6;

/** Width of the text on every paper: all three are equally wide. */
export const contentWidth = paperSize.letter.width - LEFT - RIGHT;

/** Letterhead lines are set at 8.5 pt; longer ones than this wrap beside the running title. */
const HEAD_CHARACTERS = 62;
const RUNNING_TITLE_WIDTH = 150;
const TITLE_CHARACTERS = 34;
const COUNT_WIDTH = { one: 90, two: 150 } as const;

/** Margins of the page; the top one leaves room for the letterhead and the running title, however long they are. */
export function pageMargins(report: Report): Definition['margins'] {
  const lines = report.letterhead.reduce((sum, line) => sum + linesOf(line, HEAD_CHARACTERS), 0);
  const titleLines = linesOf(report.title, TITLE_CHARACTERS);
  return { left: LEFT, top: HEAD_TOP + Math.max(2, lines, titleLines) * HEAD_LINE + 24, right: RIGHT, bottom: BOTTOM };
}

/** About how many lines a text takes when so many characters fit in one. */
function linesOf(text: string, characters: number): number {
  return Math.max(1, Math.ceil(printable(text).length / characters));
}

/** The letterhead with its double rule; from the second page on with the title, so that a loose sheet is known. */
export function pageHeader(report: Report): (page: number) => Node {
  return (page) => ({
    margin: [LEFT, HEAD_TOP, RIGHT, 0],
    stack: [
      {
        columns: [
          { stack: letterhead(report), width: contentWidth - RUNNING_TITLE_WIDTH },
          ...(page === 1 ? [] : [runningTitle(report)]),
        ],
      },
      {
        margin: [0, 5, 0, 0],
        canvas: [
          { type: 'line', x1: 0, y1: 0, x2: contentWidth, y2: 0, lineWidth: 1.3, lineColor: ink.accent },
          { type: 'line', x1: 0, y1: 2.4, x2: contentWidth, y2: 2.4, lineWidth: 0.4, lineColor: ink.accent },
        ],
      },
    ],
  });
}

function letterhead(report: Report): Node[] {
  return report.letterhead.map((line, i) => ({
    text: printable(line),
    ...(i === 0 ? { bold: true, fontSize: 9, color: ink.accent, characterSpacing: 0.25 } : { fontSize: 8.4 }),
    lineHeight: 1.08,
  }));
}

function runningTitle(report: Report): Node {
  return {
    width: RUNNING_TITLE_WIDTH,
    ...small,
    alignment: 'right',
    lineHeight: 1.08,
    stack: [{ text: printable(report.title) }],
  };
}

/** What stands left in the footer of every page. */
export function footerText(report: Report): string {
  return [report.number, report.footer]
    .filter((part) => part !== '')
    .map(printable)
    .join('  ·  ');
}

/** `Página 2 de 6`, with the second language of the paper behind it. */
export function pageCount(page: number, pages: number, second?: Report['second']): string {
  return layoutWords(second).page(page, pages);
}

/** The footer: number and office left, page count right, above it a hairline. */
export function pageFooter(report: Report): (page: number, pages: number) => Node {
  const width = report.second === undefined ? COUNT_WIDTH.one : COUNT_WIDTH.two;
  return (page, pages) => ({
    margin: [LEFT, 16, RIGHT, 0],
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: contentWidth, y2: 0, lineWidth: 0.5, lineColor: ink.rule }] },
      {
        margin: [0, 5, 0, 0],
        ...small,
        columns: [
          { text: footerText(report), width: contentWidth - width },
          { text: pageCount(page, pages, report.second), width, alignment: 'right' },
        ],
      },
    ],
  });
}
