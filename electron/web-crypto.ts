import { webcrypto } from 'node:crypto';

// Node 18 has WebCrypto only under `node:crypto`; shared code uses the global of every other place it runs in.
// Imported first by every entry that runs on Node: modules below it may use `crypto` while they load.
if (!('crypto' in globalThis)) Object.defineProperty(globalThis, 'crypto', { value: webcrypto });
