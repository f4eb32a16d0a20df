import { constants, setPriority } from 'node:os';

/**
 * Lets whoever types or reads have the processor first: a long paper keeps one busy for seconds, and cheap computers
 * have two. On Linux this holds for the thread that lays out, on Windows for the whole process.
 */
export function stepBack(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // where the system forbids it, papers are made all the same
  }
}
