// An alert goes to the office whose it is, between offices with real vaults and a folder for a stick.
import 'fake-indexeddb/auto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { decideAlert, readAlert, receiveAlert } from '../../../renderer/db/alerts.ts';
import { isProtectedValue, readChanges } from '../../../renderer/db/changes.ts';
import { listBundles } from '../../../renderer/db/ledger.ts';
import { closeDatabase } from '../../../renderer/db/open.ts';
import { saveRecord } from '../../../renderer/db/records.ts';
import { closeSummaries, summariesOf } from '../../../renderer/db/summary-store.ts';
import { listUnsentAlerts } from '../../../renderer/db/unsent-alerts.ts';
import { officeForPlace } from '../../../renderer/features/alerts/office-for-place.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { hasHappenedTo, unacknowledgedIn } from '../../../shared/merge/ledger.ts';
import { standingOfPassed } from '../../../shared/merge/passed-alert.ts';
import { anAlert } from '../../support/alert-builder.ts';
import { certify, makeAuthority, makeOffice } from '../../support/exchange-office.ts';
import { checkAt, sendOn, takeAt, tryToSend } from '../../support/exchange-trip.ts';
import { sampleInspection } from '../../support/inspection-builder.ts';
import { fakeStorageManager, got } from '../../support/session.ts';

fakeStorageManager();
let stick = '';
type Office = Awaited<ReturnType<typeof makeOffice>>;
let here: Office;
let there: Office;

async function begin(): Promise<void> {
  stick = mkdtempSync(path.join(tmpdir(), 'atalaya-alerta-'));
  [here, there] = [await makeOffice('LCE'), await makeOffice('SPS')];
  await makeAuthority(here);
  await certify(here, there);
  onTestFinished(async () => {
    for (const { db, out } of [here, there]) {
      await closeSummaries(db);
      closeDatabase(db);
      rmSync(out, { recursive: true, force: true });
    }
    rmSync(stick, { recursive: true, force: true });
  });
}

const doer = { id: newId(), name: 'Marta Lagos' };
const order = (to: string, ids: readonly string[]) => ({ to: [to], caseIds: ids, protectedReason: undefined });

const alertOrder = (to: string, id: string) => ({ ...order(to, [id]), isAlert: true });

async function receiveOne() {
  const alert = anAlert();
  got(await receiveAlert(here.db, alert, { channel: 'file', takenBy: 'Marta Lagos' }));
  return alert;
}

/** Ids of what was passed on and has not left; lists follow a save a moment later. */
async function unsentHere(): Promise<readonly string[]> {
  await summariesOf(here.db).alerts.exclusive(() => Promise.resolve());
  return [...got(await listUnsentAlerts(here.db))];
}

test('an alert goes to another office without who told it, is decided there, and each knows', async () => {
  await begin();
  const alert = anAlert({ senderName: 'Doña Testiga' });
  got(await receiveAlert(here.db, alert, { channel: 'file', takenBy: 'Marta Lagos' }));
  const passed = { from: 'new', to: 'passed', target: 'SPS', reason: 'Es de Choloma', doer } as const;
  expect(await decideAlert(here.db, alert.id, { ...passed, reason: ' ' })).toMatchObject({
    fault: { code: 'procedure/no-reason' },
  });
  got(await decideAlert(here.db, alert.id, passed));
  expect(got(await readAlert(here.db, alert.id)).summary).toMatchObject({ state: 'passed', target: 'SPS' });
  const { folder, sent } = await sendOn(stick, here, { ...order('SPS', [alert.id]), isAlert: true });

  const checked = got(await checkAt(there, folder));
  expect(checked).toMatchObject({
    facts: { kind: 'alerta', from: 'LCE' },
    files: 0,
    cases: [{ kind: 'new', shown: { kind: 'alert' } }],
  });
  await takeAt(there, checked);
  // there it waits for somebody to decide, and says where it comes from
  const arrived = got(await readAlert(there.db, alert.id));
  expect(arrived.summary.state).toBe('new');
  expect(arrived.decisions).toMatchObject([{ to: 'passed', byName: 'Marta Lagos (LCE)', reason: 'Es de Choloma' }]);
  const changes = got(await readChanges(there.db, alert.id));
  const hidden = changes.filter(({ op }) => isProtectedValue(op.e, op.f));
  expect(hidden.length).toBeGreaterThan(1);
  expect(hidden.every(({ x }) => x === undefined)).toBe(true);
  expect(JSON.stringify(changes)).not.toContain('Testiga');
  // once more changes nothing
  const again = got(await checkAt(there, folder));
  expect(again.cases).toMatchObject([{ kind: 'same', fresh: 0 }]);
  await takeAt(there, again);
  expect(got(await readChanges(there.db, alert.id))).toHaveLength(changes.length);

  // waited for here until the word comes
  const now = here.db.clock.now() + 12 * 86_400_000;
  expect(unacknowledgedIn(got(await listBundles(here.db)), now, 7)).toMatchObject([{ days: 12 }]);
  const word = await sendOn(stick, there, order('LCE', []));
  expect((await takeAt(here, got(await checkAt(here, word.folder)))).confirmed).toBe(1);
  const [entry] = got(await listBundles(here.db)).filter(({ identity }) => identity === sent.identity);
  expect(hasHappenedTo(entry!, 'acknowledged')).toBe(true);

  // what they decide comes back without a disagreement
  got(await decideAlert(there.db, alert.id, { ...passed, to: 'dismissed', target: '', reason: 'Ya se visitó' }));
  const back = got(await checkAt(here, (await sendOn(stick, there, order('LCE', [alert.id]))).folder));
  expect(back.cases).toMatchObject([{ kind: 'advanced', conflicts: [] }]);
  await takeAt(here, back);
  expect(got(await readAlert(here.db, alert.id)).summary.state).toBe('dismissed');
});

