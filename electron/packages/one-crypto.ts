import { webcrypto } from 'node:crypto';

// Imported first by the threads that seal with age. `age-encryption` asks WebCrypto for X25519 and falls back to its own
// when it has none; runtimes differ in whether they have it and in what they throw. Here none has it, so that what users
// run is what the tests ran. All else is the operating system's.
const { subtle } = webcrypto;
const importKey = (
  format: unknown,
  key: unknown,
  algorithm: { readonly name?: string },
  ...rest: unknown[]
): unknown =>
  algorithm.name === 'X25519'
    ? Promise.reject(new DOMException('left to the library', 'NotSupportedError'))
    : subtle.importKey(...([format, key, algorithm, ...rest] as unknown as Parameters<typeof subtle.importKey>));
const without = {
  importKey,
  digest: subtle.digest.bind(subtle),
  encrypt: subtle.encrypt.bind(subtle),
  decrypt: subtle.decrypt.bind(subtle),
};
Object.defineProperty(globalThis, 'crypto', {
  configurable: true,
  value: { getRandomValues: webcrypto.getRandomValues.bind(webcrypto), subtle: without },
});
