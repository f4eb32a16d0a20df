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
    { id: newId(), line: 'ñandú', time: 1, date: 20261124, version: 1, place: 801, state: 0, type: 'ordinary' },
  ]);
  for (let length = 0; length < whole.length; length += 1) {
    expect(decodeColumns(whole.slice(0, length)).ok, `${length} bytes`).toBe(false);
  }
  const other = new Uint8Array(whole);
  other[0] = 2;
  expect(decodeColumns(other).ok).toBe(false);
});

test('a page is read wherever it lies in memory', () => {
  const whole = encodeColumns([{ id: newId(), line: 'a', time: 7, date: 0, version: 0, place: 0, state: 1, type: '' }]);
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
