import { webcrypto } from 'node:crypto';

// Imported first by the thread that seals packages. `age-encryption` asks WebCrypto for X25519 and falls back to its own
// when it has none; runtimes differ in whether they have it and in what they throw. Here none has it, so that what users
// run is what the tests ran. Random bytes are the operating system's in any case.
const subtle = { importKey: () => Promise.reject(new DOMException('left to the library', 'NotSupportedError')) };
Object.defineProperty(globalThis, 'crypto', {
  configurable: true,
  value: { getRandomValues: webcrypto.getRandomValues.bind(webcrypto), subtle },
});
