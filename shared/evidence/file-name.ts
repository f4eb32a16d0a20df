/** Control characters, what Windows forbids, and marks that turn the direction of writing (a disguise for `.exe`). */
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g;
/** Names that Windows keeps for devices, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;
/** The longest ending that is kept whole when a name is cut, with its dot. */
const LONGEST_ENDING = 12;

/**
 * Makes a name of a piece of evidence safe on every file system without losing what it says: accents are composed
 * (NFC), what no file system takes becomes a dash, and a name that is too long is cut before its ending.
 * @param wanted as the file was called
 * @param longest in UTF-16 units, ending included
 * @returns at least one character; the ending as it was, if there was any
 */
export function cleanName(wanted: string, longest: number): string {
  const name = trimEnds(wanted.normalize('NFC').replace(FORBIDDEN, '-').replace(/\s+/g, ' '));
  const dot = name.lastIndexOf('.');
  const hasEnding = dot > 0 && name.length - dot <= LONGEST_ENDING;
  const ending = hasEnding ? name.slice(dot) : '';
  const stem = hasEnding ? name.slice(0, dot) : name;
  const short = trimEnds(cutAt(stem, longest - ending.length - 1));
  const kept = short === '' ? 'sin-nombre' : short;
  return (DEVICE.test(kept) ? `_${kept}` : kept) + ending;
}

/** The name with another ending, for a copy in another format. */
export function withEnding(name: string, ending: string): string {
  const dot = name.lastIndexOf('.');
  return (dot > 0 && name.length - dot <= LONGEST_ENDING ? name.slice(0, dot) : name) + ending;
}

/** Windows drops trailing dots and spaces; a leading dot hides a file, a leading dash looks like an option. */
function trimEnds(text: string): string {
  return text.replace(/^[.\s-]+|[.\s]+$/g, '');
}

/** Cuts without leaving half a character, or a letter without its accent, behind. */
function cutAt(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
  // the mark behind the cut belongs to the letter before it
  return /^\p{M}/u.test(text.slice(cut.length)) ? cut.replace(/\P{M}\p{M}*$/u, '') : cut;
}
