/** Lines that fit above the rule at the head of a page without crowding it. */
export const LETTERHEAD_LINES = 6;
/** Letters that fit on one line of the head of a page. */
export const LETTERHEAD_LINE_LENGTH = 120;

/** The lines of a letterhead without blanks around them; empty lines fall away. */
export function letterheadLines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** What is wrong with a letterhead as typed; undefined for a good one. */
export function checkLetterhead(text: string): 'missing' | 'too-long' | undefined {
  const lines = letterheadLines(text);
  if (lines.length === 0) return 'missing';
  const tooLong = lines.length > LETTERHEAD_LINES || lines.some((line) => line.length > LETTERHEAD_LINE_LENGTH);
  return tooLong ? 'too-long' : undefined;
}
