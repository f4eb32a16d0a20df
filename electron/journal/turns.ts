/** A queue of one: each piece of work starts when the one before it has ended, well or badly. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Waits for its turn, then does the work; gives what the work gives, or throws what it throws. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work);
    this.#last = next.catch(() => undefined);
    return next;
  }
}
