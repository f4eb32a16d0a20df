// What the central office sends of its settings, between offices with real vaults and a folder for a stick.
import 'fake-indexeddb/auto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { noteInstitution, readDirectory } from '../../../renderer/db/directory.ts';
import {
  addClosure,
  confirmTerm,
  readLegalCalendar,
  removeClosure,
  unconfirmTerm,
} from '../../../renderer/db/legal-calendar.ts';
import { listBundles, noteBundleEvent } from '../../../renderer/db/ledger.ts';
import { closeDatabase } from '../../../renderer/db/open.ts';
import { addPhrase, readPhraseBank } from '../../../renderer/db/phrases.ts';
import { readProcedures, saveProcedure } from '../../../renderer/db/procedures.ts';
import { gatherSettings, readTakenSettings, withdrawSettings } from '../../../renderer/db/shared-settings.ts';
import { safeSettings } from '../../../renderer/features/exchange/settings-preview.tsx';
import { takeInBundle } from '../../../renderer/features/exchange/take-in-bundle.ts';
import type { SettingsSet } from '../../../shared/bundle/settings-file.ts';
import type { DirectoryVersion } from '../../../shared/catalog/office-directory.ts';
import { unacknowledgedIn, waitingForAnswer } from '../../../shared/merge/ledger.ts';
import { shippedProcedure } from '../../../shared/procedure/procedure.ts';
import { certify, makeAuthority, makeOffice, type ExchangeOffice } from '../../support/exchange-office.ts';
import { checkAt, sendOn, takeAt, tryToSend } from '../../support/exchange-trip.ts';
import { closure } from '../../support/rights-samples.ts';
import { fakeStorageManager, got } from '../../support/session.ts';
import { workerHere } from '../../support/unpack-here.ts';

fakeStorageManager();
const quiet = { onProgress: () => undefined, signal: new AbortController().signal, startWorker: workerHere };
let stick = '';
type Office = Awaited<ReturnType<typeof makeOffice>>;
let central: Office;
let other: Office;

async function begin(): Promise<void> {
  stick = mkdtempSync(path.join(tmpdir(), 'atalaya-ajustes-'));
  [central, other] = [await makeOffice('LCE'), await makeOffice('SPS')];
  await makeAuthority(central);
  await certify(central, other);
  onTestFinished(() => {
    for (const { db, out } of [central, other]) {
      closeDatabase(db);
      rmSync(out, { recursive: true, force: true });
    }
    rmSync(stick, { recursive: true, force: true });
  });
}

const reached: DirectoryVersion = {
  ...{ from: '2026-12-01', label: 'Fiscalía de Occidente', telephones: [{ number: '2662-0000' }] },
  ...{ by: 'Marta', on: '2026-11-20' },
};
const confirmed = (amount: number) => ({ amount, document: 'Acuerdo STSS-1-2026', by: 'Marta', on: '2026-11-20' });

/** Confirms how long the term to correct is. */
async function setTerm({ db }: ExchangeOffice, amount: number): Promise<void> {
  const { terms } = got(await readLegalCalendar(db));
  got(
    await confirmTerm(
      db,
      terms.find(({ key }) => key === 'correction')!,
      confirmed(amount),
    ),
  );
}

const termOf = async ({ db }: ExchangeOffice): Promise<number | undefined> =>
  got(await readLegalCalendar(db)).terms.find(({ key }) => key === 'correction')?.confirmed?.amount;

async function sendSettings(to = ['SPS']) {
  const set = got(await gatherSettings(central.db, new Map([[central.db.personId, 'Marta Lagos']])));
  return { set, settings: set.settings, ...(await sendOn(stick, central, order(set, to))) };
}
const order = (settings: SettingsSet, to = ['SPS']) => ({ to, caseIds: [], protectedReason: undefined, settings });
const kindsOf = (checked: Awaited<ReturnType<typeof checkAt>>) =>
  Object.fromEntries(got(checked).settings?.settings.map(({ kind, sent }) => [sent.area, kind]) ?? []);

