/** Before that much is known nothing is said: the first pieces tell little of the others. */
const LEAST_SHARE = 0.03;
const LEAST_MS = 3000;

/**
 * How long work will still take, if it goes on as it went.
 * @param share of the work that is done, 0 to 1
 * @param elapsed milliseconds since it began
 * @returns whole minutes, 0 for less than one; undefined while nobody can know
 */
export function minutesLeft(share: number, elapsed: number): number | undefined {
  if (share < LEAST_SHARE || elapsed < LEAST_MS) return undefined;
  const left = (elapsed / share) * (1 - share);
  return left < 60_000 ? 0 : Math.round(left / 60_000);
}
