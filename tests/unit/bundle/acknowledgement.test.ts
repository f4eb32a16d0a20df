import { expect, test } from 'vitest';
import { acknowledgementBytes, readAcknowledgement } from '../../../shared/bundle/acknowledgement.ts';
import { readCanonicalJson } from '../../../shared/kernel/canonical-read.ts';
import { newId } from '../../../shared/kernel/id.ts';

const one = (n: number) => ({ id: newId(), n, sobre: 'a'.repeat(64) });

test('what is written is what is read', () => {
  const said = { de: 'SPS', a: 'LCE', recibidos: [one(1), one(3)], faltan: [2] };
  expect(readAcknowledgement(readCanonicalJson(acknowledgementBytes(said)))).toEqual({ ctx: 'acuse/v1', ...said });
});

test('more than fit: the newest, and it can still be read', () => {
  const recibidos = Array.from({ length: 1200 }, (_, i) => one(i + 1));
  const read = readAcknowledgement(
    readCanonicalJson(acknowledgementBytes({ de: 'SPS', a: 'LCE', recibidos, faltan: [] })),
  );
  expect(read?.recibidos).toHaveLength(1000);
  expect(read?.recibidos.at(-1)?.n).toBe(1200);
});

test.each([
  undefined,
  [],
  { ctx: 'acuse/v1', de: 'SPS', a: 'LCE', recibidos: [] },
  { ctx: 'acuse/v2', de: 'SPS', a: 'LCE', recibidos: [], faltan: [] },
  { ctx: 'acuse/v1', de: 'SPS', a: 'LCE', recibidos: [{ ...one(1), sobre: 'x' }], faltan: [] },
  { ctx: 'acuse/v1', de: 'SPS', a: 'LCE', recibidos: [one(0)], faltan: [] },
  { ctx: 'acuse/v1', de: 'SPS', a: 'LCE', recibidos: [], faltan: [], mas: 1 },
])('%j is no acknowledgement', (json) => {
  expect(readAcknowledgement(json)).toBeUndefined();
});
