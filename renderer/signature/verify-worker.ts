import { verifyPdf } from '../../shared/signature/verify.ts';
import type { VerifyAnswer, VerifyQuestion } from './verify-message.ts';

/*
 * Entry of the worker that reads other people's PDFs: hostile input, so it runs where a crash or an endless loop hurts
 * nobody. It answers one question and is then thrown away.
 */
const answer = async (question: VerifyQuestion): Promise<VerifyAnswer> => {
  try {
    const { pdf, roots, crls, now } = question;
    return { ok: true, verdict: await verifyPdf(pdf, { roots, crls, now: new Date(now) }) };
  } catch (error) {
    // A bug of the verifier: the file is never taken for good because of it.
    return { ok: false, error: error instanceof Error ? error.name : 'unknown' };
  }
};

self.addEventListener('message', (event: MessageEvent<VerifyQuestion>) => {
  void answer(event.data).then((message) => self.postMessage(message));
});
