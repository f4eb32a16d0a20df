import type { Act } from '../../shared/access/acts.ts';
import { may, type Permission } from '../../shared/access/permissions.ts';
import { sealBytes } from '../../shared/bundle/seal.ts';
import type { ExchangeFacts, Handlers } from '../../shared/ipc/contract.ts';
import { equalBytes, sha256, toBase64, toBase64Url } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { formatHybridTime } from '../../shared/record/hybrid-time.ts';
import { acceptTrustList } from '../../shared/roster/accept-trust.ts';
import { heardSameWords } from '../../shared/roster/heard-words.ts';
import { cardBytes, cardFile, cardProofBytes, makeCard, type OfficeCard } from '../../shared/roster/office-card.ts';
import { readTrustFile, type SignedTrustList } from '../../shared/roster/trust-list.ts';
import { spokenFingerprint } from '../../shared/signature/spoken-fingerprint.ts';
import { readSmallFile } from '../disk/read-small-file.ts';
import { findRoot } from '../vault/exchange-root.ts';
import { keepTrust, readTrust } from '../vault/exchange-trust.ts';
import { openInstallation, type OpenedInstallation } from '../vault/installation-keys.ts';
import type { EditedOffice } from '../vault/open-office.ts';
import type { Vault } from '../vault/vault.ts';
import { actWords } from './act-words.ts';
import { allowed } from './allowed.ts';
import { saveOutside, type FileTools } from './files.ts';

type TrustCall = 'exchangeFacts' | 'saveOfficeCard' | 'readTrustFile' | 'acceptTrust' | 'sealSeries';

const LIST_FILE_MAX = 16 * 1024 * 1024;

/** What these calls need of the rest of the main process. */
export interface ExchangeTrustDeps {
  readonly vault: Pick<Vault, 'use' | 'openOffice'>;
  /** writes down what a person does, before it counts */
  readonly record: (act: Act) => Promise<Result<unknown>>;
  readonly dialogs: {
    /** absolute path; undefined when cancelled */
    readonly chooseTrustFile: () => Promise<string | undefined>;
  };
  readonly files: FileTools;
}

/**
 * Who this computer is to other offices, whom the ministry vouches for, and seals over what was written here. Faults:
 * those of `Vault.use`, `openInstallation`, `acceptTrustList`, `saveOutside` and the journal.
 */