/** How what was last decided here about an alert stands. */
async function standing(id: string) {
  const { summary, decisions } = got(await readAlert(here.db, id));
  const passing = { id, office: summary.target, at: decisions[0]!.at };
  return standingOfPassed(got(await listBundles(here.db)), passing, here.db.clock.now());
}

test('passed there, confirmed, passed back and passed there again: it waits until it leaves once more', async () => {
  await begin();
  const { id } = await receiveOne();
  const passed = { from: 'new', to: 'passed', reason: 'No es nuestra', doer } as const;
  const later = (): void => [here, there].forEach(({ window }) => window.clock.advance(60_000));
  got(await decideAlert(here.db, id, { ...passed, target: 'SPS' }));
  await takeAt(there, got(await checkAt(there, (await sendOn(stick, here, alertOrder('SPS', id))).folder)));
  later();
  got(await decideAlert(there.db, id, { ...passed, target: 'LCE' }));
  // the word that it arrived goes along
  await takeAt(here, got(await checkAt(here, (await sendOn(stick, there, alertOrder('LCE', id))).folder)));
  expect(got(await readAlert(here.db, id)).summary.state).toBe('new');
  later();
  got(await decideAlert(here.db, id, { ...passed, target: 'SPS' }));
  expect(await standing(id)).toEqual({ state: 'unsent' });
  expect(await unsentHere()).toEqual([id]);
  later();
  await sendOn(stick, here, alertOrder('SPS', id));
  expect(await standing(id)).toEqual({ state: 'waiting', days: 0 });
  expect(await unsentHere()).toEqual([]);
});

test('an alert that was passed on and never left is told until it leaves', async () => {
  await begin();
  const { id } = await receiveOne();
  await receiveOne();
  expect(await unsentHere()).toEqual([]);
  got(await decideAlert(here.db, id, { from: 'new', to: 'passed', target: 'SPS', reason: 'Es de allá', doer }));
  expect(await unsentHere()).toEqual([id]);
  const { sent } = await tryToSend(stick, here, { ...alertOrder('SPS', id), to: ['ZZZ'] });
  expect(sent.ok).toBe(false);
  expect(await unsentHere()).toEqual([id]);
  await sendOn(stick, here, alertOrder('SPS', id));
  expect(await unsentHere()).toEqual([]);
});

test('something else in a bundle of alerts is refused before anything changes', async () => {
  await begin();
  const caseId = newId();
  got(await saveRecord(here.db, { caseId, draft: sampleInspection(), basedOn: 0 }));
  const { folder } = await sendOn(stick, here, { ...order('SPS', [caseId]), isAlert: true });
  expect(await checkAt(there, folder)).toMatchObject({ ok: false, fault: { code: 'exchange/not-an-alert' } });
  expect(got(await readChanges(there.db, caseId))).toEqual([]);
});

test('the office called by the municipality is proposed, else the one of the department', () => {
  const office = (oficina: string, nombre: string) => ({ oficina, nombre, equipos: [] });
  const offices = [office('SPS', 'Oficina Regional de San Pedro Sula'), office('CTL', 'Oficina Regional de Cortés')];
  expect(officeForPlace(offices, '0501')?.oficina).toBe('SPS');
  expect(officeForPlace(offices, '0502')?.oficina).toBe('CTL');
  expect(officeForPlace(offices, '1001')).toBeUndefined();
  expect(officeForPlace([...offices, office('CT2', 'Cortés, norte')], '0502')).toBeUndefined();
  expect(officeForPlace(offices, '')).toBeUndefined();
});
