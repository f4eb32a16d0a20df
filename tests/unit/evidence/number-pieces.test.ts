import { expect, test } from 'vitest';
import { numberPieces, type ClosedPiece, type Piece } from '../../../shared/evidence/piece.ts';

const piece = (id: string, minute: number): Piece => ({
  ...{ id, isProtected: false, name: `${id}.jpg`, type: 'image/jpeg', size: 1, sha256: 'a'.repeat(64), note: '' },
  ...{ key: new Uint8Array(32), takenAt: '2026-11-24T09:15:00', takenFrom: 'camera', from: 'drag', thumb: '' },
  ...{ addedBy: 'p1', addedAt: `2026-11-24T15:0${minute}:00.000Z`, inBin: false },
});

test('a piece has one number, whether or not whoever looks can open those before it', () => {
  const all = [piece('c', 1), piece('a', 2), piece('b', 2), piece('d', 3)];
  const open = numberPieces({ pieces: all, closed: [] });
  expect(open.pieces.map(({ n, piece: { id } }) => [id, n])).toEqual([
    ['c', 1],
    ['a', 2],
    ['b', 3],
    ['d', 4],
  ]);
  const shut = ({ id, addedBy, addedAt }: Piece): ClosedPiece => ({ id, addedBy, addedAt, why: 'closed' });
  const half = numberPieces({ pieces: [all[0]!, all[3]!], closed: [shut(all[1]!), shut(all[2]!)] });
  expect(half.pieces).toEqual([open.pieces[0], open.pieces[3]]);
  expect(half.closed).toEqual([2, 3]);
});
