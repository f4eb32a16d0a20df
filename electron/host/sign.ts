import path from 'node:path';
import { utf8 } from '../../shared/kernel/bytes.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { Act } from '../../shared/access/acts.ts';
import type { CallInput, CertificateInfo, Handlers } from '../../shared/ipc/contract.ts';
import { toPem } from '../../shared/signature/certificate.ts';
import { writeAtomically } from '../disk/atomic-write.ts';
import { readSmallFile } from '../disk/read-small-file.ts';
import { checkValidity, listCertificates, officeCertificate, openOwnSigner } from '../vault/certificates.ts';
import { createCredentialStore, type CredentialStore } from '../vault/imported-credentials.ts';
import type { OpenOffice, Vault } from '../vault/vault.ts';
import type { Ledger } from '../journal/ledger.ts';
import { noteFailures } from './act-log.ts';
import { allowed } from './allowed.ts';
import { signPdf, type Prepare, type Signer } from './sign-pdf.ts';
import { checkUnchanged } from './unchanged.ts';

/** A .p12 file is a few kilobytes; anything near this is something else. */
const MAX_CERTIFICATE_FILE = 1024 * 1024;

/** Calls about certificates and signatures. */
export type SignCall = 'listCertificates' | 'importCertificate' | 'saveOfficeCertificate' | 'signDocument';

/** What signing needs from the rest of the main process. */
export interface SignDeps {
  readonly vault: Vault;
  /** where signing is written down */
  readonly ledger: Pick<Ledger, 'record'>;
  /** absolute; where imported certificate files are kept */
  readonly credentialsFolder: string;
  readonly clock: Clock;
  readonly dialogs: {
    /** asks for a .p12 or .pfx file; undefined when cancelled */
    readonly chooseCertificateFile: () => Promise<string | undefined>;
    /** asks where to save; undefined when cancelled */
    readonly chooseSaveFile: (suggestedName: string) => Promise<string | undefined>;
  };
  readonly prepare: Prepare;
}

/**
 * The calls about certificates and signatures. Private keys are used here and never leave; every signature is written
 * down before anybody gets it. Faults of signing: `access/denied`, those of `Ledger.record`, and what `Vault`,
 * `checkValidity` and `checkUnchanged` say.
 */
export function createSignHandlers(deps: SignDeps): Pick<Handlers, SignCall> {
  const { vault, ledger, clock, dialogs } = deps;
  const credentials = createCredentialStore({
    vault,
    folder: deps.credentialsFolder,
    clock,
    record: (act) => ledger.record(act),
  });
  return {
    listCertificates: async () => {
      const office = vault.openOffice();
      if (!office.ok) return office;
      const { keyring } = office.value;
      return ok({ certificates: await listCertificates(keyring), roots: [officeCertificate(keyring)] });
    },

    importCertificate: async ({ passphrase }) => {
      const office = allowed(vault, 'document.sign');
      if (!office.ok) return office;
      const chosen = await dialogs.chooseCertificateFile();
      if (chosen === undefined) return fail('file/cancelled');
      const file = await readSmallFile(chosen, MAX_CERTIFICATE_FILE);
      return file.ok ? credentials.take(file.value, passphrase) : file;
    },

    saveOfficeCertificate: async () => {
      const office = vault.openOffice();
      if (!office.ok) return office;
      const { keyring } = office.value;
      const chosen = await dialogs.chooseSaveFile(`certificado-oficina-${keyring.office.code}.cer`);
      if (chosen === undefined) return fail('file/cancelled');
      const written = await writeAtomically(chosen, utf8(toPem(officeCertificate(keyring))));
      return written.ok ? ok({ name: path.basename(chosen) }) : written;
    },

    signDocument: async (input) => {
      const office = allowed(vault, 'document.sign');
      if (!office.ok) return office;
      const info = (await listCertificates(office.value.keyring)).find(({ id }) => id === input.certificateId);
      if (!info) return fail('sign/unknown-certificate');
      const valid = checkValidity(info, clock.now());
      if (!valid.ok) return valid;
      const roots = [officeCertificate(office.value.keyring)];
      const unchanged = await checkUnchanged(input.pdf, roots, clock.now());
      if (!unchanged.ok) return unchanged;
      const signer = await openSigner(vault, credentials, office.value, { info, passphrase: input.passphrase });
      if (!signer.ok) return signer;
      await noteFailures(vault, (act) => ledger.record(act));
      const signed = await signPdf(deps, signer.value, input);
      if (!signed.ok) return signed;
      // a signature that could not be written down is given to nobody
      const recorded = await ledger.record(actOf(input, signed.value.signer));
      return recorded.ok ? signed : recorded;
    },
  };
}

/** What is written down of a signature: whose it is, and for which paper. */
function actOf({ about = {} }: CallInput<'signDocument'>, signer: string): Act {
  const detail = about.detail === undefined ? signer : `${signer} · ${about.detail}`;
  return { ...about, action: 'signed', detail };
}

async function openSigner(
  vault: Vault,
  credentials: CredentialStore,
  { keyring }: OpenOffice,
  { info, passphrase }: { readonly info: CertificateInfo; readonly passphrase: string },
): Promise<Result<Signer>> {
  if (info.kind === 'imported') {
    const credential = await credentials.open(info.id, passphrase);
    if (!credential.ok) return credential;
    const { subject, serial } = credential.value.certificate;
    return ok({
      key: credential.value.key,
      name: subject.commonName ?? subject.text,
      position: subject.title ?? '',
      serial,
    });
  }
  const person = keyring.people.find(({ id }) => id === info.personId);
  if (person?.state !== 'active') return fail('sign/unknown-certificate');
  const key = await openOwnSigner(vault, { keyring, person }, passphrase);
  return key.ok ? ok({ key: key.value, name: person.name, position: person.position, serial: info.serial }) : key;
}
