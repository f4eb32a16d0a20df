import fc from 'fast-check';
import { expect, test } from 'vitest';
import { childQuestions, assessChild, type ScreeningFacts } from '../../../shared/screening/screen.ts';
import { explainChild, factsWith, type ChildGrounds } from '../../../shared/screening/explain-child.ts';
import { answer, anyFacts } from './arbitraries.ts';

/** Facts in which the results of the rules about children are reached often. */
const childFacts: fc.Arbitrary<ScreeningFacts> = fc
  .tuple(
    anyFacts,
    fc.option(fc.integer({ min: 4, max: 18 }), { nil: undefined }),
    fc.subarray([...childQuestions], { maxLength: 4 }),
    fc.subarray([...childQuestions]),
    fc.boolean(),
  )
  .map(([facts, years, yes, no, without]) => ({
    ...facts,
    age: years === undefined ? facts.age : { least: years, most: years },
    answers: [...(without ? [] : yes.map((one) => answer(one))), ...no.map((one) => answer(one, 'no'))],
  }));

const fewer = (grounds: ChildGrounds): readonly ChildGrounds[] =>
  (['numbers', 'yes', 'no'] as const).flatMap((part) =>
    grounds[part].map((left) => ({ ...grounds, [part]: grounds[part].filter((one) => one !== left) })),
  );

test.each(['labour', 'national'] as const)(
  '%s: the grounds alone give the result, and none of them can go',
  (which) => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.oneof(childFacts, anyFacts), (facts) => {
        const { result } = assessChild(facts)[which];
        const grounds = explainChild(facts)[which];
        seen.add(result);
        expect(assessChild(factsWith(facts, grounds))[which].result).toBe(result);
        for (const less of fewer(grounds)) {
          expect(assessChild(factsWith(facts, less))[which].result).not.toBe(result);
        }
      }),
      { numRuns: 500, seed: 7 },
    );
    // every result was there to be explained
    const all = {
      labour: ['worstForm', 'hazardous', 'childLabour', 'unknown', 'workingChild', 'notWorking', 'adult'],
      national: ['sign', 'noSign', 'unknown'],
    };
    expect([...seen].sort()).toEqual([...all[which]].sort());
  },
);

test('a fifteen-year-old with chemicals: the answer is enough for statistics, the law also needs the age', () => {
  const facts: ScreeningFacts = {
    answers: [answer('clUnhealthy'), answer('clNight', 'no')],
    age: { least: 15, most: 15 },
    hoursAWeek: 50,
    choresAWeek: 3,
  };
  expect(explainChild(facts)).toEqual({
    labour: { numbers: [], yes: ['clUnhealthy'], no: [] },
    national: { numbers: ['age'], yes: ['clUnhealthy'], no: [] },
  });
});

test('an eleven-year-old: hours and age', () => {
  const facts: ScreeningFacts = { answers: [], age: { least: 11, most: 11 }, hoursAWeek: 2 };
  expect(explainChild(facts).labour).toEqual({ numbers: ['hoursAWeek', 'age'], yes: [], no: [] });
});
