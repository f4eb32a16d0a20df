import { expect, test } from 'vitest';
import { ruleSets } from '../../../shared/catalog/screening/rule-sets.ts';
import { classifyChildLabour } from '../../../shared/screening/child-labour.ts';
import { score, type Score } from '../../../shared/screening/score.ts';
import childLabour from './vectors/child-labour.json';
import delphi from './vectors/delphi.json';
import involuntaryWork from './vectors/involuntary-work.json';

const setOf = (key: string) => ruleSets.find((set) => set.key === key)!;
const dimensionOf = ({ dimensions }: Score, dimension: string) => dimensions.find(({ key }) => key === dimension)!;

/** The letters of the published tables. */
const letters: Readonly<Record<string, string>> = {
  D: 'deceptiveRecruitment',
  C: 'coerciveRecruitment',
  V: 'recruitmentVulnerability',
  E: 'exploitation',
  K: 'coercionAtDestination',
  U: 'vulnerabilityAtDestination',
};

/** So many indicators of the exploitation dimension of a list in which every strength is plentiful. */
function positiveWith({ s, m, w }: { s: number; m: number; w: number }): boolean {
  const made = (strength: 'strong' | 'medium' | 'weak', n: number) =>
    Array.from({ length: n }, (_, i) => ({ question: `${strength}${i}`, dimension: 'exploitation', strength }));
  const indicators = [...made('strong', s), ...made('medium', m), ...made('weak', w)];
  const set = { ...setOf('delphiAdult'), indicators };
  return dimensionOf(score(set, new Set(indicators.map(({ question }) => question))), 'exploitation').positive;
}

test.each(delphi.truthTable)('a dimension with $s strong, $m medium, $w weak', ({ s, m, w, positive }) => {
  expect(positiveWith({ s, m, w })).toBe(positive);
});

test.each(delphi.cases)('Delphi $id', (vector) => {
  const yes = [...vector.indicators, ...(vector.actPresent === true ? ['actPresent'] : [])];
  const found = score(setOf(vector.profile), new Set(yes));
  expect(found.outcome.key).toBe(vector.result);
  expect(found.flags.includes('reinforced')).toBe(vector.reinforced);
  const positive = Object.keys(letters).filter((letter) => dimensionOf(found, letters[letter]!).positive);
  expect(positive.sort()).toEqual([...vector.positive].sort());
  for (const [letter, counts] of Object.entries(vector.counts)) {
    const { strong, medium, weak } = dimensionOf(found, letters[letter]!).counts;
    expect({ s: strong, m: medium, w: weak }).toEqual(counts);
  }
});

test('all 64 combinations of positive dimensions of an adult give the tabulated result', () => {
  const set = setOf('delphiAdult');
  for (const row of delphi.adultTable) {
    // two of the strongest and one more make each dimension positive, three where none is strong
    const yes = row.positive.flatMap((letter) => {
      const rank = { strong: 0, medium: 1, weak: 2, unweighted: 3 };
      return set.indicators
        .filter(({ dimension }) => dimension === letters[letter])
        .sort((a, b) => rank[a.strength] - rank[b.strength])
        .slice(0, 3)
        .map(({ question }) => question);
    });
    const found = score(set, new Set(yes));
    expect([row.positive.join(''), found.outcome.key]).toEqual([row.positive.join(''), row.result]);
    expect(found.flags.includes('reinforced')).toBe(row.reinforced);
    expect(found.basis).toBe(row.basis);
  }
});

test.each(involuntaryWork)('involuntariness and penalty $id', ({ involuntary, penalty, possible }) => {
  const found = score(setOf('involuntaryWork'), new Set([...involuntary, ...penalty]));
  expect(found.outcome.key === 'possibleForcedLabour').toBe(possible);
  if (possible) expect(found.basis).toBe('published');
});

test.each(childLabour)('child labour $id', ({ input, result, reasons }) => {
  const { age, workHoursWeek, choresHoursWeek, hazardous, worstFormAbc } = input;
  const found = classifyChildLabour(
    { least: age, most: age },
    { hoursAWeek: workHoursWeek, choresAWeek: choresHoursWeek, hazardous, worstForm: worstFormAbc },
  );
  expect(found.result).toBe(result);
  expect(found.reasons).toEqual(reasons);
});

test('the shipped lists have the published number of indicators in each dimension', () => {
  const counts = (key: string) =>
    setOf(key).dimensions.map(
      (dimension) => setOf(key).indicators.filter((indicator) => indicator.dimension === dimension.key).length,
    );
  expect(counts('delphiAdult')).toEqual([10, 10, 16, 9, 15, 7]);
  expect(counts('delphiChild')).toEqual([10, 10, 15, 8, 15, 7, 1]);
  expect(counts('iloEleven')).toEqual([11]);
  expect(counts('involuntaryWork')).toEqual([20, 17]);
});
