import { equalBytes, fromBase64, sha256, type Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { readCertificate, type Certificate } from '../signature/certificate.ts';
import { wrapCms } from '../signature/cms.ts';
import { readCms } from '../signature/cms-read.ts';
import { DerError } from '../signature/der-read.ts';
import { oids } from '../signature/oids.ts';
import { checkSignature } from '../signature/signature-algorithm.ts';
import { findInstallation, readTrustList, trustListBytes, type SignedTrustList, type TrustList } from './trust-list.ts';

/** After so many days a list may miss a computer that was stolen: the screen asks for a newer one. */
export const OLD_AFTER_DAYS = 180;
const DAY_MS = 86_400_000;

/** What a list is to an office that has one, or none. */
export interface AcceptedTrust {
  /** `same`, `older`: nothing to do */
  readonly kind: 'first' | 'newer' | 'same' | 'older';
  readonly list: TrustList;
  /** the root that signed it, DER */
  readonly root: Bytes;
  /** days since it was issued, by this computer's clock; never below 0 */
  readonly ageDays: number;
}

/**
 * Decides what becomes of a list that came in: only a higher version of the same root takes the place of another one.
 * @param current the list in use; undefined in an office without one
 * @param root the root that is known here, DER; undefined lets in any: then somebody has to type its words
 * @param now milliseconds since 1970, by this computer's clock
 * @returns what it is; `trust/not-a-list`; `trust/not-signed`; `trust/other-root`; two alarms: `trust/differs` (another
 *   list with the same number) and `trust/forgets` (a revocation is gone, with the `office`)
 */
export async function acceptTrustList(
  current: TrustList | undefined,
  incoming: SignedTrustList,
  root: Bytes | undefined,
  now: number,
): Promise<Result<AcceptedTrust>> {
  const read = readTrustList(incoming.list);
  if (!read.ok) return read;
  const list = read.value;
  const claimed = fromBase64(list.raiz);
  if (root !== undefined && !equalBytes(root, claimed)) return fail('trust/other-root');
  if (!(await isSignedByRoot(incoming, claimed))) return fail('trust/not-signed');
  const accepted = { list, root: claimed, ageDays: listAge(list, now) };
  if (current === undefined) return ok({ ...accepted, kind: 'first' });
  if (list.version < current.version) return ok({ ...accepted, kind: 'older' });
  if (list.version === current.version) {
    const isSame = equalBytes(trustListBytes(list), trustListBytes(current));
    return isSame ? ok({ ...accepted, kind: 'same' }) : fail('trust/differs', { version: list.version });
  }
  const forgotten = forgottenOffice(current, list);
  return forgotten === undefined ? ok({ ...accepted, kind: 'newer' }) : fail('trust/forgets', { office: forgotten });
}

/** Whole days since a list was issued. @param now milliseconds since 1970 */
export function listAge(list: TrustList, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(list.emitida)) / DAY_MS));
}

/** Whether the root signed the list: strictly one form of CMS, with its own certificate and nothing beside. */
async function isSignedByRoot({ list, signature: signed }: SignedTrustList, rootDer: Bytes): Promise<boolean> {
  const root = await readRoot(rootDer);
  if (root === undefined) return false;
  try {
    const cms = await readCms(signed, oids.data);
    const { signedAttributes, signature } = cms;
    const form = wrapCms({ certificate: rootDer, chain: [], keyType: 'ec', signedAttributes, signature });
    if (!equalBytes(form, signed) || cms.namesSigner !== true || cms.hasSigningTime) return false;
    if (!equalBytes(cms.messageDigest, await sha256(list))) return false;
    return (await checkSignature(cms.signatureAlgorithm, root.publicKey, signature, signedAttributes)) === 'right';
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}

/** A root as the ministry makes them: an authority with a key on P-256. */
async function readRoot(der: Bytes): Promise<Certificate | undefined> {
  const root = await readCertificate(der);
  if (!root.ok) return undefined;
  const { isAuthority, hasUnknownCritical, publicKey } = root.value;
  const isOurs = isAuthority && !hasUnknownCritical && publicKey.kind === 'ec' && publicKey.curve === 'P-256';
  return isOurs ? root.value : undefined;
}

/** The office of a computer that was revoked in one list and is not in the next. */
function forgottenOffice(before: TrustList, after: TrustList): string | undefined {
  return before.oficinas.find(({ equipos }) =>
    equipos.some(
      ({ replica, estado }) => estado === 'revocado' && findInstallation(after, replica)?.estado !== 'revocado',
    ),
  )?.oficina;
}
