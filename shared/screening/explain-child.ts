import { standing } from './answers.ts';
import { assessChild, type ScreeningFacts, type ScreeningResult } from './screen.ts';

/** Numbers of a screening that the rules about the work of children look at. */
const numbers = ['choresAWeek', 'hoursADay', 'hoursAWeek', 'age'] as const;
export type ChildNumber = (typeof numbers)[number];

/** Facts that are enough for a result: each gives it with the others, and without any one of them it is another. */
export interface ChildGrounds {
  readonly numbers: readonly ChildNumber[];
  /** questions that stand at "yes" */
  readonly yes: readonly string[];
  /** questions that stand at "no", which only a result without signs rests on */
  readonly no: readonly string[];
}

type Child = NonNullable<ScreeningResult['child']>;

/**
 * What is enough for each of the two results about a child's work: the class of statistics and the law of the country.
 * Everything else may be left out, all at once, and the result is the same.
 */
export function explainChild(facts: ScreeningFacts): {
  readonly labour: ChildGrounds;
  readonly national: ChildGrounds;
} {
  return {
    labour: groundsFor(facts, ({ labour }) => labour.result),
    national: groundsFor(facts, ({ national }) => national.result),
  };
}

/** Only these facts of a screening; the rest is as if nobody knew it. */
export function factsWith(facts: ScreeningFacts, grounds: ChildGrounds): ScreeningFacts {
  const kept = new Set([...grounds.yes, ...grounds.no]);
  const left = Object.fromEntries(numbers.map((key) => [key, undefined]));
  const known = Object.fromEntries(grounds.numbers.map((key) => [key, facts[key]]));
  return { ...facts, ...left, ...known, answers: facts.answers.filter(({ question }) => kept.has(question)) };
}

/**
 * Takes away one fact after another as long as the result stays. A fact that could not go may go once another has gone (of
 * two ways to "no work" one is enough), so the round begins again until nothing can.
 */
function groundsFor(facts: ScreeningFacts, resultOf: (child: Child) => string): ChildGrounds {
  const wanted = resultOf(assessChild(facts));
  const isSame = (grounds: ChildGrounds): boolean => resultOf(assessChild(factsWith(facts, grounds))) === wanted;
  let grounds = everything(facts);
  for (;;) {
    const before = sizeOf(grounds);
    for (const leaveOut of leavingOut(grounds)) {
      const fewer = leaveOut(grounds);
      if (isSame(fewer)) grounds = fewer;
    }
    if (sizeOf(grounds) === before) return grounds;
  }
}

function everything(facts: ScreeningFacts): ChildGrounds {
  const stands = [...standing(facts.answers)];
  const questions = (reply: string): readonly string[] =>
    stands.flatMap(([question, stood]) => (stood === reply ? [question] : [])).sort();
  return {
    numbers: numbers.filter((key) => facts[key] !== undefined),
    yes: questions('yes'),
    no: questions('no'),
  };
}

/** One after the other, what says least first: what somebody saw or told is kept rather than a number that stands for it. */
function leavingOut({ numbers: known, yes, no }: ChildGrounds): readonly ((from: ChildGrounds) => ChildGrounds)[] {
  return [
    ...no.map((key) => (from: ChildGrounds) => ({ ...from, no: from.no.filter((one) => one !== key) })),
    ...known.map((key) => (from: ChildGrounds) => ({ ...from, numbers: from.numbers.filter((one) => one !== key) })),
    ...yes.map((key) => (from: ChildGrounds) => ({ ...from, yes: from.yes.filter((one) => one !== key) })),
  ];
}

function sizeOf({ numbers: known, yes, no }: ChildGrounds): number {
  return known.length + yes.length + no.length;
}
