import path from 'node:path';
import { fromBase64, fromUtf8, toBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import { newId } from '../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { Act } from '../../shared/access/acts.ts';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { HandedList, Provider } from '../../shared/ipc/signing-settings.ts';
import { readCertificate } from '../../shared/signature/certificate.ts';
import { sameScope } from '../../shared/signature/crl.ts';
import { crlsOf } from '../../shared/signature/proof-store.ts';
import { writeAtomically } from '../disk/atomic-write.ts';
import { readSmallFile } from '../disk/read-small-file.ts';
import { CERTIFICATE_FILE_MAX } from '../vault/certificates.ts';
import type { Keyring } from '../vault/keyring.ts';
import { revocationList } from '../vault/revocation.ts';
import type { Vault } from '../vault/vault.ts';
import { actWords } from './act-words.ts';
import { allowed } from './allowed.ts';
import { MAX_LIST_BYTES } from './prove-authority.ts';

/** Calls about time stamps, issuers outside the office, and the office's revocation list. */
export type SigningSettingsCall =
  | 'signingSettings'
  | 'setTimestampUrl'
  | 'noteStampList'
  | 'forgetStampList'
  | 'noteProvider'
  | 'forgetProvider'
  | 'saveRevocationList';

/** What they need from the rest of the main process. */
export interface SigningSettingsDeps {
  readonly vault: Vault;
  /** writes down what is about to be set */
  readonly record: (act: Act) => Promise<Result<unknown>>;
  readonly dialogs: {
    /** asks for the certificate of an issuer; undefined when cancelled */
    readonly chooseRootFile: () => Promise<string | undefined>;
    /** asks for a revocation list; undefined when cancelled */
    readonly chooseListFile: () => Promise<string | undefined>;
    /** asks where to save; undefined when cancelled */
    readonly chooseSaveFile: (suggestedName: string) => Promise<string | undefined>;
  };
}

type Settings = NonNullable<Keyring['signing']>;
type StoredProvider = Settings['providers'][number];

/**
 * The calls about what signatures carry and are called. Whoever may change settings may set them, and each change is
 * written down before it counts. Faults: `access/denied`, `vault/locked`, `file/*`, `sign/not-a-certificate-file`,
 */
export function createSigningSettingsHandlers({
  vault,
  record,
  dialogs,
}: SigningSettingsDeps): Pick<Handlers, SigningSettingsCall> {
  /** Changes the settings, after a line about it was written down. */
  const set = <T>(line: string, change: (settings: Settings) => Result<{ settings: Settings; value: T }>) =>
    vault.change(
      'settings.write',
      ({ keyring }) => {
        const changed = change(keyring.signing ?? { providers: [] });
        if (!changed.ok) return Promise.resolve(changed);
        const { settings, value } = changed.value;
        return Promise.resolve(ok({ keyring: { ...keyring, signing: settings }, value }));
      },
      () => record({ action: 'settings', detail: line }),
    );

  return {
    signingSettings: () => {
      const office = vault.openOffice();
      if (!office.ok) return Promise.resolve(office);
      const { signing, revocation } = office.value.keyring;
      return Promise.resolve(
        ok({
          ...(signing?.timestampUrl === undefined ? {} : { timestampUrl: signing.timestampUrl }),
          ...(signing?.token === undefined ? {} : { token: signing.token }),
          providers: (signing?.providers ?? []).map(shown),
          stampLists: (signing?.lists ?? []).map(listFacts),
          ...(revocation === undefined
            ? {}
            : { list: { issuedAt: revocation.issuedAt, revoked: revocation.revoked.length } }),
        }),
      );
    },

    setTimestampUrl: ({ url }) =>
      set(actWords.timestamps(url), (before) => {
        const settings = { ...before };
        if (url === undefined) delete settings.timestampUrl;
        else settings.timestampUrl = url;
        return ok({ settings, value: {} });
      }),

    noteStampList: async () => {
      const may = allowed(vault, 'settings.write');
      if (!may.ok) return may;
      const added = await chooseList(dialogs.chooseListFile);
      if (!added.ok) return added;
      const facts = listFacts(added.value);
      return set(actWords.stampList(facts.issuer, facts.thisUpdate), (settings) => {
        const lists = settings.lists ?? [];
        const replaced = lists.filter((one) => isSameKind(one, added.value));
        if (replaced.some(({ thisUpdate }) => thisUpdate > facts.thisUpdate)) return fail('sign/older-list');
        const others = lists.filter((one) => !replaced.includes(one));
        return ok({ settings: { ...settings, lists: [...others, added.value] }, value: facts });
      });
    },

    forgetStampList: ({ issuer }) =>
      set(actWords.stampListForgotten(issuer), (settings) => {
        const lists = (settings.lists ?? []).filter((one) => one.issuer !== issuer);
        if (lists.length === (settings.lists ?? []).length) return fail('sign/unknown-certificate');
        return ok({ settings: { ...settings, lists }, value: {} });
      }),

    noteProvider: async ({ id, provider }) => {
      const may = allowed(vault, 'settings.write');
      if (!may.ok) return may;
      const added = id === undefined ? await chooseRoot(dialogs.chooseRootFile) : ok(undefined);
      if (!added.ok) return added;
      return set(actWords.provider(provider), (settings) => {
        const { providers } = settings;
        const known = providers.find((one) => one.id === id || one.fingerprint === added.value?.fingerprint);
        const root = added.value ?? known;
        if (root === undefined) return fail('sign/unknown-certificate');
        const { certificate, subject, fingerprint } = root;
        const noted = { id: known?.id ?? newId(), ...provider, certificate, subject, fingerprint };
        const others = providers.filter((one) => one.id !== noted.id);
        return ok({ settings: { ...settings, providers: [...others, noted] }, value: shown(noted) });
      });
    },

    forgetProvider: ({ id }) => {
      const office = vault.openOffice();
      const provider = office.ok && office.value.keyring.signing?.providers.find((one) => one.id === id);
      return set(actWords.providerForgotten(provider ? provider.name : ''), (settings) => {
        const providers = settings.providers.filter((one) => one.id !== id);
        if (providers.length === settings.providers.length) return fail('sign/unknown-certificate');
        return ok({ settings: { ...settings, providers }, value: {} });
      });
    },

    saveRevocationList: async () => {
      const office = vault.openOffice();
      if (!office.ok) return office;
      const { keyring } = office.value;
      const list = revocationList(keyring);
      if (list === undefined) return fail('sign/unknown-certificate');
      const chosen = await dialogs.chooseSaveFile(`revocados-oficina-${keyring.office.code}.crl`);
      if (chosen === undefined) return fail('file/cancelled');
      const written = await writeAtomically(chosen, list);
      return written.ok ? ok({ name: path.basename(chosen) }) : written;
    },
  };
}

function shown({ id, name, words, norm, document, subject, fingerprint }: StoredProvider): Provider {
  return { id, name, words, norm, document, subject, fingerprint };
}

type Root = Pick<StoredProvider, 'certificate' | 'subject' | 'fingerprint'>;

/** Asks for the file of an issuer's certificate and reads it; one that may not issue vouches for nobody. */
async function chooseRoot(choose: () => Promise<string | undefined>): Promise<Result<Root>> {
  const chosen = await choose();
  if (chosen === undefined) return fail('file/cancelled');
  const file = await readSmallFile(chosen, CERTIFICATE_FILE_MAX);
  if (!file.ok) return file;
  const der = derOf(file.value, 'CERTIFICATE');
  const certificate = der && (await readCertificate(der));
  if (!certificate?.ok || !certificate.value.isAuthority) return fail('sign/not-a-certificate-file');
  const { subject, fingerprint } = certificate.value;
  return ok({ certificate: toBase64(certificate.value.der), subject: subject.text.slice(0, 400), fingerprint });
}

type ChosenList = NonNullable<Settings['lists']>[number];

function listFacts({ issuer, thisUpdate, nextUpdate }: HandedList): HandedList {
  return { issuer, thisUpdate, ...(nextUpdate === undefined ? {} : { nextUpdate }) };
}

/** True of lists of one issuer that tell of the same certificates; an issuer may have several, each of some of them. */
function isSameKind(a: ChosenList, b: ChosenList): boolean {
  const [one, other] = crlsOf([fromBase64(a.list), fromBase64(b.list)]);
  return a.issuer === b.issuer && one !== undefined && other !== undefined && sameScope(one, other);
}

/** Asks for the file of a revocation list and reads it; who signed it is judged where it is used. */
async function chooseList(choose: () => Promise<string | undefined>): Promise<Result<ChosenList>> {
  const chosen = await choose();
  if (chosen === undefined) return fail('file/cancelled');
  const file = await readSmallFile(chosen, MAX_LIST_BYTES);
  if (!file.ok) return file;
  const der = derOf(file.value, 'X509 CRL');
  const [crl] = der === undefined ? [] : crlsOf([der]);
  if (der === undefined || crl === undefined) return fail('sign/not-a-revocation-list');
  const issuer = crl.issuer.text.slice(0, 400);
  return ok({ ...listFacts({ ...crl, issuer }), list: toBase64(der) });
}

/** What is in a file that is DER or the text form of it (PEM). */
function derOf(file: Bytes, label: 'CERTIFICATE' | 'X509 CRL'): Bytes | undefined {
  if (file[0] === 0x30) return file;
  const text = fromUtf8(file);
  const body = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`).exec(text)?.[1];
  try {
    return body === undefined ? undefined : fromBase64(body.replace(/\s/g, ''));
  } catch {
    return undefined;
  }
}
