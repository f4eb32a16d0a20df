import { open } from 'node:fs/promises';
import path from 'node:path';
import { equalBytes, sha256, toHex, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { instantFrom, type Clock, type Instant } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { Act } from '../../shared/access/acts.ts';
import type { CallInput, CertificateInfo, Handlers } from '../../shared/ipc/contract.ts';
import { toPem } from '../../shared/signature/certificate.ts';
import { buildCms } from '../../shared/signature/cms.ts';
import { embedSignature } from '../../shared/signature/embed.ts';
import type { PreparedSignature, SignerKey } from '../../shared/signature/signer.ts';
import { systemCode, writeAtomically } from '../disk/atomic-write.ts';
import { PlainError } from '../disk/log.ts';
import type { RoomRequest } from '../documents/protocol.ts';
import { checkValidity, listCertificates, officeCertificate, openOwnSigner } from '../vault/certificates.ts';
import { createCredentialStore, type CredentialStore } from '../vault/imported-credentials.ts';
import type { OpenOffice, Vault } from '../vault/vault.ts';
import type { Ledger } from '../journal/ledger.ts';
import { noteFailures } from './act-log.ts';
import { allowed } from './allowed.ts';
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
  /** makes room for a signature (fault `sign/no-free-field`, `pdf/unreadable`) */
  readonly prepare: (pdf: Bytes, room: RoomRequest) => Promise<Result<PreparedSignature>>;
}

/**
 * The calls about certificates and signatures. Private keys are used here and never leave; every signature is written
 * down before anybody gets it. Faults of signing: `access/denied`, those of `Ledger.record`, and what `Vault`,
 * `checkValidity` and `checkUnchanged` say.
 */
export function createSignHandlers(deps: SignDeps): Pick<Handlers, SignCall> {
  const { vault, ledger, clock, dialogs } = deps;
  const credentials = createCredentialStore(vault, deps.credentialsFolder, clock);
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
      const file = await readSmallFile(chosen);
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
      const signed = await sign(deps, signer.value, input);
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

/** A key that is ready to sign, and how its owner is called on paper. */
interface Signer {
  readonly key: SignerKey;
  readonly name: string;
  readonly position: string;
  readonly serial: string;
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
  const key = await openOwnSigner(vault, keyring, person, passphrase);
  return key.ok ? ok({ key: key.value, name: person.name, position: person.position, serial: info.serial }) : key;
}

async function sign(
  { prepare, clock }: SignDeps,
  signer: Signer,
  { pdf, field, reason, place }: { pdf: Bytes; field: string; reason: string; place: string },
): Promise<Result<{ pdf: Bytes; signer: string; signedAt: Instant; sha256: string }>> {
  const signedAt = instantFrom(clock.now());
  const { name, position, serial, key } = signer;
  const room = { field, signer: name, position, reason, place, when: signedAt, serial, certify: true };
  const prepared = await prepare(pdf, room);
  if (!prepared.ok) return prepared;
  await assertSameDocument(pdf, prepared.value);
  const signed = embedSignature(prepared.value, await buildCms(prepared.value.digest, key));
  return ok({ pdf: signed, signer: name.slice(0, 200), signedAt, sha256: toHex(await sha256(signed)) });
}

/**
 * What is signed is what was asked to be signed: the room was made in another process, which reads files from
 * anywhere, so its answer is checked before a key touches it.
 * @throws when the answer is not the given document with an addition
 */
async function assertSameDocument(pdf: Bytes, { pdf: whole, gap, digest }: PreparedSignature): Promise<void> {
  const [start, end] = gap;
  const isAddition = whole.length > pdf.length && Buffer.compare(whole.subarray(0, pdf.length), pdf) === 0;
  if (!isAddition || start < pdf.length || end <= start || end > whole.length) {
    throw new PlainError('the prepared document is not the one that was given');
  }
  if (!equalBytes(await sha256(whole.subarray(0, start), whole.subarray(end)), digest)) {
    throw new PlainError('the prepared digest is not the digest of the document');
  }
}

async function readSmallFile(file: string): Promise<Result<Bytes>> {
  try {
    const handle = await open(file, 'r');
    try {
      if ((await handle.stat()).size > MAX_CERTIFICATE_FILE) return fail('file/too-large');
      return ok(new Uint8Array(await handle.readFile()));
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return fail('file/cannot-read');
  }
}
