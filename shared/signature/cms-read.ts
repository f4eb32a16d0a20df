import { equalBytes, toHex, type Bytes } from '../kernel/bytes.ts';
import { parseCertificate, type Certificate } from './certificate.ts';
import { child, DerError, expectTag, oidOf, readDer, smallInteger, type DerNode } from './der-read.ts';
import { tags } from './der-tags.ts';
import { oids } from './oids.ts';
import {
  readDigestAlgorithm,
  readSignatureAlgorithm,
  type HashName,
  type SignatureAlgorithm,
} from './signature-algorithm.ts';

/** A CMS signature by one signer, read; nothing about it is verified by reading. */
export interface CmsSignature {
  readonly certificates: readonly Certificate[];
  /** the certificate that the signer names; undefined when it does not travel with the signature */
  readonly signer?: Certificate;
  readonly digestAlgorithm: HashName | 'SHA-1' | { readonly unknown: string };
  readonly signatureAlgorithm: SignatureAlgorithm;
  readonly signature: Bytes;
  /** the signed attributes as they were signed: under the tag of a SET */
  readonly signedAttributes: Bytes;
  readonly messageDigest: Bytes;
  /** true and false: names the signer's certificate or another one; undefined: names none */
  readonly namesSigner?: boolean;
  readonly hasSigningTime: boolean;
  /** what was signed, when it travels inside (time stamps do) */
  readonly content?: Bytes;
  /** a time stamp over the signature value */
  readonly timestamp?: Bytes;
  /** revocation lists that travel with the signature, DER; not yet read */
  readonly revocationLists: readonly Bytes[];
}

/** What the container holds: nothing (the document is outside) or the statement of a time stamp. */
export type CmsContent = typeof oids.data | typeof oids.tstInfo;

const MAX_CERTIFICATES = 32;

/**
 * Reads a CMS ContentInfo with SignedData of exactly one signer. Strict about everything the signature does not cover:
 * a byte changed there must be noticed as well.
 * @param der the container, without padding
 * @param contentType what must have been signed
 * @throws {DerError} when it is malformed
 */
export async function readCms(der: Bytes, contentType: CmsContent): Promise<CmsSignature> {
  const root = expectTag(readDer(der), tags.sequence);
  if (oidOf(child(root, 0)) !== oids.signedData || root.children.length !== 2) throw new DerError('signed data');
  const explicit = child(root, 1, 0xa0);
  const signedData = child(explicit, 0, tags.sequence);
  const parts = [...signedData.children];
  const version = smallInteger(take(parts));
  const digestAlgorithms = expectTag(take(parts), tags.set).children;
  const encapsulated = expectTag(take(parts), tags.sequence);
  const certificateNodes = parts[0]?.tag === 0xa0 ? take(parts).children : [];
  const listNodes = parts[0]?.tag === 0xa1 ? take(parts).children : [];
  const signerInfos = expectTag(take(parts), tags.set).children;
  const signerInfo = signerInfos[0];
  if (explicit.children.length !== 1 || parts.length > 0 || signerInfos.length !== 1 || !signerInfo) {
    throw new DerError('one signer expected');
  }
  if (oidOf(child(encapsulated, 0)) !== contentType) throw new DerError('content type');
  if (certificateNodes.length > MAX_CERTIFICATES) throw new DerError('too many certificates');
  const certificates: Certificate[] = [];
  // other kinds than X.509 carry context tags; they are nothing to this reader
  for (const node of certificateNodes)
    if (node.tag === tags.sequence) certificates.push(await parseCertificate(node.raw));
  const info = await readSignerInfo(signerInfo, { certificates, contentType });
  // RFC 5652 section 5.1: the version follows from the parts
  const isPlain = contentType === oids.data && info.version === 1;
  const hasOtherKinds = certificates.length < certificateNodes.length;
  if (hasOtherKinds ? version < 3 || version > 5 : version !== (isPlain ? 1 : 3)) throw new DerError('version');
  const isListed = digestAlgorithms.some(
    (node) => JSON.stringify(readDigestAlgorithm(node)) === JSON.stringify(info.digestAlgorithm),
  );
  if (!isListed) throw new DerError('digest algorithm not announced');
  const content = contentOf(encapsulated);
  if ((content === undefined) !== (contentType === oids.data)) throw new DerError('content');
  // other kinds than lists (OCSP answers) carry context tags; they are nothing to this reader
  const lists = listNodes.filter((node) => node.tag === tags.sequence).map((node) => node.raw);
  const revocationLists = [...lists, ...info.revocationLists];
  return { certificates, ...info, revocationLists, ...(content === undefined ? {} : { content }) };
}

function contentOf(encapsulated: DerNode): Bytes | undefined {
  const [, explicit, ...rest] = encapsulated.children;
  if (rest.length > 0) throw new DerError('content');
  return explicit === undefined ? undefined : child(expectTag(explicit, 0xa0), 0, tags.octetString).body;
}

