import type { LedgerEntry } from '../../../shared/merge/ledger.ts';
import { t } from '../../text/index.ts';

/** The other side of a bundle, and which way it went. */
export function otherOf({ direction, from, to, kind }: LedgerEntry): string {
  if (direction === 'in') return t('exchange.from', { office: from });
  if (kind === 'expediente') return t('exchange.outside');
  return t('exchange.to', { office: to.map(({ office }) => office).join(', ') });
}

/** A bundle as people call it; one that never came to a stick has no name. */
export function codeText({ code }: LedgerEntry): string {
  return code === '' ? t('exchange.noCode') : code;
}
