/** A value that screens may follow; its two readers have the shape that React's `useSyncExternalStore` asks for. */
export class Watched<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  /** The value as it stands. Stable. */
  readonly get = (): T => this.#value;

  /** Calls back after each change. Gives back how to call it off. Stable. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Puts another value in its place; the same one again tells nobody. */
  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }
}
