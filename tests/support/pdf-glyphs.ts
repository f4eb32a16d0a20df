import { PDF } from '@libpdf/core';

/** A line of text as it lies on the paper, measured by another library than the one that printed it. */
export interface PlacedLine {
  readonly page: number;
  readonly text: string;
  /** points from the left and the lower edge */
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
}

/** The lines of a document from top to bottom, without the draft mark. */
export async function placedLines(pdf: Uint8Array): Promise<readonly PlacedLine[]> {
  const document = await PDF.load(pdf);
  return document.extractText().flatMap((page, number) =>
    page.lines
      .filter((line) => line.spans.every((span) => span.fontSize < 40))
      .map((line) => ({
        page: number,
        text: line.text,
        left: line.bbox.x,
        right: rightOf(line.spans.flatMap((span) => span.chars)),
        baseline: line.baseline,
      }))
      .sort((a, b) => b.baseline - a.baseline),
  );
}

/** A space after the last word may hang over the margin. */
function rightOf(chars: readonly { char: string; bbox: { x: number; width: number } }[]): number {
  return Math.max(0, ...chars.filter(({ char }) => char.trim() !== '').map(({ bbox }) => bbox.x + bbox.width));
}
