import { Line, type Inline, type LayoutLine } from './pdfmake.ts';

/**
 * Takes words from the front of `words` for one line. Stands in for pdfmake's own breaker, which lets a long word run
 * over the margin when the line already holds something, and is slow on very long words.
 * @param words measured words, shortened by what the line takes
 * @param maxWidth width of the line in points
 * @returns the line, or null when no word is left
 */
export function nextLine(words: Inline[] | undefined, maxWidth: number): LayoutLine | null {
  if (!words || words.length === 0) return null;
  const line = new Line(maxWidth);
  let taken = 0;
  while (taken < words.length && !line.newLineForced) {
    const count = unbrokenGroup(words, taken);
    const width = groupWidth(words, taken, count);
    const used = line.inlineWidths - line.leadingCut;
    if (used + width <= maxWidth + 0.01) {
      for (let i = taken; i < taken + count; i += 1) addWord(line, words[i]);
      taken += count;
    } else if (line.inlines.length > 0) break;
    else {
      taken += fillWithParts(line, words, taken);
      break;
    }
  }
  words.splice(0, taken);
  line.lastLineInParagraph = words.length === 0;
  return line;
}

function addWord(line: LayoutLine, word: Inline | undefined): void {
  if (word) line.addInline(word);
}

/** How many words from `start` on hang together: parts of one word set in two fonts. */
function unbrokenGroup(words: readonly Inline[], start: number): number {
  let count = 1;
  while (words[start + count - 1]?.noNewLine && start + count < words.length) count += 1;
  return count;
}

/** Width of a group without the space after its last word, which may hang over the margin. */
function groupWidth(words: readonly Inline[], start: number, count: number): number {
  let width = 0;
  for (let i = start; i < start + count; i += 1) width += words[i]?.width ?? 0;
  return width - (words[start + count - 1]?.trailingCut ?? 0);
}

/**
 * Fills an empty line with as much of a too long word as fits, at least one character.
 * @returns how many words were used up; the word that was cut stays, shortened
 */
function fillWithParts(line: LayoutLine, words: Inline[], start: number): number {
  for (let taken = 0; ; taken += 1) {
    const word = words[start + taken];
    if (!word) return taken;
    const free = line.maxWidth - (line.inlineWidths - line.leadingCut);
    if (word.width - word.trailingCut <= free) {
      line.addInline(word);
      if (word.lineEnd || !word.noNewLine) return taken + 1;
      continue;
    }
    const length = fittingLength(word, free);
    if (length === 0 && line.inlines.length > 0) return taken;
    cut(line, words, start + taken, Math.max(length, firstCharacter(word.text)));
    return taken;
  }
}

function cut(line: LayoutLine, words: Inline[], at: number, length: number): void {
  const word = words[at];
  if (!word) return;
  const head = word.text.slice(0, length);
  const headWidth = widthOf(word, head);
  const rest = word.text.slice(length);
  const restWidth = rest.length > 200 ? Math.max(0, word.width - headWidth) : widthOf(word, rest);
  line.addInline({ ...word, text: head, width: headWidth, trailingCut: 0, lineEnd: false });
  words[at] = { ...word, text: rest, width: restWidth, leadingCut: 0 };
}

/** Length of the longest beginning of a word that is no wider than `free`; never half of a surrogate pair. */
function fittingLength(word: Inline, free: number): number {
  // characters are about equally wide, so look near the guess instead of measuring the whole word again and again
  const guess = Math.ceil((word.text.length * free) / Math.max(word.width, 1));
  let low = 0;
  let high = Math.min(word.text.length - 1, 2 * guess + 8);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (widthOf(word, word.text.slice(0, middle)) <= free) low = middle;
    else high = middle - 1;
  }
  return low > 0 && isHighSurrogate(word.text, low - 1) ? low - 1 : low;
}

function firstCharacter(text: string): number {
  return isHighSurrogate(text, 0) ? 2 : 1;
}

function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit < 0xdc00;
}

function widthOf(word: Inline, text: string): number {
  return (
    word.font.widthOfString(text, word.fontSize, word.fontFeatures) +
    word.characterSpacing * Math.max(0, text.length - 1)
  );
}
