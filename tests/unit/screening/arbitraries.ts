import fc from 'fast-check';
import { questions } from '../../../shared/catalog/screening/questions.ts';
import { replies, waysOfKnowing, type Answer, type Reply } from '../../../shared/screening/answers.ts';
import type { ScreeningFacts } from '../../../shared/screening/screen.ts';

/** An answer with nothing more to it. */
export function answer(question: string, reply: Reply = 'yes'): Answer {
  return { question, reply, evidence: [], by: 'person-1', at: '2026-11-20T15:00:00.000Z' };
}

const keys = questions.map(({ key }) => key);

export const anyAnswer: fc.Arbitrary<Answer> = fc.record({
  question: fc.constantFrom(...keys),
  reply: fc.constantFrom(...replies),
  how: fc.constantFrom(...waysOfKnowing, undefined),
  evidence: fc.constant([]),
  by: fc.constantFrom('person-1', 'person-2'),
  at: fc.constantFrom('2026-11-20T15:00:00.000Z', '2026-11-21T15:00:00.000Z'),
});

/** Few and many answers, some to the same question. */
export const anyAnswers = fc.array(anyAnswer, { maxLength: 60 });

/** Enough signs that the higher results are reached often. */
export const anySigns = fc
  .subarray(keys, { minLength: 0, maxLength: 40 })
  .map((chosen): ReadonlySet<string> => new Set(chosen));

const anyRange = fc.tuple(fc.integer({ min: 3, max: 40 }), fc.integer({ min: 0, max: 4 }));
const hours = fc.option(fc.integer({ min: 0, max: 90 }), { nil: undefined });

export const anyFacts: fc.Arbitrary<ScreeningFacts> = fc.record({
  answers: anyAnswers,
  age: fc.option(
    anyRange.map(([least, more]) => ({ least, most: least + more })),
    { nil: undefined },
  ),
  hoursAWeek: hours,
  hoursADay: hours,
  choresAWeek: hours,
});
