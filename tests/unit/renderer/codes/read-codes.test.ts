import { afterEach, expect, test, vi } from 'vitest';
import { readCodes, type CodeWorker } from '../../../../renderer/codes/read-codes.ts';

afterEach(() => void vi.useRealTimers());

/** A worker that answers as it is told; `ended` says whether it was thrown away. */
function worker(answer: (tell: (type: string, data?: unknown) => void) => void): CodeWorker & { ended: boolean } {
  const listeners = new Map<string, (event: unknown) => void>();
  return {
    ended: false,
    addEventListener: (type: string, listener: unknown) =>
      void listeners.set(type, listener as (event: unknown) => void),
    postMessage: () => answer((type, data) => listeners.get(type)?.({ data })),
    terminate() {
      this.ended = true;
    },
  };
}

const bytes = new Uint8Array([1]);

test('the texts, and an end to the worker', async () => {
  const one = worker((tell) => tell('message', { ok: true, texts: ['A', 'B'] }));
  expect(await readCodes(bytes, () => one)).toEqual({ ok: true, value: ['A', 'B'] });
  expect(one.ended).toBe(true);
});

test.each([
  ['what is no picture', (tell: (type: string, data?: unknown) => void) => tell('message', { ok: false })],
  ['a worker that broke', (tell: (type: string) => void) => tell('error')],
  ['an answer that could not be read', (tell: (type: string) => void) => tell('messageerror')],
])('%s cannot be read', async (_, answer) => {
  const one = worker(answer);
  expect(await readCodes(bytes, () => one)).toMatchObject({ ok: false, fault: { code: 'code/cannot-read' } });
  expect(one.ended).toBe(true);
});

test('a worker that never answers is ended', async () => {
  const one = worker(() => undefined);
  expect(await readCodes(bytes, () => one, 20)).toMatchObject({ ok: false, fault: { code: 'code/cannot-read' } });
  expect(one.ended).toBe(true);
});