test('settings of the central office arrive, twice change nothing, and are taken back', async () => {
  await begin();
  got(await addClosure(central.db, closure));
  got(await addPhrase(central.db, { label: 'Bodega', step: 'finding', text: 'Se visitó la bodega.' }));
  got(await noteInstitution(central.db, 'publicProsecutor', reached));
  got(await saveProcedure(central.db, shippedProcedure, { by: 'Marta', note: 'Circular 4' }));
  await setTerm(central, 9);
  const { folder, settings } = await sendSettings();
  expect(settings.find(({ area }) => area === 'closure')?.por).toBe('Marta Lagos');

  const checked = await checkAt(other, folder);
  const all = { closure: 'new', phrase: 'new', institution: 'new', procedure: 'new', term: 'new' };
  expect(kindsOf(checked)).toEqual(all);
  // looking changes nothing
  expect(await termOf(other)).toBeUndefined();
  expect((await takeAt(other, got(checked))).settings).toBe(5);
  expect(await termOf(other)).toBe(9);
  expect(got(await readLegalCalendar(other.db)).closures).toMatchObject([closure]);
  expect(got(await readPhraseBank(other.db)).phrases).toMatchObject([{ label: 'Bodega' }]);
  expect(got(await readDirectory(other.db)).office).toEqual({ publicProsecutor: [reached] });
  const { versions, currentId } = got(await readProcedures(other.db));
  expect(versions[0]).toMatchObject({ id: currentId, number: 2, by: 'Marta (LCE)', note: 'Circular 4' });

  const again = await checkAt(other, folder);
  expect(new Set(Object.values(kindsOf(again)))).toEqual(new Set(['same']));
  expect((await takeAt(other, got(again))).settings).toBe(0);
  const [entry] = got(await listBundles(other.db));
  expect(entry).toMatchObject({ kind: 'ajustes', direction: 'in' });
  expect(waitingForAnswer([entry!], 'LCE', 'SPS')).toHaveLength(1);

  const brought = got(await readTakenSettings(other.db, entry!.id));
  expect(brought.find(({ area }) => area === 'closure')).toEqual(settings.find(({ area }) => area === 'closure'));
  expect(brought).toHaveLength(5);
  expect(got(await withdrawSettings(other.db, entry!))).toBe(5);
  got(await noteBundleEvent(other.db, entry!.id, { what: 'withdrawn' }));
  expect(await termOf(other)).toBeUndefined();
  expect(got(await readLegalCalendar(other.db)).closures).toEqual([]);
  expect(got(await readProcedures(other.db)).versions).toHaveLength(1);
  expect(got(await withdrawSettings(other.db, entry!))).toBe(0);
  expect(kindsOf(await checkAt(other, folder))).toEqual(all);
});

test('what people wrote here stays unless somebody says otherwise, and comes back', async () => {
  await begin();
  await setTerm(central, 9);
  await setTerm(other, 5);
  const { folder } = await sendSettings();
  const checked = got(await checkAt(other, folder));
  expect(checked.settings?.settings).toMatchObject([
    { kind: 'differs', here: { value: { amount: 5 } }, there: { value: { amount: 9 } } },
  ]);
  expect((await takeAt(other, checked, [])).settings).toBe(0);
  expect(await termOf(other)).toBe(5);
  expect((await takeAt(other, checked)).settings).toBe(1);
  expect(await termOf(other)).toBe(9);
  // what came from there and nobody touched is no own work
  central.window.clock.advance(1000);
  await setTerm(central, 10);
  expect(kindsOf(await checkAt(other, (await sendSettings()).folder))).toEqual({ term: 'newer' });
  expect(got(await withdrawSettings(other.db, { id: checked.id, code: '' }))).toBe(1);
  expect(await termOf(other)).toBe(5);
  // taken once more, and then written over by hand: not taken back any more
  expect((await takeAt(other, got(await checkAt(other, folder)))).settings).toBe(1);
  await setTerm(other, 6);
  expect(await withdrawSettings(other.db, { id: checked.id, code: '' })).toMatchObject({
    ok: false,
    fault: { code: 'exchange/settings-changed' },
  });
  expect(await termOf(other)).toBe(6);
});

