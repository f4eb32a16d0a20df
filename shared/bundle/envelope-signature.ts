import { equalBytes, sha256, type Bytes } from '../kernel/bytes.ts';
import type { Instant } from '../kernel/clock.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { Certificate } from '../signature/certificate.ts';
import { buildCms, wrapCms } from '../signature/cms.ts';
import { readCms, type CmsSignature } from '../signature/cms-read.ts';
import { child, DerError, oidOf, readDer } from '../signature/der-read.ts';
import { oids } from '../signature/oids.ts';
import { checkSignature } from '../signature/signature-algorithm.ts';
import type { SignerKey } from '../signature/signer.ts';
import { bundleLimits } from './limits.ts';

const ATTRIBUTES = [oids.contentType, oids.signingTime, oids.messageDigest, oids.signingCertificateV2];

/** Who signed, as the signature itself tells; whether to trust them is another question. */
export interface EnvelopeSigner {
  readonly certificate: Certificate;
  readonly der: Bytes;
}

/**
 * Signs an envelope: detached CMS, DER, with the signer's certificate and no other.
 * @param signer an ECDSA P-256 key
 * @param at UTC
 */
export async function signEnvelope(bytes: Bytes, signer: SignerKey, at: Instant): Promise<Bytes> {
  return buildCms(await sha256(bytes), { ...signer, chain: [] }, { signingTime: at });
}

/**
 * Checks the signature of an envelope, or of anything else that is signed likewise. Only the one form is accepted that
 * {@link signEnvelope} writes: bytes that the signature does not cover could be changed otherwise, and the copy that is
 * kept as evidence would be refused by other programs.
 * @returns the signer; `bundle/signature`
 */
export async function checkEnvelopeSignature(p7s: Bytes, bytes: Bytes): Promise<Result<EnvelopeSigner>> {
  if (p7s.length > bundleLimits.signature) return fail('bundle/signature');
  try {
    const read = await readCms(p7s, oids.data);
    const certificate = signerOf(read, p7s);
    if (certificate === undefined || !equalBytes(read.messageDigest, await sha256(bytes))) {
      return fail('bundle/signature');
    }
    const { publicKey } = certificate;
    const check = await checkSignature(read.signatureAlgorithm, publicKey, read.signature, read.signedAttributes);
    return check === 'right' ? ok({ certificate, der: certificate.der }) : fail('bundle/signature');
  } catch (error) {
    if (error instanceof DerError) return fail('bundle/signature');
    throw error;
  }
}

/** The certificate that signed, when the signature has the one form and the certificate may sign; undefined else. */
function signerOf(read: CmsSignature, p7s: Bytes): Certificate | undefined {
  const { signer: certificate, signedAttributes, signature, signatureAlgorithm } = read;
  if (certificate === undefined || read.namesSigner !== true) return undefined;
  const { publicKey, keyUsages } = certificate;
  if (publicKey.kind !== 'ec' || publicKey.curve !== 'P-256') return undefined;
  if (signatureAlgorithm.kind !== 'ecdsa' || signatureAlgorithm.hash !== 'SHA-256') return undefined;
  if (certificate.isAuthority || certificate.hasUnknownCritical) return undefined;
  if (keyUsages !== undefined && !keyUsages.includes('digitalSignature')) return undefined;
  const types = readDer(signedAttributes.slice()).children.map((attribute) => oidOf(child(attribute, 0)));
  if (types.length !== ATTRIBUTES.length || !ATTRIBUTES.every((type) => types.includes(type))) return undefined;
  const form = wrapCms({ certificate: certificate.der, chain: [], keyType: 'ec', signedAttributes, signature });
  return equalBytes(form, p7s) ? certificate : undefined;
}
