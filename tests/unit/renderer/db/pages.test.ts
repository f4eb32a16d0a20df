import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeColumns,
  decodeText,
  encodeColumns,
  encodeTexts,
  idAt,
  putId,
  type RowFacts,
} from '../../../../renderer/db/pages.ts';
import { newId } from '../../../../shared/kernel/id.ts';

const facts = fc.record<RowFacts>({
  id: fc.uuid(),
  line: fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', ' ')),
  time: fc.integer({ min: 0, max: 4e12 }),
  date: fc.integer({ min: 0, max: 29991231 }),
  due: fc.integer({ min: 0, max: 29991231 }),
  version: fc.nat(0xffff),
  place: fc.nat(1828),
  state: fc.nat(3),
  type: fc.constantFrom('', 'ordinary', 'extraordinary', 'reinspection'),
});

test('what goes into a page comes out of it', () => {
  fc.assert(
    fc.property(fc.array(facts, { minLength: 1, maxLength: 40 }), (rows) => {
      const page = decodeColumns(encodeColumns(rows));
      if (!page.ok) throw new Error(page.fault.code);
      const { value } = page;
      const lines = value.lines.split('\n');
      const back = rows.map((_, i): RowFacts => ({
        id: idAt(value.ids, i),
        line: lines[i]!,
        time: value.time[i]!,
        date: value.date[i]!,
        due: value.due[i]!,
        version: value.version[i]!,
        place: value.place[i]!,
        state: value.state[i]!,
        type: value.types[value.type[i]!]!,
      }));
      expect(back).toEqual(rows);
    }),
  );
});

test('bytes that are no page are damage, not a crash', () => {
  const whole = encodeColumns([
    { id: newId(), line: 'ñandú', time: 1, date: 20261124, due: 0, version: 1, place: 801, state: 0, type: 'ordinary' },
  ]);
  for (let length = 0; length < whole.length; length += 1) {
    expect(decodeColumns(whole.slice(0, length)).ok, `${length} bytes`).toBe(false);
  }
  const other = new Uint8Array(whole);
  other[0] = 3;
  expect(decodeColumns(other).ok).toBe(false);
});

test('a page from before anything could be due is read, with nothing due', () => {
  // one row: times, dates, version 1, place 801, state 0, type 0, id, then types and lines
  const types = new TextEncoder().encode('["ordinary"]');
  const line = new TextEncoder().encode('granja');
  const bytes = new Uint8Array(16 + 34 + types.length + line.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 1);
  view.setUint32(4, 1, true);
  view.setUint32(8, types.length, true);
  view.setUint32(12, line.length, true);
  view.setFloat64(16, 7, true);
  view.setInt32(24, 20261124, true);
  view.setUint16(28, 1, true);
  view.setUint16(30, 801, true);
  bytes.fill(0xab, 34, 50);
  bytes.set(types, 50);
  bytes.set(line, 50 + types.length);
  const page = decodeColumns(bytes);
  if (!page.ok) throw new Error(page.fault.code);
  const { value } = page;
  expect([value.time[0], value.date[0], value.due[0], value.version[0], value.place[0]]).toEqual([
    7, 20261124, 0, 1, 801,
  ]);
  expect([value.lines, value.types[value.type[0]!]]).toEqual(['granja', 'ordinary']);
  expect(idAt(value.ids, 0)).toBe('abababab-abab-abab-abab-abababababab');
});

test('a page is read wherever it lies in memory', () => {
  const whole = encodeColumns([
    { id: newId(), line: 'a', time: 7, date: 0, due: 0, version: 0, place: 0, state: 1, type: '' },
  ]);
  const moved = new Uint8Array(whole.length + 3).subarray(3);
  moved.set(whole);
  const page = decodeColumns(moved);
  expect(page.ok && page.value.time[0]).toBe(7);
});

test('each text is read alone; one that is not there is damage', () => {
  const rows = [{ a: 'ñ' }, {}, { b: ['x', 'güe'] }];
  const bytes = encodeTexts(rows);
  expect(rows.map((_, i) => decodeText(bytes, i))).toEqual(rows.map((value) => ({ ok: true, value })));
  expect(decodeText(bytes, 3).ok).toBe(false);
  expect(decodeText(bytes.slice(0, 2), 0).ok).toBe(false);
  expect(decodeText(bytes.slice(0, bytes.length - 1), 2).ok).toBe(false);
});

test('ids keep their place', () => {
  const ids = new Uint8Array(48);
  const wanted = [newId(), newId(), newId()];
  wanted.forEach((id, row) => putId(ids, row, id));
  expect(wanted.map((_, row) => idAt(ids, row))).toEqual(wanted);
});
