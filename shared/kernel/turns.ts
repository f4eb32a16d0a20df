/** Waits for its turn, then does the work; gives what the work gives, or throws what it throws. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** A queue of one: each piece of work starts when the one before it has ended, well or badly. */
export function makeTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const run = last.then(work);
    last = run.catch(() => undefined);
    return run;
  };
}
