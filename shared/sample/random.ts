/** A source of numbers that look random and are the same each time. */
export interface Chance {
  /** a whole number from 0 to `below - 1` */
  readonly under: (below: number) => number;
  readonly oneOf: <T>(list: readonly T[]) => T;
}

/**
 * Numbers for invented data. Not for secrets.
 * @param seed any whole number: the same one gives the same numbers
 */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  // mulberry32 (Tommy Ettinger, public domain)
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const under = (below: number): number => Math.floor(next() * below);
  return {
    under,
    oneOf: (list) => {
      const chosen = list[under(list.length)];
      if (chosen === undefined) throw new Error('nothing to choose from');
      return chosen;
    },
  };
}
