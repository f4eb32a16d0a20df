import path from 'node:path';
import { evidenceFolder } from '../../electron/evidence/evidence-files.ts';
import { EvidenceStore } from '../../electron/evidence/evidence-store.ts';
import { createChosenFiles } from '../../electron/host/chosen-files.ts';
import { createEvidenceHandlers } from '../../electron/host/evidence.ts';
import { createJournalHandlers } from '../../electron/host/journal.ts';
import { createFirstHandlers } from '../../electron/host/app.ts';
import { createKeyHandlers } from '../../electron/host/keys.ts';
import { Ledger } from '../../electron/journal/ledger.ts';
import type { Database } from '../../renderer/db/database.ts';
import { createDatabase, openDatabase } from '../../renderer/db/open.ts';
import { makeTransport, type Transport } from '../../renderer/keys.ts';
import type { OfficeInput, PersonInput, Session } from '../../shared/ipc/contract.ts';
import type { Role } from '../../shared/access/roles.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { exchangeCalls, type Chosen } from './exchange-calls.ts';
import { startVault } from './vault-builder.ts';

/** Where a profile lies and what it runs on. Needs an IndexedDB: `fake-indexeddb/auto` where there is none. */
export interface ProfileSetup {
  readonly userData: string;
  readonly clock: Clock;
  /** of the window's database; tests that open several offices in one process name each */
  readonly database: string;
  /** where whatever is saved lies */
  readonly out?: string;
}

/** Who opens the office. */
export interface Opener {
  readonly name: string;
  readonly passphrase: string;
}

/** An office on a profile folder: vault, journal, evidence and the exchange of the main process, and the window's database. */
export type ProfileOffice = Awaited<ReturnType<typeof startProfile>> & {
  readonly db: Database;
  /** words of the recovery sheets, of an office that was just made */
  readonly sheets: readonly string[];
};

/** The main process of a profile; nobody is signed in yet. */
export async function startProfile({ userData, clock, out = userData }: Omit<ProfileSetup, 'database'>) {
  const vault = await startVault(path.join(userData, 'vault'), clock);
  const ledger = new Ledger({
    folder: path.join(userData, 'journal'),
    clock,
    log: { write: () => undefined },
    findFrame: () => Promise.resolve(undefined),
    anchorFile: path.join(userData, 'vault', 'anchor.json'),
    checkAfter: 'never',
  });
  const chosen: Chosen = { files: [], folder: out };
  const store = new EvidenceStore(evidenceFolder(userData), clock);
  await store.sweepUnfinished();
  const host = {
    ...createKeyHandlers({ vault, ledger }),
    ...createFirstHandlers({
      versions: { version: '0', electron: '0', chrome: '0' },
      officeState: () => vault.officeState(),
      people: () => vault.listPeople(),
      ending: () => undefined,
    }),
    ...createJournalHandlers({ ledger }),
    ...createEvidenceHandlers({
      ...{ vault, store, chosen: createChosenFiles() },
      dialogs: {
        chooseEvidenceFiles: () => Promise.resolve(undefined),
        chooseCameraFolder: () => Promise.resolve(undefined),
      },
      copies: () => Promise.resolve([]),
      isWhole: () => ledger.state()?.state === 'whole',
    }),
    ...exchangeCalls({ vault, ledger, clock, userData }, chosen, out),
  };
  return { vault, ledger, host, chosen, out, evidence: host };
}

/** Makes an office on an empty profile. */
export async function makeProfile(
  setup: ProfileSetup,
  first: {
    readonly office: OfficeInput;
    readonly person: PersonInput;
    readonly roles: readonly Role[];
    readonly passphrase: string;
  },
): Promise<Result<ProfileOffice>> {
  const main = await startProfile(setup);
  const transport = await makeTransport();
  const { office, passphrase } = first;
  const person = { ...first.person, roles: [...first.roles] };
  const holders = ['Jefatura', 'Oficina central', 'Caja fuerte'];
  const made = await main.host.createOffice({ office, person, passphrase, holders, transport: transport.publicKey });
  if (!made.ok) return made;
  const confirmed = await main.host.confirmOffice({});
  if (!confirmed.ok) return confirmed;
  const opened = await withDatabase(main, setup, { transport, session: made.value.session, isNew: true });
  return opened.ok ? ok({ ...opened.value, sheets: made.value.sheets.map(({ words }) => words) }) : opened;
}

/**
 * Signs somebody in on a profile that has an office, and opens its database.
 * @returns the office; or the faults of signing in and of `openDatabase`
 */
export async function openProfile(setup: ProfileSetup, opener: Opener): Promise<Result<ProfileOffice>> {
  const main = await startProfile(setup);
  const people = await main.host.listPeople({});
  if (!people.ok) return people;
  const person = people.value.find(({ name }) => name === opener.name);
  const transport = await makeTransport();
  const { passphrase } = opener;
  const session = await main.host.unlock({
    ...{ personId: person?.id ?? '', passphrase },
    transport: transport.publicKey,
  });
  if (!session.ok) {
    await main.ledger.close();
    return session;
  }
  return await withDatabase(main, setup, { transport, session: session.value, isNew: false });
}

async function withDatabase(
  main: Awaited<ReturnType<typeof startProfile>>,
  { clock, database }: ProfileSetup,
  entered: { readonly transport: Transport; readonly session: Session; readonly isNew: boolean },
): Promise<Result<ProfileOffice>> {
  const { transport, session, isNew } = entered;
  const keys = await transport.open(session);
  if (!keys.ok) return keys;
  const { host } = main;
  const keysPort = transport.caseKeys(host, session.vaultId);
  const renewInstallation = async (): Promise<Result<string>> => {
    const renewed = await host.renewInstallation({});
    return renewed.ok ? ok(renewed.value.installationId) : renewed;
  };
  const ports = { clock, journal: host, keysPort, renewInstallation };
  const db = await (isNew ? createDatabase : openDatabase)(session, keys.value, ports, { name: database });
  return db.ok ? ok({ ...main, db: db.value, sheets: [] }) : db;
}
