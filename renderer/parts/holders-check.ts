import type { Words } from './passphrase-check.ts';

/** The fewest and the most recovery sheets of a set: two open the office, more than seven nobody keeps track of. */
export const HOLDERS = { min: 2, max: 7 } as const;

/**
 * Checks who keeps the recovery sheets. Two sheets in one pair of hands are as good as the office itself, so each
 * holder is named once, whatever the case and the accents.
 * @returns problems by the place of the holder: `holder0`; an absent one is fine
 */
export function checkHolders(holders: readonly string[]): Partial<Record<`holder${number}`, Words>> {
  const plain = holders.map(sameHands);
  const problems = plain.flatMap((holder, index): (readonly [string, Words])[] => {
    if (holder === '') return [[`holder${index}`, ['unlock.problem.required']]];
    return plain.indexOf(holder) < index ? [[`holder${index}`, ['unlock.problem.sameHolder']]] : [];
  });
  return Object.fromEntries(problems);
}

function sameHands(holder: string): string {
  return holder.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();
}
