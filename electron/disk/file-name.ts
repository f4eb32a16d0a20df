/** Longest name without its ending, in UTF-16 units: leaves room for a folder under the 260 of old Windows programs. */
const LONGEST = 120;
const FALLBACK = 'documento';

/** Names that Windows keeps for devices, with any ending: COM¹ to COM³ with superscripts too. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;

/** Control characters, what Windows forbids, and marks that turn the direction of writing (a disguise for `.exe`). */
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/**
 * Makes a name that every file system of an office accepts (Windows is the strictest) out of any text.
 * @param wanted e.g. `ACTA-0801-2026-0001`; an ending equal to `extension` is not doubled
 * @param extension with its dot, e.g. `.pdf`
 */
export function safeFileName(wanted: string, extension: string): string {
  const name = wanted.normalize('NFC').replace(FORBIDDEN, '-');
  const stem = name.toLowerCase().endsWith(extension) ? name.slice(0, -extension.length) : name;
  const short = trimEnds(cutAt(trimEnds(stem), LONGEST));
  if (short === '') return FALLBACK + extension;
  return (DEVICE.test(short) ? `_${short}` : short) + extension;
}

/**
 * Windows drops trailing dots and spaces, so that two names would become one file; a leading dot hides a file
 * elsewhere, and a leading dash looks like an option.
 */
function trimEnds(text: string): string {
  return text.replace(/^[.\s-]+|[.\s]+$/g, '');
}

/** Cuts without leaving half a character behind. */
function cutAt(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
