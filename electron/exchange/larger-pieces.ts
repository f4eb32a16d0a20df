/** What goes to a stick at once: each way to the disk and back costs more than copying 64 KiB of memory. */
const PIECE_BYTES = 1024 * 1024;

/**
 * The same bytes in pieces of one size, the last one shorter.
 * @returns pieces that are used before the next one is asked for
 */
export async function* largerPieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(PIECE_BYTES);
  let used = 0;
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + PIECE_BYTES - used);
      piece.set(part, used);
      used += part.length;
      at += part.length;
      if (used < PIECE_BYTES) continue;
      yield piece;
      used = 0;
    }
  }
  if (used > 0) yield piece.subarray(0, used);
}
