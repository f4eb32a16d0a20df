import { unpack } from './unpack.ts';
import type { UnpackAnswer, UnpackOrder } from './unpack-message.ts';

/**
 * The worker's side of reading a bundle: asks for a piece when it needs one, tells what came out, and how it ended.
 * @param say sends a message to the window
 * @returns takes what the window sends, in order
 */
export function answerUnpack(say: (answer: UnpackAnswer) => void): (order: UnpackOrder) => void {
  let pieces: ReadableStreamDefaultController<Uint8Array> | undefined;
  const sealed = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        pieces = controller;
      },
      pull: () => say({ kind: 'more' }),
      // nobody reads on: what is still on its way is dropped
      cancel: () => {
        pieces = undefined;
      },
    },
    { highWaterMark: 0 },
  );
  return (order) => {
    if (order.kind === 'bytes') {
      if (order.bytes.length > 0) pieces?.enqueue(order.bytes);
      if (order.last) pieces?.close();
      return;
    }
    unpack(order, sealed, (event) => say({ kind: 'event', event })).then(
      (read) => say(read.ok ? { kind: 'done', summary: read.value } : { kind: 'fault', fault: read.fault }),
      (error: unknown) => say({ kind: 'broken', error: error instanceof Error ? error.name : 'unknown' }),
    );
  };
}
