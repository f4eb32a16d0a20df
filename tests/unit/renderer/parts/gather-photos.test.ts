import { expect, test } from 'vitest';
import type { Piece } from '../../../../shared/evidence/piece.ts';
import { fail, ok } from '../../../../shared/kernel/result.ts';
import { gatherPhotos, type PhotoSteps } from '../../../../renderer/parts/evidence/gather-photos.ts';
import { photoBudget } from '../../../../renderer/parts/evidence/photo-budget.ts';

const piece = (n: number, changes: Partial<Piece> = {}): { readonly n: number; readonly piece: Piece } => ({
  n,
  piece: {
    ...{
      id: String(n),
      isProtected: false,
      name: `foto ${n}.jpg`,
      type: 'image/jpeg',
      size: 9,
      note: '',
    },
    ...{ sha256: 'a'.repeat(64), key: new Uint8Array(32), takenAt: '2026-11-24T09:15:00', takenFrom: 'camera' },
    ...{ from: 'drag', thumb: '', addedBy: 'p1', addedAt: '2026-11-24T21:00:00.000Z', inBin: false },
    ...changes,
  },
});

function steps(changes: Partial<PhotoSteps> = {}): PhotoSteps & { readonly opened: string[] } {
  const opened: string[] = [];
  return {
    opened,
    open: ({ id }) => {
      opened.push(id);
      return Promise.resolve(ok(new Uint8Array([Number(id)])));
    },
    draw: ({ bytes }) => Promise.resolve(ok(bytes)),
    nameOf: (id) => `persona ${id}`,
    ...changes,
  };
}

test('photographs come in order, and what cannot be printed is named without keeping the others out', async () => {
  const told: number[] = [];
  const work = steps({
    open: ({ id }) => Promise.resolve(id === '3' ? fail('evidence/missing') : ok(new Uint8Array([Number(id)]))),
    draw: ({ bytes }) => Promise.resolve(bytes[0] === 4 ? fail('evidence/not-drawn') : ok(bytes)),
  });
  const pieces = [piece(1), piece(2, { type: 'audio/mpeg' }), piece(3), piece(4), piece(5, { isProtected: true })];
  const { photos, leftOut } = await gatherPhotos(work, pieces, { onProgress: (share) => told.push(share) });
  expect(photos.map(({ n, addedBy, jpeg }) => [n, addedBy, jpeg[0]])).toEqual([[1, 'persona p1', 1]]);
  expect(leftOut.map(({ n, why }) => [n, why])).toEqual([
    [2, 'not-a-picture'],
    [3, 'missing'],
    [4, 'not-drawn'],
    [5, 'protected'],
  ]);
  expect(told).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
});

test('nothing protected is even opened, and its name is told nobody', async () => {
  const work = steps();
  const pieces = [piece(1), piece(2, { isProtected: true, name: 'Rosa.jpg' })];
  const { photos, leftOut } = await gatherPhotos(work, pieces, {});
  expect(work.opened).toEqual(['1']);
  expect(photos).toHaveLength(1);
  expect(leftOut).toEqual([{ n: 2, name: '', why: 'protected' }]);
});

test('who gives up waits for one photograph at most', async () => {
  const stopping = new AbortController();
  const work = steps({
    draw: ({ bytes }) => {
      stopping.abort();
      return Promise.resolve(ok(bytes));
    },
  });
  const three = [piece(1), piece(2), piece(3)];
  await gatherPhotos(work, three, { signal: stopping.signal });
  expect(work.opened).toEqual(['1']);
});

test('three hundred photographs together stay within what the printing process can hold', () => {
  expect(photoBudget(300) * 300).toBeLessThanOrEqual(24_000_000);
  expect(photoBudget(1)).toBe(250_000);
  expect(photoBudget(0)).toBe(250_000);
});
