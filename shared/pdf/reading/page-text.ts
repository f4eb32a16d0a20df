import type { FontText } from './font-text.ts';

/** Text drawn in one stretch of marked content. */
export interface PageText {
  /** by marked-content number; what belongs to no structure element is in `artifacts` */
  readonly marked: ReadonlyMap<number, string>;
  readonly artifacts: string;
  /** the first text drawn beyond the edge of the page, if any */
  readonly outside: string | undefined;
}

type Matrix = readonly [number, number, number, number, number, number];
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** names, numbers and operators; hexadecimal strings; brackets. The engine writes no literal strings into pages. */
const TOKEN = /<<|>>|<[0-9a-fA-F]*>|[[\]]|\/?[^\s<>[\]/]+/g;

/**
 * Reads what a page shows, straight from its drawing instructions: every glyph through the font's own text table, and
 * whether it lies on the paper.
 * @param content the decoded content stream, one character a byte
 * @param fonts by resource name
 * @param size of the page in points
 */
export function readPageText(
  content: string,
  fonts: ReadonlyMap<string, FontText>,
  size: { readonly width: number; readonly height: number },
): PageText {
  const marked = new Map<number, string>();
  let artifacts = '';
  let outside: string | undefined;
  let operands: string[] = [];
  const sections: (number | undefined)[] = [];
  const states: Matrix[] = [];
  let page: Matrix = IDENTITY;
  let line: Matrix = IDENTITY;
  let font: FontText | undefined;
  let fontSize = 0;

  const show = (): void => {
    if (!font) throw new Error('text without a font');
    const { text, advance } = glyphRun(operands, font, fontSize);
    const mcid = sections.at(-1);
    if (mcid === undefined) artifacts += text;
    else marked.set(mcid, (marked.get(mcid) ?? '') + text);
    const place = multiply(line, page);
    const ends: readonly Point[] = [apply(place, [0, 0]), apply(place, [advance, 0])];
    if (text.trim() !== '' && !ends.every((end) => isInside(end, size))) outside ??= text;
  };

  for (const [token] of content.matchAll(TOKEN)) {
    if (!isOperator(token)) {
      operands.push(token);
      continue;
    }
    switch (token) {
      case 'q':
        states.push(page);
        break;
      case 'Q':
        page = states.pop() ?? IDENTITY;
        break;
      case 'cm':
        page = multiply(matrixOf(operands), page);
        break;
      case 'Tm':
        line = matrixOf(operands);
        break;
      case 'Tf':
        font = fonts.get((operands.at(-2) ?? '').slice(1));
        fontSize = Number(operands.at(-1));
        break;
      case 'TJ':
      case 'Tj':
        show();
        break;
      case 'BDC':
      case 'BMC':
        sections.push(mcidOf(operands));
        break;
      case 'EMC':
        sections.pop();
        break;
      default:
    }
    operands = [];
  }
  return { marked, artifacts, outside };
}

/** Operators are letters, perhaps with a star or quote; all else is an operand. */
function isOperator(token: string): boolean {
  const code = token.charCodeAt(0);
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function mcidOf(operands: readonly string[]): number | undefined {
  const at = operands.indexOf('/MCID');
  return at < 0 ? undefined : Number(operands[at + 1]);
}

function glyphRun(operands: readonly string[], font: FontText, size: number): { text: string; advance: number } {
  let text = '';
  let thousandths = 0;
  for (const operand of operands) {
    if (operand.startsWith('<')) {
      for (let at = 1; at + 4 <= operand.length - 1; at += 4) {
        const code = Number.parseInt(operand.slice(at, at + 4), 16);
        text += font.text[code] ?? '\ufffd';
        thousandths += font.widths[code] ?? 0;
      }
    } else if (operand !== '[' && operand !== ']') thousandths -= Number(operand);
  }
  return { text, advance: (thousandths * size) / 1000 };
}

function matrixOf(operands: readonly string[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = operands.slice(-6).map(Number);
  return [a, b, c, d, e, f];
}

/** The matrix that does first `m`, then `n` (ISO 32000-1, 8.3.4). */
function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[1] * n[2],
    m[0] * n[1] + m[1] * n[3],
    m[2] * n[0] + m[3] * n[2],
    m[2] * n[1] + m[3] * n[3],
    m[4] * n[0] + m[5] * n[2] + n[4],
    m[4] * n[1] + m[5] * n[3] + n[5],
  ];
}

type Point = readonly [x: number, y: number];

function apply(m: Matrix, [x, y]: Point): Point {
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
}

function isInside([x, y]: Point, size: { readonly width: number; readonly height: number }): boolean {
  return x >= 0 && y >= 0 && x <= size.width && y <= size.height;
}
