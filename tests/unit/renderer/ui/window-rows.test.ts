import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawnRows, moveTo } from '../../../../renderer/ui/window-rows.ts';

const sight = fc.record({ first: fc.nat(120), rows: fc.integer({ min: 1, max: 40 }) });

test('what is in sight is drawn, and so is the active row, each once and in order', () => {
  fc.assert(
    fc.property(fc.nat(100), sight, fc.nat(110), (count, seen, active) => {
      const drawn = drawnRows(count, seen, active);
      expect(drawn).toEqual([...new Set(drawn)].sort((a, b) => a - b));
      for (let index = seen.first; index < Math.min(seen.first + seen.rows, count); index += 1) {
        expect(drawn).toContain(index);
      }
      if (active < count) expect(drawn).toContain(active);
      expect(drawn.every((index) => index >= 0 && index < count)).toBe(true);
      // a list of a hundred thousand must not be drawn whole because somebody jumped to its end
      expect(drawn.length).toBeLessThanOrEqual(seen.rows + 17);
    }),
  );
});

test('a list that became shorter shows its end', () => {
  expect(drawnRows(10, { first: 90, rows: 5 }, 0)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('scrolls no further than it takes to see the row', () => {
  const box = { top: 100, height: 200 };
  expect(moveTo(10, 20, box)).toBe(100);
  expect(moveTo(14, 20, box)).toBe(100);
  expect(moveTo(15, 20, box)).toBe(120);
  expect(moveTo(2, 20, box)).toBe(40);
});
