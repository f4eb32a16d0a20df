import { latin1 } from '../kernel/bytes.ts';
import type { EvidenceType } from './sniff.ts';

/** Parts of a PNG that hold words, times or what a camera wrote. */
const PNG_TALKS = /^(?:eXIf|tEXt|zTXt|iTXt|tIME|dSIG)$/;

/**
 * Whether a picture that is to leave still carries anything but its picture: EXIF, XMP, IPTC, comments, an application's
 * own parts, or bytes behind its end. Asked of every copy before it goes, so that no change of the drawing engine lets
 * a place or a name slip through.
 * @returns true also when the bytes are not a whole picture of that type
 */
export function carriesMetadata(type: EvidenceType, bytes: Uint8Array): boolean {
  if (type === 'image/jpeg') return jpegTalks(bytes);
  if (type === 'image/png') return pngTalks(bytes);
  return type === 'image/webp' ? webpTalks(bytes) : true;
}

/** APP0 (JFIF) and APP14 (Adobe's colours) say how to draw; every other application part and comment says more. */
function jpegTalks(bytes: Uint8Array): boolean {
  let at = 2;
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return true;
    if (marker === 0xda) return !endsWithMark(bytes);
    const isDrawing = marker === 0xe0 || marker === 0xe2 || marker === 0xee;
    if ((marker >= 0xe0 && marker <= 0xef && !isDrawing) || marker === 0xfe) return true;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    // APP2 is for colour profiles; telephones put further pictures there
    if (marker === 0xe2 && !latin1(bytes.subarray(at + 4, at + 16)).startsWith('ICC_PROFILE\0')) return true;
    if (length < 2) return true;
    at += 2 + length;
  }
  return true;
}

/** The end mark is the last thing there is, and the first of its kind behind the picture's data. */
function endsWithMark(bytes: Uint8Array): boolean {
  return bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
}

function pngTalks(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 8;
  while (at + 12 <= bytes.length) {
    const kind = latin1(bytes.subarray(at + 4, at + 8));
    if (PNG_TALKS.test(kind)) return true;
    at += 12 + view.getUint32(at);
    if (kind === 'IEND') return at !== bytes.length;
  }
  return true;
}

function webpTalks(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 12;
  while (at + 8 <= bytes.length) {
    const kind = latin1(bytes.subarray(at, at + 4));
    if (/^(?:EXIF|XMP )$/.test(kind) || !/^(?:VP8 |VP8L|VP8X|ALPH|ANIM|ANMF|ICCP)$/.test(kind)) return true;
    const length = view.getUint32(at + 4, true);
    at += 8 + length + (length % 2);
  }
  return at !== bytes.length || bytes.length < 20;
}
