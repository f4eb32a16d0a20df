import type { webcrypto } from 'node:crypto';

// Names that the shared code uses for the platform's keys. Node has them under `webcrypto` only; its global
// `crypto` (from electron/web-crypto.ts where the runtime has none) hands out exactly these.
declare global {
  type CryptoKey = webcrypto.CryptoKey;
  type CryptoKeyPair = webcrypto.CryptoKeyPair;
}
