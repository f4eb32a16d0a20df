import { equalBytes, fromBase64, fromBase64Url, sha256, toBase64Url, type Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { readCertificate } from '../signature/certificate.ts';
import { followChain } from '../signature/chain.ts';
import { findInstallation, findSuccessor, type TrustList } from './trust-list.ts';

/** A sender's clock may be a day ahead. */
const AHEAD_MS = 24 * 3_600_000;

/** What an envelope says of its sender (docs/decisions/0021-exchange.md). */
export interface SenderClaim {
  readonly emisor: { readonly oficina: string; readonly replica: string; readonly cert: string };
  /** hybrid time, UTC: the sender's own claim */
  readonly creado: string;
}

/** What a sender is judged by. */
export interface SenderCheck {
  readonly list: TrustList;
  /** whether a bundle of this identity was taken in before, when the sender was still believed */
  readonly knownEnvelope: (identity: string) => boolean;
  /** milliseconds since 1970, by this computer's clock */
  readonly now: number;
}

/**
 * Whether a bundle is from whom it says, and whether that computer is still believed. The root's certificate is enough for
 * one that is newer than the list here; a revocation counts whatever date the bundle bears, for a thief can set a clock.
 * @param identity SHA-256 of the envelope, lower-case hexadecimal
 * @param certificate of the signature, DER; the signature itself was checked
 * @returns `revoked`: read on, and wait for a supervisor; `bundle/unknown-sender`; `bundle/sender-expired`
 */
export async function standingOf(
  { list, knownEnvelope, now }: SenderCheck,
  { emisor, creado }: SenderClaim,
  identity: string,
  certificate: Bytes,
): Promise<Result<'trusted' | 'revoked'>> {
  const read = await readCertificate(certificate);
  const root = await readCertificate(fromBase64(list.raiz));
  if (!read.ok || !root.ok) return fail('bundle/unknown-sender');
  const { subject, isAuthority, publicKey, notBefore, notAfter } = read.value;
  const chain = await followChain(read.value, [], [root.value]);
  const isCertified = chain.kind === 'trusted' && chain.path.length === 2 && !isAuthority;
  const isClaimed =
    emisor.cert === toBase64Url(await sha256(certificate)) &&
    subject.organizationalUnit === emisor.oficina &&
    subject.serialNumber === emisor.replica;
  const listed = findInstallation(list, emisor.replica);
  const isOfOffice = listed === undefined || listed.office.oficina === emisor.oficina;
  if (!isCertified || !isClaimed || !isOfOffice || publicKey.kind !== 'ec' || publicKey.curve !== 'P-256') {
    return fail('bundle/unknown-sender');
  }
  const made = Date.parse(creado.slice(0, creado.indexOf('#')));
  const isInTime = made >= Date.parse(notBefore) && made <= Date.parse(notAfter) && made <= now + AHEAD_MS;
  if (!isInTime) return fail('bundle/sender-expired');
  return ok(listed?.estado === 'revocado' && !knownEnvelope(identity) ? 'revoked' : 'trusted');
}

/**
 * The certificate with which the seals on a series are checked: that of its installation, of the one that took it over, or
 * of one in between that the same took over.
 * @param certHash SHA-256 of the certificate, base64url
 * @returns DER; undefined when the list has none such for this installation
 */
export async function listedCertificate(
  list: TrustList,
  replica: string,
  certHash: string,
): Promise<Bytes | undefined> {
  const wanted = fromBase64Url(certHash);
  if (wanted === undefined) return undefined;
  const heir = findSuccessor(list, replica);
  const between = heir?.antes?.map((former) => findInstallation(list, former)) ?? [];
  for (const listed of [findInstallation(list, replica), heir, ...between]) {
    // a renewed certificate leaves seals behind that name the one before
    for (const text of listed === undefined ? [] : [listed.cert, ...(listed.anteriores ?? [])]) {
      const certificate = fromBase64(text);
      if (equalBytes(await sha256(certificate), wanted)) return certificate;
    }
  }
  return undefined;
}
