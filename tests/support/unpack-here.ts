import { answerUnpack } from '../../renderer/exchange/answer-unpack.ts';
import type { UnpackWorker } from '../../renderer/exchange/read-bundle-file.ts';
import type { UnpackOrder } from '../../renderer/exchange/unpack-message.ts';

/** A worker that is none: the same code, in turn. */
export function workerHere(): UnpackWorker {
  let listener: (event: unknown) => void = () => undefined;
  const take = answerUnpack((data) => void setTimeout(() => listener({ data }), 0));
  return {
    postMessage: (order: UnpackOrder) => take(structuredClone(order)),
    terminate: () => undefined,
    addEventListener: (name: string, heard: never) => {
      if (name === 'message') listener = heard;
    },
  };
}
