import { fromBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { readCertificate } from '../../shared/signature/certificate.ts';
import { SigningFailed, type SignerKey } from '../../shared/signature/signer.ts';
import { signWithToken, type TokenProgram } from './pkcs11-tool.ts';

/**
 * A key on a token, which never leaves it. Nothing is asked of the token before the signature itself: some want the owner
 * to touch them each time.
 * @param chain the key's certificate and those above it, base64 of DER
 * @returns the key; or `sign/unsupported-key`. Its `sign` throws `SigningFailed` with the faults of `signWithToken`
 */
export async function openTokenKey(
  token: TokenProgram,
  { keyId, chain }: { readonly keyId: string; readonly chain: readonly string[] },
  pin: string,
): Promise<Result<SignerKey>> {
  const [own, ...above] = chain.map(fromBase64);
  const certificate = own && (await readCertificate(own));
  if (own === undefined || !certificate?.ok) return fail('sign/unknown-certificate');
  const { kind } = certificate.value.publicKey;
  if (kind === 'other') return fail('sign/unsupported-key');
  const sign = async (data: Bytes): Promise<Bytes> => {
    const signature = await signWithToken(token, { keyId, keyType: kind, pin }, data);
    if (!signature.ok) throw new SigningFailed(signature.fault);
    return signature.value;
  };
  return ok({ certificate: own, chain: above, keyType: kind, sign });
}
