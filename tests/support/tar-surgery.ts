import { concatBytes, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { TAR_BLOCK, TAR_END, TarReader } from '../../shared/bundle/tar.ts';

/** One entry of an archive as it lies there: its block, its content and the zeros after it. */
export interface TarPiece {
  readonly name: string;
  readonly header: Bytes;
  readonly content: Bytes;
}

/** Takes an archive apart. */
export function takeApart(tar: Bytes): readonly TarPiece[] {
  const pieces: TarPiece[] = [];
  let at = 0;
  for (const event of new TarReader().feed(tar)) {
    if (event.kind !== 'begin') continue;
    const content = tar.slice(at + TAR_BLOCK, at + TAR_BLOCK + event.size);
    pieces.push({ name: event.name, header: tar.slice(at, at + TAR_BLOCK), content });
    at += TAR_BLOCK + Math.ceil(event.size / TAR_BLOCK) * TAR_BLOCK;
  }
  return pieces;
}

/** Puts an archive together again, whatever the pieces say. */
export function putTogether(pieces: readonly Pick<TarPiece, 'header' | 'content'>[], end: Bytes = TAR_END): Bytes {
  const parts = pieces.flatMap(({ header, content }) => [
    header,
    content,
    new Uint8Array((TAR_BLOCK - (content.length % TAR_BLOCK)) % TAR_BLOCK),
  ]);
  return concatBytes(...parts, end);
}

/** A header with other bytes in one place and the sum that belongs to them. */
export function alterHeader(header: Bytes, at: number, bytes: Bytes | string): Bytes {
  const altered = header.slice();
  altered.set(typeof bytes === 'string' ? utf8(bytes) : bytes, at);
  altered.fill(0x20, 148, 156);
  const sum = altered.reduce((all, byte) => all + byte, 0);
  altered.set(utf8(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  return altered;
}
