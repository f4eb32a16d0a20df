import type { Term } from '../../shared/catalog/entry.ts';
import { t, tCount } from '../text/index.ts';

/** How long a term is, in words: `10 días hábiles`; that nobody knows, where nobody does. */
export function termLength({ amount, unit }: Pick<Term, 'amount' | 'unit'>): string {
  if (amount === null) return t('deadlines.unknown');
  return amount === 0 ? t('deadlines.sameDay') : tCount(`deadlines.length_${unit}`, amount);
}
