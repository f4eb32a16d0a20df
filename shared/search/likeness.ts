import { normalise } from './normalise.ts';

/** What two workplaces are compared by; `''` for what is not known. */
export interface WorkplaceFacts {
  readonly employer: string;
  /** name of the site */
  readonly site: string;
  /** grouped or not */
  readonly rtn: string;
  /** municipality code DDMM */
  readonly municipality: string;
  readonly address: string;
}

/** Why two workplaces may be one, the strongest first. */
export const likenessReasons = ['rtn', 'name', 'nearName', 'address'] as const;
export type LikenessReason = (typeof likenessReasons)[number];

export interface Likeness {
  /** in the order of {@link likenessReasons}; none: they do not look alike */
  readonly reasons: readonly LikenessReason[];
  /** for the order in which people look at them; 0 without reasons */
  readonly score: number;
}

const WEIGHTS: Readonly<Record<LikenessReason, number>> = { rtn: 100, name: 60, nearName: 40, address: 30 };
/** Between alike ones, the one in the same municipality first. */
const SAME_PLACE = 5;

/** Forms of companies as Honduran papers write them, after punctuation became blanks. */
const FORMS = [
  /\bsociedad (?:anonima|de responsabilidad limitada)(?: de capital variable)?\b/g,
  /\bs ?(?:a|de ?r ?l)(?: ?de ?c ?v)?\b/g,
  /\b(?:s|e i) ?r ?l\b/g,
  /\bc ?v\b/g,
  /\b(?:ltda|limitada|cia|compania)\b/g,
];
const LITTLE = new Set(['de', 'del', 'la', 'el', 'los', 'las', 'y', 'e', 'a', 'al', 'en']);
/** Words that stand in half of all addresses. */
const OF_ADDRESSES = new Set([
  ...['barrio', 'bo', 'colonia', 'col', 'calle', 'avenida', 'ave', 'av', 'bloque', 'casa', 'km', 'kilometro', 'frente'],
  ...['contiguo', 'carretera', 'salida', 'local', 'edificio', 'no', 'numero', 'zona', 'sector', 'aldea'],
]);

/** So alike are two names that differ by a slip of the finger. */
const NEAR = 0.8;
/** So much of the shorter address stands in the other one. */
const SHARED = 0.6;
const RTN_DIGITS = 14;

function wordsOf(text: string): readonly string[] {
  return normalise(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .split(' ')
    .filter((word) => word !== '');
}

/**
 * The words that make a name this one: without accents, punctuation, the form of the company, articles.
 * `Empacadora del Ñandú, S. de R.L. de C.V.` is `empacadora nandu`.
 */
export function nameWords(name: string): readonly string[] {
  const plain = FORMS.reduce((text, form) => text.replace(form, ' '), wordsOf(name).join(' '));
  return plain.split(' ').filter((word) => word !== '' && !LITTLE.has(word));
}

/** The words of an address that tell where it is. */
export function addressWords(address: string): readonly string[] {
  return wordsOf(address).filter((word) => !LITTLE.has(word) && !OF_ADDRESSES.has(word));
}

/** The digits of a tax number; empty when it is not a whole one. */
export function rtnDigits(rtn: string): string {
  const digits = rtn.replace(/\D/g, '');
  return digits.length === RTN_DIGITS ? digits : '';
}

/** How far two workplaces may be one and the same, and why. Symmetric. */
export function likeness(a: WorkplaceFacts, b: WorkplaceFacts): Likeness {
  const samePlace = a.municipality !== '' && a.municipality === b.municipality;
  const name = nameReason(a, b);
  const reasons = likenessReasons.filter(
    (reason) =>
      reason === name ||
      (reason === 'rtn' && rtnDigits(a.rtn) !== '' && rtnDigits(a.rtn) === rtnDigits(b.rtn)) ||
      (reason === 'address' && samePlace && isNearAddress(addressWords(a.address), addressWords(b.address))),
  );
  const score = reasons.reduce((sum, reason) => sum + WEIGHTS[reason], 0);
  return { reasons, score: score > 0 && samePlace ? score + SAME_PLACE : score };
}

/** A site may be called by what another paper takes for the employer. */
function nameReason(a: WorkplaceFacts, b: WorkplaceFacts): 'name' | 'nearName' | undefined {
  const names = (facts: WorkplaceFacts): (readonly string[])[] =>
    [facts.employer, facts.site].map(nameWords).filter((words) => words.length > 0);
  const pairs = names(a).flatMap((one) => names(b).map((other) => [one, other] as const));
  if (pairs.some(([one, other]) => one.join(' ') === other.join(' '))) return 'name';
  return pairs.some(([one, other]) => isNearName(one, other)) ? 'nearName' : undefined;
}

function isNearName(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 2 && short.every((word) => long.includes(word))) return true;
  return bigramLikeness(a.join(''), b.join('')) >= NEAR;
}

function isNearAddress(a: readonly string[], b: readonly string[]): boolean {
  const [mine, others] = [new Set(a), new Set(b)];
  const shared = [...mine].filter((word) => others.has(word)).length;
  return shared >= 2 && shared / Math.min(mine.size, others.size) >= SHARED;
}

/** Sørensen-Dice coefficient of pairs of letters, 0 to 1. */
function bigramLikeness(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return 0;
  const counts = new Map<string, number>();
  for (let at = 0; at < a.length - 1; at += 1)
    counts.set(a.slice(at, at + 2), (counts.get(a.slice(at, at + 2)) ?? 0) + 1);
  let shared = 0;
  for (let at = 0; at < b.length - 1; at += 1) {
    const pair = b.slice(at, at + 2);
    const left = counts.get(pair) ?? 0;
    if (left === 0) continue;
    shared += 1;
    counts.set(pair, left - 1);
  }
  return (2 * shared) / (a.length + b.length - 2);
}
