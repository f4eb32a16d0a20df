import { concatBytes, equalBytes, type Bytes } from '../kernel/bytes.ts';
import type { Coverage } from './byte-range.ts';
import type { Certificate } from './certificate.ts';
import { followChain, isAlteredCopy, maySignDocuments } from './chain.ts';
import { readCms, type CmsSignature } from './cms-read.ts';
import type { Crl } from './crl.ts';
import { DerError } from './der-read.ts';
import { isDoubt, judgeAuthority } from './judge-authority.ts';
import { oids } from './oids.ts';
import { crlsOf } from './proof-store.ts';
import { judgeRevocation } from './revocation.ts';
import { checkSignature, describeAlgorithm, type HashName } from './signature-algorithm.ts';
import { checkTimestamp } from './timestamp.ts';
import type { BaselineGap, Reason, SignatureVerdict, Trust } from './verdict.ts';

/** A signature of a document, apart from what was appended later. */
export interface SignatureInput {
  readonly bytes: Bytes;
  readonly coverage: Coverage;
  readonly subFilter: string;
  /** when the signer says to have signed (M of the dictionary) */
  readonly claimed: Date | undefined;
}

export interface TrustInput {
  readonly roots: readonly Certificate[];
  /** certificates and revocation lists that came with the file or were given; believed only as far as a root vouches */
  readonly pool: readonly Certificate[];
  readonly crls: readonly Crl[];
  readonly now: Date;
  /** a trusted time stamp over the whole document, made after the signature, proves that it existed by then */
  readonly existedBy?: Date | undefined;
}

/** The part of a verdict that the signature itself decides. */
export type SignatureFindings = Pick<
  SignatureVerdict,
  'reasons' | 'kind' | 'signer' | 'time' | 'trust' | 'root' | 'anchor' | 'baseline' | 'algorithm' | 'authority'
>;

/** Kinds of signature that cover the file's bytes themselves; the older ones hash in other ways. */
const DETACHED: readonly string[] = ['ETSI.CAdES.detached', 'adbe.pkcs7.detached'];

/** Clocks of two computers differ; a claimed time a little ahead says nothing. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/**
 * Checks one signature: the bytes it covers, its value, the signer's certificate and who vouches for it, and the time
 * it claims. The certificate has to be valid at the claimed time: without a trusted time stamp that is the signer's
 * own word, so the verdict says by which clock.
 */
export async function verifySignature(input: SignatureInput, trust: TrustInput): Promise<SignatureFindings> {
  if (input.subFilter === 'ETSI.RFC3161') return verifyDocumentTimestamp(input, trust);
  if (!DETACHED.includes(input.subFilter)) {
    return unreadable({ code: 'format-unsupported', detail: { format: input.subFilter } });
  }
  try {
    return await verifyCms(await readCms(input.coverage.cms, oids.data), input, trust);
  } catch (error) {
    if (error instanceof DerError) return unreadable({ code: 'signature-unreadable' });
    throw error;
  }
}

/** The findings for a signature of which nothing can be told. */
export function unreadable(reason: Reason): SignatureFindings {
  return {
    reasons: [reason],
    kind: 'signature',
    trust: 'broken-chain',
    baseline: { ok: false, missing: ['signing-certificate'] },
  };
}

async function verifyCms(cms: CmsSignature, input: SignatureInput, trust: TrustInput): Promise<SignatureFindings> {
  const { signer } = cms;
  if (!signer) return unreadable({ code: 'certificate-missing' });
  const integrity = await checkIntegrity(cms, signer, input);
  const stamp = cms.timestamp && (await signatureTimestamp(cms, cms.timestamp, trust));
  const time = stamp?.at ?? input.claimed;
  const identity = await checkIdentity(cms, signer, {
    at: time ?? trust.now,
    proven: stamp?.at !== undefined,
    ...trust,
  });
  const reasons: Reason[] = [...integrity, ...identity.reasons, ...timeReasons(input, stamp, trust)];
  return {
    reasons,
    kind: 'signature',
    signer: describeSigner(signer),
    trust: identity.trust,
    baseline: baselineOf(cms, input),
    algorithm: describeAlgorithm(cms.signatureAlgorithm, signer.publicKey),
    ...(identity.root === undefined ? {} : { root: identity.root }),
    ...(identity.anchor === undefined ? {} : { anchor: identity.anchor }),
    ...(time === undefined
      ? {}
      : { time: { at: time.toISOString(), clock: stamp?.at === undefined ? 'computer' : 'timestamp' } }),
    ...(stamp?.path === undefined ? {} : { authority: stamp.path.map(({ der }) => der) }),
  };
}

