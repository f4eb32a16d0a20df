import { ok, type Result } from '../../shared/kernel/result.ts';
import { spokenFingerprint } from '../../shared/signature/spoken-fingerprint.ts';
import { host } from '../host.ts';

/** The fingerprint of the office's own certificate, as it is told by telephone: eight words. */
export async function readOfficeWords(): Promise<Result<readonly string[]>> {
  const known = await host.listCertificates({});
  if (!known.ok) return known;
  const [root] = known.value.roots;
  return ok(root === undefined ? [] : await spokenFingerprint(root));
}
