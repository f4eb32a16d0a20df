import type { Bytes } from '../kernel/bytes.ts';
import type { Fault } from '../kernel/fault.ts';

/** A key that can sign without showing itself: the office's own, a .p12 file, a token. */
export interface SignerKey {
  /** the signer's certificate, DER */
  readonly certificate: Bytes;
  /** further certificates up to the root, DER */
  readonly chain: readonly Bytes[];
  readonly keyType: 'rsa' | 'ec';
  /** Signs with SHA-256: RSASSA-PKCS1-v1_5, or ECDSA with the DER (r, s) form that CMS wants. Throws `SigningFailed`. */
  readonly sign: (data: Bytes) => Promise<Bytes>;
}

/** A key that did not sign: what keeps it refused, or was not there. */
export class SigningFailed extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** A PDF with room for a signature: everything but the signature itself is final. */
export interface PreparedSignature {
  /** the whole file, ByteRange filled in, Contents all zeros */
  readonly pdf: Bytes;
  /** offset of the `<` of Contents and of the byte after its `>` */
  readonly gap: readonly [number, number];
  /** SHA-256 of everything outside the gap */
  readonly digest: Bytes;
  /** certificates and revocation lists are in the document, and are signed with it */
  readonly proven: boolean;
}
