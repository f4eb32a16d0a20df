import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { fail, type Result } from '../../shared/kernel/result.ts';
import { parseManifest, type Manifest } from '../../shared/update/manifest.ts';
import publisherKeys from './publisher-keys.json';

const ED25519_SIGNATURE_BYTES = 64;
/** While one key follows another both sign, so that versions of before and after take the update. */
const MOST_SIGNATURES = 4;

/** A manifest that the publisher signed, as it lay there. */
export interface SignedManifest {
  readonly manifest: Manifest;
  readonly raw: Bytes;
  readonly signature: Bytes;
}

/**
 * The keys this version takes updates from: raw Ed25519 public keys, Base64 (build/update-key.mjs). They have nothing to do
 * with the certificate of the installer (Authenticode).
 */
export const builtInKeys: readonly string[] = publisherKeys;

/** @throws when a key is none: that is a fault of the build */
export function importKeys(keys: readonly string[]): readonly KeyObject[] {
  return keys.map((key) =>
    createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key, 'base64').toString('base64url') },
      format: 'jwk',
    }),
  );
}

/**
 * Verifies a manifest and only then reads it.
 * @param files `signature`: lines of Base64, one of which must be good
 * @returns `update/not-signed` when none of the keys signed exactly these bytes, `update/not-a-manifest`
 */
export function verifyManifest(
  files: { readonly raw: Bytes; readonly signature: Bytes | undefined },
  keys: readonly KeyObject[],
): Result<SignedManifest> {
  const { raw, signature } = files;
  if (signature === undefined) return fail('update/not-signed');
  const isGood = signaturesOf(signature).some((one) => keys.some((key) => verify(null, raw, key, one)));
  if (!isGood) return fail('update/not-signed');
  const manifest = parseManifest(raw);
  return manifest.ok ? { ok: true, value: { manifest: manifest.value, raw, signature } } : manifest;
}

function signaturesOf(file: Bytes): readonly Buffer[] {
  return Buffer.from(file)
    .toString('latin1')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, MOST_SIGNATURES)
    .map((line) => Buffer.from(line.trim(), 'base64'))
    .filter(({ length }) => length === ED25519_SIGNATURE_BYTES);
}
