// @ts-expect-error: inner module without types
import qrModule from 'pdfmake/js/qrEnc.js';
import { defaultOf } from './default-of.ts';

interface Drawing {
  readonly _canvas: readonly { readonly x: number; readonly y: number; readonly w: number }[];
}
const encoder = defaultOf(qrModule) as { readonly measure: (node: object) => Drawing };

/**
 * The dark squares of a QR code (ISO/IEC 18004), by the encoder that also draws the codes of the papers.
 * @param text capital letters, digits and `.` take the least room
 * @returns rows of dark and light, without the quiet zone of four squares that must stand around them
 * @throws when the text is too long for one code
 */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  const [ground, ...squares] = encoder.measure({ qr: text, eccLevel: 'M' })._canvas;
  const unit = squares[0]?.w ?? 1;
  const size = (ground?.w ?? 0) / unit;
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const { x, y } of squares) {
    const row = rows[y / unit];
    if (row) row[x / unit] = true;
  }
  return rows;
}