/** Are the bytes those that were signed, by the key of this certificate? */
async function checkIntegrity(cms: CmsSignature, signer: Certificate, input: SignatureInput): Promise<Reason[]> {
  const reasons: Reason[] = [];
  const algorithm = describeAlgorithm(cms.signatureAlgorithm, signer.publicKey);
  const { digestAlgorithm: hash } = cms;
  if (hash === 'SHA-1') reasons.push({ code: 'algorithm-weak', detail: { algorithm: hash } });
  else if (typeof hash !== 'string')
    reasons.push({ code: 'algorithm-unsupported', detail: { algorithm: hash.unknown } });
  else if (!equalBytes(await digestOf(input, hash), cms.messageDigest)) reasons.push({ code: 'document-changed' });
  const check = await checkSignature(cms.signatureAlgorithm, signer.publicKey, cms.signature, cms.signedAttributes);
  if (check === 'wrong') reasons.push({ code: 'signature-wrong' });
  if (check === 'weak') reasons.push({ code: 'algorithm-weak', detail: { algorithm } });
  if (check === 'unsupported') reasons.push({ code: 'algorithm-unsupported', detail: { algorithm } });
  if (cms.namesSigner === false) reasons.push({ code: 'certificate-swapped' });
  return reasons;
}

async function digestOf({ bytes, coverage }: SignatureInput, hash: HashName): Promise<Bytes> {
  const [start, end] = coverage.gap;
  const covered = concatBytes(bytes.subarray(0, start), bytes.subarray(end, coverage.end));
  return new Uint8Array(await crypto.subtle.digest(hash, covered));
}

interface Identity {
  readonly trust: Trust;
  readonly root?: string;
  readonly anchor?: SignatureVerdict['anchor'];
  readonly reasons: readonly Reason[];
}

/** May this certificate sign documents, who vouches for it, was it valid at the time, and was it revoked? */
async function checkIdentity(
  cms: CmsSignature,
  signer: Certificate,
  { at, proven, now, roots, pool, crls, existedBy }: TrustInput & { readonly at: Date; readonly proven: boolean },
): Promise<Identity> {
  const chain = await followChain(signer, [...cms.certificates, ...pool], roots);
  const root = chain.kind === 'trusted' ? { root: nameOf(chain.root) } : {};
  const touched = cms.certificates.some((copy) => [...chain.path, ...roots].some((one) => isAlteredCopy(copy, one)));
  const altered: Reason[] = touched ? [{ code: 'certificate-altered' }] : [];
  if (!maySignDocuments(signer)) {
    return { ...root, trust: 'wrong-usage', reasons: [...altered, { code: 'certificate-wrong-usage' }] };
  }
  if (chain.kind === 'broken') return { trust: 'broken-chain', reasons: [...altered, { code: 'chain-broken' }] };
  const period = validityOf(chain.path, at, stillValidAt(chain.path, existedBy) ?? now);
  const unknown: Reason[] = chain.kind === 'trusted' ? [] : [unknownRoot(chain.path, roots)];
  const lists = [...crls, ...crlsOf(cms.revocationLists)];
  const revocation = await judgeRevocation({ path: chain.path, crls: lists, at, proven, existedBy, now });
  const existed: Reason[] = existedBy ? [{ code: 'existed-by', detail: { at: existedBy.toISOString() } }] : [];
  const reasons = [...altered, ...unknown, ...(period ? [period.reason] : []), ...revocation, ...existed];
  return {
    ...root,
    ...anchorOf(chain.path),
    trust: period?.trust ?? (chain.kind === 'trusted' ? 'trusted' : 'unknown-root'),
    reasons,
  };
}

/** A time at which a signature is proven to have existed while every certificate was valid: later expiry takes nothing from it. */
function stillValidAt(path: readonly Certificate[], existedBy: Date | undefined): Date | undefined {
  const time = existedBy?.toISOString();
  if (time === undefined) return undefined;
  return path.every(({ notBefore, notAfter }) => notBefore <= time && time <= notAfter) ? existedBy : undefined;
}

/** The end of a path, when it vouches for itself. */
function anchorOf(path: readonly Certificate[]): Pick<Identity, 'anchor'> {
  const end = path.at(-1);
  if (!end || !equalBytes(end.subject.der, end.issuer.der)) return {};
  return { anchor: { name: nameOf(end), fingerprint: end.fingerprint, der: end.der } };
}

function nameOf({ subject }: Certificate): string {
  return subject.commonName ?? subject.text;
}

function unknownRoot(path: readonly Certificate[], roots: readonly Certificate[]): Reason {
  const issuer = path[0]?.issuer.commonName ?? path[0]?.issuer.text ?? '';
  const namesake = roots.find((root) => path.some((link) => equalBytes(link.issuer.der, root.subject.der)));
  const bearsNameOf = namesake && { bearsNameOf: nameOf(namesake) };
  return { code: 'unknown-root', detail: { issuer, ...bearsNameOf } };
}

