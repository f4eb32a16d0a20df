import path from 'node:path';
import { fromBase64, utf8 } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { Act } from '../../shared/access/acts.ts';
import type { CallInput, CertificateInfo, Handlers } from '../../shared/ipc/contract.ts';
import { signatureKind } from '../../shared/catalog/signing-rules.ts';
import { toPem } from '../../shared/signature/certificate.ts';
import { writeAtomically } from '../disk/atomic-write.ts';
import { readSmallFile } from '../disk/read-small-file.ts';
import {
  CERTIFICATE_FILE_MAX,
  checkValidity,
  knownRoots,
  listCertificates,
  officeCertificate,
  openOwnSigner,
} from '../vault/certificates.ts';
import { openStoreKey, openTokenKey } from '../tokens/token-signer.ts';
import { createCredentialStore, type CredentialStore } from '../vault/imported-credentials.ts';
import type { Keyring } from '../vault/keyring.ts';
import { readOwn } from '../vault/office-authority.ts';
import { handedLists, revocationList } from '../vault/revocation.ts';
import { issuerOf, makeSigner, type Signer } from '../vault/signer.ts';
import type { OpenOffice, Vault } from '../vault/vault.ts';
import type { Ledger } from '../journal/ledger.ts';
import { noteFailures } from './act-log.ts';
import { allowed } from './allowed.ts';
import { signPdf, type SigningTools } from './sign-pdf.ts';
import { checkUnchanged } from './unchanged.ts';

/** Calls about certificates and signatures. */
export type SignCall = 'listCertificates' | 'importCertificate' | 'saveOfficeCertificate' | 'signDocument';

/** What signing needs from the rest of the main process. */
export interface SignDeps extends SigningTools {
  readonly vault: Vault;
  /** where signing is written down */
  readonly ledger: Pick<Ledger, 'record'>;
  /** absolute; where imported certificate files are kept */
  readonly credentialsFolder: string;
  /** absolute path of PowerShell; undefined on other systems than Windows */
  readonly powershell?: string | undefined;
  readonly dialogs: {
    /** asks for a .p12 or .pfx file; undefined when cancelled */
    readonly chooseCertificateFile: () => Promise<string | undefined>;
    /** asks where to save; undefined when cancelled */
    readonly chooseSaveFile: (suggestedName: string) => Promise<string | undefined>;
  };
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
      const known = await listCertificates(keyring);
      const certificates = await Promise.all(
        known.map(async (info) => ({ ...info, signatureKind: await kindOf(keyring, info) })),
      );
      const list = revocationList(keyring);
      const crls = [...(list === undefined ? [] : [list]), ...handedLists(keyring)];
      return ok({ certificates, roots: knownRoots(keyring), crls });
    },

    importCertificate: async ({ passphrase }) => {
      const office = allowed(vault, 'document.sign');
      if (!office.ok) return office;
      const chosen = await dialogs.chooseCertificateFile();
      if (chosen === undefined) return fail('file/cancelled');
      const file = await readSmallFile(chosen, CERTIFICATE_FILE_MAX);
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
      const unchanged = await checkUnchanged(input.pdf, knownRoots(office.value.keyring), clock.now());
      if (!unchanged.ok) return unchanged;
      const signer = await openSigner(vault, credentials, office.value, {
        info,
        passphrase: input.passphrase,
        powershell: deps.powershell,
      });
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

/** What a signature with a certificate would be called; of one imported by an earlier version nothing is known. */
async function kindOf(keyring: Keyring, { id, kind }: CertificateInfo): Promise<string> {
  if (kind === 'office') return signatureKind({ kind });
  const chain = keyring.imported.find((one) => one.id === id)?.chain ?? [];
  return signatureKind(await issuerOf(keyring, chain.map(fromBase64)));
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
  {
    info,
    passphrase,
    powershell,
  }: { readonly info: CertificateInfo; readonly passphrase: string; readonly powershell: string | undefined },
): Promise<Result<Signer>> {
  if (info.kind === 'imported') {
    const credential = await credentials.open(info.id, passphrase);
    if (!credential.ok) return credential;
    const { subject, serial } = credential.value.certificate;
    const name = subject.commonName ?? subject.text;
    return ok(await makeSigner(keyring, credential.value.key, { name, position: subject.title ?? '', serial }));
  }
  if (info.kind === 'token') return openElsewhere(keyring, info, { pin: passphrase, powershell });
  const person = keyring.people.find(({ id }) => id === info.personId);
  if (person?.state !== 'active') return fail('sign/unknown-certificate');
  const key = await openOwnSigner(vault, { keyring, person }, passphrase);
  if (!key.ok) return key;
  // Windows may ask nobody for anything: whoever sits at the open account would sign with the name of its owner.
  if (info.kind === 'windows') return openElsewhere(keyring, info, { pin: '', powershell });
  const { name, position } = person;
  return ok(await makeSigner(keyring, key.value, { name, position, serial: info.serial }));
}

async function openElsewhere(
  keyring: Keyring,
  info: CertificateInfo,
  { pin, powershell }: { readonly pin: string; readonly powershell: string | undefined },
): Promise<Result<Signer>> {
  const entry = keyring.imported.find(({ id }) => id === info.id);
  const token = keyring.signing?.token;
  if (entry?.keyId === undefined || entry.chain === undefined) return fail('sign/unknown-certificate');
  const { keyId, chain } = entry;
  const program = info.kind === 'windows' ? powershell : token;
  if (program === undefined) return fail('sign/token-silent');
  const key = await (typeof program === 'string'
    ? openStoreKey(program, { keyId, chain })
    : openTokenKey(program, { keyId, chain }, pin));
  if (!key.ok) return key;
  const { subject } = await readOwn(key.value.certificate);
  const name = subject.commonName ?? subject.text;
  return ok(await makeSigner(keyring, key.value, { name, position: subject.title ?? '', serial: info.serial }));
}
