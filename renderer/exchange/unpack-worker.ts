import { answerUnpack } from './answer-unpack.ts';
import type { UnpackOrder } from './unpack-message.ts';

/*
 * Entry of the worker that reads other offices' bundles: hostile input until it is checked, so it runs where a crash or an
 * endless loop hurts nobody. It reads one bundle and is then thrown away.
 */
const take = answerUnpack((answer) => self.postMessage(answer));

self.addEventListener('message', ({ data: order }: MessageEvent<UnpackOrder>) => take(order));
