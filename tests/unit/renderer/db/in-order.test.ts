import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMPTY, inOrder } from '../../../../renderer/db/in-order.ts';
import { inOneGo } from '../../../../renderer/db/in-slices.ts';

const key = fc.oneof(
  fc.constant(EMPTY),
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  fc.constantFrom(0, 2 ** 31 - 1, 2 ** 22, 2 ** 11 - 1, 20_261_130),
);

test('rows come in the order of their keys, equals as they stood, and what has no key last both ways', () => {
  fc.assert(
    fc.property(fc.array(key, { maxLength: 60 }), fc.boolean(), (keys, descending) => {
      // not in the order of their numbers: only then does it show that equals stay as they were
      const rows = Uint32Array.from(keys, (_, at) => keys.length - 1 - at);
      const before = rows.slice();
      const wanted = [...rows].sort((a, b) => {
        const [left = EMPTY, right = EMPTY] = [keys[a], keys[b]];
        if (left === right) return 0;
        if (left === EMPTY || right === EMPTY) return left === EMPTY ? 1 : -1;
        return descending ? right - left : left - right;
      });
      expect([...inOneGo(inOrder(rows, (row) => keys[row] ?? EMPTY, descending))]).toEqual(wanted);
      expect(rows).toEqual(before);
    }),
  );
});

test('the window is let go after each pass over the rows', () => {
  const rows = Uint32Array.from({ length: 1000 }, (_, at) => at);
  const work = inOrder(rows, (row) => row * 2_000_000, false);
  let stops = 0;
  while (work.next().done !== true) stops += 1;
  expect(stops).toBe(4);
});
