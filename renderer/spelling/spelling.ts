import type { SpellingAnswer, SpellingQuestion, SpellingWish } from './spelling-message.ts';

/** The part of a Web Worker that is used here; tests pass one of their own. */
export type SpellingWorker = Pick<Worker, 'postMessage' | 'addEventListener'>;

/** Whether words are Spanish, asked of a worker. A worker that fails finds nothing wrong with any word. */
export interface Spelling {
  /** Starts the worker, so that the first question need not wait for the dictionary to be read. */
  readonly prepare: () => void;
  /** Those of some words that the dictionary does not have. */
  readonly unknown: (words: readonly string[]) => Promise<ReadonlySet<string>>;
  /** What a word may have been meant to be, the nearest first. */
  readonly suggest: (word: string) => Promise<readonly string[]>;
}

/** A front end of the spelling worker, which starts with the first question. Answers about words are remembered. */
export function makeSpelling(startWorker: () => SpellingWorker = startSpellingWorker): Spelling {
  const known = new Map<string, boolean>();
  const waiting = new Map<number, (words: readonly string[]) => void>();
  let worker: SpellingWorker | undefined;
  let broken = false;
  let last = 0;

  function start(): SpellingWorker {
    const started = startWorker();
    const giveUp = (): void => {
      broken = true;
      for (const resolve of waiting.values()) resolve([]);
      waiting.clear();
    };
    started.addEventListener('message', (event) => {
      const { id, words } = (event as MessageEvent<SpellingAnswer>).data;
      waiting.get(id)?.(words);
      waiting.delete(id);
    });
    // it could not start or ran out of memory: nobody is kept from writing
    started.addEventListener('error', giveUp);
    started.addEventListener('messageerror', giveUp);
    return started;
  }

  function ask(wish: SpellingWish): Promise<readonly string[]> {
    const asked = (worker ??= start());
    if (broken) return Promise.resolve([]);
    const id = (last += 1);
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      asked.postMessage({ ...wish, id } satisfies SpellingQuestion);
    });
  }

  return {
    prepare: () => {
      worker ??= start();
    },
    unknown: async (words) => {
      const fresh = [...new Set(words)].filter((word) => !known.has(word));
      if (fresh.length > 0) {
        const unknown = new Set(await ask({ kind: 'unknown', words: fresh }));
        for (const word of fresh) known.set(word, !unknown.has(word));
      }
      return new Set(words.filter((word) => known.get(word) === false));
    },
    suggest: (word) => ask({ kind: 'suggest', word }),
  };
}

function startSpellingWorker(): SpellingWorker {
  return new Worker(new URL('./spelling-worker.ts', import.meta.url), { type: 'module', name: 'spelling' });
}

/** The one of this window: the dictionary is read once. */
export const spelling: Spelling = makeSpelling();