export function createExchangeTrustHandlers({
  vault,
  record,
  dialogs,
  files,
}: ExchangeTrustDeps): Pick<Handlers, TrustCall> & { readonly forgetOffered: () => void } {
  /** chosen by the person, not yet accepted */
  let offered: SignedTrustList | undefined;

  /** Takes a list into use when it is newer; `words` when nobody here knows its root yet. */
  const accept = async (
    office: EditedOffice,
    signed: SignedTrustList,
    words: string | undefined,
  ): Promise<Result<{ readonly version: number; readonly changed: boolean }>> => {
    const current = await readTrust(office);
    if (!current.ok) return current;
    const known = current.value?.root;
    let accepted = await acceptTrustList(current.value?.read, signed, known, office.making.clock.now());
    const isOther = !accepted.ok && accepted.fault.code === 'trust/other-root';
    // another root begins anew, but only for somebody who heard its words
    if (isOther && words !== undefined) {
      accepted = await acceptTrustList(undefined, signed, undefined, office.making.clock.now());
    }
    if (!accepted.ok) return accepted;
    const { kind, list, root } = accepted.value;
    const isNewRoot = known === undefined || !equalBytes(known, root);
    const rootWords = isNewRoot ? await spokenFingerprint(root) : undefined;
    if (rootWords !== undefined && !heardSameWords(words ?? '', rootWords)) return fail('trust/wrong-words');
    if (kind === 'same' || kind === 'older') return ok({ version: list.version, changed: false });
    const told = await record({ action: 'trust-changed', detail: actWords.trustAccepted(list.version, rootWords) });
    if (!told.ok) return told;
    const kept = await keepTrust(office, signed);
    return kept.ok ? ok({ version: list.version, changed: true }) : kept;
  };

  return {
    forgetOffered: () => {
      offered = undefined;
    },

    exchangeFacts: () => useFor(vault, ['exchange.send', 'exchange.receive', 'exchange.trust'], factsOf),

    saveOfficeCard: async () => {
      const made = await vault.use('exchange.trust', async (office) => {
        const own = await openInstallation(office);
        if (!own.ok) return own;
        const card = ownCard(office, own.value);
        return ok({ card, file: cardFile(card, await own.value.sign(cardProofBytes(card))) });
      });
      if (!made.ok) return made;
      const { card, file } = made.value;
      const suggestedName = `OFICINA-${card.oficina}-${card.replica.slice(0, 4).toUpperCase()}`;
      return saveOutside(files, { bytes: file, suggestedName, ending: '.ficha', about: undefined });
    },

    readTrustFile: async () => {
      const mayAsk = allowed(vault, 'exchange.trust');
      if (!mayAsk.ok) return mayAsk;
      offered = undefined;
      const chosen = await dialogs.chooseTrustFile();
      if (chosen === undefined) return fail('file/cancelled');
      const file = await readSmallFile(chosen, LIST_FILE_MAX);
      if (!file.ok) return file;
      const signed = readTrustFile(file.value);
      if (!signed.ok) return signed;
      return vault.use('exchange.trust', async (office) => {
        const current = await readTrust(office);
        if (!current.ok) return current;
        const now = office.making.clock.now();
        const known = await acceptTrustList(current.value?.read, signed.value, current.value?.root, now);
        const isOther = !known.ok && known.fault.code === 'trust/other-root';
        const seen = isOther ? await acceptTrustList(undefined, signed.value, undefined, now) : known;
        if (!seen.ok) return seen;
        offered = signed.value;
        return ok({ kind: isOther ? ('other-root' as const) : seen.value.kind, list: signed.value.list });
      });
    },

    acceptTrust: async (input) => {
      if ('list' in input) {
        const right = ['exchange.receive', 'exchange.trust'] as const;
        return useFor(vault, right, async (office) => {
          const current = await readTrust(office);
          if (!current.ok) return current;
          // a bundle alone convinces nobody of a root
          return current.value === undefined ? fail('trust/none') : await accept(office, input, undefined);
        });
      }
      return vault.use('exchange.trust', async (office) => {
        if (offered === undefined) return fail('trust/none');
        const accepted = await accept(office, offered, input.words);
        if (accepted.ok) offered = undefined;
        return accepted;
      });
    },

    sealSeries: ({ tips }) =>
      vault.use('exchange.send', async (office) => {
        const own = await openInstallation(office);
        if (!own.ok) return own;
        const { certificate, replica, sign } = own.value;
        if (certificate === undefined) return fail('trust/not-certified');
        const told = await record({ action: 'series-sealed', detail: actWords.sealed(tips.length) });
        if (!told.ok) return told;
        const cert = toBase64Url(await sha256(certificate));
        const t = formatHybridTime({ milliseconds: office.making.clock.now(), counter: 0 });
        const seals = [];
        const names = [replica, ...(office.keyring.formerInstallations ?? [])];
        for (const { c, r = replica, n, h } of tips) {
          if (!names.includes(r)) return fail('trust/unknown-installation');
          const parts = { c, r, n, h, t, cert };
          seals.push({ ...parts, sig: toBase64Url(await sign(sealBytes(parts))) });
        }
        return ok({ seals });
      }),
  };
}

/** The card of this computer, as the ministry gets it. */
export function ownCard({ keyring }: EditedOffice, own: OpenedInstallation): OfficeCard {
  return makeCard({
    oficina: keyring.office.code,
    nombre: keyring.office.name.trim(),
    replica: own.replica,
    antes: [...(keyring.formerInstallations ?? [])],
    clave: own.recipient,
    spki: toBase64(own.spki),
    creado: own.madeAt,
  });
}

async function factsOf(office: EditedOffice): Promise<Result<ExchangeFacts>> {
  const own = await openInstallation(office);
  if (!own.ok) return own;
  const trust = await readTrust(office);
  if (!trust.ok) return trust;
  const root = await findRoot(office);
  if (!root.ok) return root;
  const { code, name } = office.keyring.office;
  const { replica, certificate, recipients } = own.value;
  const { list, signature, root: believed } = trust.value ?? {};
  return ok({
    office: { code, name },
    replica,
    cardWords: [...(await spokenFingerprint(cardBytes(ownCard(office, own.value))))],
    recipients: [...recipients],
    ...(certificate === undefined ? {} : { certificate }),
    ...(list === undefined || signature === undefined ? {} : { trust: { list, signature } }),
    ...(believed === undefined ? {} : { rootWords: [...(await spokenFingerprint(believed))] }),
    hasRoot: root.value !== undefined && believed !== undefined && equalBytes(root.value, believed),
  });
}

/** `Vault.use` for whoever has any of these rights. */
async function useFor<T>(
  vault: ExchangeTrustDeps['vault'],
  rights: readonly [Permission, ...Permission[]],
  work: (office: EditedOffice) => Promise<Result<T>>,
): Promise<Result<T>> {
  return vault.use(undefined, async (office) =>
    rights.some((right) => may(office.person.roles, right))
      ? await work(office)
      : fail('access/denied', { permission: rights[0] }),
  );
}
