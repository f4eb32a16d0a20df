import { describe, expect, test } from 'vitest';
import { utf8 } from '../../../shared/kernel/bytes.ts';
import { verifyFile } from '../../../renderer/signature/verify-file.ts';
import type { VerifyQuestion } from '../../../renderer/signature/verify-message.ts';

/** A worker that does what the test says, and remembers what happened to it. */
class FakeWorker extends EventTarget {
  readonly questions: VerifyQuestion[] = [];
  terminated = 0;
  private readonly react: (worker: FakeWorker) => void;

  constructor(react: (worker: FakeWorker) => void) {
    super();
    this.react = react;
  }
  postMessage(question: VerifyQuestion): void {
    this.questions.push(question);
    this.react(this);
  }
  terminate(): void {
    this.terminated += 1;
  }
}

const answering = (data: unknown) =>
  new FakeWorker((worker) => worker.dispatchEvent(new MessageEvent('message', { data })));
const ask = (worker: FakeWorker) =>
  verifyFile(utf8('%PDF-1.7'), {
    roots: [Uint8Array.of(1)],
    clock: { now: () => 42 },
    startWorker: () => worker,
    watchdogMs: 20,
  });

describe('verifying a file in a worker', () => {
  test('hands over the bytes, the roots and the time, and ends the worker with the answer', async () => {
    const worker = answering({ ok: true, verdict: { kind: 'unsigned' } });
    expect(await ask(worker)).toEqual({ kind: 'unsigned' });
    expect(worker.questions).toEqual([{ pdf: utf8('%PDF-1.7'), roots: [Uint8Array.of(1)], crls: [], now: 42 }]);
    expect(worker.terminated).toBe(1);
  });

  test('an answer that takes too long', async () => {
    const worker = new FakeWorker(() => undefined);
    expect(await ask(worker)).toEqual({ kind: 'damaged', reason: 'timeout' });
    expect(worker.terminated).toBe(1);
  });

  test.each([
    ['that fails', answering({ ok: false, error: 'TypeError' })],
    ['that crashes', new FakeWorker((worker) => worker.dispatchEvent(new Event('error')))],
    ['whose answer cannot be read', new FakeWorker((worker) => worker.dispatchEvent(new Event('messageerror')))],
  ])('a worker %s', async (_, worker) => {
    expect(await ask(worker)).toEqual({ kind: 'damaged', reason: 'unreadable' });
    expect(worker.terminated).toBe(1);
  });
});
