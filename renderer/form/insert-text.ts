import { findGaps } from '../../shared/kernel/gaps.ts';

/**
 * Puts text into a box in place of a stretch of it, as if it had been typed: the box takes it back with Ctrl+Z, and
 * whoever listens to its input hears of it. The first gap of the text is left selected, else the caret stands behind it.
 * @param range places in UTF-16 units; those of the selection when left out
 */
export function insertText(
  area: HTMLTextAreaElement,
  text: string,
  range: { readonly start: number; readonly end: number } = { start: area.selectionStart, end: area.selectionEnd },
): void {
  area.focus();
  area.setSelectionRange(range.start, range.end);
  // the one way into a box that keeps its own history of what was typed
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand('insertText', false, text);
  const [first] = findGaps(text);
  if (first === undefined) return;
  area.setSelectionRange(range.start + first.start, range.start + first.end);
}

/**
 * A phrase as it continues a text: parted by a blank from a word or sentence before it.
 * @param before the text up to the caret
 */
export function joined(before: string, phrase: string): string {
  return before === '' || /[\s«"“(¿¡]$/.test(before) ? phrase : ` ${phrase}`;
}
