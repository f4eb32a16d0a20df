import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Act } from '../../shared/access/acts.ts';
import { toBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { newId } from '../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { isSameName } from '../../shared/kernel/same-name.ts';
import type { CertificateInfo } from '../../shared/ipc/contract.ts';
import { deriveSealingKey } from '../../shared/vault/derived-key.ts';
import { open, seal } from '../../shared/vault/seal.ts';
import { PRIVATE, systemCode, writeAtomically, writeFault } from '../disk/atomic-write.ts';
import { checkValidity, describeCertificate } from './certificates.ts';
import { openPkcs12, type Credential } from './pkcs12.ts';
import type { Vault } from './vault.ts';

/** Where imported .p12 files lie, each sealed under the office's key and still under its own passphrase. */
export interface CredentialStore {
  /**
   * Takes a .p12/.pfx file in for the person who is signed in. The same certificate again replaces its file.
   * @returns what the window may know of it; or a fault of `openPkcs12`, `sign/expired`, `sign/not-yet-valid`,
   *   `sign/not-yours` (`subject`, `person`), `vault/locked`, a fault of the disk, or those of `Ledger.record`
   */
  readonly take: (file: Bytes, passphrase: string) => Promise<Result<CertificateInfo>>;
  /**
   * Opens a kept file to sign with.
   * @returns the credential; or a fault of `openPkcs12`, `vault/locked`, `vault/damaged`, `sign/unknown-certificate`
   *   when the file is gone
   */
  readonly open: (certificateId: string, passphrase: string) => Promise<Result<Credential>>;
}

/** What the store needs. */
export interface CredentialStoreSetup {
  readonly vault: Vault;
  /** absolute; made with the first file */
  readonly folder: string;
  readonly clock: Clock;
  /** writes down what a person does, before it counts */
  readonly record: (act: Act) => Promise<Result<unknown>>;
}

/** Opens the store. */
export function createCredentialStore({ vault, folder, clock, record }: CredentialStoreSetup): CredentialStore {
  const fileOf = (id: string): string => path.join(folder, `${id}.sealed`);
  return {
    take: async (file, passphrase) => {
      const credential = await openPkcs12(file, passphrase);
      if (!credential.ok) return credential;
      const { certificate } = credential.value;
      const valid = checkValidity(certificate, clock.now());
      if (!valid.ok) return valid;
      return vault.change('document.sign', async ({ keyring, officeKey, person }) => {
        const name = certificate.subject.commonName ?? certificate.subject.text;
        if (!isSameName(name, person.name)) return fail('sign/not-yours', { subject: name, person: person.name });
        const known = keyring.imported.find(
          ({ fingerprint, personId }) => fingerprint === certificate.fingerprint && personId === person.id,
        );
        const detail = `${certificate.subject.text} · SHA-256 ${certificate.fingerprint}`;
        const recorded = await record({ action: 'certificate-added', detail });
        if (!recorded.ok) return recorded;
        const id = known?.id ?? newId();
        const sealed = await seal(await sealingKey(officeKey), placeOf(keyring.vaultId, id), file);
        const kept = await keep(fileOf(id), sealed);
        if (!kept.ok) return kept;
        const kind = 'imported' as const;
        const value = { ...describeCertificate(certificate, { id, kind, personId: person.id }), kind };
        const { key } = credential.value;
        const entry = { ...value, chain: [key.certificate, ...key.chain].map((der) => toBase64(der)) };
        const imported = [...keyring.imported.filter((other) => other.id !== id), entry];
        return ok({ keyring: { ...keyring, imported }, value });
      });
    },

    open: async (certificateId, passphrase) => {
      const opened = vault.openOffice();
      if (!opened.ok) return opened;
      // asked for at once: locking may wipe the office's key as soon as this function waits
      const key = sealingKey(opened.value.officeKey);
      const sealed = await readSealed(fileOf(certificateId));
      if (!sealed.ok) return sealed;
      const file = await open(await key, placeOf(opened.value.keyring.vaultId, certificateId), sealed.value);
      return file.ok ? openPkcs12(file.value, passphrase) : file;
    },
  };
}

function sealingKey(officeKey: Bytes): Promise<CryptoKey> {
  return deriveSealingKey(officeKey, 'atalaya/credentials');
}

function placeOf(vaultId: string, id: string): string {
  return `atalaya/credential/v1|${vaultId}|${id}`;
}

async function keep(file: string, sealed: Bytes): Promise<Result<undefined>> {
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  } catch (error) {
    return writeFault(error);
  }
  return writeAtomically(file, sealed, PRIVATE);
}

async function readSealed(file: string): Promise<Result<Bytes>> {
  try {
    return ok(new Uint8Array(await readFile(file)));
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return fail(systemCode(error) === 'ENOENT' ? 'sign/unknown-certificate' : 'file/cannot-read');
  }
}
