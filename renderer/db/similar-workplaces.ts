import {
  addressWords,
  likeness,
  nameWords,
  rtnDigits,
  type Likeness,
  type WorkplaceFacts,
} from '../../shared/search/likeness.ts';
import type { SummaryColumns } from './summary-columns.ts';
import { factsAt } from './workplace-kind.ts';

/** A workplace that may be the one that is being written. */
export interface SimilarWorkplace {
  readonly slot: number;
  readonly likeness: Likeness;
}

/** Rows compared of those that hold a word; a word that more of them hold tells little. */
const COMPARED = 200;
/** Shorter words stand in too many names. */
const TELLING = 4;

/**
 * The workplaces of an office that look like one, the most alike first. Compared by what is in memory: nothing is read.
 * @param except the one that is being written
 */
export function similarWorkplaces(
  columns: SummaryColumns,
  facts: WorkplaceFacts,
  { most, except }: { readonly most: number; readonly except?: string },
): readonly SimilarWorkplace[] {
  const own = except === undefined ? undefined : columns.find(except);
  const slots = new Set<number>();
  for (const words of lookedFor(facts)) {
    const found = columns.search(words.map((text) => ({ text })));
    let compared = 0;
    for (let slot = columns.size - 1; slot >= 0 && compared < COMPARED; slot -= 1) {
      if (found[slot] !== 1 || columns.dead[slot] === 1 || slot === own) continue;
      slots.add(slot);
      compared += 1;
    }
  }
  return [...slots]
    .map((slot) => ({ slot, likeness: likeness(facts, factsAt(columns, slot)) }))
    .filter((one) => one.likeness.score > 0)
    .sort((a, b) => b.likeness.score - a.likeness.score || b.slot - a.slot)
    .slice(0, most);
}

/** Words that rows are looked up by: those of a name together, then each alone, since the other may be misspelt. */
function lookedFor({ employer, site, rtn, address }: WorkplaceFacts): readonly (readonly string[])[] {
  const telling = (words: readonly string[]): readonly string[] =>
    [...words]
      .filter(({ length }) => length >= TELLING)
      .sort((a, b) => b.length - a.length)
      .slice(0, 2);
  const names = [employer, site].map((name) => telling(nameWords(name)));
  const number = rtnDigits(rtn);
  const lookups = [
    number === '' ? [] : [number],
    ...names,
    ...names.flat().map((word) => [word]),
    telling(addressWords(address)),
  ];
  return lookups.filter(({ length }) => length > 0);
}
