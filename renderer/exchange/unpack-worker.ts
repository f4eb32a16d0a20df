import { unpack } from './unpack.ts';
import type { UnpackAnswer, UnpackOrder } from './unpack-message.ts';

/*
 * Entry of the worker that reads other offices' bundles: hostile input until it is checked, so it runs where a crash or an
 * endless loop hurts nobody. It reads one bundle and is then thrown away.
 */
const say = (answer: UnpackAnswer): void => self.postMessage(answer);
let pieces: ReadableStreamDefaultController<Uint8Array> | undefined;

const sealed = new ReadableStream<Uint8Array>(
  {
    start: (controller) => {
      pieces = controller;
    },
    pull: () => say({ kind: 'more' }),
  },
  { highWaterMark: 0 },
);

self.addEventListener('message', ({ data: order }: MessageEvent<UnpackOrder>) => {
  if (order.kind === 'bytes') {
    if (order.bytes.length > 0) pieces?.enqueue(order.bytes);
    if (order.last) pieces?.close();
    return;
  }
  unpack(order, sealed, (event) => say({ kind: 'event', event })).then(
    (read) => say(read.ok ? { kind: 'done', summary: read.value } : { kind: 'fault', fault: read.fault }),
    (error: unknown) => say({ kind: 'broken', error: error instanceof Error ? error.name : 'unknown' }),
  );
});
