import { EventEmitter } from 'node:events';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDocumentProcess, type DocumentChild } from '../../../electron/documents/client.ts';
import { followOffice } from '../../../electron/documents/follow-office.ts';
import type { DocumentCall } from '../../../electron/documents/protocol.ts';
import { createDocumentHandlers } from '../../../electron/host/documents.ts';
import { calls } from '../../../shared/ipc/contract.ts';
import { fail, ok } from '../../../shared/kernel/result.ts';
import { sampleReport } from '../../support/report-builder.ts';

/** A child that answers when told to. */
class FakeChild extends EventEmitter implements DocumentChild {
  readonly asked: DocumentCall[] = [];
  killed = false;

  postMessage(message: unknown): void {
    this.asked.push(message as DocumentCall);
  }
  kill(): boolean {
    this.killed = true;
    return true;
  }
  reply(at: number, result: unknown = ok('done')): void {
    this.emit('message', { id: this.asked[at]?.id, result });
  }
  progress(at: number, share: number): void {
    this.emit('message', { id: this.asked[at]?.id, share });
  }
}

const report = sampleReport(2);
const engineFault = { ok: false, fault: { code: 'pdf/engine' } };
let children: FakeChild[];
const fork = (): DocumentChild => {
  const child = new FakeChild();
  children.push(child);
  return child;
};
const limits = { callsPerProcess: 3, patience: 1000 };

beforeEach(() => {
  vi.useFakeTimers();
  children = [];
});
afterEach(() => {
  vi.useRealTimers();
});

test('one process answers many calls, in any order', async () => {
  const documents = createDocumentProcess(fork, limits);
  expect(children).toHaveLength(0);
  const first = documents.render(report);
  const second = documents.render(report);
  children[0]?.reply(1, ok('second'));
  children[0]?.reply(0, ok('first'));
  expect(await Promise.all([first, second])).toEqual([ok('first'), ok('second')]);
  expect(children).toHaveLength(1);
});

test('a crash answers what was under way, and the next call starts anew', async () => {
  const documents = createDocumentProcess(fork, limits);
  const lost = documents.render(report);
  children[0]?.emit('exit', 11);
  expect(await lost).toMatchObject(engineFault);
  const next = documents.render(report);
  expect(children).toHaveLength(2);
  children[1]?.reply(0);
  expect(await next).toEqual(ok('done'));
});

test('a call that hangs is given up and its process ended', async () => {
  const documents = createDocumentProcess(fork, limits);
  const hanging = documents.render(report);
  await vi.advanceTimersByTimeAsync(999);
  expect(children[0]?.killed).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(children[0]?.killed).toBe(true);
  expect(await hanging).toMatchObject(engineFault);
  void documents.render(report);
  expect(children).toHaveLength(2);
  // the late answer of the ended process is for nobody
  expect(() => children[0]?.reply(0)).not.toThrow();
});

test('a call that tells how far it is is not given up, however long it takes', async () => {
  const documents = createDocumentProcess(fork, limits);
  const told: number[] = [];
  const long = documents.render(report, { onProgress: (share) => told.push(share) });
  for (const share of [0.25, 0.5, 0.75]) {
    await vi.advanceTimersByTimeAsync(900);
    children[0]?.progress(0, share);
  }
  await vi.advanceTimersByTimeAsync(900);
  children[0]?.reply(0);
  expect(await long).toEqual(ok('done'));
  expect(told).toEqual([0.25, 0.5, 0.75]);
  expect(vi.getTimerCount()).toBe(0);
});

test('giving one paper up ends it at once, and what else was asked for is made by the next process', async () => {
  const documents = createDocumentProcess(fork, limits);
  const [first, second] = [new AbortController(), new AbortController()];
  const unwanted = documents.render(report, { signal: first.signal });
  const wanted = documents.render(report, { signal: second.signal });
  first.abort();
  expect(await unwanted).toMatchObject({ ok: false, fault: { code: 'file/cancelled' } });
  expect(children[0]?.killed).toBe(true);
  expect(children[1]?.asked.map(({ kind }) => kind)).toEqual(['render']);
  // also one that was asked anew can be given up
  second.abort();
  expect(await wanted).toMatchObject({ ok: false, fault: { code: 'file/cancelled' } });
  expect(children[1]?.killed).toBe(true);
  // late answers of ended processes are for nobody, and the next is warm
  children[0]?.reply(1);
  expect(children[2]?.asked.map(({ kind }) => kind)).toEqual(['warm']);
  expect(await documents.render(report, { signal: second.signal })).toMatchObject({ ok: false });
});

