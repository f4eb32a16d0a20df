import type { KeyObject } from 'node:crypto';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { MANIFEST_FILE, MANIFEST_MAX_BYTES, SIGNATURE_FILE } from '../../shared/update/manifest.ts';
import type { UpdateSource } from './source.ts';
import { verifyManifest, type SignedManifest } from './verify-manifest.ts';

/**
 * Reads and verifies the manifest of a source.
 * @returns undefined when there is none; the faults of the source and of `verifyManifest`
 */
export async function readSigned(
  source: UpdateSource,
  keys: readonly KeyObject[],
): Promise<Result<SignedManifest | undefined>> {
  const raw = await source.read(MANIFEST_FILE, MANIFEST_MAX_BYTES);
  if (!raw.ok) return raw;
  if (raw.value === undefined) return ok(undefined);
  const signature = await source.read(SIGNATURE_FILE, MANIFEST_MAX_BYTES);
  return signature.ok ? verifyManifest({ raw: raw.value, signature: signature.value }, keys) : signature;
}
