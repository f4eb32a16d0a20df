import type { alertRules } from '../catalog/alert-rules.ts';
import { alertSigns } from '../catalog/alert-signs.ts';
import type { Instant } from '../kernel/clock.ts';

const HOUR_MS = 3_600_000;
const grave = new Set(alertSigns.filter((sign) => sign.grave === true).map(({ key }) => key));

/** Whether an alert is looked at before the others: somebody is in danger now, or one of the grave signs was seen. */
export function isUrgent({ danger, signs }: { readonly danger: string; readonly signs: readonly string[] }): boolean {
  return danger === 'yes' || signs.some((sign) => grave.has(sign));
}

/** How an alert that nobody has decided about stands to the time that there is for it. */
export interface TriageClock {
  /** whole hours since it was received; 0 when the clock of this computer stands before */
  readonly hours: number;
  /** `soon`: more than half of the time is gone */
  readonly level: 'calm' | 'soon' | 'late';
}

/**
 * The triage clock.
 * @param now milliseconds since 1970
 * @param rules hours that there are
 */
export function triageClock(
  { receivedAt, urgent }: { readonly receivedAt: Instant; readonly urgent: boolean },
  now: number,
  rules: Pick<(typeof alertRules)['triage'], 'urgentHours' | 'otherHours'>,
): TriageClock {
  const hours = Math.max(0, (now - Date.parse(receivedAt)) / HOUR_MS);
  const limit = urgent ? rules.urgentHours : rules.otherHours;
  return { hours: Math.floor(hours), level: hours >= limit ? 'late' : hours > limit / 2 ? 'soon' : 'calm' };
}
