import { setImmediate as breathe } from 'node:timers/promises';
import { instantFrom, type Clock, type Instant } from '../../shared/kernel/clock.ts';
import type { Act } from '../../shared/access/acts.ts';
import { concatBytes } from '../../shared/kernel/bytes.ts';
import { sealAuditEntry, type AuditKeys } from '../../shared/journal/audit-entry.ts';
import type { AuditRow, Write } from '../../shared/journal/write.ts';
import type { Head, Made } from './appender.ts';
import { makeFrame, type Position } from './frame.ts';
import { entrySealing } from './node-sealing.ts';
import type { JournalKey } from './walk.ts';

/** Making frames holds the main process at most so long, give or take one. */
const AT_ONCE_MS = 8;
/** Clocks are corrected by seconds all the time; only more than this is worth a word. */
const TOLERANCE_MS = 60_000;

/** Who writes, with which keys, at what time. */
export interface Writer {
  readonly key: JournalKey;
  readonly audit: AuditKeys;
  readonly personId: string;
  readonly clock: Clock;
}

/** What one frame is to hold. */
export interface Commit<W extends Write = Write> {
  readonly writes: readonly W[];
  readonly act?: Act | undefined;
}

/** Where a frame was written, and the entry that was added to the chain of acts. */
export interface Appended extends Position {
  readonly audit: AuditRow | undefined;
  /** the clock stands behind what was written before, by more than a correction */
  readonly clockBehind?: true;
}

/**
 * Makes the frames that follow `head`, as one piece: they are written and flushed together. Each is a frame like any other, with
 * its own entry in the chain of acts.
 * @returns one answer for each
 */
export async function nextFrames(
  writer: Writer,
  head: Head,
  commits: readonly Commit[],
): Promise<Made<readonly Appended[]>> {
  const made: Made<Appended>[] = [];
  let last = head;
  let since = performance.now();
  for (const { writes, act } of commits) {
    const frame = await nextFrame(writer, last, writes, act);
    made.push(frame);
    last = frame.head;
    if (performance.now() - since < AT_ONCE_MS) continue;
    await breathe();
    since = performance.now();
  }
  const [first] = made;
  const raw = first !== undefined && made.length === 1 ? first.raw : concatBytes(...made.map((frame) => frame.raw));
  return { raw, head: last, answer: made.map(({ answer }) => answer) };
}

/**
 * Makes the frame that follows `head`, with the entry of the act if there is one. Time never goes back: while the clock
 * stands behind, because it was set back or was ahead before, the entry tells what it says.
 */
async function nextFrame(
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
