/** Minutes that are offered; the contract allows 1 to 60. */
const offered = [1, 2, 5, 10, 15, 30, 60] as const;

/**
 * The minutes to choose from, in order; what is set now is among them, wherever it came from.
 * @param now minutes as they are set
 */
export function idleChoices(now: number): readonly number[] {
  return [...new Set<number>([...offered, now])].sort((a, b) => a - b);
}
