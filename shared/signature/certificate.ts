import { equalBytes, latin1, ownBytes, sha256, toBase64, toHex, type Bytes } from '../kernel/bytes.ts';
import type { Instant } from '../kernel/clock.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { bitStringBytes, child, DerError, expectTag, oidOf, readDer, smallInteger, type DerNode } from './der-read.ts';
import { tags } from './der-tags.ts';
import { readName, type DistinguishedName } from './distinguished-name.ts';
import { oids } from './oids.ts';
import { readPublicKey, type PublicKey } from './public-key.ts';

/** The uses of KeyUsage (RFC 5280 section 4.2.1.3) in the order of their bits. */
const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsage = (typeof KEY_USAGES)[number];

/** Longer addresses are none that anybody publishes at. */
const MAX_URL = 512;

/** An X.509 certificate, read; nothing about it is verified by reading. */
export interface Certificate {
  readonly der: Bytes;
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  /** lower-case hexadecimal, without the sign octet */
  readonly serial: string;
  /** the serial number as issued, for comparing */
  readonly serialDer: Bytes;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  /** lower-case hexadecimal SHA-256 of the certificate */
  readonly fingerprint: string;
  /** may issue certificates (basicConstraints) */
  readonly isAuthority: boolean;
  /** how many authorities may follow below this one; undefined: no limit */
  readonly pathLength?: number;
  readonly publicKey: PublicKey;
  /** undefined when the certificate does not limit its use */
  readonly keyUsages?: readonly KeyUsage[];
  /** object identifiers; undefined when the certificate does not limit its use */
  readonly extendedKeyUsages?: readonly string[];
  /** carries a critical extension that this reader does not know: it must not be trusted (RFC 5280 section 4.2) */
  readonly hasUnknownCritical: boolean;
  readonly subjectKeyId?: Bytes;
  readonly authorityKeyId?: Bytes;
  /** where its issuer publishes a whole revocation list (http, https), as the issuer wrote it into the certificate */
  readonly listUrls?: readonly string[];
  /** what the issuer signed, and how */
  readonly signed: { readonly content: Bytes; readonly algorithm: DerNode; readonly signature: Bytes };
}

/**
 * Reads a certificate.
 * @param der X.509, DER
 * @returns `sign/not-a-certificate-file` when it is none
 */
export async function readCertificate(der: Bytes): Promise<Result<Certificate>> {
  try {
    return ok(await parseCertificate(der));
  } catch (error) {
    if (error instanceof DerError) return fail('sign/not-a-certificate-file');
    throw error;
  }
}

/** Those of some bytes that are certificates. */
export async function certificatesOf(ders: readonly Bytes[]): Promise<readonly Certificate[]> {
  const read = await Promise.all(ders.map(readCertificate));
  return read.flatMap((one) => (one.ok ? [one.value] : []));
}

/** The certificate as PEM text, the form that other programs import. */
export function toPem(der: Bytes): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** True when both are the same certificate, byte for byte. */
export function sameCertificate(a: Certificate, b: Certificate): boolean {
  return equalBytes(a.der, b.der);
}

/**
 * Reads a certificate for the readers of this folder.
 * @throws {DerError} when it is malformed
 */
export async function parseCertificate(bytes: Bytes): Promise<Certificate> {
  const der = ownBytes(bytes);
  const root = expectTag(readDer(der), tags.sequence);
  const tbs = child(root, 0, tags.sequence);
  // Version 1, as some old roots have it, leaves the number out; it has no extensions, so it is no authority here.
  const versionNode = tbs.children[0]?.tag === 0xa0 ? tbs.children[0] : undefined;
  if (versionNode && smallInteger(child(versionNode, 0)) !== 2) throw new DerError('version');
  const first = versionNode ? 1 : 0;
  const serial = child(tbs, first, tags.integer);
  const signatureAlgorithm = child(root, 1, tags.sequence);
  // RFC 5280 section 4.1.1.2: the algorithm inside and outside of the signed part must agree
  if (!equalBytes(child(tbs, first + 1, tags.sequence).raw, signatureAlgorithm.raw)) throw new DerError('algorithm');
  const validity = child(tbs, first + 3, tags.sequence);
  const extensions = tbs.children.find((node) => node.tag === 0xa3);
  return {
    der,
    serial: toHex(serial.body).replace(/^00(?=.)/, ''),
    serialDer: serial.raw,
    issuer: readName(child(tbs, first + 2)),
    notBefore: readTime(child(validity, 0)),
    notAfter: readTime(child(validity, 1)),
    subject: readName(child(tbs, first + 4)),
    publicKey: readPublicKey(child(tbs, first + 5, tags.sequence)),
    fingerprint: toHex(await sha256(der)),
    ...readExtensions(extensions === undefined ? [] : child(extensions, 0, tags.sequence).children),
    signed: { content: tbs.raw, algorithm: signatureAlgorithm, signature: bitStringBytes(child(root, 2)) },
  };
}

