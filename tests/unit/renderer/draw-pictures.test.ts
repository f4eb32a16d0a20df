import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPictureDrawer, type PictureWorker } from '../../../renderer/pictures/draw-pictures.ts';

class FakeWorker extends EventTarget implements PictureWorker {
  terminated = false;
  readonly asked: unknown[] = [];
  postMessage(question: unknown): void {
    this.asked.push(question);
  }
  terminate(): void {
    this.terminated = true;
  }
  say(copy?: Uint8Array): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data: copy === undefined ? {} : { copy } }));
  }
}

const question = () => ({ bytes: new Uint8Array([1]), type: 'image/jpeg', wish: { kind: 'same' } }) as const;
let workers: FakeWorker[];
const start = (): PictureWorker => {
  const worker = new FakeWorker();
  workers.push(worker);
  return worker;
};
beforeEach(() => {
  workers = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('one worker draws many pictures; what it cannot draw is a fault', async () => {
  const drawer = createPictureDrawer(start);
  const first = drawer.draw(question());
  workers[0]?.say(new Uint8Array([2]));
  expect(await first).toEqual({ ok: true, value: new Uint8Array([2]) });
  const second = drawer.draw(question());
  workers[0]?.say();
  expect(await second).toMatchObject({ fault: { code: 'evidence/not-drawn' } });
  expect(workers).toHaveLength(1);
});

test('a worker that breaks, hangs or is ended answers who waits, and the next picture gets another', async () => {
  const drawer = createPictureDrawer(start, 1000);
  const broken = drawer.draw(question());
  workers[0]?.dispatchEvent(new Event('error'));
  expect(await broken).toMatchObject({ ok: false });
  const hanging = drawer.draw(question());
  await vi.advanceTimersByTimeAsync(1000);
  expect(await hanging).toMatchObject({ ok: false });
  const ended = drawer.draw(question());
  drawer.end();
  expect(await ended).toMatchObject({ ok: false });
  expect(workers.map(({ terminated }) => terminated)).toEqual([true, true, true]);
  expect(vi.getTimerCount()).toBe(0);
});
