import { expect, test } from 'vitest';
import { tinyJpeg, withCameraWords } from '../../support/photo-builder.ts';
import { readTakenAt } from '../../../renderer/parts/evidence/read-picture.ts';

const words = { taken: '2026:11:24 09:15:00', title: 'x', latitude: 15, longitude: 86 };
const modifiedAt = Date.parse('2026-11-29T03:00:00.000Z');

test('the date is the one that the camera wrote, in no time zone', async () => {
  expect(await readTakenAt(withCameraWords(tinyJpeg(), words), 'image/jpeg', modifiedAt)).toEqual({
    takenAt: '2026-11-24T09:15:00',
    takenFrom: 'camera',
  });
});

test('without one, or with one that was never set, it is that of the file, in Honduras', async () => {
  const file = { takenAt: '2026-11-28T21:00:00', takenFrom: 'file' };
  expect(await readTakenAt(tinyJpeg(), 'image/jpeg', modifiedAt)).toEqual(file);
  const unset = withCameraWords(tinyJpeg(), { ...words, taken: '0000:00:00 00:00:00' });
  expect(await readTakenAt(unset, 'image/jpeg', modifiedAt)).toEqual(file);
  expect(await readTakenAt(new Uint8Array([0xff, 0xd8, 0xff, 0xe1]), 'image/jpeg', modifiedAt)).toEqual(file);
});
