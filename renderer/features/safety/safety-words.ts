import type { Instant } from '../../../shared/kernel/clock.ts';
import { daysUntil } from '../../parts/format.ts';
import { currentLocale, t } from '../../text/index.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size on a disk in the unit that fits it, e.g. `1.2 GB`; decimal units, as disks are sold. */
export function formatSize(bytes: number): string {
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(currentLocale(), {
    style: 'unit',
    unit: units[power] ?? 'byte',
    maximumFractionDigits: power < 3 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}

/**
 * How long ago by civil days in Honduras: today, yesterday, so many days ago.
 * @param now milliseconds since 1970
 */
export function agoText(instant: Instant, now: number): string {
  const days = -daysUntil(instant, now);
  if (days <= 0) return t('safety.ago.today');
  return days === 1 ? t('safety.ago.yesterday') : t('safety.ago.days', { n: days });
}
