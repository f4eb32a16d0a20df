// What happens around a bundle that arrives or is cut off, between offices with real vaults and a folder for a stick.
import 'fake-indexeddb/auto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readChanges } from '../../../renderer/db/changes.ts';
import { listBundles } from '../../../renderer/db/ledger.ts';
import { closeDatabase } from '../../../renderer/db/open.ts';
import { saveRecord } from '../../../renderer/db/records.ts';
import { takeInBundle } from '../../../renderer/features/exchange/take-in-bundle.ts';
import { acknowledgementBytes } from '../../../shared/bundle/acknowledgement.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { fail } from '../../../shared/kernel/result.ts';
import { hasHappenedTo } from '../../../shared/merge/ledger.ts';
import { readTrustList } from '../../../shared/roster/trust-list.ts';
import { certify, makeAuthority, makeOffice, revoke, type ExchangeOffice } from '../../support/exchange-office.ts';
import { checkAt, sendOn, takeAt, tryToSend } from '../../support/exchange-trip.ts';
import { sampleInspection } from '../../support/inspection-builder.ts';
import { fakeStorageManager, got } from '../../support/session.ts';
import { workerHere } from '../../support/unpack-here.ts';

fakeStorageManager();
let stick = '';
let a: ExchangeOffice;
let b: ExchangeOffice;
let c: ExchangeOffice;

async function begin(around?: Parameters<typeof makeOffice>[1]): Promise<void> {
  stick = mkdtempSync(path.join(tmpdir(), 'atalaya-llegada-'));
  [a, b, c] = [await makeOffice('LCE', around), await makeOffice('SPS'), await makeOffice('TGU')];
  await makeAuthority(a);
  await certify(a, b);
  await certify(a, c, [b]);
  onTestFinished(() => {
    for (const { db, out } of [a, b, c]) {
      closeDatabase(db);
      rmSync(out, { recursive: true, force: true });
    }
    rmSync(stick, { recursive: true, force: true });
  });
}

async function someCase({ db }: ExchangeOffice): Promise<string> {
  const caseId = newId();
  got(await saveRecord(db, { caseId, draft: sampleInspection(), basedOn: 0 }));
  return caseId;
}
const order = (to: string, caseIds: readonly string[]) => ({ to: [to], caseIds, protectedReason: undefined });
/** The office with a call of its own in the place of the app's. */
const altered = (one: ExchangeOffice, calls: Partial<ExchangeOffice['host']>): ExchangeOffice => ({
  ...one,
  host: { ...one.host, ...calls },
});

test('a bundle that calls itself as another computer of the list does is refused, whatever it wrote', async () => {
  await begin();
  const { replica } = got(await c.host.exchangeFacts({}));
  const infected = altered(a, {
    sealBundle: (input) => a.host.sealBundle({ ...input, draft: { ...input.draft, id: replica } }),
  });
  const { folder } = await sendOn(stick, infected, order('SPS', [await someCase(a)]));
  expect(await checkAt(b, folder)).toEqual(fail('bundle/envelope', { part: 'id' }));
  expect(got(await listBundles(b.db))).toEqual([]);
});

test('an acknowledgement for another office is skipped, and the rest is taken in', async () => {
  await begin();
  const mine = await sendOn(stick, a, order('TGU', [await someCase(a)]));
  const recibidos = [{ id: mine.sent.id, n: 1, sobre: mine.sent.identity }];
  const bytes = acknowledgementBytes({ de: 'SPS', a: 'TGU', faltan: [], recibidos });
  const host = altered(b, {
    addToBundle: (part) => b.host.addToBundle(part.name.startsWith('data/acuse/') ? { ...part, bytes } : part),
  });
  await takeAt(b, got(await checkAt(b, (await sendOn(stick, a, order('SPS', [await someCase(a)]))).folder)));
  const caseId = await someCase(b);
  const checked = got(await checkAt(a, (await sendOn(stick, host, order('LCE', [caseId]))).folder));
  expect(checked.acknowledgements).toEqual([]);
  expect(await takeAt(a, checked)).toMatchObject({ confirmed: 0, cases: [{ caseId }] });
  const out = got(await listBundles(a.db)).filter(({ direction }) => direction === 'out');
  expect(out.some((entry) => hasHappenedTo(entry, 'acknowledged'))).toBe(false);
});

test('the list of the ministry that comes along is taken first: what fails afterwards does not undo a revocation', async () => {
  await begin();
  await revoke(a, c);
  const caseId = await someCase(a);
  const checked = got(await checkAt(b, (await sendOn(stick, a, order('SPS', [caseId]))).folder));
  const statesOf = async ({ host }: ExchangeOffice): Promise<readonly string[]> => {
    const { trust } = got(await host.exchangeFacts({}));
    return got(readTrustList(trust!.list)).oficinas.flatMap(({ equipos }) => equipos.map(({ estado }) => estado));
  };
  expect(await statesOf(b)).not.toContain('revocado');
  const pulled = { ...b.host, readBundle: () => Promise.resolve(fail('bundle/interrupted')) };
  const steps = { onProgress: () => undefined, signal: new AbortController().signal, startWorker: workerHere };
  const all = new Set([caseId]);
  expect(await takeInBundle({ ...steps, ...b, host: pulled }, checked, all)).toEqual(fail('bundle/interrupted'));
  expect(got(await readChanges(b.db, caseId))).toEqual([]);
  expect(await statesOf(b)).toContain('revocado');
});

test('a lock in the middle of writing: the chain of acts says that nothing left before the journal closes', async () => {
  const writing: { begun?: () => void; cut?: (error: Error) => void } = {};
  const begun = new Promise<void>((resolve) => (writing.begun = resolve));
  await begin((one) => ({
    ...one,
    // as a thread that is ended while a slow stick takes its bytes
    write: () =>
      new Promise((_, reject) => {
        writing.cut = reject;
        writing.begun?.();
      }),
    end: async () => {
      await one.end();
      writing.cut?.(new Error('a worker ended with code 1'));
    },
  }));
  const sending = tryToSend(stick, a, order('SPS', [await someCase(a)]));
  await begun;
  await a.host.cancelAll();
  const [left, stayed] = a.acts.filter(({ action }) => action === 'bundle-sent');
  expect(stayed?.detail).toBe(`${left?.detail}: no se escribió`);
  expect((await sending).sent).toEqual(fail('bundle/interrupted'));
});
