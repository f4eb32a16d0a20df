import type { Instant } from '../../shared/kernel/clock.ts';
import { dateInHonduras } from '../../shared/kernel/plain-date.ts';

/** How many stay: the last ones, one a day, one a week. */
export const KEPT = { last: 3, days: 7, weeks: 5 } as const;
const DAY_MS = 86_400_000;

/** A snapshot as the rotation sees it. */
export interface Rotated {
  readonly name: string;
  readonly madeAt: Instant;
  readonly seq: number;
  /** damaged, or made from a journal that had lost frames: it stays for a while, but no good one goes because of it */
  readonly sound: boolean;
}

/**
 * Which snapshots have had their day. Kept are the last three, the last of each of the seven latest days (of Honduras)
 * and of each of the five latest weeks (Monday to Sunday) that have one. Days and weeks without work do not count, so a
 * holiday costs nothing; the three with the highest numbers stay as well, so that a clock that was set back cannot
 * make what is newest look oldest.
 * @param snapshots of one office in one place
 * @returns names to delete; never one of the newest three sound ones by time or by number
 */
export function planRotation(snapshots: readonly Rotated[]): readonly string[] {
  const sound = snapshots.filter((one) => one.sound);
  const byTime = newestFirst(sound);
  const bySeq = [...byTime].sort((a, b) => b.seq - a.seq);
  const kept = new Set([
    ...byTime.slice(0, KEPT.last),
    ...bySeq.slice(0, KEPT.last),
    ...lastOfEach(byTime, ({ madeAt }) => dateInHonduras(madeAt)).slice(0, KEPT.days),
    ...lastOfEach(byTime, ({ madeAt }) => weekInHonduras(madeAt)).slice(0, KEPT.weeks),
  ]);
  // What is damaged may still serve in part: it goes with the time it is from, and only when enough good ones are left.
  const oldest = [...kept].map(({ madeAt }) => madeAt).sort()[0];
  const isOutlived = (madeAt: Instant): boolean => kept.size >= KEPT.last && oldest !== undefined && madeAt < oldest;
  return snapshots.filter((one) => (one.sound ? !kept.has(one) : isOutlived(one.madeAt))).map(({ name }) => name);
}

function newestFirst(snapshots: readonly Rotated[]): Rotated[] {
  return [...snapshots].sort((a, b) => (a.madeAt === b.madeAt ? b.seq - a.seq : a.madeAt < b.madeAt ? 1 : -1));
}

/** The first of each group; of a list that begins with the newest that is the group's last. */
function lastOfEach(sorted: readonly Rotated[], groupOf: (one: Rotated) => string): Rotated[] {
  const seen = new Set<string>();
  return sorted.filter((one) => {
    const group = groupOf(one);
    if (seen.has(group)) return false;
    seen.add(group);
    return true;
  });
}

/** The Monday of the week of an instant, as a civil date of Honduras. */
function weekInHonduras(instant: Instant): string {
  const day = Date.parse(`${dateInHonduras(instant)}T00:00:00Z`);
  const sinceMonday = (new Date(day).getUTCDay() + 6) % 7;
  return new Date(day - sinceMonday * DAY_MS).toISOString().slice(0, 10);
}
