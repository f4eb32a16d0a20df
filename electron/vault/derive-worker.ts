// Entry of the worker thread that derives passphrases. It lives for one derivation: its memory, which held the
// secret, goes back to the operating system with it. Argon2id needs no WebCrypto, so none is set up here.
import { parentPort, workerData } from 'node:worker_threads';
import { deriveHere, type DeriveRequest } from './argon.ts';

// A rejection is left unhandled on purpose: it ends the worker, and the `error` event tells the main thread.
void deriveHere(workerData as DeriveRequest).then((derived) => parentPort?.postMessage(derived));
