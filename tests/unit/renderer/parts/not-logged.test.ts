import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { notLogged } from '../../../../renderer/parts/not-logged.ts';

test('an act that was not written down is told with its cause, and stays until it is read', () => {
  const told = notLogged({ code: 'db/disk-full' });
  expect(told.kind).toBe('error');
  expect(told.title).toBe('No quedó anotado en el historial');
  expect(told.text).toContain('No hay espacio en el disco');
});

test('nobody writes an act down without looking whether it was kept', () => {
  const features = path.resolve(import.meta.dirname, '../../../../renderer/features');
  const careless = readdirSync(features, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .filter((name) => /(void|^\s*await|\) await) audit\(/m.test(readFileSync(path.join(features, name), 'utf8')));
  expect(careless).toEqual([]);
});
