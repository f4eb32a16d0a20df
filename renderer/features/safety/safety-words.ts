import type { Instant } from '../../../shared/kernel/clock.ts';
import { daysUntil } from '../../parts/format.ts';
import { t } from '../../text/index.ts';

/**
 * How long ago by civil days in Honduras: today, yesterday, so many days ago.
 * @param now milliseconds since 1970
 */
export function agoText(instant: Instant, now: number): string {
  const days = -daysUntil(instant, now);
  if (days <= 0) return t('safety.ago.today');
  return days === 1 ? t('safety.ago.yesterday') : t('safety.ago.days', { n: days });
}
