import { questions } from '../../shared/catalog/screening/questions.ts';
import { ruleSets } from '../../shared/catalog/screening/rule-sets.ts';
import { replies } from '../../shared/screening/answers.ts';
import { screen, type ScreeningFacts } from '../../shared/screening/screen.ts';
import type { Bench } from './bench-run.ts';
import { comparison, median, type Figure } from './figure.ts';

const SCREENINGS = 100_000;
const ROUNDS = 5;
const TARGET_MS = 2_000;
/** What the reasons, links and rules about children may cost beside bare counting. */
const TARGET_RATIO = 10;

/**
 * All engines over a hundred thousand stored screenings, against a loop written by hand that does nothing but count the
 * same answers of the adult list by dimension and strength and apply its rule.
 */
export function benchScreening(bench: Bench): Promise<Figure[]> {
  const stored = Array.from({ length: SCREENINGS }, (_, i) => makeScreening(i));
  const ours: number[] = [];
  const peer: number[] = [];
  let [signs, positives] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(
      timed(() => {
        for (const facts of stored) signs += screen(facts).escalations.length;
      }),
    );
    peer.push(
      timed(() => {
        for (const facts of stored) positives += countByHand(facts);
      }),
    );
  }
  bench.say(`${SCREENINGS} screenings: ${signs / ROUNDS} reasons, ${positives / ROUNDS} positive dimensions`);
  return Promise.resolve([
    {
      name: 'all engines over 100,000 screenings',
      unit: 'ms',
      ours: median(ours),
      target: TARGET_MS,
      met: median(ours) <= TARGET_MS,
    },
    comparison('all engines / counting one list by hand', 'ms', {
      ours: median(ours),
      peer: median(peer),
      target: TARGET_RATIO,
    }),
  ]);
}

function timed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Sixty answers of every sort, the same ones in every run. */
function makeScreening(seed: number): ScreeningFacts {
  const at = '2026-11-20T15:00:00.000Z';
  const answers = Array.from({ length: 60 }, (_, i) => ({
    question: questions[(seed * 7 + i * 2) % questions.length]?.key ?? '',
    reply: replies[(seed * 31 + i * i) % 4] ?? 'unknown',
    evidence: [],
    by: 'person',
    at,
  }));
  const years = 12 + (seed % 30);
  return { answers, age: { least: years, most: years }, hoursAWeek: seed % 70, hoursADay: seed % 12 };
}

const weights = new Map(
  ruleSets
    .find(({ key }) => key === 'delphiAdult')
    ?.indicators.map(({ question, dimension, strength }) => [question, { dimension, strength }]),
);

function countByHand({ answers }: ScreeningFacts): number {
  const counts = new Map<string, { strong: number; medium: number; weak: number; unweighted: number }>();
  for (const { question, reply } of answers) {
    const weight = reply === 'yes' ? weights.get(question) : undefined;
    if (weight === undefined) continue;
    const count = counts.get(weight.dimension) ?? { strong: 0, medium: 0, weak: 0, unweighted: 0 };
    count[weight.strength] += 1;
    counts.set(weight.dimension, count);
  }
  let positive = 0;
  for (const { strong, medium, weak } of counts.values()) {
    const isPositive = strong > 1 || (strong === 1 && medium + weak > 0) || medium > 2 || (medium === 2 && weak > 0);
    if (isPositive) positive += 1;
  }
  return positive;
}
