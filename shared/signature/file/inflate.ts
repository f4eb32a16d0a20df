import { concatBytes, type Bytes } from '../../kernel/bytes.ts';
import { PdfError } from './value.ts';

/** Far above any cross-reference or object stream of a real file, far below what would hurt. */
const MAX_INFLATED = 64 * 1024 * 1024;

/**
 * Undoes FlateDecode (zlib, RFC 1950) with a cap on what comes out: a few kilobytes can unfold into gigabytes.
 * @throws {PdfError} when the bytes are damaged or unfold too far
 */
export async function inflate(bytes: Bytes): Promise<Bytes> {
  const stream = new DecompressionStream('deflate');
  const writer = stream.writable.getWriter();
  // Failures of the writing side show on the reading side as well; only there are they awaited.
  const written = writer.write(bytes).then(() => writer.close());
  written.catch(() => undefined);
  const reader = stream.readable.getReader();
  const chunks: Bytes[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || value === undefined) return concatBytes(...chunks);
      chunks.push(value);
      length += value.length;
      if (length > MAX_INFLATED) break;
    }
  } catch {
    throw new PdfError('compressed data is damaged');
  }
  await reader.cancel();
  throw new PdfError('compressed data unfolds too far');
}

/**
 * Undoes the PNG predictors (RFC 2083 section 6) that cross-reference streams are written with.
 * @param columns bytes of one row
 * @throws {PdfError} on an unknown row type or a row cut short
 */
export function undoPngPredictor(bytes: Bytes, columns: number): Bytes {
  const rows = bytes.length / (columns + 1);
  if (columns < 1 || !Number.isInteger(rows)) throw new PdfError('predictor');
  const out = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const type = bytes[row * (columns + 1)] ?? -1;
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const left = column > 0 ? (out[at - 1] ?? 0) : 0;
      const up = row > 0 ? (out[at - columns] ?? 0) : 0;
      const upLeft = row > 0 && column > 0 ? (out[at - columns - 1] ?? 0) : 0;
      out[at] = (bytes[row * (columns + 1) + 1 + column] ?? 0) + predicted(type, left, up, upLeft);
    }
  }
  return out;
}

function predicted(type: number, left: number, up: number, upLeft: number): number {
  switch (type) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, upLeft);
    default:
      throw new PdfError('predictor');
  }
}

function paeth(left: number, up: number, upLeft: number): number {
  const guess = left + up - upLeft;
  const [toLeft, toUp, toUpLeft] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)];
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}
