import { readFileSync } from 'node:fs';
import path from 'node:path';
import { concatBytes, ownBytes, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import type { AnnexPhoto } from '../../shared/report/photo-annex.ts';

/** What a camera wrote into a picture. */
export interface CameraWords {
  /** `2026:11:24 09:15:00` */
  readonly taken: string;
  /** free text, as a title; findable in the bytes */
  readonly title: string;
  /** degrees north and west, whole */
  readonly latitude: number;
  readonly longitude: number;
}

/** Makes the APP1 part of a JPEG with a title, a date and a place, as a telephone writes it (EXIF 2.3, little endian). */
function exifPart({ taken, title, latitude, longitude }: CameraWords): Bytes {
  const ascii = (text: string): Bytes => utf8(`${text}\0`);
  const number = (value: number, bytes: 2 | 4): Bytes => {
    const view = new DataView(new ArrayBuffer(bytes));
    if (bytes === 2) view.setUint16(0, value, true);
    else view.setUint32(0, value, true);
    return new Uint8Array(view.buffer);
  };
  const degrees = (value: number): Bytes => concatBytes(...[value, 1, 30, 1, 0, 1].map((part) => number(part, 4)));
  // blobs lie behind the three directories; their offsets are counted from the beginning of the TIFF header
  const sizes = { ifd0: 2 + 3 * 12 + 4, exif: 2 + 12 + 4, gps: 2 + 4 * 12 + 4 };
  const exifAt = 8 + sizes.ifd0;
  const gpsAt = exifAt + sizes.exif;
  const titleAt = gpsAt + sizes.gps;
  const takenAt = titleAt + title.length + 1;
  const northAt = takenAt + taken.length + 1;
  const westAt = northAt + 24;
  const entry = (tag: number, type: number, count: number, value: Bytes): Bytes =>
    concatBytes(number(tag, 2), number(type, 2), number(count, 4), value, new Uint8Array(4 - value.length));
  const directory = (...entries: readonly Bytes[]): Bytes =>
    concatBytes(number(entries.length, 2), ...entries, number(0, 4));
  const tiff = concatBytes(
    utf8('II'),
    number(42, 2),
    number(8, 4),
    directory(
      entry(0x010e, 2, title.length + 1, number(titleAt, 4)),
      entry(0x8769, 4, 1, number(exifAt, 4)),
      entry(0x8825, 4, 1, number(gpsAt, 4)),
    ),
    directory(entry(0x9003, 2, taken.length + 1, number(takenAt, 4))),
    directory(
      entry(1, 2, 2, ascii('N')),
      entry(2, 5, 3, number(northAt, 4)),
      entry(3, 2, 2, ascii('W')),
      entry(4, 5, 3, number(westAt, 4)),
    ),
    ascii(title),
    ascii(taken),
    degrees(latitude),
    degrees(longitude),
  );
  const body = concatBytes(utf8('Exif\0\0'), tiff);
  const length = body.length + 2;
  return concatBytes(new Uint8Array([0xff, 0xe1, length >> 8, length & 0xff]), body);
}

/** Puts what a camera would have written into a JPEG that has nothing of the kind. */
export function withCameraWords(jpeg: Uint8Array, words: CameraWords): Bytes {
  return concatBytes(jpeg.subarray(0, 2), exifPart(words), jpeg.subarray(2));
}

/** A JPEG of one grey pixel, 8 x 8: whole, and drawn by every reader. */
export function tinyJpeg(): Bytes {
  const base64 =
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z';
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

/** A drawn house of 400 x 300 points: what a photograph looks like on paper. */
export function housePhoto(): Bytes {
  return ownBytes(readFileSync(path.resolve(import.meta.dirname, '../fixtures/photo.jpg')));
}

/** A photograph as an annex tells it. */
export function annexPhoto(n: number, changes: Partial<AnnexPhoto> = {}): AnnexPhoto {
  return {
    n,
    id: `0b1e6a1e-0c7b-4c57-9a53-0f1f4d0a${String(7000 + n)}`,
    name: `Fachada, portón ${n}.jpg`,
    note: `Entrada de la finca desde el camino, toma ${n}.`,
    sha256: '0123456789abcdef'.repeat(4),
    takenAt: '2026-11-24T09:15:00',
    takenFrom: 'camera',
    addedAt: '2026-11-24T21:00:00.000Z',
    addedBy: 'Wendy Maribel Núñez Zúniga',
    jpeg: housePhoto(),
    ...changes,
  };
}
