import { createCipheriv, createHash, KeyObject, randomFillSync } from 'node:crypto';
import { assert } from '../../shared/kernel/assert.ts';
import { concatBytes, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import type { AuditSealing } from '../../shared/journal/audit-entry.ts';
import { padded, seal, sealedHeader, type SealingKeys } from '../../shared/vault/seal.ts';

// WebCrypto hands each call to another thread and waits for its turn there; sealing one frame takes five of them. What
// is short is sealed in less time than one way to that thread and back. Layout and keys are those of shared/vault/seal.ts.

/** Longer ones go to the other thread: about half a millisecond of the main process. */
const AT_ONCE = 256 * 1024;
const IV_LENGTH = 12;
const ONLY_EPOCH = 1;

/** Seals as `seal` does. */
export function sealFrame(key: CryptoKey, aad: string, bytes: Bytes): Promise<Bytes> {
  return bytes.length > AT_ONCE ? seal(key, aad, bytes) : Promise.resolve(sealNow(key, ONLY_EPOCH, aad, bytes));
}

/** What entries of the chain of acts, which are always short, are sealed and hashed with. */
export const entrySealing: AuditSealing = {
  seal: ({ current, keys }: SealingKeys, aad, bytes) => {
    const key = keys.get(current);
    assert(key !== undefined, 'the current key of the level');
    return Promise.resolve(sealNow(key, current, aad, bytes));
  },
  hash: (...parts) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return Promise.resolve(new Uint8Array(hash.digest()));
  },
};

/** The same key as the cipher takes it: making that anew costs as much as sealing an entry. Goes with its key. */
const keyObjects = new WeakMap<CryptoKey, KeyObject>();

function keyObjectOf(key: CryptoKey): KeyObject {
  const known = keyObjects.get(key);
  if (known !== undefined) return known;
  const made = KeyObject.from(key);
  keyObjects.set(key, made);
  return made;
}

function sealNow(key: CryptoKey, epoch: number, aad: string, bytes: Bytes): Bytes {
  const header = sealedHeader(epoch);
  const iv = randomFillSync(new Uint8Array(IV_LENGTH));
  const cipher = createCipheriv('aes-256-gcm', keyObjectOf(key), iv);
  cipher.setAAD(concatBytes(header, utf8(aad)));
  const plain = padded(bytes);
  try {
    const body = new Uint8Array(cipher.update(plain));
    cipher.final();
    return concatBytes(header, iv, body, new Uint8Array(cipher.getAuthTag()));
  } finally {
    plain.fill(0);
  }
}
