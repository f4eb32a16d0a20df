import { expect, test } from 'vitest';
import { carriesMetadata } from '../../../shared/evidence/metadata.ts';
import { concatBytes, utf8 } from '../../../shared/kernel/bytes.ts';
import { tinyJpeg, withCameraWords } from '../../support/photo-builder.ts';

const words = { taken: '2026:11:24 09:15:00', title: 'Casa de la denunciante', latitude: 15, longitude: 86 };
const segment = (marker: number, text: string): Uint8Array =>
  concatBytes(new Uint8Array([0xff, marker, 0, text.length + 2]), utf8(text));
const withSegment = (marker: number, text: string): Uint8Array =>
  concatBytes(tinyJpeg().subarray(0, 2), segment(marker, text), tinyJpeg().subarray(2));
const chunk = (kind: string, body = ''): Uint8Array =>
  concatBytes(new Uint8Array([0, 0, 0, body.length]), utf8(kind + body), new Uint8Array(4));
const png = (...chunks: readonly Uint8Array[]): Uint8Array =>
  concatBytes(new Uint8Array([0x89]), utf8('PNG\r\n\x1a\n'), ...chunks);
const riff = (kind: string, body: string): Uint8Array =>
  concatBytes(utf8('RIFF0000WEBP'), utf8(kind), new Uint8Array([body.length, 0, 0, 0]), utf8(body));

test('a plain picture carries nothing', () => {
  expect(carriesMetadata('image/jpeg', tinyJpeg())).toBe(false);
  expect(carriesMetadata('image/jpeg', withSegment(0xe2, 'ICC_PROFILE\0\x01\x01'))).toBe(false);
  expect(carriesMetadata('image/png', png(chunk('IHDR'), chunk('sRGB'), chunk('IDAT'), chunk('IEND')))).toBe(false);
  expect(carriesMetadata('image/webp', riff('VP8 ', '12345678'))).toBe(false);
});

test.each([
  ['place and date of a camera', withCameraWords(tinyJpeg(), words)],
  ['XMP', withSegment(0xe1, 'http://ns.adobe.com/xap/1.0/\0')],
  ['words of an agency', withSegment(0xed, 'Photoshop 3.0')],
  ['a comment', withSegment(0xfe, 'tomada por')],
  ['a second picture in the first', withSegment(0xe2, 'MPF\0')],
  ['something behind the end', concatBytes(tinyJpeg(), utf8('más'))],
  ['half a picture', tinyJpeg().subarray(0, 60)],
])('a JPEG with %s carries some', (_what, jpeg) => {
  expect(carriesMetadata('image/jpeg', jpeg)).toBe(true);
});

test('so do a PNG with words and a WebP with EXIF', () => {
  for (const kind of ['tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME']) {
    expect(carriesMetadata('image/png', png(chunk('IHDR'), chunk(kind, 'x'), chunk('IEND')))).toBe(true);
  }
  expect(carriesMetadata('image/png', concatBytes(png(chunk('IHDR'), chunk('IEND')), utf8('x')))).toBe(true);
  expect(carriesMetadata('image/webp', concatBytes(riff('VP8 ', '12345678'), utf8('EXIF\x04\0\0\0abcd')))).toBe(true);
});

test('of every other kind nobody can promise anything', () => {
  expect(carriesMetadata('application/pdf', utf8('%PDF-1.7'))).toBe(true);
});
