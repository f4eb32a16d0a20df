import { equalBytes } from '../kernel/bytes.ts';
import { sameCertificate, type Certificate } from './certificate.ts';
import { DerError } from './der-read.ts';
import { oids } from './oids.ts';
import { checkSignature, readSignatureAlgorithm } from './signature-algorithm.ts';

/** Whether certificates lead from a signer to a root that the office trusts. */
export type Chain =
  /** every link holds; times are not part of it */
  | { readonly kind: 'trusted'; readonly path: readonly Certificate[]; readonly root: Certificate }
  /** every link there is holds, but none of the roots is at its end */
  | { readonly kind: 'unknown-root'; readonly path: readonly Certificate[] }
  /** a link is forged, or an issuer had no right to issue */
  | { readonly kind: 'broken'; readonly path: readonly Certificate[] };

const MAX_LINKS = 8;

/** Uses that allow signing a document; each program of the world asks for another of them. */
const DOCUMENT_USES: readonly string[] = [
  oids.documentSigning,
  oids.emailProtection,
  oids.adobeDocumentSigning,
  oids.microsoftDocumentSigning,
  oids.anyExtendedKeyUsage,
];

/**
 * Follows a certificate up to a root (RFC 5280 section 6). Policies are not evaluated, certificates with name constraints
 * are refused when these are critical. Revocation is judged apart, by the lists there are (`judgeRevocation`).
 * @param pool certificates that came with the signature; believed only as far as a root vouches for them
 */
export async function followChain(
  signer: Certificate,
  pool: readonly Certificate[],
  roots: readonly Certificate[],
): Promise<Chain> {
  const path = [signer];
  for (let current = signer; path.length <= MAX_LINKS;) {
    const here = current;
    const anchor = roots.find((root) => sameCertificate(root, here));
    if (anchor) return { kind: 'trusted', path, root: anchor };
    const candidates = [...roots, ...pool].filter((candidate) => isNamedAsIssuer(candidate, here));
    const issuer = await firstIssuer(candidates, here, path);
    if (issuer) {
      path.push(issuer);
      current = issuer;
      continue;
    }
    return { kind: (await isDeadEnd(candidates, here)) ? 'unknown-root' : 'broken', path };
  }
  return { kind: 'broken', path };
}

/** A certificate, and who says whether it was revoked. */
export interface Link {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
}

/** The links of a path; its end has no issuer of its own. */
export function linksOf(path: readonly Certificate[]): readonly Link[] {
  return path.slice(1).flatMap((issuer, i) => {
    const certificate = path[i];
    return certificate === undefined ? [] : [{ certificate, issuer }];
  });
}

/** True when the certificate may sign documents and is no authority's. */
export function maySignDocuments(certificate: Certificate): boolean {
  return mayEndChain(certificate) && allows(certificate.extendedKeyUsages, DOCUMENT_USES);
}

/** True when the certificate may sign time stamps (RFC 3161 section 2.3: this use and no other). */
export function mayStampTime(certificate: Certificate): boolean {
  return mayEndChain(certificate) && certificate.extendedKeyUsages?.includes(oids.timeStamping) === true;
}

function mayEndChain(certificate: Certificate): boolean {
  const uses = certificate.keyUsages;
  const maySign = uses === undefined || uses.includes('digitalSignature') || uses.includes('nonRepudiation');
  return maySign && !certificate.isAuthority && !certificate.hasUnknownCritical;
}

function allows(uses: readonly string[] | undefined, wanted: readonly string[]): boolean {
  return uses === undefined || uses.some((use) => wanted.includes(use));
}

/**
 * True when one certificate is the other with a few bytes changed: nearly everything that tells certificates apart is
 * the same, and yet they differ. Such a copy travels with a signature only when somebody touched it.
 */
export function isAlteredCopy(copy: Certificate, original: Certificate): boolean {
  if (sameCertificate(copy, original)) return false;
  const same = [
    copy.serial === original.serial,
    equalBytes(copy.subject.der, original.subject.der),
    equalBytes(copy.issuer.der, original.issuer.der),
    equalBytes(copy.publicKey.spki, original.publicKey.spki),
    copy.notBefore === original.notBefore && copy.notAfter === original.notAfter,
  ];
  return same.filter(Boolean).length >= same.length - 1;
}

/** True when `issuer` signed a certificate or a revocation list, whatever else is to be said about either. */
export async function isSignedBy({ signed }: Pick<Certificate, 'signed'>, issuer: Certificate): Promise<boolean> {
  try {
    const { algorithm, content, signature } = signed;
    const check = await checkSignature(readSignatureAlgorithm(algorithm), issuer.publicKey, signature, content);
    return check === 'right';
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}

function isNamedAsIssuer(candidate: Certificate, certificate: Certificate): boolean {
  const { authorityKeyId } = certificate;
  const { subjectKeyId } = candidate;
  if (authorityKeyId && subjectKeyId) return equalBytes(authorityKeyId, subjectKeyId);
  return equalBytes(candidate.subject.der, certificate.issuer.der);
}

async function firstIssuer(
  candidates: readonly Certificate[],
  certificate: Certificate,
  path: readonly Certificate[],
): Promise<Certificate | undefined> {
  for (const candidate of candidates) {
    if (path.some((earlier) => sameCertificate(earlier, candidate))) continue;
    if (!equalBytes(candidate.subject.der, certificate.issuer.der) || !mayIssue(candidate, path)) continue;
    if (await isSignedBy(certificate, candidate)) return candidate;
  }
  return undefined;
}

/** An authority, allowed to sign certificates, with room below it for the authorities already on the path. */
function mayIssue(candidate: Certificate, path: readonly Certificate[]): boolean {
  const authoritiesBelow = path.length - 1;
  return (
    candidate.isAuthority &&
    !candidate.hasUnknownCritical &&
    (candidate.keyUsages === undefined || candidate.keyUsages.includes('keyCertSign')) &&
    (candidate.pathLength === undefined || candidate.pathLength >= authoritiesBelow)
  );
}

/** True when the certificate honestly vouches for itself, or nobody here claims to be its issuer. */
async function isDeadEnd(candidates: readonly Certificate[], certificate: Certificate): Promise<boolean> {
  const isSelfIssued = equalBytes(certificate.subject.der, certificate.issuer.der);
  if (isSelfIssued) return isSignedBy(certificate, certificate);
  return candidates.every((candidate) => sameCertificate(candidate, certificate));
}
