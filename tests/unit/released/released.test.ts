// What every released version wrote opens in this one, whole, and work goes on with it.
import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { snapshotJobs } from '../../../electron/snapshots/snapshot-jobs.ts';
import { officeCertificate } from '../../../electron/vault/certificates.ts';
import { listAudit } from '../../../renderer/db/audit.ts';
import { readDocument } from '../../../renderer/db/documents.ts';
import { findDrafts } from '../../../renderer/db/drafts.ts';
import { openEvidence, readEvidence } from '../../../renderer/db/evidence.ts';
import { listBundles } from '../../../renderer/db/ledger.ts';
import { readRecord, saveRecord } from '../../../renderer/db/records.ts';
import { readOffice } from '../../../renderer/db/settings.ts';
import { checkBundle } from '../../../renderer/features/exchange/check-bundle.ts';
import { copyBundle, unsealBundle } from '../../../renderer/features/exchange/open-bundle.ts';
import { takeInBundle } from '../../../renderer/features/exchange/take-in-bundle.ts';
import { makeTransport } from '../../../renderer/keys.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { verifyPdf } from '../../../shared/signature/verify.ts';
import { setValue } from '../../../shared/record/draft.ts';
import { stickOf } from '../../support/exchange-trust.ts';
import { openProfile, startProfile, type ProfileOffice } from '../../support/profile-office.ts';
import { fakeStorageManager, got } from '../../support/session.ts';
import { workerHere } from '../../support/unpack-here.ts';
import { released, thisVersion } from '../../released/released.ts';

fakeStorageManager();
const quiet = { onProgress: () => undefined, signal: new AbortController().signal, startWorker: workerHere };
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('this version has left its fixtures', () => {
  expect(released.map(({ known }) => known.version)).toContain(thisVersion);
});

