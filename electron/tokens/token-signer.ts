import { fromBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { readCertificate } from '../../shared/signature/certificate.ts';
import { SigningFailed, type SignerKey } from '../../shared/signature/signer.ts';
import { signWithToken, type TokenProgram } from './pkcs11-tool.ts';
import { signWithStore } from './windows-store.ts';

/** Which key it is, and its certificate with those above it, base64 of DER. */
interface KeyElsewhere {
  readonly keyId: string;
  readonly chain: readonly string[];
}

/**
 * A key on a token, which never leaves it. Nothing is asked of the token before the signature itself: some want the owner
 * to touch them each time.
 * @returns the key; or `sign/unsupported-key`. Its `sign` throws `SigningFailed` with the faults of `signWithToken`
 */
export async function openTokenKey(
  token: TokenProgram,
  { keyId, chain }: KeyElsewhere,
  pin: string,
): Promise<Result<SignerKey>> {
  return openKey(chain, (keyType, data) => signWithToken(token, { keyId, keyType, pin }, data));
}

/**
 * A key in the certificate store of a Windows account, which never leaves it; Windows asks for what it needs.
 * @param program absolute path of PowerShell
 * @returns as {@link openTokenKey}; its `sign` throws `SigningFailed` with the faults of `signWithStore`
 */
export async function openStoreKey(program: string, { keyId, chain }: KeyElsewhere): Promise<Result<SignerKey>> {
  return openKey(chain, (keyType, data) => signWithStore(program, { keyId, keyType }, data));
}

async function openKey(
  chain: readonly string[],
  signElsewhere: (keyType: 'rsa' | 'ec', data: Bytes) => Promise<Result<Bytes>>,
): Promise<Result<SignerKey>> {
  const [own, ...above] = chain.map(fromBase64);
  const certificate = own && (await readCertificate(own));
  if (own === undefined || !certificate?.ok) return fail('sign/unknown-certificate');
  const { kind } = certificate.value.publicKey;
  if (kind === 'other') return fail('sign/unsupported-key');
  const sign = async (data: Bytes): Promise<Bytes> => {
    const signature = await signElsewhere(kind, data);
    if (!signature.ok) throw new SigningFailed(signature.fault);
    return signature.value;
  };
  return ok({ certificate: own, chain: above, keyType: kind, sign });
}
