import { fromBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import { signatureKind, type CertificateIssuer } from '../../shared/catalog/signing-rules.ts';
import { followChain } from '../../shared/signature/chain.ts';
import { readCertificate, sameCertificate } from '../../shared/signature/certificate.ts';
import type { SignerKey } from '../../shared/signature/signer.ts';
import type { ValidationData } from '../../shared/signature/validation-data.ts';
import { knownRoots, officeCertificate } from './certificates.ts';
import type { Keyring } from './keyring.ts';
import { readOwn } from './office-authority.ts';
import { handedLists, revocationList } from './revocation.ts';

/** A key that is ready to sign, how its owner is called on paper, and what goes with its signatures. */
export interface Signer {
  readonly key: SignerKey;
  readonly name: string;
  readonly position: string;
  /** of the certificate, hexadecimal */
  readonly serial: string;
  /** what its signatures are called */
  readonly kind: string;
  /** proves its signatures to whoever can ask nobody; none for certificates of others, whose lists are not here */
  readonly proof?: ValidationData;
  /** where to ask for a time stamp; none while the office has not switched it on */
  readonly timestampUrl?: string;
  /** revocation lists of time-stamping authorities that were handed over, DER */
  readonly lists: readonly Bytes[];
  /** certificates whose word counts in this office, DER: a time stamp by nobody of them proves nothing here */
  readonly roots: readonly Bytes[];
}

/** Makes a key ready: what its signatures are called and carry follows from who vouches for it in this office. */
export async function makeSigner(
  keyring: Keyring,
  key: SignerKey,
  who: Pick<Signer, 'name' | 'position' | 'serial'>,
): Promise<Signer> {
  const issuer = await issuerOf(keyring, [key.certificate, ...key.chain]);
  const list = revocationList(keyring);
  const timestampUrl = keyring.signing?.timestampUrl;
  return {
    key,
    ...who,
    kind: signatureKind(issuer),
    ...(issuer.kind === 'office' && list !== undefined
      ? { proof: { certificates: [key.certificate, officeCertificate(keyring)], revocationLists: [list] } }
      : {}),
    ...(timestampUrl === undefined ? {} : { timestampUrl }),
    lists: handedLists(keyring),
    roots: knownRoots(keyring),
  };
}

/**
 * Who vouches for a certificate, as far as this office knows.
 * @param certificates the certificate and those above it, DER
 */
export async function issuerOf(keyring: Keyring, certificates: readonly Bytes[]): Promise<CertificateIssuer> {
  const read = await Promise.all(certificates.map(readCertificate));
  // a certificate that came from outside may be one that this reader does not know: then it vouches for nobody
  const [own, ...pool] = read.flatMap((one) => (one.ok ? [one.value] : []));
  const office = await readOwn(officeCertificate(keyring));
  const providers = await Promise.all(
    (keyring.signing?.providers ?? []).map(async (provider) => ({
      provider,
      root: await readOwn(fromBase64(provider.certificate)),
    })),
  );
  if (own === undefined || read[0]?.ok !== true) return { kind: 'unknown' };
  const chain = await followChain(own, pool, [office, ...providers.map(({ root }) => root)]);
  if (chain.kind !== 'trusted') return { kind: 'unknown' };
  if (sameCertificate(chain.root, office)) return { kind: 'office' };
  const provider = providers.find(({ root }) => sameCertificate(root, chain.root))?.provider;
  return provider === undefined ? { kind: 'unknown' } : { kind: 'provider', provider };
}