describe.each(released)('what $known.version wrote', ({ folder, known, clock }) => {
  let work: string;
  let office: ProfileOffice | undefined;
  beforeEach(() => {
    work = mkdtempSync(path.join(tmpdir(), 'atalaya-released-'));
  });
  afterEach(async () => {
    if (office !== undefined) await leave(office);
    office = undefined;
    rmSync(work, { recursive: true, force: true });
  });

  async function leave({ db, ledger }: ProfileOffice): Promise<void> {
    db.tables.close();
    await ledger.close();
    await Dexie.delete(db.tables.name);
  }

  function profile(): string {
    const userData = path.join(work, 'profile');
    cpSync(path.join(folder, 'profile'), userData, { recursive: true });
    return userData;
  }

  async function open(userData: string): Promise<ProfileOffice> {
    if (office !== undefined) await leave(office);
    office = got(await openProfile({ userData, clock, database: newId(), out: work }, known.person));
    return office;
  }

  /** The acta that was signed, and the case that it belongs to. */
  async function acta({
    db,
  }: ProfileOffice): Promise<{ readonly caseId: string; readonly pdf: Uint8Array<ArrayBuffer> }> {
    for (const { id, c } of await db.tables.documents.toArray()) {
      const { pdf } = got(await readDocument(db, id));
      if (sha256(pdf) === known.paper.sha256) return { caseId: c, pdf };
    }
    throw new Error('the acta is not there');
  }

  async function expectRecords(opened: ProfileOffice): Promise<string> {
    const { caseId, pdf } = await acta(opened);
    const { status, draft } = got(await readRecord(opened.db, caseId));
    expect(status).toMatchObject({ state: 'final', number: known.paper.number });
    expect(draft.values['employerName']).toBe(known.paper.employer);
    const { keyring } = got(opened.vault.openOffice());
    const root = officeCertificate(keyring);
    const verdict = await verifyPdf(pdf, { roots: [root], now: new Date(clock.now()) });
    expect(verdict).toMatchObject({ kind: 'signed' });
    expect(verdict.kind === 'signed' && verdict.signatures.map(({ verdict: word }) => word)).toEqual(
      known.paper.verdicts.map(() => 'valid'),
    );
    const drafts = await Promise.all(
      (await opened.db.tables.drafts.toArray()).map(({ c }) => findDrafts(opened.db, c)),
    );
    expect(drafts.flatMap(got).map(({ draft: typed }) => typed.values['employerName'])).toContain(known.draft);
    return caseId;
  }

  test('the profile: people, records, signatures, unsaved text, evidence, acts; and work goes on', async () => {
    const userData = profile();
    const opened = await open(userData);
    expect(opened.db.report.get()).toMatchObject({ kind: 'rebuilt' });
    expect(got(await opened.host.listPeople({}))).toHaveLength(known.people);
    expect(got(opened.vault.openOffice()).keyring.office).toEqual(known.office);
    expect(got(await readOffice(opened.db))).toMatchObject(known.settings);
    const caseId = await expectRecords(opened);
    const acts = got(await listAudit(opened.db));
    expect(acts.length).toBeGreaterThan(known.acts);
    expect(got(await opened.ledger.checkAudit()).brokenAt).toBeUndefined();

    const cases = new Set((await opened.db.tables.saves.toArray()).map(({ c }) => c));
    const pieces = await Promise.all([...cases].map(async (c) => ({ c, ...got(await readEvidence(opened.db, c)) })));
    const [piece, ...more] = pieces.flatMap(({ c, pieces: own }) => own.map((one) => ({ caseId: c, piece: one })));
    expect(more).toEqual([]);
    const picture = got(await openEvidence(opened.db, opened.evidence, { ...piece!, why: 'other' }));
    expect([...picture.subarray(0, 2)]).toEqual([0xff, 0xd8]);

    const { draft, changes } = got(await readRecord(opened.db, caseId));
    const next = newId();
    got(await saveRecord(opened.db, { caseId: next, draft: setValue(draft, 'place', 'Tela'), basedOn: 0 }));
    expect(changes).toBeGreaterThan(10);
    const again = await open(userData);
    expect(got(await readRecord(again.db, next)).draft.values['place']).toBe('Tela');
    await expectRecords(again);
  });

  test('the copy: whole, and the office in it opens', async () => {
    const file = path.join(folder, known.snapshot);
    const { manifest } = got(await snapshotJobs.verify(file));
    expect(manifest).toMatchObject({ appVersion: known.version, office: { code: known.office.code } });
    const userData = path.join(work, 'restored');
    got(await snapshotJobs.unpack({ file, manifest, to: userData }));
    await expectRecords(await open(userData));
  });

  test('the recovery sheets open it', async () => {
    const main = await startProfile({ userData: profile(), clock });
    const people = got(await main.host.listPeople({}));
    const personId = people.find(({ name }) => name === known.person.name)?.id ?? '';
    const [one = '', other = ''] = known.sheets;
    const { publicKey: transport } = await makeTransport();
    const given = {
      personId,
      sheets: [one, other] as [string, string],
      passphrase: 'una hamaca en Trujillo',
      transport,
    };
    got(await main.host.recover(given));
    await main.ledger.close();
  });

  test('the bundle: its changes come in', async () => {
    const opened = await open(profile());
    const stick = path.join(work, 'TRASPASOS');
    mkdirSync(stick);
    copyFileSync(path.join(folder, known.bundle.file), path.join(stick, known.bundle.file));
    const [found] = got(await opened.host.findBundles({ place: await stickOf(opened, work) }));
    const unsealed = got(await unsealBundle(opened.db, opened.host, got(await copyBundle(opened.host, found!)), {}));
    const checked = got(await checkBundle({ ...quiet, ...opened }, unsealed));
    expect(checked).toMatchObject({ sender: 'trusted', files: known.bundle.pieces, cases: [{ kind: 'new' }] });
    const caseIds = checked.cases.map(({ caseId }) => caseId);
    got(await takeInBundle({ ...quiet, ...opened }, checked, new Set(caseIds)));
    expect(got(await readEvidence(opened.db, caseIds[0] ?? '')).pieces).toHaveLength(known.bundle.pieces);
    expect(got(await listBundles(opened.db))).toMatchObject([{ direction: 'in' }]);
  });
});
