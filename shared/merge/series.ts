import { tipsOf } from '../bundle/check-case.ts';
import type { Tip } from '../bundle/envelope.ts';
import type { SeriesSeal } from '../bundle/seal.ts';
import type { Change } from '../record/change.ts';

/** The ends of series that no seal is on: to be sealed before the case leaves. */
export function unsealedTips(changes: readonly Change[], seals: readonly SeriesSeal[]): readonly Tip[] {
  const sealed = new Set(seals.map(({ h }) => h));
  return tipsOf(changes).filter(({ h }) => !sealed.has(h));
}

/** Each seal once, of several on one change the first; by series and place. */
export function uniteSeals(seals: readonly SeriesSeal[]): readonly SeriesSeal[] {
  const united = new Map<string, SeriesSeal>();
  for (const seal of seals) if (!united.has(seal.h)) united.set(seal.h, seal);
  return [...united.values()].sort(byPlace);
}

function byPlace(a: Tip, b: Tip): number {
  if (a.r !== b.r) return a.r < b.r ? -1 : 1;
  return a.n - b.n || (a.h < b.h ? -1 : 1);
}
