import type { Change } from '../record/change.ts';

/** The signature of an installation over the end of a series: what stands before it in the series is vouched for too. */
export interface SeriesSeal {
  /** case, series, and place and id of the change that it is on */
  readonly c: string;
  readonly r: string;
  readonly n: number;
  readonly h: string;
  /** hybrid time */
  readonly t: string;
  /** SHA-256 of the certificate's DER, base64url */
  readonly cert: string;
  /** ECDSA P-256 (IEEE P1363), base64url */
  readonly sig: string;
}

/** The end of a series, or of one branch of it. */
export interface SeriesTip {
  readonly r: string;
  readonly n: number;
  /** id of the change */
  readonly h: string;
}

/**
 * The ends of all series: the changes that no other of their series follows. A series that went on in two places has two,
 * and both have to be vouched for: what only one leads to would else never count anywhere.
 */
export function tipsOf(changes: readonly Change[]): readonly SeriesTip[] {
  const followed = new Set(changes.map(({ op }) => op.p));
  return changes.flatMap(({ id, op }) => (followed.has(id) ? [] : [{ r: op.r, n: op.n, h: id }])).sort(byPlace);
}

/** The ends of series that no seal is on: to be sealed before the case leaves. */
export function unsealedTips(changes: readonly Change[], seals: readonly SeriesSeal[]): readonly SeriesTip[] {
  const sealed = new Set(seals.map(({ h }) => h));
  return tipsOf(changes).filter(({ h }) => !sealed.has(h));
}

/** Each seal once, of several on one change the first; by series and place. */
export function uniteSeals(seals: readonly SeriesSeal[]): readonly SeriesSeal[] {
  const united = new Map<string, SeriesSeal>();
  for (const seal of seals) if (!united.has(seal.h)) united.set(seal.h, seal);
  return [...united.values()].sort(byPlace);
}

function byPlace(a: SeriesTip, b: SeriesTip): number {
  if (a.r !== b.r) return a.r < b.r ? -1 : 1;
  return a.n - b.n || (a.h < b.h ? -1 : 1);
}
