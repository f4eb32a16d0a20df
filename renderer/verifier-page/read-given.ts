import { fromBase64, latin1, type Bytes } from '../../shared/kernel/bytes.ts';
import { readCertificate, type Certificate } from '../../shared/signature/certificate.ts';
import { readCrl, type Crl } from '../../shared/signature/crl.ts';
import { DerError } from '../../shared/signature/der-read.ts';

/** What a person was given beside a PDF. */
export type GivenFile =
  | { readonly kind: 'certificate'; readonly certificate: Certificate }
  | { readonly kind: 'list'; readonly list: Crl; readonly der: Bytes }
  | { readonly kind: 'nothing' };

/** Reads a certificate or a revocation list, as DER or as PEM text. Nothing about it is verified by reading. */
export async function readGiven(bytes: Bytes): Promise<GivenFile> {
  const der = fromPem(bytes) ?? bytes;
  const certificate = await readCertificate(der);
  if (certificate.ok) return { kind: 'certificate', certificate: certificate.value };
  try {
    return { kind: 'list', list: readCrl(der), der };
  } catch (error) {
    if (error instanceof DerError) return { kind: 'nothing' };
    throw error;
  }
}

function fromPem(bytes: Bytes): Bytes | undefined {
  const match = /-----BEGIN (CERTIFICATE|X509 CRL)-----([\sA-Za-z0-9+/=]+)-----END \1-----/.exec(latin1(bytes));
  if (match?.[2] === undefined) return undefined;
  try {
    return fromBase64(match[2].replace(/\s/g, ''));
  } catch {
    return undefined;
  }
}