test('after enough calls an idle process is replaced, never a busy one', async () => {
  const documents = createDocumentProcess(fork, limits);
  const calls = [1, 2, 3].map(() => documents.render(report));
  children[0]?.reply(0);
  children[0]?.reply(1);
  expect(children[0]?.killed).toBe(false);
  children[0]?.reply(2);
  expect(children[0]?.killed).toBe(true);
  await Promise.all(calls);
  void documents.render(report);
  expect(children).toHaveLength(2);
});

test('stopping answers everybody and leaves no timer', async () => {
  const documents = createDocumentProcess(fork, limits);
  const waiting = documents.render(report);
  documents.stop();
  expect(await waiting).toMatchObject(engineFault);
  expect(children[0]?.killed).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test('getting ready starts a process once, and is no call that wears it out', async () => {
  const documents = createDocumentProcess(fork, { ...limits, callsPerProcess: 1 });
  documents.warm();
  documents.warm();
  expect(children.map(({ asked }) => asked.map(({ kind }) => kind))).toEqual([['warm']]);
  children[0]?.reply(0, ok(null));
  expect(children[0]?.killed).toBe(false);
  const rendered = documents.render(report);
  children[0]?.reply(1);
  expect(await rendered).toEqual(ok('done'));
  // worn out: the next one gets ready before anybody asks
  expect(children[0]?.killed).toBe(true);
  expect(children[1]?.asked.map(({ kind }) => kind)).toEqual(['warm']);
});

test('a process that cannot get ready leaves the next call to start another', async () => {
  const documents = createDocumentProcess(fork, limits);
  documents.warm();
  children[0]?.emit('exit', 1);
  const rendered = documents.render(report);
  children[1]?.reply(0);
  expect(await rendered).toEqual(ok('done'));
});

test('the document process gets ready when the office opens and ends when it is locked', async () => {
  const seen: string[] = [];
  const person = { id: 'p' };
  const handlers = {
    confirmOffice: () => Promise.resolve(ok({})),
    unlock: ({ passphrase }: { passphrase: string }) =>
      Promise.resolve(passphrase === 'right' ? ok(person) : fail('vault/wrong-passphrase')),
    recover: () => Promise.resolve(ok(person)),
    lock: () => Promise.resolve(ok({})),
  } as unknown as Parameters<typeof followOffice>[0];
  const documents = { warm: () => seen.push('warm'), stop: () => seen.push('stop') };
  const { unlock, recover, confirmOffice, lock } = followOffice(handlers, documents);
  const door = { personId: 'p', transport: new Uint8Array(65) };
  expect(await unlock({ ...door, passphrase: 'wrong' })).toMatchObject({ ok: false });
  expect(seen).toEqual([]);
  expect(await unlock({ ...door, passphrase: 'right' })).toEqual(ok(person));
  expect(seen).toEqual(['warm']);
  await lock({});
  expect(seen).toEqual(['warm', 'stop']);
  await recover({} as Parameters<typeof recover>[0]);
  await confirmOffice({});
  expect(seen).toEqual(['warm', 'stop', 'warm', 'warm']);
});

test('the window gets bytes, pages and hash, and nothing when reading back failed', async () => {
  const input = v.parse(calls.renderDocument.input, { report });
  const pdf = new Uint8Array([1]);
  const checked = { pdf, pages: 2, sha256: 'ab', fields: [] };
  const good = createDocumentHandlers({ render: () => Promise.resolve(ok(checked)) }, () => undefined);
  expect(await good.renderDocument(input)).toEqual(ok({ pdf, pages: 2, sha256: 'ab' }));
  const lost = fail('pdf/read-back-missing', { missing: ['Materias'] });
  const bad = createDocumentHandlers({ render: () => Promise.resolve(lost) }, () => undefined);
  expect(await bad.renderDocument(input)).toEqual(lost);
});

test('the window is told how far a numbered paper is, and can give it up', async () => {
  const told: unknown[] = [];
  const handlers = createDocumentHandlers(
    {
      render: (_, making) =>
        new Promise((resolve) => {
          making?.onProgress?.(0.5);
          making?.signal?.addEventListener('abort', () => resolve(fail('file/cancelled')));
        }),
    },
    (job, share) => told.push([job, share]),
  );
  const job = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
  const made = handlers.renderDocument(v.parse(calls.renderDocument.input, { report, job }));
  expect(told).toEqual([[job, 0.5]]);
  await handlers.cancelDocument({ job: '00000000-0000-4000-8000-000000000000' });
  await handlers.cancelDocument({ job });
  expect(await made).toEqual(fail('file/cancelled'));
  expect(await handlers.cancelDocument({ job })).toEqual(ok({}));
});