/** The first certificate of a path that was not valid at a time, or is not today. */
function validityOf(
  path: readonly Certificate[],
  at: Date,
  now: Date,
): { readonly trust: Trust; readonly reason: Reason } | undefined {
  const claimed = at.toISOString();
  const today = now.toISOString();
  const within = ({ notBefore, notAfter }: Certificate, time: string) => notBefore <= time && time <= notAfter;
  const then = path.find((certificate) => !within(certificate, claimed));
  if (then) {
    const isExpired = claimed > then.notAfter;
    const detail = { claimed, notBefore: then.notBefore, notAfter: then.notAfter };
    const code = isExpired ? 'expired-when-signed' : 'not-yet-valid-when-signed';
    return { trust: isExpired ? 'expired' : 'not-yet-valid', reason: { code, detail } };
  }
  const expired = path.find((certificate) => today > certificate.notAfter);
  if (expired) {
    return { trust: 'expired', reason: { code: 'expired-now', detail: { notAfter: expired.notAfter } } };
  }
  const early = path.find((certificate) => today < certificate.notBefore);
  return (
    early && {
      trust: 'not-yet-valid',
      reason: { code: 'not-yet-valid-now', detail: { notBefore: early.notBefore } },
    }
  );
}

/** What a time stamp of a signature says: its time and who vouches for it when it can be believed, and the reasons. */
interface SignatureStamp {
  readonly at?: Date;
  readonly path?: readonly Certificate[];
  readonly reasons: readonly Reason[];
}

function timeReasons(input: SignatureInput, stamp: SignatureStamp | undefined, { now }: TrustInput): Reason[] {
  const reasons: Reason[] = [...(stamp?.reasons ?? [])];
  if (stamp?.at !== undefined) return reasons;
  if (input.claimed === undefined) return [...reasons, { code: 'time-missing' }];
  if (input.claimed.getTime() > now.getTime() + CLOCK_TOLERANCE_MS) {
    reasons.push({ code: 'signed-in-the-future', detail: { claimed: input.claimed.toISOString() } });
  }
  return [...reasons, { code: 'computer-clock' }];
}

/** A time stamp of a signature; one whose authority is doubted tells no time, and `doubted` says so. */
async function signatureTimestamp(cms: CmsSignature, token: Bytes, trust: TrustInput): Promise<SignatureStamp> {
  const hashValue = async (hash: HashName) => new Uint8Array(await crypto.subtle.digest(hash, cms.signature.slice()));
  const stamp = await checkTimestamp(token, hashValue, trust.roots, trust.pool);
  if (stamp.kind !== 'trusted') {
    const code = stamp.kind === 'wrong' ? 'timestamp-wrong' : 'timestamp-not-trusted';
    return { reasons: [{ code }] };
  }
  const reasons = await judgeAuthority({ ...trust, ...stamp });
  const holder = nameOf(stamp.authority);
  if (reasons.some(isDoubt)) return { reasons: [{ code: 'timestamp-doubted', detail: { holder } }] };
  // what was revoked later is said of the signer only: here the stamp was not touched by it
  return { at: stamp.at, path: stamp.path, reasons: reasons.filter(({ code }) => code.startsWith('authority-')) };
}

function baselineOf(cms: CmsSignature, input: SignatureInput): SignatureVerdict['baseline'] {
  const missing: BaselineGap[] = [];
  if (input.subFilter !== 'ETSI.CAdES.detached') missing.push('sub-filter');
  if (!input.coverage.isDer) missing.push('encoding');
  if (cms.namesSigner !== true) missing.push('signing-certificate');
  if (cms.hasSigningTime) missing.push('signing-time-attribute');
  if (input.claimed === undefined) missing.push('claimed-time');
  return missing.length === 0 ? { ok: true } : { ok: false, missing };
}

function describeSigner(certificate: Certificate): NonNullable<SignatureVerdict['signer']> {
  const { subject, issuer } = certificate;
  return {
    name: subject.commonName ?? subject.text,
    subject: subject.text,
    issuer: issuer.text,
    serial: certificate.serial,
    fingerprint: certificate.fingerprint,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    ...(subject.title === undefined ? {} : { position: subject.title }),
    ...(subject.serialNumber === undefined ? {} : { credential: subject.serialNumber }),
    ...(subject.organization === undefined ? {} : { organization: subject.organization }),
  };
}

/** A time stamp over the whole document (PAdES B-LTA): says when it existed, not who agrees with it. */
async function verifyDocumentTimestamp(input: SignatureInput, trust: TrustInput): Promise<SignatureFindings> {
  const stamp = await checkTimestamp(input.coverage.cms, (hash) => digestOf(input, hash), trust.roots, trust.pool);
  const kind = 'document-timestamp' as const;
  if (stamp.kind === 'wrong') return { ...unreadable({ code: 'document-changed' }), kind };
  const told = {
    kind,
    signer: describeSigner(stamp.authority),
    time: { at: stamp.at.toISOString(), clock: 'timestamp' as const },
    baseline: { ok: true as const },
  };
  if (stamp.kind === 'untrusted') {
    const issuer = stamp.authority.issuer.commonName ?? stamp.authority.issuer.text;
    return { ...told, reasons: [{ code: 'unknown-root', detail: { issuer } }], trust: 'unknown-root' };
  }
  const reasons = await judgeAuthority({ ...trust, ...stamp });
  const isExpired = reasons.some(({ code }) => code === 'authority-expired');
  const authority = stamp.path.map(({ der }) => der);
  return { ...told, reasons, trust: isExpired ? 'expired' : 'trusted', authority };
}
