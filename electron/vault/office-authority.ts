import { fromBase64, sha256, toBase64, toHex, type Bytes } from '../../shared/kernel/bytes.ts';
import { newId } from '../../shared/kernel/id.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { PersonInput } from '../../shared/ipc/contract.ts';
import { deriveSealingKey } from '../../shared/vault/derived-key.ts';
import { open, seal } from '../../shared/vault/seal.ts';
import { readCertificate, type Certificate } from '../../shared/signature/certificate.ts';
import { PlainError } from '../disk/log.ts';
import type { ActivePerson, Keyring } from './keyring.ts';

/** Issuing needs a large library and happens once in two years a person: the app opens sooner without it. */
const loadIssuing = () => import('../../shared/signature/authority.ts');

const AUTHORITY_YEARS = 10;
const PERSON_YEARS = 2;
/** Certificates begin a little in the past, so that a clock put right by minutes does not make them "not yet valid". */
export const HEAD_START_MS = 10 * 60_000;
/** A person's certificate is renewed this long before it ends, so that nobody finds out at the day of an inspection. */
const RENEWAL_MS = 30 * 24 * 3_600_000;

/** The office's certificate authority, able to issue. */
export interface OfficeAuthority {
  readonly organization: string;
  /** DER */
  readonly certificate: Bytes;
  readonly privateKey: CryptoKey;
}

/**
 * Makes the office's certificate authority; its private key is sealed under the office's key.
 * @param officeName becomes the organisation; the authority is called `AC <office>`
 * @param now milliseconds since 1970
 */
export async function makeAuthority(
  officeName: string,
  officeKey: Bytes,
  now: number,
): Promise<{ readonly authority: OfficeAuthority; readonly stored: Keyring['authority'] }> {
  const { createAuthority, generateSigningKeys } = await loadIssuing();
  const keys = await generateSigningKeys();
  const certificate = await createAuthority({
    name: `AC ${officeName}`,
    organization: officeName,
    keys,
    notBefore: new Date(now - HEAD_START_MS),
    notAfter: yearsAfter(now, AUTHORITY_YEARS),
  });
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  const sealedKey = await seal(await sealingKey(officeKey), await place(certificate), pkcs8);
  pkcs8.fill(0);
  return {
    authority: { organization: officeName, certificate, privateKey: keys.privateKey },
    stored: { certificate: toBase64(certificate), sealedKey: toBase64(sealedKey) },
  };
}

/**
 * Opens the office's certificate authority.
 * @returns the authority, or `vault/damaged` when its key or certificate was exchanged
 */
export async function openAuthority(keyring: Keyring, officeKey: Bytes): Promise<Result<OfficeAuthority>> {
  const certificate = fromBase64(keyring.authority.certificate);
  const key = await sealingKey(officeKey);
  const pkcs8 = await open(key, await place(certificate), fromBase64(keyring.authority.sealedKey));
  if (!pkcs8.ok) return pkcs8;
  const privateKey = await importSigningKey(pkcs8.value);
  return ok({ organization: keyring.office.name, certificate, privateKey });
}

/**
 * Makes a signing key and has the office certify it, for two years at most and never beyond the authority's own end.
 * @param now milliseconds since 1970
 * @returns certificate (DER) and private key (PKCS#8; the caller seals and wipes it)
 */
export async function issueSigningKey(
  person: PersonInput,
  authority: OfficeAuthority,
  now: number,
): Promise<{ readonly id: string; readonly certificate: Bytes; readonly privateKey: Bytes }> {
  const { generateSigningKeys, issueCertificate } = await loadIssuing();
  const keys = await generateSigningKeys();
  const authorityEnd = Date.parse((await readOwn(authority.certificate)).notAfter);
  const certificate = await issueCertificate({
    subject: {
      name: person.name,
      position: person.position,
      credential: person.credential,
      organization: authority.organization,
    },
    publicKey: keys.publicKey,
    authority: { certificate: authority.certificate, privateKey: authority.privateKey },
    notBefore: new Date(now - HEAD_START_MS),
    notAfter: new Date(Math.min(yearsAfter(now, PERSON_YEARS).getTime(), authorityEnd)),
  });
  const privateKey = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  return { id: newId(), certificate, privateKey };
}

/**
 * Whether a person should get a new signing key: the certificate ends soon or has ended, or begins only later because
 * it was issued while this computer's clock was ahead. Never when the authority itself could not help.
 * @param now milliseconds since 1970
 */
export async function needsRenewal(keyring: Keyring, person: ActivePerson, now: number): Promise<boolean> {
  const own = await readOwn(fromBase64(person.signing.certificate));
  const authority = await readOwn(fromBase64(keyring.authority.certificate));
  const authorityHelps = now >= Date.parse(authority.notBefore) && now + RENEWAL_MS < Date.parse(authority.notAfter);
  return authorityHelps && (now < Date.parse(own.notBefore) || now + RENEWAL_MS > Date.parse(own.notAfter));
}

/**
 * Imports an ECDSA P-256 private key for use only, and wipes the bytes.
 * @param pkcs8 all zeros afterwards
 */
export async function importSigningKey(pkcs8: Bytes): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  } finally {
    pkcs8.fill(0);
  }
}

/**
 * Reads a certificate that was made here.
 * @throws when it cannot be read: the keyring was proven, so that is a bug
 */
export async function readOwn(der: Bytes): Promise<Certificate> {
  const certificate = await readCertificate(der);
  if (!certificate.ok) throw new PlainError('a certificate made here cannot be read');
  return certificate.value;
}

function sealingKey(officeKey: Bytes): Promise<CryptoKey> {
  return deriveSealingKey(officeKey, 'atalaya/ca');
}

async function place(certificate: Bytes): Promise<string> {
  return `atalaya/ca/v1|${toHex(await sha256(certificate))}`;
}

function yearsAfter(now: number, years: number): Date {
  const date = new Date(now);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date;
}
