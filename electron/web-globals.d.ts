// Names that the shared code uses for the platform's keys. Node has them under `webcrypto` only; its global
// `crypto` (from electron/web-crypto.ts where the runtime has none) hands out exactly these.
type CryptoKey = import('node:crypto').webcrypto.CryptoKey;
type CryptoKeyPair = import('node:crypto').webcrypto.CryptoKeyPair;
