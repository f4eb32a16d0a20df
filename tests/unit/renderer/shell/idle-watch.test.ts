import { beforeEach, expect, test } from 'vitest';
import { createIdleWatch, WARN_MS, type IdleWatch } from '../../../../renderer/shell/idle-watch.ts';

const MINUTE = 60_000;
let now = 0;
let limit = 10 * MINUTE;
let shown: (number | undefined)[] = [];
let locks = 0;
let told = 0;
let watch: IdleWatch;

beforeEach(() => {
  now = 5000;
  limit = 10 * MINUTE;
  shown = [];
  locks = 0;
  told = 0;
  watch = createIdleWatch({
    limitMs: () => limit,
    now: () => now,
    warn: (left) => shown.push(left),
    lock: () => (locks += 1),
    tell: () => (told += 1),
  });
});

/** Lets time pass with a look every second. */
function wait(milliseconds: number): void {
  for (const end = now + milliseconds; now < end;) {
    now += 1000;
    watch.look();
  }
}

test('nobody is warned or locked out before the time', () => {
  wait(10 * MINUTE - WARN_MS - 1000);
  expect(shown).toEqual([]);
  expect(locks).toBe(0);
});

test('the last half minute is counted down, second by second, and ends with one lock', () => {
  wait(10 * MINUTE);
  expect(shown).toEqual(Array.from({ length: 30 }, (_, i) => 30 - i));
  expect(locks).toBe(1);
  wait(MINUTE);
  watch.noteInput();
  expect(locks).toBe(1);
});

test('any input takes the warning away and starts the time anew', () => {
  wait(10 * MINUTE - 5000);
  expect(shown.at(-1)).toBe(5);
  watch.noteInput();
  expect(shown.at(-1)).toBeUndefined();
  wait(10 * MINUTE - WARN_MS - 1000);
  expect(shown.at(-1)).toBeUndefined();
  expect(locks).toBe(0);
});

test('a shorter limit counts from the last input too', () => {
  wait(2 * MINUTE);
  limit = MINUTE;
  watch.look();
  expect(locks).toBe(1);
});

test('a computer that stood still is locked at the first look afterwards', () => {
  now += 60 * MINUTE;
  watch.look();
  expect(locks).toBe(1);
});

test('the main process hears of work at once, and then now and then', () => {
  watch.noteInput();
  expect(told).toBe(1);
  for (let key = 0; key < 100; key += 1) {
    now += 100;
    watch.noteInput();
  }
  expect(told).toBe(1);
  now += 10_000;
  watch.noteInput();
  expect(told).toBe(2);
});
