import type { KitDocument, LayoutVector } from './pdfmake.ts';
import { fillColor, short, strokeColor } from './instructions.ts';

/** Writes rules and filled boxes, almost all there is beside text, each with the few instructions it needs. */
export class VectorWriter {
  private readonly document: KitDocument;

  constructor(document: KitDocument) {
    this.document = document;
  }

  /** Writes boxes filled with one colour as one shape: the modules of a QR code are hundreds, and leave no seams. */
  fillBoxes(boxes: readonly LayoutVector[]): void {
    const [first] = boxes;
    if (!first) return;
    const shape = boxes.map(({ x, y, w, h }) => `${short(x)} ${short(y)} ${short(w)} ${short(h)} re`).join('\n');
    this.document.addContent(`${fillColor(this.document, first.color ?? 'black')}\n${shape} f`);
  }

  /** @returns false, with nothing written, for what is not a plain line */
  line({ type, x1, y1, x2, y2, lineWidth, lineColor, lineCap, dash }: LayoutVector): boolean {
    if (type !== 'line' || dash !== undefined) return false;
    const pen = `${short(lineWidth ?? 1)} w ${lineCap === 'round' ? 1 : 0} J [] 0 d`;
    const path = `${short(x1 ?? 0)} ${short(y1 ?? 0)} m ${short(x2 ?? 0)} ${short(y2 ?? 0)} l S`;
    this.document.addContent(`${strokeColor(this.document, lineColor ?? 'black')} ${pen} ${path}`);
    return true;
  }
}

/** A box with one colour and no outline. */
export function isFilledBox({ type, color, lineColor, r, field }: LayoutVector): boolean {
  return type === 'rect' && color !== undefined && lineColor === undefined && !r && field === undefined;
}

/**
 * Joins boxes that follow each other in a row and touch, of one colour and height: modules of a QR code.
 * @param boxes as pdfmake makes them, row by row
 */
export function joinTouching(boxes: readonly LayoutVector[]): LayoutVector[] {
  const joined: LayoutVector[] = [];
  for (const box of boxes) {
    const last = joined.at(-1);
    const touches = last?.x !== undefined && last.y === box.y && last.h === box.h && last.x + last.w === box.x;
    if (last && touches && last.color === box.color) joined[joined.length - 1] = { ...last, w: last.w + box.w };
    else joined.push(box);
  }
  return joined;
}
