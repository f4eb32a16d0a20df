import type { Handlers } from '../shared/ipc/contract.ts';
import type { CallName } from '../shared/ipc/names.ts';

/** The window is told at most this often that work goes on, milliseconds: less than the shortest idle time there is. */
const TELL_EVERY_MS = 10_000;
/** So long may work go on before it stops counting, seconds: whoever began it has forgotten the computer. */
const MOST_SECONDS = 2 * 60 * 60;

/**
 * Calls of which each answer is a step of work that one person began and waits for without touching anything: hundreds of
 * photographs that come in, a package that is filled, a bundle that is taken in. What the window also does by itself is none.
 */
const steps: ReadonlySet<CallName> = new Set([
  'readChosen',
  'beginEvidence',
  'appendEvidence',
  'finishEvidence',
  'readEvidence',
  'saveEvidence',
  'addToPackage',
  'addToBundle',
  'unsealBundle',
  'readBundle',
  'commitTogether',
]);

/** What the watch needs to know and do; given in so that it can be tested without waiting. */
export interface LongWorkSteps {
  /** seconds since the last key or mouse movement anywhere on this computer */
  readonly systemIdleSeconds: () => number;
  /** milliseconds that only grow, whatever becomes of the clock */
  readonly now: () => number;
  /** tells the window, which counts the idle time too */
  readonly tell: () => void;
}

export interface LongWork {
  /** work has gone on by a step */
  readonly step: () => void;
  /** seconds since somebody touched the computer, or since the last step of work they began */
  readonly idleSeconds: () => number;
  /** the same handlers; those that are steps of such work count as it */
  readonly watch: (handlers: Handlers) => Handlers;
}

/** Counts long work as somebody being there: an idle lock in its middle would cut it off. */
export function watchLongWork({ systemIdleSeconds, now, tell }: LongWorkSteps): LongWork {
  let last = -Infinity;
  let lastTold = -Infinity;
  const step = (): void => {
    last = now();
    if (last - lastTold < TELL_EVERY_MS || systemIdleSeconds() >= MOST_SECONDS) return;
    lastTold = last;
    tell();
  };
  type Handler = (input: never) => Promise<{ readonly ok: boolean }>;
  const counted =
    (handler: Handler): Handler =>
    async (input) => {
      const answer = await handler(input);
      if (answer.ok) step();
      return answer;
    };
  return {
    step,
    idleSeconds: () => {
      const idle = systemIdleSeconds();
      return idle >= MOST_SECONDS ? idle : Math.min(idle, (now() - last) / 1000);
    },
    watch: (handlers) =>
      Object.fromEntries(
        Object.entries(handlers).map(([name, handler]) => [
          name,
          steps.has(name as CallName) ? counted(handler as Handler) : handler,
        ]),
      ) as unknown as Handlers,
  };
}
