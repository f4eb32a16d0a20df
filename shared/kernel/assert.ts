/**
 * Marks a branch that the compiler knows to be unreachable; reaching it is a bug.
 * @param value what was left over after every known case
 * @throws always
 */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}

/**
 * States something that must hold; a failure is a bug, never a clerk's mistake.
 * @param condition what must be true
 * @param message what went wrong, for the log
 * @throws when the condition is false
 */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}
