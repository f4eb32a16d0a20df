import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findLeaks, marker, markers } from '../../support/markers.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atalaya-markers-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const disguises: readonly (readonly [name: string, content: Buffer])[] = [
  ['plain', Buffer.from(`antes ${marker(7)} después`)],
  ['upper case', Buffer.from(marker(7).toUpperCase())],
  ['UTF-16', Buffer.from(marker(7), 'utf16le')],
  ['base64 0', Buffer.from(Buffer.from(`abc${marker(7)}`).toString('base64'))],
  ['base64 1', Buffer.from(Buffer.from(`a${marker(7)}`).toString('base64'))],
  ['base64 2', Buffer.from(Buffer.from(`ab${marker(7)}`).toString('base64'))],
];
test.each(disguises)('the search that other tests trust finds a marker in %s', (_name, content) => {
  writeFileSync(path.join(folder, 'archivo.bin'), content);
  expect(findLeaks([folder])).toHaveLength(1);
});

test('it finds markers in names and exact texts, and nothing in other files', () => {
  writeFileSync(path.join(folder, `${marker(1)}.pdf`), '');
  writeFileSync(path.join(folder, 'dni'), 'DNI 0801198754321.');
  writeFileSync(path.join(folder, 'limpio'), 'acta de inspección');
  expect(
    findLeaks([folder], ['0801198754321'])
      .map(({ file }) => file)
      .sort(),
  ).toEqual(['dni', `${marker(1)}.pdf`]);
  expect(markers(1, 4).split(' ')).toEqual([marker(1), marker(2), marker(3)]);
});
