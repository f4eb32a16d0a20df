import { instantFrom, type Instant } from '../kernel/clock.ts';
import { dateInHonduras, formatDate } from '../kernel/plain-date.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { isOlderVersion } from '../kernel/version.ts';
import type { DataFormats } from './data-formats.ts';
import type { Manifest } from './manifest.ts';

/** A computer's clock may go ahead of or behind the publisher's by that much, milliseconds. */
const CLOCK_SLACK_MS = 24 * 3_600_000;

/** The newest that was ever seen signed. */
export interface KnownUpdate {
  readonly version: string;
  readonly released: Instant;
}

/** What runs here. */
export interface RunningApp {
  readonly version: string;
  readonly electron: string;
  readonly data: DataFormats;
}

/** How a signed manifest stands to what runs here. */
export type Standing = 'newer' | 'same' | 'older';

/**
 * Judges a manifest whose signature was verified.
 * @param now milliseconds since 1970 by this computer's clock, which may be wrong: time never counts as earlier than the
 *   newest signed release that is known
 * @returns its standing; for one that would be newer also `update/replayed` (`version`: the newest known),
 *   `update/clock` (`released`, `now`: days), `update/expired` (`until`: a day), `update/cannot-read-data`
 */
export function judgeUpdate(
  manifest: Manifest,
  {
    running,
    known,
    now,
  }: { readonly running: RunningApp; readonly known: KnownUpdate | undefined; readonly now: number },
): Result<Standing> {
  const { version, released, validUntil } = manifest;
  if (isOlderVersion(version, running.version)) return ok('older');
  if (!isOlderVersion(running.version, version)) return ok('same');
  const releasedAt = Date.parse(released);
  const knownAt = known === undefined ? Number.NEGATIVE_INFINITY : Date.parse(known.released);
  if (known !== undefined && (isOlderVersion(version, known.version) || releasedAt < knownAt)) {
    return fail('update/replayed', { version: known.version });
  }
  if (now < releasedAt - CLOCK_SLACK_MS)
    return fail('update/clock', { released: day(released), now: day(instantFrom(now)) });
  if (Math.max(now, knownAt) > Date.parse(validUntil)) return fail('update/expired', { until: day(validUntil) });
  return readsData(manifest, running) ? ok('newer') : fail('update/cannot-read-data');
}

const day = (instant: Instant): string => formatDate(dateInHonduras(instant));

/** The newer of what was known and what was just seen signed: neither version nor date ever goes back. */
export function newestKnown(known: KnownUpdate | undefined, seen: KnownUpdate): KnownUpdate {
  if (known === undefined) return { version: seen.version, released: seen.released };
  return {
    version: isOlderVersion(known.version, seen.version) ? seen.version : known.version,
    released: Date.parse(known.released) < Date.parse(seen.released) ? seen.released : known.released,
  };
}

/** Whether the version of a manifest can work with what the running one has written. */
export function readsData(
  { electron, data }: Pick<Manifest, 'electron' | 'data'>,
  running: Omit<RunningApp, 'version'>,
): boolean {
  return (
    !isOlderVersion(electron, running.electron) &&
    data.layout >= running.data.layout &&
    data.journal >= running.data.journal &&
    data.keyring >= running.data.keyring
  );
}
