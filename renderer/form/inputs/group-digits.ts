/** Only the digits of a text. */
export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/**
 * Digits with dashes between groups, while they are still being typed: `08011` in groups of 4, 4, 5 is `0801-1`.
 * More digits than the groups hold come back bare, so that nothing is cut off and the eye sees that it is wrong.
 */
export function groupDigits(digits: string, groups: readonly number[]): string {
  if (digits.length > groups.reduce((sum, size) => sum + size, 0)) return digits;
  const parts: string[] = [];
  let at = 0;
  for (const size of groups) {
    if (at >= digits.length) break;
    parts.push(digits.slice(at, at + size));
    at += size;
  }
  return parts.join('-');
}

/** Digits after an edit, and how many of them stand before the caret. */
export interface GroupedEdit {
  readonly digits: string;
  readonly before: number;
}

/**
 * What an edit in a grouped number means. Removing a dash alone removes the digit beside it, as if the dash were not
 * there.
 * @param previous the digits before the edit
 * @param text what stands in the box after it
 * @param caret position of the caret in `text`
 * @param forward true when the Delete key made the edit
 */
export function editGrouped(
  previous: string,
  { text, caret, forward }: { readonly text: string; readonly caret: number; readonly forward: boolean },
  groups: readonly number[],
): GroupedEdit {
  const digits = digitsOf(text);
  const before = digitsOf(text.slice(0, caret)).length;
  const onlyDashWent = digits === previous && text.length < groupDigits(previous, groups).length;
  if (!onlyDashWent) return { digits, before };
  const gone = forward ? before : before - 1;
  if (gone < 0) return { digits, before };
  return { digits: digits.slice(0, gone) + digits.slice(gone + 1), before: gone };
}

/** Where the caret belongs in the grouped text so that so many digits stand before it. */
export function caretAfter(grouped: string, before: number): number {
  let seen = 0;
  for (let at = 0; at < grouped.length; at += 1) {
    if (seen === before) return at;
    if (/\d/.test(grouped.charAt(at))) seen += 1;
  }
  return grouped.length;
}