test('a stick that comes late does not set back what a later one brought', async () => {
  await begin();
  await setTerm(central, 9);
  const first = await sendSettings();
  central.window.clock.advance(1000);
  await setTerm(central, 10);
  const second = await sendSettings();
  const newest = got(await checkAt(other, second.folder));
  await takeAt(other, newest);
  const late = got(await checkAt(other, first.folder));
  expect(late.standing.alarms).toEqual([]);
  expect(late.settings?.settings).toMatchObject([{ kind: 'older', here: { value: { amount: 10 } } }]);
  expect(late.settings).toMatchObject({ number: first.set.number, laterNumber: second.set.number });
  expect(safeSettings(late.settings!)).toEqual([]);
  // whoever wants it all the same may have it: from then on it is what came last, and the other is newer
  expect((await takeAt(other, late)).settings).toBe(1);
  const again = got(await checkAt(other, second.folder));
  expect(again.settings?.settings).toMatchObject([{ kind: 'newer' }]);
  expect(safeSettings(again.settings!)).toEqual(['term/correction']);
});

test('what was set back in the central office stays so, however late the stick between comes', async () => {
  await begin();
  const sets = [];
  for (const amount of [9, 10, 9]) {
    central.window.clock.advance(1000);
    await setTerm(central, amount);
    sets.push(await sendSettings());
  }
  const [first, between, last] = sets;
  await takeAt(other, got(await checkAt(other, first!.folder)));
  const newest = got(await checkAt(other, last!.folder));
  expect(kindsOf({ ok: true, value: newest })).toEqual({ term: 'same' });
  await takeAt(other, newest, safeSettings(newest.settings!));
  const late = got(await checkAt(other, between!.folder));
  expect(late.settings).toMatchObject({ number: between!.set.number, laterNumber: last!.set.number });
  expect(safeSettings(late.settings!)).toEqual([]);
  // the same set once more is no older than itself
  expect(got(await checkAt(other, last!.folder)).settings?.laterNumber).toBeUndefined();
  await takeAt(other, late, safeSettings(late.settings!));
  expect(await termOf(other)).toBe(9);
});

test('what the central office takes away goes where it came from there, and nowhere else', async () => {
  await begin();
  got(await addClosure(central.db, closure));
  await setTerm(central, 9);
  const first = await sendSettings();
  expect(first.set.withdrawn).toEqual([]);
  await takeAt(other, got(await checkAt(other, first.folder)));
  const [noted] = got(await readLegalCalendar(central.db)).closures;
  central.window.clock.advance(1000);
  got(await removeClosure(central.db, noted!));
  const second = await sendSettings();
  expect(second.set.number).toBeGreaterThan(first.set.number!);
  expect(second.set.withdrawn).toMatchObject([{ area: 'closure', por: 'Marta Lagos' }]);

  const checked = got(await checkAt(other, second.folder));
  expect(kindsOf({ ok: true, value: checked })).toEqual({ term: 'same', closure: 'gone' });
  expect(safeSettings(checked.settings!)).toHaveLength(1);
  expect((await takeAt(other, checked)).settings).toBe(1);
  expect(got(await readLegalCalendar(other.db)).closures).toEqual([]);
  expect(got(await readTakenSettings(other.db, checked.id))).toMatchObject([{ area: 'closure', isGone: true }]);
  // again it changes nothing, and what is late does not bring it back
  expect(kindsOf(await checkAt(other, second.folder))).toEqual({ term: 'same' });
  expect(kindsOf(await checkAt(other, first.folder))).toEqual({ term: 'same', closure: 'older' });
  // taken back, it is here again
  expect(got(await withdrawSettings(other.db, { id: checked.id, code: '' }))).toBe(1);
  expect(got(await readLegalCalendar(other.db)).closures).toMatchObject([closure]);
});

