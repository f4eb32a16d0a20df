import { hasHappenedTo, unacknowledgedIn, type LedgerEntry } from './ledger.ts';

/** That an alert was passed on to another office. */
export interface Passing {
  /** of the alert */
  readonly id: string;
  /** code of the office that it was passed on to */
  readonly office: string;
  /** when it was decided: instant, UTC */
  readonly at: string;
}

/** What became of it. `unsent`: nothing that is on its way to that office holds it; `waiting`: whole days since it left. */
export type PassedStanding =
  { readonly state: 'unsent' } | { readonly state: 'waiting'; readonly days: number } | { readonly state: 'arrived' };

/**
 * How an alert that was passed on stands. Only what was made since the decision counts: an office may have had it before,
 * said so, and passed it back.
 * @param now milliseconds since 1970
 */
export function standingOfPassed(
  entries: readonly LedgerEntry[],
  { id, office, at }: Passing,
  now: number,
): PassedStanding {
  const since = entries.filter(
    ({ direction, kind, cases, to, events }) =>
      direction === 'out' &&
      kind === 'alerta' &&
      cases.some((one) => one.id === id) &&
      to.some((one) => one.office === office) &&
      events.some((event) => event.what === 'made' && event.at >= at),
  );
  if (since.some((entry) => hasHappenedTo(entry, 'acknowledged'))) return { state: 'arrived' };
  const [waiting] = unacknowledgedIn(since, now, 0);
  return waiting === undefined ? { state: 'unsent' } : { state: 'waiting', days: waiting.days };
}