type Extensions = Pick<
  Certificate,
  | 'isAuthority'
  | 'pathLength'
  | 'keyUsages'
  | 'extendedKeyUsages'
  | 'hasUnknownCritical'
  | 'subjectKeyId'
  | 'authorityKeyId'
  | 'listUrls'
>;

function readExtensions(nodes: readonly DerNode[]): Extensions {
  const seen = new Set<string>();
  let found: Extensions = { isAuthority: false, hasUnknownCritical: false };
  for (const node of nodes) {
    const type = oidOf(child(expectTag(node, tags.sequence), 0));
    if (seen.has(type)) throw new DerError('extension twice');
    seen.add(type);
    const critical = node.children.length === 3 && child(node, 1, tags.boolean).body[0] === 0xff;
    const value = child(node, node.children.length - 1, tags.octetString).body;
    const read = readExtension(type, value);
    found = {
      ...found,
      ...(read ?? {}),
      hasUnknownCritical: found.hasUnknownCritical || (critical && read === undefined),
    };
  }
  return found;
}

/** What an extension says; an empty object when it may be left aside, undefined when it is unknown. */
function readExtension(type: string, value: Bytes): Partial<Extensions> | undefined {
  switch (type) {
    case oids.basicConstraints: {
      const [first, second] = expectTag(readDer(value), tags.sequence).children;
      const isAuthority = first?.tag === tags.boolean && first.body[0] === 0xff;
      return second === undefined ? { isAuthority } : { isAuthority, pathLength: smallInteger(second) };
    }
    case oids.keyUsage: {
      const { body } = expectTag(readDer(value), tags.bitString);
      return { keyUsages: KEY_USAGES.filter((_, bit) => ((body[1 + (bit >> 3)] ?? 0) & (0x80 >> (bit & 7))) !== 0) };
    }
    case oids.extendedKeyUsage:
      return { extendedKeyUsages: expectTag(readDer(value), tags.sequence).children.map((use) => oidOf(use)) };
    case oids.subjectKeyIdentifier:
      return { subjectKeyId: expectTag(readDer(value), tags.octetString).body };
    case oids.authorityKeyIdentifier: {
      const keyId = expectTag(readDer(value), tags.sequence).children.find((node) => node.tag === 0x80);
      return keyId === undefined ? {} : { authorityKeyId: keyId.body };
    }
    case oids.crlDistributionPoints:
      return { listUrls: listUrlsOf(value) };
    // These say how to reach the holder and under which policy it was issued; neither changes what is checked here.
    case oids.subjectAlternativeName:
    case oids.certificatePolicies:
      return {};
    default:
      return undefined;
  }
}

/** The addresses of CRLDistributionPoints; none when it is malformed, for they only help to find what proves a certificate. */
function listUrlsOf(value: Bytes): readonly string[] {
  try {
    return expectTag(readDer(value), tags.sequence).children.flatMap(urlsOf);
  } catch (error) {
    if (error instanceof DerError) return [];
    throw error;
  }
}

/** The addresses of one DistributionPoint (RFC 5280 section 4.2.1.13); one whose list is partial or by somebody else has none. */
function urlsOf(point: DerNode): readonly string[] {
  const [name, ...rest] = point.children;
  return name?.tag === 0xa0 && rest.length === 0 ? fullNameUrls(name) : [];
}

/** The http(s) addresses of a DistributionPointName. */
export function fullNameUrls(name: DerNode): readonly string[] {
  const names = name.children[0]?.tag === 0xa0 ? name.children[0].children : [];
  return names.flatMap(({ tag, body }) => {
    const url = tag === 0x86 && body.length <= MAX_URL ? latin1(body) : '';
    return /^https?:\/\/\S+$/.test(url) ? [url] : [];
  });
}

/**
 * UTCTime (two-digit years are 1950 to 2049) or GeneralizedTime, always to the second and in UTC (RFC 5280 4.1.2.5).
 * @throws {DerError} when the element is neither
 */
export function readTime({ tag, body }: DerNode): Instant {
  const text = String.fromCharCode(...body.subarray(0, 20));
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] = match ?? [];
  const digits = tag === tags.utcTime ? 2 : tag === tags.generalizedTime ? 4 : 0;
  if (!match || year.length !== digits) throw new DerError('time');
  const fullYear = digits === 4 ? year : `${Number(year) < 50 ? '20' : '19'}${year}`;
  const time = new Date(`${fullYear}-${month}-${day}T${hour}:${minute}:${second}.000Z`);
  if (Number.isNaN(time.getTime())) throw new DerError('time');
  return time.toISOString();
}