interface SignerContext {
  readonly certificates: readonly Certificate[];
  readonly contentType: CmsContent;
}

async function readSignerInfo(
  node: DerNode,
  { certificates, contentType }: SignerContext,
): Promise<Omit<CmsSignature, 'certificates' | 'content'> & { readonly version: number }> {
  const parts = [...expectTag(node, tags.sequence).children];
  const version = smallInteger(take(parts));
  const signerId = take(parts);
  const digestAlgorithm = readDigestAlgorithm(take(parts));
  const signed = expectTag(take(parts), 0xa0);
  const hash = typeof digestAlgorithm === 'string' && digestAlgorithm !== 'SHA-1' ? digestAlgorithm : undefined;
  const signatureAlgorithm = readSignatureAlgorithm(take(parts), hash);
  const signature = expectTag(take(parts), tags.octetString).body;
  const unsigned = parts.length > 0 ? readAttributes(expectTag(take(parts), 0xa1)) : new Map<string, DerNode>();
  if (parts.length > 0) throw new DerError('bytes after the signature');
  // RFC 5652 section 5.3: the version says how the signer is named
  if (version !== (signerId.tag === tags.sequence ? 1 : 3)) throw new DerError('version');

  const attributes = readAttributes(signed);
  const type = attributes.get(oids.contentType);
  const messageDigest = attributes.get(oids.messageDigest);
  if (!type || oidOf(type) !== contentType || !messageDigest) throw new DerError('signed attributes');
  const signer = certificates.find((certificate) => isNamed(certificate, signerId));
  const certificateId = attributes.get(oids.signingCertificateV2);
  const namesSigner = certificateId && signer ? await isCertificateId(certificateId, signer) : undefined;
  const timestamp = unsigned.get(oids.timeStampToken)?.raw;
  const signedAttributes = signed.raw.slice();
  signedAttributes[0] = tags.set;
  return {
    version,
    digestAlgorithm,
    signatureAlgorithm,
    signature,
    signedAttributes,
    messageDigest: expectTag(messageDigest, tags.octetString).body,
    hasSigningTime: attributes.has(oids.signingTime),
    revocationLists: archivedLists(attributes.get(oids.revocationInfoArchival)),
    ...(signer === undefined ? {} : { signer }),
    ...(namesSigner === undefined ? {} : { namesSigner }),
    ...(timestamp === undefined ? {} : { timestamp }),
  };
}

/** The lists of Adobe's revocation attribute (ISO 32000-1 section 12.8.3.3.2), whose first part they are. */
function archivedLists(archive: DerNode | undefined): readonly Bytes[] {
  const lists = archive?.children.find((node) => node.tag === 0xa0)?.children[0];
  return lists?.children.map((node) => node.raw) ?? [];
}

function take(parts: DerNode[]): DerNode {
  const part = parts.shift();
  if (!part) throw new DerError('part missing');
  return part;
}

/** Attributes by type; each type once and with one value, as all those used here must be. */
function readAttributes(node: DerNode): ReadonlyMap<string, DerNode> {
  const attributes = new Map<string, DerNode>();
  for (const attribute of node.children) {
    const type = oidOf(child(expectTag(attribute, tags.sequence), 0));
    const values = child(attribute, 1, tags.set).children;
    const value = values[0];
    if (attributes.has(type) || attribute.children.length !== 2 || !value) throw new DerError('attribute');
    if (values.length > 1 && type !== oids.timeStampToken) throw new DerError('attribute');
    attributes.set(type, value);
  }
  return attributes;
}

/** True when a signer identifier (issuer and serial number, or key identifier) means this certificate. */
function isNamed(certificate: Certificate, signerId: DerNode): boolean {
  if (signerId.tag === tags.sequence) {
    if (signerId.children.length !== 2) throw new DerError('signer identifier');
    return (
      equalBytes(child(signerId, 0).raw, certificate.issuer.der) &&
      equalBytes(child(signerId, 1).raw, certificate.serialDer)
    );
  }
  if (signerId.tag !== 0x80) throw new DerError('signer identifier');
  return certificate.subjectKeyId !== undefined && equalBytes(certificate.subjectKeyId, signerId.body);
}

/** True when the first ESSCertIDv2 of a signing-certificate-v2 attribute (RFC 5035) is the hash of this certificate. */
async function isCertificateId(value: DerNode, certificate: Certificate): Promise<boolean> {
  const id = child(child(expectTag(value, tags.sequence), 0, tags.sequence), 0, tags.sequence).children;
  const isExplicit = id[0]?.tag === tags.sequence;
  const hash = isExplicit && id[0] ? readDigestAlgorithm(id[0]) : 'SHA-256';
  const expected = id[isExplicit ? 1 : 0];
  if (!expected || typeof hash !== 'string') return false;
  const digest = new Uint8Array(await crypto.subtle.digest(hash, certificate.der));
  return toHex(digest) === toHex(expectTag(expected, tags.octetString).body);
}
