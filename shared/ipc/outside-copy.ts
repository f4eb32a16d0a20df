import type { SafetyFacts, SnapshotFacts } from './contract.ts';

/** A copy older than this does not hold what was done today. */
const FRESH_MS = 3_600_000;

/**
 * The newest copy outside this computer that holds what the office knows now: it goes as far as the journal, or was made
 * within the last hour, and was not found damaged.
 * @param now milliseconds since 1970
 */
export function freshCopyOutside(
  { snapshots, journal }: Pick<SafetyFacts, 'snapshots' | 'journal'>,
  now: number,
): SnapshotFacts | undefined {
  return snapshots
    .filter(({ place, state }) => place === 'second' && state !== 'damaged')
    .filter(({ seq, madeAt }) => seq >= journal.seq || Math.abs(now - Date.parse(madeAt)) <= FRESH_MS)
    .reduce<SnapshotFacts | undefined>((newest, one) => (one.seq > (newest?.seq ?? -1) ? one : newest), undefined);
}
