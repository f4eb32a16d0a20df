/** An event's time: UTC, ISO 8601 with milliseconds, e.g. `2026-11-24T22:38:35.000Z`. */
export type Instant = string;

/** Where the time comes from; passed in so that the domain never asks the computer itself. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
}

/** Milliseconds since 1970 as an instant. */
export function instantFrom(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString();
}
