import type { Permission } from '../../shared/access/permissions.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { checkValidity, describeOwn, openOwnSigner } from '../vault/certificates.ts';
import { makeSigner } from '../vault/signer.ts';
import type { Vault } from '../vault/vault.ts';
import { allowed } from './allowed.ts';
import { signPdf, type SignedPdf, type SigningTools } from './sign-pdf.ts';

/** What signing as oneself needs of the main process. */
export interface OwnSigning extends SigningTools {
  readonly vault: Vault;
}

/** What is signed, and by which right: papers of the office itself ask for another one than papers of cases. */
export interface OwnSignature {
  readonly permission: Permission;
  readonly passphrase: string;
  readonly pdf: Bytes;
  readonly field: string;
  readonly reason: string;
  readonly place: string;
}

/**
 * Signs a paper with the own office certificate of whoever is signed in.
 * @returns the signed bytes; or `access/denied`, `vault/locked`, `vault/wait`, `vault/wrong-passphrase`, `sign/expired`,
 *   `sign/not-yet-valid`, and the faults of `signPdf`
 */
export async function signAsOneself(signing: OwnSigning, input: OwnSignature): Promise<Result<SignedPdf>> {
  const { vault, clock } = signing;
  const { permission, passphrase, pdf, field, reason, place } = input;
  const office = allowed(vault, permission);
  if (!office.ok) return office;
  const { person, keyring } = office.value;
  const certificate = await describeOwn(person);
  const valid = checkValidity(certificate, clock.now());
  if (!valid.ok) return valid;
  const key = await openOwnSigner(vault, office.value, passphrase, permission);
  if (!key.ok) return key;
  const { name, position } = person;
  const signer = await makeSigner(keyring, key.value, { name, position, serial: certificate.serial });
  return signPdf(signing, signer, { pdf, field, reason, place });
}
