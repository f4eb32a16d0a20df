import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ruleSets } from '../../../shared/catalog/screening/rule-sets.ts';
import { standing, yesIn } from '../../../shared/screening/answers.ts';
import { isSameResult, minimalAnswers } from '../../../shared/screening/explain.ts';
import { questionsOf, score, type Score } from '../../../shared/screening/score.ts';
import { screen, type ScreeningResult } from '../../../shared/screening/screen.ts';
import { anyAnswer, anyFacts, anySigns } from './arbitraries.ts';

/** What a person is told of a result. */
function told({ assessments, child, escalations }: ScreeningResult): unknown {
  return {
    outcomes: assessments.map(({ set, outcome, basis, flags }) => [set.key, outcome.key, basis, flags]),
    child,
    escalations,
  };
}

describe.each(ruleSets)('$key', (set) => {
  test('one more sign never lowers a dimension and never leads to a later outcome', () => {
    fc.assert(
      fc.property(anySigns, fc.constantFrom(...questionsOf(set)), (signs, more) => {
        const [before, after] = [score(set, signs), score(set, new Set([...signs, more]))];
        for (const [i, { positive, counts }] of before.dimensions.entries()) {
          const then = after.dimensions[i]!;
          expect(!positive || then.positive).toBe(true);
          for (const strength of ['strong', 'medium', 'weak', 'unweighted'] as const) {
            expect(then.counts[strength]).toBeGreaterThanOrEqual(counts[strength]);
          }
        }
        expect(set.outcomes.indexOf(after.outcome)).toBeLessThanOrEqual(set.outcomes.indexOf(before.outcome));
        expect(before.flags.every((flag) => after.flags.includes(flag))).toBe(true);
      }),
    );
  });

  test('a smallest choice of answers gives the same result alone, and none of it can go', () => {
    fc.assert(
      fc.property(anySigns, (signs) => {
        const minimal = minimalAnswers(set, signs);
        const full: Score = score(set, signs);
        expect(minimal.every((question) => signs.has(question))).toBe(true);
        expect(isSameResult(score(set, new Set(minimal)), full)).toBe(true);
        for (const left of minimal) {
          const fewer = new Set(minimal.filter((question) => question !== left));
          expect(isSameResult(score(set, fewer), full)).toBe(false);
        }
      }),
    );
  });
});

test('the order of the answers never matters', () => {
  fc.assert(
    fc.property(anyFacts, fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), (facts, order) => {
      const shuffled = facts.answers
        .map((answer, i) => ({ answer, at: order[i]! }))
        .sort((a, b) => a.at - b.at)
        .map(({ answer }) => answer);
      expect(told(screen({ ...facts, answers: shuffled }))).toEqual(told(screen(facts)));
    }),
  );
});

test('what is unknown or was not asked counts neither as yes nor as no', () => {
  fc.assert(
    fc.property(anyFacts, fc.array(anyAnswer), fc.constantFrom('unknown', 'notAsked'), (facts, more, reply) => {
      const open = more.map((answer) => ({ ...answer, reply }) as const);
      expect(told(screen({ ...facts, answers: [...facts.answers, ...open] }))).toEqual(told(screen(facts)));
    }),
  );
});

test('one more yes never takes an escalation away', () => {
  fc.assert(
    fc.property(anyFacts, anyAnswer, (facts, more) => {
      const before = screen(facts).escalations.map(({ reason }) => reason);
      const after = screen({ ...facts, answers: [...facts.answers, { ...more, reply: 'yes' }] });
      const reasons = after.escalations.map(({ reason }) => reason);
      expect(before.every((reason) => reasons.includes(reason))).toBe(true);
    }),
  );
});

test('a no beside a yes does not argue the sign away', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const signs = yesIn(facts.answers);
      const denied = [...signs].map((question) => ({ ...facts.answers[0]!, question, reply: 'no' as const }));
      const stands = standing([...denied, ...facts.answers]);
      expect([...signs].every((question) => stands.get(question) === 'yes')).toBe(true);
    }),
  );
});

test('an age that is not sure gives at least what the most serious of its years gives', () => {
  fc.assert(
    fc.property(anyFacts, ({ age, ...facts }) => {
      if (age === undefined) return;
      const whole = screen({ ...facts, age }).child?.labour.result;
      const order = ['worstForm', 'hazardous', 'childLabour', 'unknown', 'workingChild', 'notWorking', 'adult'];
      for (let years = age.least; years <= age.most; years += 1) {
        const one = screen({ ...facts, age: { least: years, most: years } }).child?.labour.result ?? 'adult';
        expect(order.indexOf(whole ?? 'adult')).toBeLessThanOrEqual(order.indexOf(one));
      }
    }),
  );
});
