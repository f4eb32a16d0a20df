import { createHash, KeyObject, sign, verify } from 'node:crypto';

// WebCrypto sends each call to a thread and back, which takes many times what hashing a few kilobytes does. Where millions of
// small bundles are read one after the other, the same library (OpenSSL) is asked in place; what it answers is the same.

type Data = ArrayBuffer | ArrayBufferView;
interface ByHash {
  readonly hash?: string;
}
/** Keys that were read already: nearly all bundles are signed by the same few installations. */
const MOST_KEYS = 64;

const { subtle } = globalThis.crypto;
const original = {
  importKey: subtle.importKey.bind(subtle),
  sign: subtle.sign.bind(subtle),
  verify: subtle.verify.bind(subtle),
};
const imported = new Map<string, CryptoKey>();
const objects = new WeakMap<CryptoKey, KeyObject>();

/** Makes hashes, ECDSA signatures and keys of this process without threads; all other calls stay as they were. */
export function useOneThread(): void {
  const replaced: Partial<Record<keyof SubtleCrypto, unknown>> = {
    digest,
    importKey,
    sign: signWith,
    verify: verifyWith,
  };
  Object.assign(subtle, replaced);
}

async function digest(algorithm: string | { readonly name: string }, data: Data): Promise<ArrayBuffer> {
  const name = typeof algorithm === 'string' ? algorithm : algorithm.name;
  return await settled(() => ownBuffer(createHash(nodeName(name)).update(bytesOf(data)).digest()));
}

async function importKey(...call: [format: string, key: Data | JsonWebKey, ...rest: unknown[]]): Promise<CryptoKey> {
  const read = original.importKey as unknown as (...parts: unknown[]) => Promise<CryptoKey>;
  const [format, key, ...rest] = call;
  if (format !== 'spki') return await read(...call);
  const name = Buffer.from(bytesOf(key as Data)).toString('base64') + JSON.stringify(rest);
  const before = imported.get(name);
  if (before !== undefined) return before;
  const made = await read(...call);
  if (imported.size >= MOST_KEYS) imported.clear();
  imported.set(name, made);
  return made;
}

async function signWith(algorithm: ByHash, key: CryptoKey, data: Data): Promise<ArrayBuffer> {
  if (!isEcdsa(key)) return await original.sign(algorithm as EcdsaParams, key, data as BufferSource);
  return await settled(() => ownBuffer(sign(nodeName(algorithm.hash), bytesOf(data), p1363(key))));
}

async function verifyWith(algorithm: ByHash, key: CryptoKey, signature: Data, data: Data): Promise<boolean> {
  if (!isEcdsa(key)) {
    return await original.verify(algorithm as EcdsaParams, key, signature as BufferSource, data as BufferSource);
  }
  return await settled(() => verify(nodeName(algorithm.hash), bytesOf(data), p1363(key), bytesOf(signature)));
}

function isEcdsa({ algorithm }: CryptoKey): boolean {
  return algorithm.name === 'ECDSA';
}

function p1363(key: CryptoKey): { readonly key: KeyObject; readonly dsaEncoding: 'ieee-p1363' } {
  const known = objects.get(key) ?? KeyObject.from(key);
  objects.set(key, known);
  return { key: known, dsaEncoding: 'ieee-p1363' };
}

/** `SHA-256` as Node calls it; a name that nobody knows is refused by whoever is asked. */
function nodeName(hash: string | undefined): string {
  return (hash ?? '').replace('-', '').toLowerCase();
}

function bytesOf(data: Data): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

function ownBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

/** As a promise that is settled already: what `work` throws rejects it. */
function settled<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work());
  });
}
