import { hasGlyph } from './repertoire.ts';

const NEW_LINE = 0x0a;
const NO_BREAK_SPACE = '\u00a0';

/** Most text: line feeds and the Latin letters and signs that are printed as they are. */
const PLAIN = /^[\n\x20-\x7e\xa1-\xac\xae-\xff]*$/;

/**
 * The text as paper can show it: composed form (NFC), line ends as `\n`, tabs and unusual spaces as plain ones, without
 * characters that have no ink (soft hyphens, joiners, direction marks). A character that neither font can draw is
 * printed as `[U+1F600]`: visible and exact, never a gap. The record attached to the document keeps the original.
 */
export function printable(text: string): string {
  if (PLAIN.test(text)) return text;
  const composed = text.normalize('NFC').replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n');
  let out = '';
  for (const char of composed) out += printableCharacter(char);
  return out;
}

function printableCharacter(char: string): string {
  const codePoint = char.codePointAt(0) ?? 0;
  if (codePoint === NEW_LINE || hasGlyph(codePoint)) return char;
  if (char === NO_BREAK_SPACE || char === '\u202f' || char === '\u2007') return NO_BREAK_SPACE;
  if (char === '\t' || /\p{Zs}/u.test(char)) return ' ';
  // format characters and variation selectors only steer how others look
  // letters joined by another program's typesetting, as they come when text is pasted from a PDF
  if (/[\ufb00-\ufb06]/.test(char)) return char.normalize('NFKC');
  if (/[\p{Cf}\ufe00-\ufe0f\u034f]/u.test(char)) return '';
  return `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
}
