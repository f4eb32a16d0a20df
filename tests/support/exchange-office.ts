import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BundleThread } from '../../electron/exchange/bundle-thread.ts';
import type { Act } from '../../shared/access/acts.ts';
import type { Database } from '../../renderer/db/database.ts';
import { createDatabase } from '../../renderer/db/open.ts';
import { MemoryEvidence } from './evidence-port.ts';
import { exchangeCalls, type Chosen } from './exchange-calls.ts';
import { startOffice } from './office-builder.ts';
import { got, samplePerson, TestOffice } from './session.ts';
import { officeInput, testClock } from './vault-builder.ts';

export { certify, makeAuthority, revoke, stickOf } from './exchange-trust.ts';

/** An office with everything of the exchange but the screens and the threads: vault, calls, database, sticks. */
export interface ExchangeOffice {
  readonly db: Database;
  readonly host: Awaited<ReturnType<typeof makeOffice>>['host'];
  readonly evidence: MemoryEvidence;
  readonly chosen: Chosen;
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
  const evidence = new MemoryEvidence();
  const host = {
    ...exchangeCalls({ ...main, clock, ledger: { record } }, chosen, out, around),
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
