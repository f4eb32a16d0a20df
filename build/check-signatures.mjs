// Who signed a Windows program, as the system's own tools judge it: PowerShell on Windows, osslsigncode elsewhere.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

/**
 * Makes sure that each program carries a valid Authenticode signature of the publisher.
 * @param {readonly string[]} files
 * @param {string} publisher common name in the certificate
 * @param {{ authorities?: string | undefined }} [options] `authorities`: a PEM file to trust instead of the system's; off Windows only
 * @returns {void}
 * @throws {Error} naming the first program that does not
 */
export function checkSignatures(files, publisher, { authorities } = {}) {
  for (const file of files) {
    const signer = process.platform === 'win32' ? signerOnWindows(file) : signerElsewhere(file, authorities);
    if (signer === undefined) throw new Error(`${path.basename(file)} carries no valid signature`);
    if (signer !== publisher) throw new Error(`${path.basename(file)} is signed by ${signer}, not by ${publisher}`);
  }
}

/**
 * @param {string} file
 * @returns {string | undefined}
 */
function signerOnWindows(file) {
  const script =
    '$s = Get-AuthenticodeSignature -LiteralPath $env:ATALAYA_CHECKED; if ($s.Status -eq "Valid") ' +
    '{ $s.SignerCertificate.GetNameInfo([System.Security.Cryptography.X509Certificates.X509NameType]::SimpleName, $false) }';
  const run = spawnSync('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script], {
    encoding: 'utf8',
    env: { ...process.env, ATALAYA_CHECKED: file },
  });
  return run.stdout.trim() || undefined;
}

/**
 * @param {string} file
 * @param {string | undefined} authorities
 * @returns {string | undefined}
 */
function signerElsewhere(file, authorities) {
  const trust = authorities === undefined ? [] : ['-CAfile', authorities];
  const run = spawnSync('osslsigncode', ['verify', ...trust, '-in', file], { encoding: 'utf8' });
  if (run.status !== 0 || !run.stdout.includes('Signature verification: ok')) return undefined;
  return /Signer's certificate:[^]*?Subject\s*:.*?\bCN\s*=\s*([^\n,/]+)/.exec(run.stdout)?.[1]?.trim();
}
