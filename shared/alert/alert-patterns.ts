import type { Instant } from '../kernel/clock.ts';
import { alertLikeness, alertReasons, type AlertFacts, type AlertReason } from './alert-likeness.ts';

/** An alert among others. */
export interface KnownAlert extends AlertFacts {
  readonly id: string;
  readonly receivedAt: Instant;
}

/** The same employer, recruiter, place or way again. */
export interface AlertPattern {
  readonly reason: AlertReason;
  /** ids of the other alerts, newest first */
  readonly others: readonly string[];
}

/**
 * What comes back in other alerts. It says that something was told again, and nothing of anybody's guilt.
 * @param rules how many months before and after are looked at
 * @returns in the order of {@link alertReasons}
 */
export function alertPatterns(
  alert: KnownAlert,
  others: readonly KnownAlert[],
  rules: { readonly months: number },
): readonly AlertPattern[] {
  const near = others
    .filter(({ id, receivedAt }) => id !== alert.id && isWithin(alert.receivedAt, receivedAt, rules.months))
    .sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1))
    .map((other) => ({ id: other.id, reasons: alertLikeness(alert, other).reasons }));
  return alertReasons.flatMap((reason): readonly AlertPattern[] => {
    const found = near.filter(({ reasons }) => reasons.includes(reason)).map(({ id }) => id);
    return found.length === 0 ? [] : [{ reason, others: found }];
  });
}

function isWithin(a: Instant, b: Instant, months: number): boolean {
  const [early, late] = a < b ? [a, b] : [b, a];
  const end = new Date(early);
  end.setUTCMonth(end.getUTCMonth() + months);
  return Date.parse(late) <= end.getTime();
}
