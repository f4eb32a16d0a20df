import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeAtomically } from '../../electron/disk/atomic-write.ts';
import { bundleThread, type BundleThread } from '../../electron/exchange/bundle-thread.ts';
import { createBundleWork } from '../../electron/exchange/bundle-work.ts';
import { createBundleInHandlers } from '../../electron/host/bundles-in.ts';
import { createBundleOutHandlers } from '../../electron/host/bundles-out.ts';
import { createPlaces } from '../../electron/host/bundle-places.ts';
import { createExchangeRootHandlers } from '../../electron/host/exchange-root.ts';
import { createExchangeTrustHandlers } from '../../electron/host/exchange-trust.ts';
import type { Database } from '../../renderer/db/database.ts';
import { createDatabase } from '../../renderer/db/open.ts';
import type { Act } from '../../shared/access/acts.ts';
import { ok } from '../../shared/kernel/result.ts';
import { MemoryEvidence } from './evidence-port.ts';
import { startOffice } from './office-builder.ts';
import { got, samplePerson, TestOffice } from './session.ts';
import { officeInput, testClock } from './vault-builder.ts';

const AUTHORITY = 'la lluvia cae despacio en La Esperanza';

/** An office with everything of the exchange but the screens and the threads: vault, calls, database, sticks. */
export interface ExchangeOffice {
  readonly db: Database;
  readonly host: Awaited<ReturnType<typeof makeOffice>>['host'];
  readonly evidence: MemoryEvidence;
  /** what the dialogs of the system give */
  readonly chosen: { files: readonly string[]; folder: string };
  /** where what it saves lies */
  readonly out: string;
  /** what its main process wrote into the chain of acts by itself */
  readonly acts: readonly Act[];
}

/** Makes an office. @param around puts something between its calls and their thread */
export async function makeOffice(code: string, around: (one: BundleThread) => BundleThread = (one) => one) {
  const clock = testClock('2026-11-24T20:00:00.000Z');
  const main = await startOffice({ clock });
  const office = { ...officeInput.office, code };
  const made = got(await main.handlers.createOffice({ ...officeInput, office, holders: [...officeInput.holders] }));
  got(await main.handlers.confirmOffice({}));
  const { vaultId, officeId, installationId } = made.session;
  const window = new TestOffice({ vaultId, officeId, installationId });
  const person = samplePerson(['chief', 'inspector', 'administrator']);
  const { session, keys, ports } = await window.signIn(person, { office });
  const db = got(await createDatabase(session, keys, ports, { name: window.name }));
  const out = mkdtempSync(path.join(tmpdir(), `atalaya-${code}-`));
  const chosen: ExchangeOffice['chosen'] = { files: [], folder: out };
  const acts: Act[] = [];
  const record = async (act: Act) => {
    const recorded = await main.ledger.record(act);
    if (recorded.ok) acts.push(act);
    return recorded;
  };
  const lastFolder = { find: () => Promise.resolve(out), remember: () => undefined, forget: () => undefined };
  const { vault } = main;
  const trust = {
    ...{ vault, record },
    dialogs: {
      chooseTrustFile: () => Promise.resolve(chosen.files[0]),
      chooseOfficeCards: () => Promise.resolve(chosen.files),
    },
    files: {
      askWhere: (proposed: string) => Promise.resolve(path.join(out, path.basename(proposed))),
      ...{ lastFolder, write: writeAtomically },
      goingOut: { mayGo: () => ok(undefined), note: () => Promise.resolve(ok(undefined)) },
    },
  };
  const places = createPlaces({
    ...{ lastFolder, mayUse: () => ok(undefined), chooseFolder: () => Promise.resolve(chosen.folder) },
    drives: { list: () => Promise.resolve([]), eject: () => Promise.resolve(false) },
  });
  const thread = () => {
    const work = createBundleWork(() => undefined);
    const one = bundleThread(
      (order) => work(order as Parameters<typeof work>[0]) as never,
      () => Promise.resolve(),
    );
    return around(one);
  };
  const folder = path.join(main.userData, 'paquetes');
  const evidence = new MemoryEvidence();
  const host = {
    ...createExchangeTrustHandlers(trust),
    ...createExchangeRootHandlers(trust),
    ...places.handlers,
    ...createBundleOutHandlers({ vault, clock, folder, thread, places, record }),
    ...createBundleInHandlers({
      ...{ vault, thread, places, folder: path.join(main.userData, 'cuarentena') },
      chooseFile: () => Promise.resolve(chosen.files[0]),
    }),
    ...evidencePort(evidence),
  };
  return { db, host, evidence, chosen, out, window, acts };
}

/** Its calls as plain properties, as the window has them. */
function evidencePort(evidence: MemoryEvidence) {
  return {
    beginEvidence: evidence.beginEvidence,
    appendEvidence: evidence.appendEvidence,
    finishEvidence: evidence.finishEvidence,
    cancelEvidence: evidence.cancelEvidence,
    settleEvidence: evidence.settleEvidence,
    readEvidence: evidence.readEvidence,
    mendEvidence: evidence.mendEvidence,
    unsettledEvidence: evidence.unsettledEvidence,
    dropEvidence: evidence.dropEvidence,
  };
}

/** Makes the authority of the ministry in an office, which certifies itself with it. */
export async function makeAuthority({ host }: ExchangeOffice): Promise<void> {
  const holders = ['Ministra', 'Secretaría General', 'Caja fuerte'];
  got(await host.makeExchangeRoot({ name: 'Autoridad inventada', passphrase: AUTHORITY, holders }));
  got(await host.confirmExchangeRoot({}));
}

/** The ministry certifies an office; everybody gets the new list. */
export async function certify(
  ministry: ExchangeOffice,
  office: ExchangeOffice,
  others: readonly ExchangeOffice[] = [],
) {
  const card = got(await office.host.saveOfficeCard({}));
  const { replica, cardWords } = got(await office.host.exchangeFacts({}));
  ministry.chosen.files = [path.join(office.out, card.name)];
  got(await ministry.host.readOfficeCards({}));
  const heard = { replica, words: cardWords.join(' ') };
  got(await ministry.host.issueTrustList({ passphrase: AUTHORITY, cards: [heard] }));
  const list = got(await ministry.host.saveTrustList({}));
  const { rootWords = [] } = got(await ministry.host.exchangeFacts({}));
  for (const one of [office, ...others]) {
    one.chosen.files = [path.join(ministry.out, list.name)];
    const { kind } = got(await one.host.readTrustFile({}));
    got(await one.host.acceptTrust(kind === 'first' ? { words: rootWords.join(' ') } : {}));
  }
}

/** The ministry believes the computer of an office no more; it knows so at once, and nobody else. */
export async function revoke({ host }: ExchangeOffice, office: ExchangeOffice): Promise<void> {
  const { replica } = got(await office.host.exchangeFacts({}));
  got(await host.revokeInstallation({ passphrase: AUTHORITY, replica, reason: 'La robaron' }));
}

/** A stick, in a folder. */
export async function stickOf({ host, chosen }: ExchangeOffice, folder: string): Promise<string> {
  chosen.folder = folder;
  return got(await host.chooseDrive({})).token;
}
