import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fromHex, concatBytes, ownBytes, sha256, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';

/** The program that speaks to tokens (OpenSC's `pkcs11-tool`) and the maker's library for them; absolute paths. */
export interface TokenProgram {
  readonly program: string;
  readonly module: string;
}

/** A certificate on a token. */
export interface TokenCertificate {
  /** CKA_ID of the certificate and its key, hexadecimal */
  readonly keyId: string;
  /** DER */
  readonly certificate: Bytes;
}

/** Somebody has to find the token and put it in; a program that waits longer waits for nothing. */
const PATIENCE_MS = 60_000;
const MAX_OUTPUT = 1024 * 1024;
const MAX_CERTIFICATES = 32;
/** Name of the variable that hands the PIN over. */
const PIN = 'ATALAYA_TOKEN_PIN';
/** DigestInfo of SHA-256 (RFC 8017 section 9.2), which a token pads and signs. */
const SHA256_INFO = fromHex('3031300d060960864801650304020105000420');

/**
 * The certificates on the tokens that are plugged in.
 * @returns `sign/token-silent` when the program cannot be run or says nothing useful
 */
export async function readTokenCertificates(token: TokenProgram): Promise<Result<readonly TokenCertificate[]>> {
  const listed = await run(token, ['--list-objects', '--type', 'cert']);
  if (!listed.ok) return listed;
  const ids = [...listed.value.matchAll(/^\s+ID:\s+([0-9a-fA-F]{2,128})\s*$/gm)].map(([, id = '']) => id.toLowerCase());
  const found: TokenCertificate[] = [];
  for (const keyId of [...new Set(ids)].slice(0, MAX_CERTIFICATES)) {
    const certificate = await withFiles(undefined, (_input, output) =>
      run(token, ['--read-object', '--type', 'cert', '--id', keyId, '--output-file', output]),
    );
    if (certificate.ok) found.push({ keyId, certificate: certificate.value });
  }
  return ok(found);
}

/**
 * Has a token sign with SHA-256. The PIN goes to the program in its environment, which other accounts of the computer
 * cannot read, and is never part of its command line, which they can.
 * @returns the signature as `SignerKey.sign` gives it; or `sign/wrong-pin`, `sign/token-silent`
 */
export async function signWithToken(
  token: TokenProgram,
  { keyId, keyType, pin }: { readonly keyId: string; readonly keyType: 'rsa' | 'ec'; readonly pin: string },
  data: Bytes,
): Promise<Result<Bytes>> {
  // a token would count it as one of the few wrong ones that it lets pass
  if (pin === '') return fail('sign/wrong-pin');
  const digest = await sha256(data);
  const how =
    keyType === 'ec' ? ['--mechanism', 'ECDSA', '--signature-format', 'openssl'] : ['--mechanism', 'RSA-PKCS'];
  return withFiles(keyType === 'ec' ? digest : concatBytes(SHA256_INFO, digest), (input, output) =>
    run(
      token,
      [
        '--login',
        '--pin',
        `env:${PIN}`,
        '--sign',
        ...how,
        '--id',
        keyId,
        '--input-file',
        input,
        '--output-file',
        output,
      ],
      pin,
    ),
  );
}

/** Runs the program without a shell. */
function run({ program, module }: TokenProgram, args: readonly string[], pin?: string): Promise<Result<string>> {
  return new Promise((resolve) => {
    const options = {
      timeout: PATIENCE_MS,
      maxBuffer: MAX_OUTPUT,
      windowsHide: true,
      env: { ...process.env, ...(pin === undefined ? {} : { [PIN]: pin }) },
    };
    const child = execFile(program, ['--module', module, ...args], options, (error, stdout, stderr) => {
      if (error === null) resolve(ok(stdout));
      else
        resolve(
          /CKR_PIN_(INCORRECT|INVALID|LEN_RANGE|LOCKED)/.test(stderr)
            ? fail('sign/wrong-pin')
            : fail('sign/token-silent'),
        );
    });
    // it asks for nothing that nobody can answer
    child.stdin?.end();
  });
}

/** Gives a program a file to read and a place to write to, in a folder that is gone afterwards. Neither holds a secret. */
async function withFiles(
  content: Bytes | undefined,
  work: (input: string, output: string) => Promise<Result<string>>,
): Promise<Result<Bytes>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atalaya-token-'));
  try {
    const [input, output] = [path.join(folder, 'in'), path.join(folder, 'out')];
    if (content) await writeFile(input, content);
    const done = await work(input, output);
    if (!done.ok) return done;
    const written = await readFile(output).catch(() => undefined);
    return written === undefined || written.length === 0 ? fail('sign/token-silent') : ok(ownBytes(written));
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
