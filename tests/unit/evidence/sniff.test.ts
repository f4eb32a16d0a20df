import { safeParse } from 'valibot';
import { expect, test } from 'vitest';
import { evidenceLimits } from '../../../shared/catalog/evidence-limits.ts';
import { evidenceEndings, sniffType } from '../../../shared/evidence/sniff.ts';
import { calls } from '../../../shared/ipc/contract.ts';
import { concatBytes, utf8 } from '../../../shared/kernel/bytes.ts';
import { tinyJpeg } from '../../support/photo-builder.ts';

const bytes = (...numbers: readonly number[]): Uint8Array => new Uint8Array(numbers);
const iso = (brand: string, track = ''): Uint8Array =>
  concatBytes(bytes(0, 0, 0, 24), utf8(`ftyp${brand}`), new Uint8Array(40), utf8(track));
const track = (kind: string): string => `hdlr\0\0\0\0\0\0\0\0${kind}`;
const zip = (first: string, directory: string): Uint8Array =>
  concatBytes(utf8('PK\x03\x04'), new Uint8Array(26), utf8(first), new Uint8Array(500), utf8(directory));

test.each([
  ['image/jpeg', tinyJpeg()],
  ['image/png', concatBytes(bytes(0x89), utf8('PNG\r\n\x1a\n'))],
  ['image/webp', utf8('RIFF0000WEBPVP8 ')],
  ['image/heic', iso('heic')],
  ['image/tiff', utf8('II*\0')],
  ['application/pdf', utf8('%PDF-1.7\n')],
  ['audio/ogg', utf8('OggS')],
  ['audio/wav', utf8('RIFF0000WAVEfmt ')],
  ['audio/mpeg', utf8('ID3\x04')],
  ['audio/mpeg', bytes(0xff, 0xfb, 0x90, 0x64)],
  ['audio/amr', utf8('#!AMR\n')],
  ['audio/mp4', iso('M4A ')],
  ['audio/mp4', iso('mp42', track('soun'))],
  [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    zip('[Content_Types].xml', '[Content_Types].xml word/document.xml'),
  ],
  ['application/vnd.oasis.opendocument.text', zip('mimetypeapplication/vnd.oasis.opendocument.text', 'content.xml')],
] as const)('%s is known by its bytes', (type, file) => {
  expect(sniffType(file)).toBe(type);
});

test.each([
  ['a program', utf8('MZ\x90\0')],
  ['a page', utf8('<!doctype html><script>')],
  ['a drawing with scripts', utf8('<svg xmlns="http://www.w3.org/2000/svg">')],
  ['a film', iso('mp42', track('vide') + track('soun'))],
  ['a paper with macros', zip('[Content_Types].xml', '[Content_Types].xml word/document.xml word/vbaProject.bin')],
  ['any archive', zip('foto.jpg', 'foto.jpg')],
  ['words', utf8('hola')],
  ['nothing', new Uint8Array(0)],
])('%s is none of the kinds, whatever it is called', (_what, file) => {
  expect(sniffType(file)).toBeUndefined();
});

test('what may come in is taken at the door of the main process', () => {
  const { input } = calls.beginEvidence;
  const caseId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
  expect(safeParse(input, { caseId, size: evidenceLimits.maxBytes }).success).toBe(true);
  expect(safeParse(input, { caseId, size: 2 * evidenceLimits.maxBytes }).success).toBe(false);
});

test('every ending that dialogs ask for has its dot', () => {
  for (const ending of evidenceEndings) expect(ending).toMatch(/^\.[a-z0-9]+$/);
});
