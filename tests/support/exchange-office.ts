import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
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
}

/** Makes an office. @param code of it */
export async function makeOffice(code: string) {
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
  const evidence = new MemoryEvidence();
  const host = {
    ...exchangeCalls({ ...main, clock }, chosen, out),
    ...evidencePort(evidence),
  };
  return { db, host, evidence, chosen, out, window };
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
