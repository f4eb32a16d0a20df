import { expect, test } from 'vitest';
import { bundleFileName, BUNDLE_PART_BYTES, parseBundleName, partNames } from '../../../shared/bundle/bundle-name.ts';
import { isTarName } from '../../../shared/bundle/tar.ts';

const name = bundleFileName(Uint8Array.of(0, 1, 2, 3, 255));

test('a name has eight letters of chance and reads back', () => {
  expect(name).toBe('TRASPASO-000G-40ZZ.age');
  expect(parseBundleName(name)).toEqual({ name });
  expect(parseBundleName(`${name}.012`)).toEqual({ name, part: 12 });
  expect(() => bundleFileName(new Uint8Array(4))).toThrow();
});

test.each([
  'TRASPASO-000G-40ZZ',
  'TRASPASO-000I-40ZZ.age',
  'x.age',
  'TRASPASO-000G-40ZZ.age.000',
  'TRASPASO-000G-40ZZ.age.1',
])('%s is no bundle', (text) => {
  expect(parseBundleName(text)).toBeUndefined();
});

test.each([
  [1, [name]],
  [BUNDLE_PART_BYTES, [name]],
  [BUNDLE_PART_BYTES + 1, [`${name}.001`, `${name}.002`]],
  [3 * BUNDLE_PART_BYTES, [`${name}.001`, `${name}.002`, `${name}.003`]],
])('a file of %i bytes is written as %j', (size, names) => {
  expect(partNames(name, size)).toEqual(names);
  expect(names.every((one) => isTarName(one))).toBe(true);
});
