import { expect, test } from 'vitest';
import { largerPieces } from '../../../electron/exchange/larger-pieces.ts';

const MIB = 1024 * 1024;
const bytes = Uint8Array.from({ length: 2 * MIB + 77 }, (_, i) => i % 251);

async function* inPiecesOf(size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield bytes.subarray(at, at + size);
  }
}

test.each([[64 * 1024], [3 * MIB], [100_003], [MIB]])(
  'pieces of %i bytes come as larger ones, nothing lost',
  async (size) => {
    const got: Uint8Array[] = [];
    // a piece is used before the next one is asked for
    for await (const piece of largerPieces(inPiecesOf(size))) got.push(piece.slice());
    expect(got.map(({ length }) => length)).toEqual([MIB, MIB, 77]);
    expect(Buffer.compare(Buffer.concat(got), bytes)).toBe(0);
  },
);

test('nothing stays nothing', async () => {
  const none: Uint8Array[] = [];
  const source = inPiecesOf(bytes.length);
  await source.return(undefined);
  for await (const piece of largerPieces(source)) none.push(piece);
  expect(none).toEqual([]);
});
