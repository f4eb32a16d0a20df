import type { Instant } from '../kernel/clock.ts';
import { dateInHonduras, formatDate, timeInHonduras } from '../kernel/plain-date.ts';

/** The civil time of a piece, `YYYY-MM-DDTHH:MM:SS`, as paper shows it. */
export function takenText(takenAt: string): string {
  const [date = '', time = ''] = takenAt.split('T');
  return `${formatDate(date)}, ${time}`;
}

/** Date and time in Honduras as paper shows them. */
export function whenText(at: Instant): string {
  return `${formatDate(dateInHonduras(at))}, ${timeInHonduras(at)}`;
}

/** `1234567` as `1,234,567`, as figures are written in Honduras. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
