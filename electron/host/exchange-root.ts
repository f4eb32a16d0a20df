import path from 'node:path';
import type { Handlers, ReadCard } from '../../shared/ipc/contract.ts';
import { equalBytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { heardSameWords } from '../../shared/roster/heard-words.ts';
import { mayCertify, withRevoked } from '../../shared/roster/next-list.ts';
import { cardBytes, readCard, type OfficeCard } from '../../shared/roster/office-card.ts';
import { findInstallation, readTrustList, trustFile, type TrustList } from '../../shared/roster/trust-list.ts';
import { spokenFingerprint } from '../../shared/signature/spoken-fingerprint.ts';
import { readSmallFile } from '../disk/read-small-file.ts';
import {
  certify,
  findRoot,
  keepRoot,
  makeRoot,
  openRoot,
  recoverRoot,
  signList,
  type NewRoot,
  type OpenedRoot,
} from '../vault/exchange-root.ts';
import { keepTrust, readTrust, type OfficeTrust } from '../vault/exchange-trust.ts';
import { openInstallation } from '../vault/installation-keys.ts';
import type { EditedOffice } from '../vault/open-office.ts';
import { actWords } from './act-words.ts';
import { allowed } from './allowed.ts';
import { ownCard, type ExchangeTrustDeps } from './exchange-trust.ts';
import { saveOutside } from './files.ts';

type RootCall =
  | 'makeExchangeRoot'
  | 'confirmExchangeRoot'
  | 'recoverExchangeRoot'
  | 'readOfficeCards'
  | 'issueTrustList'
  | 'revokeInstallation'
  | 'saveTrustList';

const CARD_FILE_MAX = 64 * 1024;

/** What these calls need of the rest of the main process. */
export interface ExchangeRootDeps extends Omit<ExchangeTrustDeps, 'dialogs'> {
  readonly dialogs: {
    /** absolute paths; undefined when cancelled */
    readonly chooseOfficeCards: () => Promise<readonly string[] | undefined>;
  };
}

/** A root that is made while its sheets are handed out. */
interface PendingRoot {
  readonly root: NewRoot;
  readonly told: string;
}

/**
 * What the ministry does: it makes its root once, certifies the cards whose words it heard, takes trust back, and hands
 * out its list. The root's key is opened for one act at a time. Faults: those of `Vault.use`, `makeRoot`, `openRoot`,
 * `recoverRoot`, `mayCertify`, `withRevoked`, `saveOutside` and the journal.
 */
export function createExchangeRootHandlers({
  vault,
  record,
  dialogs,
  files,
}: ExchangeRootDeps): Pick<Handlers, RootCall> & { readonly forgetCards: () => void } {
  let pending: PendingRoot | undefined;
  let cards: ReadonlyMap<string, OfficeCard> = new Map();

  /** Issues the next list; it is written down before it counts. */
  const issue = async (
    office: EditedOffice,
    passphrase: string,
    next: (root: OpenedRoot, list: TrustList, now: number) => Promise<Result<TrustList>>,
    tell: (version: number) => string,
  ): Promise<Result<{ readonly version: number }>> => {
    const trust = await ministryTrust(office);
    if (!trust.ok) return trust;
    const root = await openRoot(office, passphrase);
    if (!root.ok) return root;
    const now = office.making.clock.now();
    const list = await next(root.value, trust.value.read, now);
    if (!list.ok) return list;
    // who has the root is the central office, also where it was put back elsewhere
    const signed = await signList(root.value, { ...list.value, central: office.keyring.office.code }, now);
    // what other offices would refuse to read is not issued
    const read = readTrustList(signed.list);
    if (!read.ok) return read;
    const { version } = read.value;
    const told = await record({ action: 'trust-changed', detail: tell(version) });
    if (!told.ok) return told;
    const kept = await keepTrust(office, signed);
    return kept.ok ? ok({ version }) : kept;
  };

  return {
    forgetCards: () => {
      pending = undefined;
      cards = new Map();
    },

    makeExchangeRoot: ({ name, passphrase, holders }) =>
      vault.use('exchange.trust', async (office) => {
        pending = undefined;
        const trust = await readTrust(office);
        if (!trust.ok) return trust;
        if (trust.value !== undefined) return fail('trust/has-root');
        const own = await openInstallation(office);
        if (!own.ok) return own;
        const card = ownCard(office, own.value);
        const made = await makeRoot(office, { name, passphrase, holders, card });
        if (!made.ok) return made;
        pending = { root: made.value.root, told: actWords.rootMade(name, holders) };
        return ok({ sheets: made.value.sheets });
      }),

    confirmExchangeRoot: () =>
      vault.use('exchange.trust', async (office) => {
        const trust = await readTrust(office);
        if (!trust.ok) return trust;
        if (trust.value !== undefined) return fail('trust/has-root');
        if (pending === undefined) return fail('trust/no-root');
        const told = await record({ action: 'trust-changed', detail: pending.told });
        if (!told.ok) return told;
        const kept = await keepRoot(office, pending.root);
        const trusted = kept.ok ? await keepTrust(office, pending.root.signed) : kept;
        if (!trusted.ok) return trusted;
        pending = undefined;
        return ok({});
      }),

    recoverExchangeRoot: ({ sheets, passphrase }) =>
      vault.use('exchange.trust', async (office) => {
        const trust = await readTrust(office);
        if (!trust.ok) return trust;
        if (trust.value === undefined) return fail('trust/none');
        const root = await recoverRoot(office, trust.value.read, { sheets, passphrase });
        if (!root.ok) return root;
        const told = await record({ action: 'trust-changed', detail: actWords.rootRecovered });
        if (!told.ok) return told;
        const kept = await keepRoot(office, root.value);
        return kept.ok ? ok({}) : kept;
      }),

    readOfficeCards: async () => {
      const mayAsk = allowed(vault, 'exchange.trust');
      if (!mayAsk.ok) return mayAsk;
      cards = new Map();
      const chosen = await dialogs.chooseOfficeCards();
      if (chosen === undefined) return fail('file/cancelled');
      const read = new Map<string, OfficeCard>();
      const refused: string[] = [];
      for (const file of chosen) {
        const bytes = await readSmallFile(file, CARD_FILE_MAX);
        const card = bytes.ok ? await readCard(bytes.value) : bytes;
        // two cards of one computer: nobody could tell which one the words are of
        if (card.ok && !read.has(card.value.replica)) read.set(card.value.replica, card.value);
        else refused.push(path.basename(file).slice(0, 260));
      }
      return vault.use('exchange.trust', async (office) => {
        const trust = await ministryTrust(office);
        if (!trust.ok) return trust;
        cards = read;
        return ok({ cards: [...read.values()].map((card) => describe(trust.value.read, card)), refused });
      });
    },

    issueTrustList: ({ passphrase, cards: heard }) =>
      vault.use('exchange.trust', async (office) => {
        const chosen: OfficeCard[] = [];
        for (const { replica, words } of heard) {
          const card = cards.get(replica);
          if (card === undefined) return fail('trust/unknown-installation');
          const spoken = await spokenFingerprint(cardBytes(card));
          if (!heardSameWords(words, spoken)) return fail('trust/wrong-words');
          chosen.push(card);
        }
        const next = async (root: OpenedRoot, list: TrustList, now: number): Promise<Result<TrustList>> => {
          let grown = list;
          for (const card of chosen) {
            const free = mayCertify(grown, card);
            if (!free.ok) return free;
            grown = await certify(root, grown, card, now);
          }
          return ok(grown);
        };
        const issued = await issue(office, passphrase, next, (version) => actWords.certified(version, chosen));
        if (issued.ok) cards = new Map();
        return issued;
      }),

    revokeInstallation: ({ passphrase, replica, reason }) =>
      vault.use('exchange.trust', async (office) => {
        const trust = await ministryTrust(office);
        if (!trust.ok) return trust;
        const code = findInstallation(trust.value.read, replica)?.office.oficina ?? '';
        return issue(
          office,
          passphrase,
          (_, list, now) => Promise.resolve(withRevoked({ list, now }, replica, reason)),
          (version) => actWords.revoked(version, code, replica, reason),
        );
      }),

    saveTrustList: async () => {
      const trust = await vault.use('exchange.trust', readTrust);
      if (!trust.ok) return trust;
      if (trust.value === undefined) return fail('trust/none');
      const file = trustFile(trust.value);
      if (!file.ok) return file;
      const suggestedName = `CONFIANZA-${String(trust.value.read.version).padStart(4, '0')}`;
      return saveOutside(files, { bytes: file.value, suggestedName, ending: '.confianza', about: undefined });
    },
  };
}

/** The list, for the office that issues it. @returns `trust/no-root` for any other; `vault/damaged` */
async function ministryTrust(office: EditedOffice): Promise<Result<OfficeTrust>> {
  const [trust, root] = [await readTrust(office), await findRoot(office)];
  if (!trust.ok) return trust;
  if (!root.ok) return root;
  if (trust.value === undefined || root.value === undefined) return fail('trust/no-root');
  return equalBytes(trust.value.root, root.value) ? ok(trust.value) : fail('trust/no-root');
}

function describe(list: TrustList, card: OfficeCard): ReadCard {
  const { replica, oficina, nombre, creado } = card;
  const free = mayCertify(list, card);
  const state = free.ok
    ? findInstallation(list, replica) === undefined
      ? 'new'
      : 'known'
    : free.fault.code === 'trust/already-revoked'
      ? 'revoked'
      : 'taken';
  return { replica, office: oficina, name: nombre, madeAt: creado, state };
}
