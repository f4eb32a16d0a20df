/** The key of what has nothing to be ordered by: it comes last both ways. */
export const EMPTY = -1;

/** Bits of a key that one pass looks at: its counters fit into the nearest memory of a processor. */
const DIGIT = 11;
const DIGITS = 2 ** DIGIT;

/**
 * Puts rows in order by a whole number each, which takes a fraction of sorting by a function: a radix sort. Equals stay as they
 * were. Stops after each pass over the rows (in-slices.ts).
 * @param rows as equals are to stand; left as they are
 * @param key of a row, 0 to 2^31 - 1, or {@link EMPTY}
 */
export function* inOrder(
  rows: Uint32Array,
  key: (row: number) => number,
  descending: boolean,
): Generator<void, Uint32Array> {
  const { length } = rows;
  let keys = new Uint32Array(length);
  let [least, most] = [Infinity, 0];
  for (let at = 0; at < length; at += 1) {
    const value = key(rows[at] ?? 0);
    keys[at] = value;
    if (value === EMPTY) continue;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least === Infinity) return rows.slice();
  yield;
  // from 0, so that no pass looks at digits in which all are the same
  const past = most - least + 1;
  for (let at = 0; at < length; at += 1) {
    const value = keys[at] ?? 0;
    keys[at] = value === NOTHING ? past : descending ? most - value : value - least;
  }
  let ordered = rows.slice();
  for (let shift = 0; shift < 32 && past >>> shift > 0; shift += DIGIT) {
    yield;
    const places = new Uint32Array(DIGITS);
    for (let at = 0; at < length; at += 1) {
      const digit = digitOf(keys[at] ?? 0, shift);
      places[digit] = (places[digit] ?? 0) + 1;
    }
    let before = 0;
    for (let digit = 0; digit < DIGITS; digit += 1) {
      const many = places[digit] ?? 0;
      places[digit] = before;
      before += many;
    }
    const [nextKeys, next] = [new Uint32Array(length), new Uint32Array(length)];
    for (let at = 0; at < length; at += 1) {
      const own = keys[at] ?? 0;
      const digit = digitOf(own, shift);
      const to = places[digit] ?? 0;
      places[digit] = to + 1;
      nextKeys[to] = own;
      next[to] = ordered[at] ?? 0;
    }
    keys = nextKeys;
    ordered = next;
  }
  return ordered;
}

/** {@link EMPTY}, as it lies among numbers without a sign. */
const NOTHING = 2 ** 32 - 1;

function digitOf(key: number, shift: number): number {
  return (key >>> shift) & (DIGITS - 1);
}
