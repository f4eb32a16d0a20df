import { expect, test } from 'vitest';
import type { SpellingQuestion } from '../../../../renderer/spelling/spelling-message.ts';
import { makeSpelling, type SpellingWorker } from '../../../../renderer/spelling/spelling.ts';

/** A worker that knows a few words and answers when it is told to. */
class FakeWorker implements SpellingWorker {
  readonly asked: SpellingQuestion[] = [];
  private readonly listeners = new Map<string, ((event: Event) => void)[]>();

  postMessage(question: SpellingQuestion): void {
    this.asked.push(question);
  }

  addEventListener(kind: string, listener: unknown): void {
    this.listeners.set(kind, [...(this.listeners.get(kind) ?? []), listener as (event: Event) => void]);
  }

  answer(at: number, words: readonly string[]): void {
    this.tell('message', { data: { id: this.asked[at]!.id, words } });
  }

  tell(kind: string, event: unknown): void {
    for (const listener of this.listeners.get(kind) ?? []) listener(event as Event);
  }
}

test('a word is asked once, and answers find their question', async () => {
  const worker = new FakeWorker();
  let started = 0;
  const spelling = makeSpelling(() => {
    started += 1;
    return worker;
  });
  expect(started).toBe(0);
  const first = spelling.unknown(['patrno', 'pagó', 'patrno']);
  const second = spelling.suggest('patrno');
  worker.answer(1, ['patrono', 'patrón']);
  worker.answer(0, ['patrno']);
  expect([...(await first)]).toEqual(['patrno']);
  expect(await second).toEqual(['patrono', 'patrón']);

  const third = spelling.unknown(['pagó', 'patrno', 'nuevo']);
  expect(worker.asked[2]).toMatchObject({ words: ['nuevo'] });
  worker.answer(2, []);
  expect([...(await third)]).toEqual(['patrno']);
  expect([...(await spelling.unknown(['patrno']))]).toEqual(['patrno']);
  expect(worker.asked).toHaveLength(3);
  expect(started).toBe(1);
});

test('a worker that breaks marks nothing and keeps nobody waiting', async () => {
  const worker = new FakeWorker();
  const spelling = makeSpelling(() => worker);
  const waiting = spelling.unknown(['patrno']);
  worker.tell('error', {});
  expect([...(await waiting)]).toEqual([]);
  expect([...(await spelling.unknown(['otra']))]).toEqual([]);
  expect(await spelling.suggest('patrno')).toEqual([]);
});