test('what an office wrote itself, or wrote over, is not taken away from there', async () => {
  await begin();
  await setTerm(central, 9);
  await setTerm(other, 5);
  const term = got(await readLegalCalendar(central.db)).terms.find(({ key }) => key === 'correction')!;
  const first = await sendSettings();
  central.window.clock.advance(1000);
  got(await unconfirmTerm(central.db, term));
  const second = await sendSettings();
  // it never came from there
  expect(kindsOf(await checkAt(other, second.folder))).toEqual({});
  const checked = got(await checkAt(other, first.folder));
  await takeAt(other, checked);
  await setTerm(other, 6);
  const beside = got(await checkAt(other, second.folder));
  expect(kindsOf({ ok: true, value: beside })).toEqual({ term: 'differs' });
  expect(safeSettings(beside.settings!)).toEqual([]);
  expect(await termOf(other)).toBe(6);
});

test('one bundle is for several offices, each with its number, and waits for each of them', async () => {
  await begin();
  const third = await makeOffice('CHO');
  onTestFinished(() => {
    closeDatabase(third.db);
    rmSync(third.out, { recursive: true, force: true });
  });
  await certify(central, third);
  await setTerm(central, 9);
  const { folder } = await sendSettings(['SPS', 'CHO']);
  for (const office of [other, third]) {
    expect((await takeAt(office, got(await checkAt(office, folder)))).settings).toBe(1);
    expect(await termOf(office)).toBe(9);
  }
  const sent = async () => got(await listBundles(central.db)).find(({ kind }) => kind === 'ajustes')!;
  expect((await sent()).to).toMatchObject([
    { office: 'SPS', n: 1 },
    { office: 'CHO', n: 1 },
  ]);
  const waiting = async () => unacknowledgedIn([await sent()], central.db.clock.now() + 40 * 86_400_000, 10);
  const answer = { caseIds: [], protectedReason: undefined, to: ['LCE'] };
  await takeAt(central, got(await checkAt(central, (await sendOn(stick, other, answer)).folder)));
  expect(await waiting()).toHaveLength(1);
  await takeAt(central, got(await checkAt(central, (await sendOn(stick, third, answer)).folder)));
  expect(await waiting()).toEqual([]);
  // cases never go to two at once
  const { sent: refused } = await tryToSend(stick, central, { ...answer, to: ['SPS', 'CHO'] });
  expect(refused).toMatchObject({ ok: false, fault: { code: 'bundle/envelope' } });
});

test('what people here set back to an earlier one is their own', async () => {
  await begin();
  for (const amount of [9, 10]) {
    central.window.clock.advance(1000);
    await setTerm(central, amount);
    await takeAt(other, got(await checkAt(other, (await sendSettings()).folder)));
  }
  await setTerm(other, 9);
  central.window.clock.advance(1000);
  await setTerm(central, 11);
  const checked = got(await checkAt(other, (await sendSettings()).folder));
  expect(checked.settings?.settings).toMatchObject([{ kind: 'differs', here: { value: { amount: 9 } } }]);
  expect(safeSettings(checked.settings!)).toEqual([]);
});

test('what somebody wrote here while the comparison stood there is not written over', async () => {
  await begin();
  got(await addClosure(central.db, closure));
  await setTerm(central, 9);
  await setTerm(other, 5);
  const { folder } = await sendSettings();
  const checked = got(await checkAt(other, folder));
  await setTerm(other, 6);
  const chosen = new Set(checked.settings!.settings.map(({ name }) => name));
  const refused = { ok: false, fault: { code: 'exchange/settings-not-as-shown' } };
  expect(await takeInBundle({ ...quiet, ...other }, checked, chosen)).toMatchObject(refused);
  expect(await termOf(other)).toBe(6);
  expect(got(await readLegalCalendar(other.db)).closures).toEqual([]);
  // compared once more, it is what they saw; and what was taken in already is no obstacle
  const anew = got(await checkAt(other, folder));
  expect((await takeAt(other, anew)).settings).toBe(2);
  expect((await takeAt(other, anew)).settings).toBe(0);
  expect(await termOf(other)).toBe(9);
});

test('no other office sends settings', async () => {
  await begin();
  await setTerm(other, 5);
  const settings = got(await gatherSettings(other.db, new Map()));
  const { sent } = await tryToSend(stick, other, order(settings, ['LCE']));
  expect(sent).toMatchObject({ ok: false, fault: { code: 'bundle/not-central', detail: { office: 'SPS' } } });
});
