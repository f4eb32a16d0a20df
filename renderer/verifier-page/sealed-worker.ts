import { fault } from '../../shared/kernel/fault.ts';
import { readSealed } from './read-sealed.ts';
import type { SealedAnswer, SealedQuestion } from './sealed-message.ts';

/*
 * Entry of the worker that opens bundles: hostile input until it is checked, so it runs where a crash or an endless loop hurts
 * nobody. It answers one question and is then thrown away.
 */
const say = (answer: SealedAnswer): void => self.postMessage(answer);

/** Bytes between two words on how far it is. */
const PACE = 1024 * 1024;

async function answer(question: SealedQuestion): Promise<SealedAnswer> {
  let told = 0;
  try {
    const found = await readSealed(question, (bytes) => {
      if (bytes - told < PACE) return;
      told = bytes;
      say({ kind: 'progress', bytes });
    });
    return found.ok ? found.value : { kind: 'fault', fault: found.fault };
  } catch {
    // a bug of the reader: the file is never taken for good because of it
    return { kind: 'fault', fault: fault('bundle/structure') };
  }
}

self.addEventListener('message', ({ data }: MessageEvent<SealedQuestion>) => void answer(data).then(say));
