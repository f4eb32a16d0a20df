import { addressWords, likeness, nameWords, type WorkplaceFacts } from '../search/likeness.ts';

/** What alerts are compared by; `''` for what was not told. */
export interface AlertFacts {
  readonly employer: string;
  readonly recruiter: string;
  readonly route: string;
  /** in words */
  readonly place: string;
  /** municipality code DDMM */
  readonly municipality: string;
}

/** Why two alerts may be about the same, the strongest first. */
export const alertReasons = ['employer', 'recruiter', 'place', 'route'] as const;
export type AlertReason = (typeof alertReasons)[number];

const WEIGHTS: Readonly<Record<AlertReason, number>> = { employer: 60, recruiter: 50, place: 40, route: 20 };
const SAME_PLACE = 5;
const nobody: WorkplaceFacts = { employer: '', site: '', rtn: '', municipality: '', address: '' };

/** How far two alerts, or an alert and a case, may be about the same, and why. Symmetric. */
export function alertLikeness(
  a: AlertFacts,
  b: AlertFacts,
): { readonly reasons: readonly AlertReason[]; readonly score: number } {
  const samePlace = a.municipality !== '' && a.municipality === b.municipality;
  const holds: Readonly<Record<AlertReason, () => boolean>> = {
    employer: () => isSameName(a.employer, b.employer),
    recruiter: () => isSameName(a.recruiter, b.recruiter),
    place: () => isSamePlace(a, b),
    route: () => isSameRoute(a.route, b.route),
  };
  const reasons = alertReasons.filter((reason) => holds[reason]());
  const score = reasons.reduce((sum, reason) => sum + WEIGHTS[reason], 0);
  return { reasons, score: score > 0 && samePlace ? score + SAME_PLACE : score };
}

function isSameName(a: string, b: string): boolean {
  return likeness({ ...nobody, employer: a }, { ...nobody, employer: b }).reasons.length > 0;
}

function isSamePlace(a: AlertFacts, b: AlertFacts): boolean {
  const facts = ({ municipality, place }: AlertFacts): WorkplaceFacts => ({ ...nobody, municipality, address: place });
  return likeness(facts(a), facts(b)).reasons.includes('address');
}

/** A way is told in a few words: it is the same when they share two, or are one and the same. */
function isSameRoute(a: string, b: string): boolean {
  const [mine, others] = [new Set(addressWords(a)), new Set(addressWords(b))];
  const shared = [...mine].filter((word) => others.has(word)).length;
  return shared >= 2 || (shared === 1 && mine.size === 1 && others.size === 1);
}

/** The words by which alerts like one are looked for, each by itself. */
export function tellingWords({ employer, recruiter, place, route }: AlertFacts): readonly string[] {
  const words = [...[employer, recruiter].flatMap(nameWords), ...[place, route].flatMap(addressWords)];
  return [...new Set(words.filter(({ length }) => length > 3))];
}
