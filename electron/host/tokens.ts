import path from 'node:path';
import { ownBytes, toBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { newId } from '../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { isSameName } from '../../shared/kernel/same-name.ts';
import type { Act } from '../../shared/access/acts.ts';
import type { KeyPlace } from '../../shared/ipc/certificate-calls.ts';
import type { Handlers } from '../../shared/ipc/contract.ts';
import { readCertificate, type Certificate } from '../../shared/signature/certificate.ts';
import { readTokenCertificates, type TokenCertificate, type TokenProgram } from '../tokens/pkcs11-tool.ts';
import { readStoreCertificates } from '../tokens/windows-store.ts';
import { checkValidity, describeCertificate } from '../vault/certificates.ts';
import { chainOf, isUsable } from '../vault/pkcs12.ts';
import type { Vault } from '../vault/vault.ts';
import { actWords } from './act-words.ts';
import { allowed } from './allowed.ts';

/** Calls about keys on tokens and cards. */
export type TokenCall = 'chooseTokenProgram' | 'forgetTokenProgram' | 'listTokenCertificates' | 'addTokenCertificate';

/** What they need from the rest of the main process. */
export interface TokenDeps {
  readonly vault: Vault;
  readonly clock: Clock;
  /** absolute path of PowerShell, which reaches the certificate store of Windows; undefined on other systems */
  readonly powershell?: string | undefined;
  /** writes down what is about to be done */
  readonly record: (act: Act) => Promise<Result<unknown>>;
  readonly dialogs: {
    /** asks for the program that speaks to tokens; undefined when cancelled */
    readonly chooseTokenProgram: () => Promise<string | undefined>;
    /** asks for the maker's library; undefined when cancelled */
    readonly chooseTokenModule: () => Promise<string | undefined>;
  };
}

interface Usable {
  readonly keyId: string;
  readonly certificate: Certificate;
  /** all certificates of the tokens, DER */
  readonly pool: readonly Bytes[];
}

/**
 * The calls about tokens. Which program runs is chosen in the system's own dialogs by whoever may change settings: the
 * window never names one. Faults: `access/denied`, `vault/locked`, `sign/token-silent`, `sign/unknown-certificate`,
 * those of `checkValidity`, `sign/not-yours`, `file/cancelled`, those of the journal.
 */
export function createTokenHandlers({
  vault,
  clock,
  powershell,
  record,
  dialogs,
}: TokenDeps): Pick<Handlers, TokenCall> {
  const setToken = (token: TokenProgram | undefined) =>
    vault.change(
      'settings.write',
      ({ keyring }) => {
        const signing = { ...(keyring.signing ?? { providers: [] }) };
        if (token === undefined) delete signing.token;
        else signing.token = token;
        return Promise.resolve(ok({ keyring: { ...keyring, signing }, value: {} }));
      },
      () => record({ action: 'settings', detail: actWords.token(token && path.basename(token.module)) }),
    );

  /** The certificates on the tokens that are plugged in, or in the store of Windows, that could sign. */
  const usable = async (from: KeyPlace): Promise<Result<readonly Usable[]>> => {
    const office = allowed(vault, 'document.sign');
    if (!office.ok) return office;
    const read = await readFrom(from, office.value.keyring.signing?.token, powershell);
    if (!read.ok) return read;
    const pool = read.value.map(({ certificate }) => certificate);
    const found: Usable[] = [];
    for (const { keyId, certificate } of read.value) {
      const parsed = await readCertificate(certificate);
      if (parsed.ok && isUsable(parsed.value)) found.push({ keyId, certificate: parsed.value, pool });
    }
    return ok(found);
  };

  return {
    chooseTokenProgram: async () => {
      const may = allowed(vault, 'settings.write');
      if (!may.ok) return may;
      const program = await dialogs.chooseTokenProgram();
      const module = program && (await dialogs.chooseTokenModule());
      if (program === undefined || module === undefined) return fail('file/cancelled');
      return setToken({ program, module });
    },

    forgetTokenProgram: () => setToken(undefined),

    listTokenCertificates: async ({ from }) => {
      const found = await usable(from);
      if (!found.ok) return found;
      return ok(
        found.value.map(({ keyId, certificate: { subject, issuer, notAfter } }) => ({
          ...{ keyId, notAfter },
          ...{ subject: subject.text.slice(0, 400), issuer: issuer.text.slice(0, 400) },
        })),
      );
    },

    addTokenCertificate: async ({ from, keyId }) => {
      const found = await usable(from);
      if (!found.ok) return found;
      const chosen = found.value.find((one) => one.keyId === keyId);
      if (chosen === undefined) return fail('sign/unknown-certificate');
      const { certificate, pool } = chosen;
      const valid = checkValidity(certificate, clock.now());
      if (!valid.ok) return valid;
      return vault.change('document.sign', async ({ keyring, person }) => {
        const name = certificate.subject.commonName ?? certificate.subject.text;
        if (!isSameName(name, person.name)) return fail('sign/not-yours', { subject: name, person: person.name });
        const detail = `${certificate.subject.text} · SHA-256 ${certificate.fingerprint}`;
        const recorded = await record({ action: 'certificate-added', detail });
        if (!recorded.ok) return recorded;
        const known = keyring.imported.find(
          (one) => one.fingerprint === certificate.fingerprint && one.personId === person.id,
        );
        const id = known?.id ?? newId();
        const value = { ...describeCertificate(certificate, { id, kind: from, personId: person.id }), kind: from };
        const own = ownBytes(certificate.der);
        const chain = [own, ...chainOf(own, pool)].map((der) => toBase64(der));
        const others = keyring.imported.filter((one) => one.id !== id);
        return ok({ keyring: { ...keyring, imported: [...others, { ...value, chain, keyId }] }, value });
      });
    },
  };
}

function readFrom(
  from: KeyPlace,
  token: TokenProgram | undefined,
  powershell: string | undefined,
): Promise<Result<readonly TokenCertificate[]>> {
  if (from === 'windows' && powershell !== undefined) return readStoreCertificates(powershell);
  if (from === 'token' && token !== undefined) return readTokenCertificates(token);
  return Promise.resolve(fail('sign/token-silent'));
}
