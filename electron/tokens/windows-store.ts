import { execFile } from 'node:child_process';
import * as v from 'valibot';
import { fromBase64, sha256, toBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { ecdsaToDer } from '../../shared/signature/cms.ts';
import type { TokenCertificate } from './pkcs11-tool.ts';

/**
 * Keys in the personal certificate store of a Windows account, reached by Windows PowerShell. The script and all arguments are
 * fixed; what it is to do comes by its input, which no other account can read. Not verified on Windows (docs/verified.md).
 */
const SCRIPT = `
$ErrorActionPreference = 'Stop'
$asked = [Console]::In.ReadToEnd() | ConvertFrom-Json
if ($asked.do -eq 'list') {
  $found = @(Get-ChildItem Cert:\\CurrentUser\\My | Where-Object { $_.HasPrivateKey } | ForEach-Object {
    @{ thumbprint = $_.Thumbprint; certificate = [Convert]::ToBase64String($_.RawData) }
  })
  [Console]::Out.Write((ConvertTo-Json -Compress -InputObject @{ certificates = $found }))
} elseif ($asked.do -eq 'sign') {
  if ($asked.thumbprint -notmatch '^[0-9A-F]{40}$') { throw 'thumbprint' }
  $certificate = Get-Item ('Cert:\\CurrentUser\\My\\' + $asked.thumbprint)
  $digest = [Convert]::FromBase64String($asked.digest)
  $rsa = [Security.Cryptography.X509Certificates.RSACertificateExtensions]::GetRSAPrivateKey($certificate)
  if ($rsa) {
    $padding = [Security.Cryptography.RSASignaturePadding]::Pkcs1
    $signature = $rsa.SignHash($digest, [Security.Cryptography.HashAlgorithmName]::SHA256, $padding)
  } else {
    $key = [Security.Cryptography.X509Certificates.ECDsaCertificateExtensions]::GetECDsaPrivateKey($certificate)
    $signature = $key.SignHash($digest)
  }
  [Console]::Out.Write((ConvertTo-Json -Compress -InputObject @{ signature = [Convert]::ToBase64String($signature) }))
} else { throw 'unknown' }
`;

/** Somebody may have to answer a question of Windows, such as the PIN of a card. */
const PATIENCE_MS = 120_000;
const MAX_OUTPUT = 4 * 1024 * 1024;
const MAX_CERTIFICATES = 64;

/** Fixed for every call: Windows takes a script on the command line in UTF-16, base64. */
const ARGUMENTS = [
  ...['-NoLogo', '-NoProfile', '-NonInteractive', '-EncodedCommand'],
  Buffer.from(SCRIPT, 'utf16le').toString('base64'),
] as const;

const Listed = v.object({
  certificates: v.pipe(
    v.array(
      v.object({
        thumbprint: v.pipe(v.string(), v.regex(/^[0-9A-Fa-f]{40}$/)),
        certificate: v.pipe(v.string(), v.base64()),
      }),
    ),
    v.maxLength(MAX_CERTIFICATES),
  ),
});
const Signed = v.object({ signature: v.pipe(v.string(), v.base64()) });

/**
 * The certificates of the Windows account that have their private key there. `keyId` is the thumbprint, in small letters.
 * @param program absolute path of PowerShell
 * @returns `sign/token-silent` when the program cannot be run or says nothing useful
 */
export async function readStoreCertificates(program: string): Promise<Result<readonly TokenCertificate[]>> {
  const said = await run(program, { do: 'list' }, Listed);
  if (!said.ok) return said;
  return ok(
    said.value.certificates.map(({ thumbprint, certificate }) => ({
      keyId: thumbprint.toLowerCase(),
      certificate: fromBase64(certificate),
    })),
  );
}

/**
 * Has Windows sign with SHA-256; it is given the digest alone, and asks for a PIN itself where a key wants one.
 * @returns the signature as `SignerKey.sign` gives it; or `sign/token-silent`
 */
export async function signWithStore(
  program: string,
  { keyId, keyType }: { readonly keyId: string; readonly keyType: 'rsa' | 'ec' },
  data: Bytes,
): Promise<Result<Bytes>> {
  const digest = toBase64(await sha256(data));
  const said = await run(program, { do: 'sign', thumbprint: keyId.toUpperCase(), digest }, Signed);
  if (!said.ok) return said;
  const signature = fromBase64(said.value.signature);
  return ok(keyType === 'ec' ? ecdsaToDer(signature) : signature);
}

/** Runs the script, without a shell, and reads what it says. */
function run<S extends v.GenericSchema>(
  program: string,
  asked: Readonly<Record<string, string>>,
  schema: S,
): Promise<Result<v.InferOutput<S>>> {
  return new Promise((resolve) => {
    const options = { timeout: PATIENCE_MS, maxBuffer: MAX_OUTPUT, windowsHide: true };
    const child = execFile(program, ARGUMENTS, options, (error, stdout) => {
      const said = error === null ? v.safeParse(v.pipe(v.string(), v.parseJson(), schema), stdout) : undefined;
      resolve(said?.success === true ? ok(said.output) : fail('sign/token-silent'));
    });
    // a program that ends without reading has its answer above
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(JSON.stringify(asked));
  });
}
