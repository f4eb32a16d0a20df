import { argon2id } from 'hash-wasm';
import { ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import type { KdfParameters } from '../../shared/vault/key-slot.ts';

/** What one derivation needs. */
export interface DeriveRequest {
  /** the passphrase or recovery code as bytes; wiped once derived */
  readonly secret: Bytes;
  /** 16 random bytes, kept with the slot */
  readonly salt: Bytes;
  readonly kdf: KdfParameters;
}

/** Turns a secret into 32 bytes, slowly on purpose. */
export type Derive = (request: DeriveRequest) => Promise<Bytes>;

/**
 * The lowest parameters of new slots (`tuned-kdf.ts` chooses): argon2id with 128 MiB and three passes, about half a second on a current computer and
 * under two on an old office one. More than the second recommended option of RFC 9106 section 4 (64 MiB).
 */
export const DEFAULT_KDF: KdfParameters = {
  algorithm: 'argon2id',
  memoryKiB: 128 * 1024,
  iterations: 3,
  parallelism: 1,
};

/**
 * Argon2id in this thread: it blocks for as long as it takes. The app runs it in a worker (`deriver.ts`).
 * @returns 32 bytes
 */
export async function deriveHere({ secret, salt, kdf }: DeriveRequest): Promise<Bytes> {
  try {
    const derived = await argon2id({
      password: secret,
      salt,
      memorySize: kdf.memoryKiB,
      iterations: kdf.iterations,
      parallelism: kdf.parallelism,
      hashLength: 32,
      outputType: 'binary',
    });
    return ownBytes(derived);
  } finally {
    secret.fill(0);
  }
}
