import type { webcrypto } from 'node:crypto';

// Names that the shared code uses for the platform's keys. Node has them under `webcrypto` only; its global
// `crypto` (from electron/web-crypto.ts where the runtime has none) hands out exactly these.
declare global {
  type CryptoKey = webcrypto.CryptoKey;
  type CryptoKeyPair = webcrypto.CryptoKeyPair;
  /** memory that begins at a page, which a Buffer's does not */
  const WebAssembly: {
    readonly Memory: new (of: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  };
}
