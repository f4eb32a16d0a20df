import { verify, X509Certificate } from 'node:crypto';
import type { P12Signer } from '@libpdf/core';
import { ownBytes, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { readCertificate, type Certificate } from '../../shared/signature/certificate.ts';
import type { SignerKey } from '../../shared/signature/signer.ts';

/** Larger chains do not fit into the room that a PDF keeps for a signature, and no real one is that long. */
const MAX_CHAIN_BYTES = 8 * 1024;
/** Below this RSA is broken in practice, and no checker accepts it (NIST SP 800-131A). */
const MIN_RSA_BITS = 2048;

/** An opened .p12/.pfx file: a key that signs, and whose it is. */
export interface Credential {
  readonly key: SignerKey;
  readonly certificate: Certificate;
}

/**
 * Opens a PKCS#12 file, old (RC2, 3DES) or new (AES). The private key stays inside the returned signer.
 * @param file the whole file
 * @param passphrase of the file; not the person's own
 * @returns the credential; or `sign/not-a-certificate-file`, `sign/wrong-certificate-passphrase`,
 *   `sign/no-private-key`, `sign/unsupported-key` (kind, strength or permitted use of the key)
 */
export async function openPkcs12(file: Bytes, passphrase: string): Promise<Result<Credential>> {
  const opened = await openFile(file, passphrase);
  if (!opened.ok) return opened;
  const signer = opened.value;
  const sign = async (data: Bytes): Promise<Bytes> => ownBytes(await signer.sign(data, 'SHA-256'));

  const inFile = [signer.certificate, ...signer.certificateChain].map(ownBytes);
  const own = await findOwnCertificate(inFile, sign);
  // A key without its certificate: what there is to sign with belongs to nobody.
  if (!own) return fail('sign/not-a-certificate-file');
  const certificate = await readCertificate(own);
  if (!certificate.ok) return certificate;
  if (!isUsable(certificate.value)) return fail('sign/unsupported-key');

  const keyType = signer.keyType === 'EC' ? 'ec' : 'rsa';
  const chain = chainOf(own, inFile);
  return ok({ key: { certificate: own, chain, keyType, sign }, certificate: certificate.value });
}

/** The library names its failures in sentences only; `tests/unit/vault/pkcs12.test.ts` holds it to them. */
async function openFile(file: Bytes, passphrase: string): Promise<Result<P12Signer>> {
  // a large library that most days nobody needs: the app opens sooner without it
  const library = await import('@libpdf/core');
  try {
    return ok(await library.P12Signer.create(file, passphrase));
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    // The file's checksum is made with the passphrase: a wrong one and a damaged file look the same.
    if (/Invalid password|Integrity/i.test(message)) return fail('sign/wrong-certificate-passphrase');
    if (/No private key/i.test(message)) return fail('sign/no-private-key');
    if (/Unsupported key|curve/i.test(message)) return fail('sign/unsupported-key');
    return fail('sign/not-a-certificate-file');
  }
}

/** The certificate that the private key belongs to: files list theirs in any order, so a probe is signed. */
async function findOwnCertificate(certificates: readonly Bytes[], sign: SignerKey['sign']): Promise<Bytes | undefined> {
  const probe = utf8('atalaya/probe');
  const signature = await sign(probe);
  return certificates.find((der) => {
    try {
      return verify('sha256', probe, new X509Certificate(der).publicKey, signature);
    } catch {
      return false;
    }
  });
}

/** True when a key of this kind and strength signs here, and its certificate lets it. */
export function isUsable({ publicKey, keyUsages, isAuthority }: Certificate): boolean {
  if (publicKey.kind === 'other' || (publicKey.kind === 'rsa' && publicKey.bits < MIN_RSA_BITS)) return false;
  const maySign = keyUsages?.some((use) => use === 'digitalSignature' || use === 'nonRepudiation') ?? true;
  return maySign && !isAuthority;
}

/** The certificates above one, in order, as far as the file has them and the signature has room. */
export function chainOf(own: Bytes, certificates: readonly Bytes[]): readonly Bytes[] {
  const others = certificates.filter((der) => der !== own).map((der) => ({ der, x509: new X509Certificate(der) }));
  const chain: Bytes[] = [];
  let below = new X509Certificate(own);
  let size = own.length;
  for (;;) {
    const next = others.find(({ der, x509 }) => !chain.includes(der) && below.checkIssued(x509));
    if (!next || size + next.der.length > MAX_CHAIN_BYTES) return chain;
    chain.push(next.der);
    size += next.der.length;
    below = next.x509;
  }
}
