import { fromBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import { instantFrom } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { may, type Permission } from '../../shared/access/permissions.ts';
import type { CertificateInfo } from '../../shared/ipc/contract.ts';
import type { Certificate } from '../../shared/signature/certificate.ts';
import { webCryptoSigner } from '../../shared/signature/cms.ts';
import type { SignerKey } from '../../shared/signature/signer.ts';
import type { ActivePerson, Keyring, PersonEntry } from './keyring.ts';
import { importSigningKey, readOwn } from './office-authority.ts';
import { openSigningKeyOf } from './own-passphrase.ts';
import type { Vault } from './vault.ts';

/** A file with certificates is a few kilobytes; anything near this is something else. */
export const CERTIFICATE_FILE_MAX = 1024 * 1024;

/**
 * What the window may know of a certificate.
 * @param of its id here, and whose it is
 */
export function describeCertificate(
  certificate: Certificate,
  of: Pick<CertificateInfo, 'id' | 'kind' | 'personId'>,
): CertificateInfo {
  const { subject, issuer, serial, notBefore, notAfter, fingerprint } = certificate;
  // Foreign names can be of any length; the contract's limit is generous for honest ones.
  return {
    ...of,
    subject: subject.text.slice(0, 400),
    issuer: issuer.text.slice(0, 400),
    serial: serial.slice(0, 80),
    notBefore,
    notAfter,
    fingerprint,
  };
}

/** All certificates that may sign here: the own ones of those whose roles sign, then the ones they imported. */
export async function listCertificates(keyring: Keyring): Promise<CertificateInfo[]> {
  const signers = keyring.people.filter(maySign);
  const issued = await Promise.all(signers.map((person) => describeOwn(person)));
  const imported = keyring.imported.filter(({ personId }) => signers.some(({ id }) => id === personId));
  return [...issued, ...imported.map(infoOf)];
}

/** What the window may know of an entry of the keyring: neither the chain nor where on a token the key is. */
function infoOf(entry: Keyring['imported'][number]): CertificateInfo {
  const { id, kind, personId, subject, issuer, serial, notBefore, notAfter, fingerprint } = entry;
  return { id, kind, personId, subject, issuer, serial, notBefore, notAfter, fingerprint };
}

/** What verifying trusts, DER: the office's own authority, and the roots that somebody here wrote down. */
export function knownRoots(keyring: Keyring): Bytes[] {
  const providers = keyring.signing?.providers ?? [];
  return [officeCertificate(keyring), ...providers.map(({ certificate }) => fromBase64(certificate))];
}

/** The certificate of the office's own authority, DER. */
export function officeCertificate(keyring: Keyring): Bytes {
  return fromBase64(keyring.authority.certificate);
}

/**
 * Whether a certificate may sign now.
 * @param now milliseconds since 1970, by this computer's clock
 * @returns nothing; or `sign/expired` (`notAfter`), `sign/not-yet-valid` (`notBefore`)
 */
export function checkValidity(
  { notBefore, notAfter }: Pick<CertificateInfo, 'notBefore' | 'notAfter'>,
  now: number,
): Result<undefined> {
  const instant = instantFrom(now);
  if (instant > notAfter) return fail('sign/expired', { notAfter });
  if (instant < notBefore) return fail('sign/not-yet-valid', { notBefore });
  return ok(undefined);
}

/**
 * A signer with a person's own key, opened with that person's passphrase. The key is gone with the signer.
 * @param permission what whoever is signed in must be allowed to
 * @returns the signer; or `access/denied`, `vault/wait`, `vault/wrong-passphrase`, `vault/locked`
 */
export async function openOwnSigner(
  vault: Vault,
  { keyring, person }: { readonly keyring: Keyring; readonly person: ActivePerson },
  passphrase: string,
  permission: Permission = 'document.sign',
): Promise<Result<SignerKey>> {
  const pkcs8 = await vault.use(permission, (office) => openSigningKeyOf(office, person, passphrase));
  if (!pkcs8.ok) return pkcs8;
  const key = await importSigningKey(pkcs8.value);
  return ok(webCryptoSigner(key, fromBase64(person.signing.certificate), [officeCertificate(keyring)]));
}

/** Somebody without a key pair yet signs after they have signed in once. */
function maySign(person: PersonEntry): person is ActivePerson {
  return person.state === 'active' && may(person.roles, 'document.sign');
}

/** The certificate that the office gave a person. */
export async function describeOwn(person: ActivePerson): Promise<CertificateInfo> {
  const certificate = await readOwn(fromBase64(person.signing.certificate));
  return describeCertificate(certificate, { id: person.signing.id, kind: 'office', personId: person.id });
}
