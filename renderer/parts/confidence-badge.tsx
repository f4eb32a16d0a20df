import type { Confidence } from '../../shared/catalog/entry.ts';
import { t } from '../text/index.ts';
import { Badge } from '../ui/badge.tsx';

const kinds = { verified: 'success', likely: 'info', unverified: 'warn' } as const;

/** How sure a rule is, in a word. */
export function ConfidenceBadge({ confidence }: { readonly confidence: Confidence }) {
  return <Badge kind={kinds[confidence]}>{t(`deadlines.confidence_${confidence}`)}</Badge>;
}
