import { instantFrom, type Clock, type Instant } from '../../shared/kernel/clock.ts';
import type { Act } from '../../shared/access/acts.ts';
import { sealAuditEntry, type AuditKeys } from '../../shared/journal/audit-entry.ts';
import type { AuditRow, Write } from '../../shared/journal/write.ts';
import type { Head, Made } from './appender.ts';
import { makeFrame, type Position } from './frame.ts';
import { entrySealing } from './node-sealing.ts';
import type { JournalKey } from './walk.ts';

/** Clocks are corrected by seconds all the time; only more than this is worth a word. */
const TOLERANCE_MS = 60_000;

/** Who writes, with which keys, at what time. */
export interface Writer {
  readonly key: JournalKey;
  readonly audit: AuditKeys;
  readonly personId: string;
  readonly clock: Clock;
}

/** Where a frame was written, and the entry that was added to the chain of acts. */
export interface Appended extends Position {
  readonly audit: AuditRow | undefined;
  /** the clock stands behind what was written before, by more than a correction */
  readonly clockBehind?: true;
}

/**
 * Makes the frame that follows `head`, with the entry of the act if there is one. Time never goes back: while the clock
 * stands behind, because it was set back or was ahead before, the entry tells what it says.
 */
export async function nextFrame(
  { key, audit, personId, clock }: Writer,
  head: Head,
  writes: readonly Write[],
  act: Act | undefined,
): Promise<Made<Appended>> {
  const { at, behind } = timeAfter(head.at, clock);
  const noted = behind === undefined ? {} : { clockBehind: true as const, clock: behind };
  const entry = { ...act, at, person: personId, ...noted };
  const row =
    act === undefined
      ? undefined
      : await sealAuditEntry({ ...audit, sealing: entrySealing }, key.vaultId, head.audit, {
          ...entry,
          action: act.action,
        });
  const frame = await makeFrame({
    ...key,
    before: head,
    payload: {
      at,
      audit: row === undefined ? head.audit : { n: row.n, h: row.h },
      writes: row === undefined ? writes : [...writes, { t: 'audit', k: 'put', row }],
    },
  });
  const { seq, digest } = frame;
  const next = { seq, digest, audit: row === undefined ? head.audit : { n: row.n, h: row.h }, at };
  return {
    raw: frame.raw,
    head: next,
    answer: { seq, digest, audit: row, ...(behind === undefined ? {} : { clockBehind: true }) },
  };
}

/** Now, but never before `latest`; and what the clock says while it stands behind that by more than a correction. */
export function timeAfter(
  latest: Instant | undefined,
  clock: Clock,
): { readonly at: Instant; readonly behind: Instant | undefined } {
  const now = clock.now();
  const known = latest === undefined ? now : Date.parse(latest);
  return {
    at: instantFrom(Math.max(now, known)),
    behind: known - now > TOLERANCE_MS ? instantFrom(now) : undefined,
  };
}
