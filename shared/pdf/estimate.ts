/**
 * Heights guessed before anything is laid out, at 9.6 points. What must stay together asks for its room at once; a
 * guess that was too low is mended by the engine, which then lays out the whole paper again.
 */

/** Height of a line of body text. */
export const LINE = 12.7;
/** Mean width of a character, a little generous. */
const CHARACTER = 5;

/** Height of body text set to a width, in points. */
export function textHeight(text: string, width: number): number {
  const lines = text.split('\n').map((line) => Math.max(1, Math.ceil((line.length * CHARACTER) / width)));
  return lines.reduce((sum, count) => sum + count, 0) * LINE;
}
