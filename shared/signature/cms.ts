import { ownBytes, sha256, type Bytes } from '../kernel/bytes.ts';
import type { Instant } from '../kernel/clock.ts';
import { child, DerError, expectTag, readDer } from './der-read.ts';
import { tags } from './der-tags.ts';
import { context, implicit, integer, nullElement, octetString, oid, sequence, setOf, utcTime } from './der-write.ts';
import { oids } from './oids.ts';
import type { SignerKey } from './signer.ts';

/**
 * Builds a detached signature: CMS SignedData (RFC 5652) with the signed attributes content type, message digest and
 * signing-certificate-v2. A PDF gets no more than these (PAdES baseline B-B, EN 319 142-1, forbids a signing time: it is in
 * the signature dictionary).
 * @param digest SHA-256 of what is signed; of a PDF, of the bytes outside the gap
 * @param key signs with SHA-256; its certificate and chain travel inside the signature
 * @param about.signingTime UTC, kept to the second; left out of a PDF
 * @param about.stamp asks for a time stamp over the signature's value (baseline B-T); undefined when there is none to be had
 * @returns the ContentInfo, DER
 */
export async function buildCms(
  digest: Bytes,
  key: SignerKey,
  about: {
    readonly signingTime?: Instant;
    readonly stamp?: ((signature: Bytes) => Promise<Bytes | undefined>) | undefined;
  } = {},
): Promise<Bytes> {
  const { signingTime, stamp } = about;
  const { issuer, serial } = issuerAndSerial(key.certificate);
  // ESSCertIDv2 (RFC 5035): the hash algorithm is left out because SHA-256 is the default, and DER omits defaults
  const certificateId = sequence(
    octetString(await sha256(key.certificate)),
    sequence(sequence(context(4, issuer)), serial),
  );
  const signedAttributes = setOf(
    attribute(oids.contentType, oid(oids.data)),
    attribute(oids.messageDigest, octetString(digest)),
    attribute(oids.signingCertificateV2, sequence(sequence(certificateId))),
    ...(signingTime === undefined ? [] : [attribute(oids.signingTime, utcTime(signingTime))]),
  );
  // RFC 5652 section 5.4: signed as an explicit SET, stored under the implicit tag [0]
  const signature = await key.sign(signedAttributes);
  const token = await stamp?.(signature);
  return wrapCms({ ...key, signedAttributes, signature, token });
}

/**
 * The container of a detached signature around what was signed, in its one form.
 * @param parts.signedAttributes as they were signed: under the tag of a SET
 * @param parts.signature as CMS carries it
 * @param parts.token a time stamp over it (RFC 3161)
 */
export function wrapCms({
  certificate,
  chain,
  keyType,
  signedAttributes,
  signature,
  token,
}: Omit<SignerKey, 'sign'> & {
  readonly signedAttributes: Bytes;
  readonly signature: Bytes;
  readonly token?: Bytes | undefined;
}): Bytes {
  const { issuer, serial } = issuerAndSerial(certificate);
  const signerInfo = sequence(
    integer(1),
    sequence(issuer, serial),
    sequence(oid(oids.sha256)),
    implicit(0, signedAttributes),
    keyType === 'ec' ? sequence(oid(oids.ecdsaSha256)) : sequence(oid(oids.rsaSha256), nullElement()),
    octetString(signature),
    ...(token === undefined ? [] : [implicit(1, setOf(attribute(oids.timeStampToken, token)))]),
  );
  const signedData = sequence(
    integer(1),
    setOf(sequence(oid(oids.sha256))),
    sequence(oid(oids.data)),
    implicit(0, setOf(certificate, ...chain)),
    setOf(signerInfo),
  );
  return sequence(oid(oids.signedData), context(0, signedData));
}

/**
 * A signer that uses a WebCrypto key.
 * @param privateKey ECDSA P-256, or RSASSA-PKCS1-v1_5 with SHA-256; only `sign` is asked of it
 * @param certificate the key's certificate, DER
 * @param chain the certificates above it, DER
 */
export function webCryptoSigner(privateKey: CryptoKey, certificate: Bytes, chain: readonly Bytes[]): SignerKey {
  const isEc = privateKey.algorithm.name === 'ECDSA';
  return {
    certificate,
    chain,
    keyType: isEc ? 'ec' : 'rsa',
    sign: async (data) => {
      const algorithm = isEc ? { name: 'ECDSA', hash: 'SHA-256' } : { name: 'RSASSA-PKCS1-v1_5' };
      const signature = new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, data));
      return isEc ? ecdsaToDer(signature) : signature;
    },
  };
}

/** WebCrypto gives r and s side by side (IEEE P1363), CMS wants a SEQUENCE of two numbers (RFC 3279). */
export function ecdsaToDer(signature: Bytes): Bytes {
  const half = signature.length / 2;
  return sequence(integer(signature.subarray(0, half)), integer(signature.subarray(half)));
}

function attribute(type: string, value: Bytes): Bytes {
  return sequence(oid(type), setOf(value));
}

/** The issuer's name and the serial number of a certificate, byte for byte as issued. */
function issuerAndSerial(certificate: Bytes): { issuer: Bytes; serial: Bytes } {
  const tbs = child(expectTag(readDer(ownBytes(certificate)), tags.sequence), 0, tags.sequence);
  const first = tbs.children[0]?.tag === 0xa0 ? 1 : 0;
  const issuer = tbs.children[first + 2];
  if (!issuer) throw new DerError('not a certificate');
  return { issuer: issuer.raw, serial: child(tbs, first, tags.integer).raw };
}
