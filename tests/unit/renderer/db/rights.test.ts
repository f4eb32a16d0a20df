import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as addressing from '../../../../renderer/db/addressees.ts';
import * as auditing from '../../../../renderer/db/audit.ts';
import * as cases from '../../../../renderer/db/cases.ts';
import * as changes from '../../../../renderer/db/changes.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import * as disagreeing from '../../../../renderer/db/conflicts.ts';
import * as contacting from '../../../../renderer/db/contacts.ts';
import * as dictionary from '../../../../renderer/db/dictionary.ts';
import * as directing from '../../../../renderer/db/directory.ts';
import * as register from '../../../../renderer/db/document-register.ts';
import * as documents from '../../../../renderer/db/documents.ts';
import * as drafts from '../../../../renderer/db/drafts.ts';
import * as gathering from '../../../../renderer/db/gather-bundle.ts';
import * as intake from '../../../../renderer/db/import-case.ts';
import * as importingPapers from '../../../../renderer/db/import-paper.ts';
import * as importingPieces from '../../../../renderer/db/import-piece.ts';
import * as preparingImports from '../../../../renderer/db/prepare-import.ts';
import * as bundling from '../../../../renderer/db/ledger.ts';
import * as unsending from '../../../../renderer/db/unsent-alerts.ts';
import * as sending from '../../../../renderer/db/sendable.ts';
import * as sharing from '../../../../renderer/db/shared-settings.ts';
import * as withdrawing from '../../../../renderer/db/withdraw-import.ts';
import * as guiding from '../../../../renderer/db/guides.ts';
import * as infringing from '../../../../renderer/db/infringements.ts';
import * as calendar from '../../../../renderer/db/legal-calendar.ts';
import * as numberRegister from '../../../../renderer/db/number-register.ts';
import * as numberReport from '../../../../renderer/db/number-report.ts';
import * as periodFacts from '../../../../renderer/db/period-facts.ts';
import * as parameters from '../../../../renderer/db/legal-parameters.ts';
import * as numbers from '../../../../renderer/db/numbers.ts';
import * as entities from '../../../../renderer/db/office-entities.ts';
import * as identifying from '../../../../renderer/db/identities.ts';
import * as evidence from '../../../../renderer/db/evidence.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import * as procedures from '../../../../renderer/db/procedures.ts';
import * as phrasing from '../../../../renderer/db/phrases.ts';
import * as protecting from '../../../../renderer/db/protected.ts';
import * as records from '../../../../renderer/db/records.ts';
import * as screenings from '../../../../renderer/db/screenings.ts';
import * as alerts from '../../../../renderer/db/alerts.ts';
import * as counting from '../../../../renderer/db/victims.ts';
import * as workplaces from '../../../../renderer/db/workplaces.ts';
import * as settings from '../../../../renderer/db/settings.ts';
import { acts, type ActName } from '../../../../shared/access/acts.ts';
import { registerActs, windowActs } from '../../../../shared/access/may-commit.ts';
import { may } from '../../../../shared/access/permissions.ts';
import { roles, type Role } from '../../../../shared/access/roles.ts';
import type { Piece } from '../../../../shared/evidence/piece.ts';
import { randomBytes, utf8 } from '../../../../shared/kernel/bytes.ts';
import { emptyContact } from '../../../../shared/follow-up/contact.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { ok } from '../../../../shared/kernel/result.ts';
import { emptyDraft, setValue } from '../../../../shared/record/draft.ts';
import type { PaperCard } from '../../../../shared/merge/bundle-index.ts';
import type { FieldConflict } from '../../../../shared/merge/conflict-items.ts';
import { protectedPerson } from '../../../../shared/record/kinds/protected-person.ts';
import { screening } from '../../../../shared/record/kinds/screening.ts';
import type { RecordName } from '../../../../shared/record/record-name.ts';
import { putAnswer } from '../../../../shared/screening/screening-draft.ts';
import { MemoryEvidence } from '../../../support/evidence-port.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { officeCells, type Cell } from '../../../support/rights-office-cells.ts';
import {
  bundleFacts,
  newPhoto,
  notInTable,
  officeSettings,
  orChanged,
  plannedSetting,
  sentSettings,
} from '../../../support/rights-samples.ts';
import { sampleFinalise } from '../../../support/sample-finalise.ts';
import { anAlert } from '../../../support/alert-builder.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';
import { carry, type CarriedCase } from '../../../support/two-offices.ts';

fakeStorageManager();

const draft = sampleInspection();
const counter = { type: 'ORD', year: 2026 };
let office: TestOffice;
let db: Database;
let caseId: string, lockedCase: string, screeningCase: string;
let protectedName: RecordName;
const protectedDraft = setValue(emptyDraft(protectedPerson), 'pseudonym', 'P-01');
let screeningName: RecordName;
let workplaceId: string, alertId: string, documentId: string;
let basedOn: number;
let port: MemoryEvidence;
let piece: Piece;
const pieceBytes = randomBytes(20);
const photo = (bytes = randomBytes(20)): evidence.EvidenceInput => ({
  caseId: lockedCase,
  bytes,
  piece: newPhoto,
});

let carried: CarriedCase;
let carriedPaper: PaperCard;
let conflictItem: FieldConflict;
const paperBytes = utf8('%PDF-1.7 one');
const rowItem = { what: 'row', entity: 'inspectors/1', kind: 'inspection', kept: [], conflicts: [] } as const;

const cells: readonly Cell[] = [
  { name: 'readRecord', needs: 'case.read', call: (db) => records.readRecord(db, caseId) },
  { name: 'loadRecord', needs: 'case.read', call: (db) => records.loadRecord(db, caseId) },
  { name: 'readHistory', needs: 'case.read', call: (db) => records.readHistory(db, caseId) },
  { name: 'readChanges', needs: 'case.read', call: (db) => changes.readChanges(db, caseId) },
  { name: 'listDocumentsOf', needs: 'case.read', call: (db) => documents.listDocumentsOf(db, caseId) },
  { name: 'readDocument', needs: 'case.read', call: (db) => documents.readDocument(db, documentId) },
  {
    name: 'openDocument',
    needs: 'case.read',
    call: async (db) => documents.openDocument(db, (await db.tables.documents.get(documentId))!),
  },
  { name: 'findDrafts', needs: 'case.read', call: (db) => drafts.findDrafts(db, lockedCase) },
  { name: 'readCase', needs: 'case.read', call: (db) => cases.readCase(db, caseId) },
  { name: 'readCaseSooner', needs: 'case.read', call: (db) => cases.readCaseSooner(db, caseId) },
  {
    name: 'openCaseFile',
    needs: 'case.finalise',
    call: (db) => cases.openCaseFile(db, newId(), { employerName: 'x', openedOn: '2026-11-24' }, officeSettings),
  },
  {
    name: 'saveCaseFile',
    needs: 'case.write',
    call: (db) => cases.saveCaseFile(db, newId(), { employerName: 'x' }),
  },
  {
    name: 'moveCase',
    needs: 'case.write',
    call: (db) => cases.moveCase(db, newId(), { from: '', to: 'assigned', reason: '', doer: { id: 'x', name: 'x' } }),
  },
  {
    name: 'binRecord',
    needs: 'case.write',
    call: (db) => cases.binRecord(db, lockedCase, { kind: 'inspection', id: lockedCase }, true),
  },
  {
    name: 'receiveAlert',
    needs: 'case.write',
    call: (db) => alerts.receiveAlert(db, anAlert(), { channel: 'file', takenBy: 'x' }),
  },
  { name: 'readAlert', needs: 'case.read', call: (db) => alerts.readAlert(db, alertId) },
  {
    name: 'decideAlert',
    needs: 'case.write',
    call: (db) =>
      alerts.decideAlert(db, alertId, {
        ...{ from: 'new', to: 'linked', target: '', reason: '' },
        doer: { id: 'x', name: 'x' },
      }),
  },
  { name: 'readFollowUp', needs: 'case.read', call: (db) => contacting.readFollowUp(db, caseId) },
  {
    name: 'noteContact',
    needs: 'case.write',
    call: (db) =>
      contacting.noteContact(
        db,
        alertId,
        { ...emptyContact('call', '2026-11-24', '14:00'), institution: 'police' },
        { id: 'x', name: 'x' },
      ),
  },
  { name: 'readDossier', needs: 'case.read', call: (db) => workplaces.readDossier(db, workplaceId) },
  {
    name: 'createWorkplace',
    needs: 'case.write',
    call: (db) => workplaces.createWorkplace(db, { employerName: 'x' }),
  },
  { name: 'findDraft', needs: 'case.read', call: (db) => drafts.findDraft(db, lockedCase) },
  {
    name: 'readDraftRow',
    needs: 'case.read',
    call: async (db) => drafts.readDraftRow(db, (await db.tables.drafts.get(lockedCase))!),
  },
  {
    name: 'openSave',
    needs: 'case.read',
    call: async (db) => changes.openSave(db, (await db.tables.saves.where('[c+r+n]').above([caseId]).first())!),
  },
  { name: 'readCounters', needs: 'case.read', call: (db) => numbers.readCounters(db) },
  { name: 'peekCounter', needs: 'case.read', call: (db) => numbers.peekCounter(db, 'x') },
  { name: 'offerNumberOf', needs: 'case.read', call: (db) => numbers.offerNumberOf(db, counter, officeSettings) },
  { name: 'listReserved', needs: 'case.read', call: (db) => numbers.listReserved(db, counter) },
  {
    name: 'offerReserved',
    needs: 'case.read',
    call: (db) => numbers.offerReserved(db, { ...counter, sequence: 1 }, officeSettings),
  },
  { name: 'gapReport', needs: 'case.read', call: (db) => numberReport.gapReport(db, counter) },
  {
    name: 'readPeriod',
    needs: 'case.read',
    call: (db) => periodFacts.readPeriod(db, { from: '2026-11-01', to: '2026-11-30' }),
  },
  { name: 'readNumbering', needs: undefined, call: (db) => numberReport.readNumbering(db, 2026) },
  { name: 'protectionOf', needs: 'case.read', call: (db) => protecting.protectionOf(db, caseId) },
  {
    name: 'saveRecord',
    needs: 'case.write',
    call: (db) => records.saveRecord(db, { caseId: newId(), draft, basedOn: 0 }),
  },
  {
    name: 'saveDraft',
    needs: 'case.write',
    call: (db) => drafts.saveDraft(db, { caseId: newId(), draft, basedOn: 0, summary: '' }),
  },
  { name: 'discardDraft', needs: 'case.write', call: (db) => drafts.discardDraft(db, lockedCase) },
  { name: 'beginProtected', needs: 'case.write', call: (db) => protecting.beginProtected(db, newId()) },
  {
    name: 'finalise',
    needs: 'case.finalise',
    call: (db) => {
      const numbering = { counter: 'TST|ordinaria|2026', next: 2 };
      return documents.finalise(db, sampleFinalise({ numbering, number: 'STSS-ORD-TST-00002-2026' }));
    },
  },
  {
    name: 'keepCopy',
    needs: 'case.finalise',
    call: (db) =>
      documents.keepCopy(db, documentId, {
        ...sampleFinalise().document,
        addressee: 'employer',
        pdf: utf8('%PDF-1.7 copy'),
      }),
  },
  {
    name: 'reserveNumbers',
    needs: 'case.finalise',
    call: (db) => numberRegister.reserveNumbers(db, counter, 2, 'x'),
  },
  {
    name: 'annulNumber',
    needs: 'case.finalise',
    call: (db) => numberRegister.annulNumber(db, { ...counter, sequence: 1 }, 'x'),
  },
  {
    name: 'keepRevision',
    needs: 'document.sign',
    call: (db) =>
      documents.keepRevision(db, documentId, {
        pdf: utf8('%PDF-1.7 one + signature'),
        signer: 'x',
        at: '2026-11-24T21:00:00.000Z',
      }),
  },
  {
    name: 'openProtected',
    needs: 'protected.open',
    call: (db) => protecting.openProtected(db, lockedCase, { reason: 'x', emergency: false }),
  },
  {
    name: 'openProtected, emergency',
    needs: 'protected.emergency',
    call: (db) => protecting.openProtected(db, lockedCase, { reason: 'x', emergency: true }),
  },
  {
    name: 'shareProtected',
    needs: 'protected.open',
    call: (db) => protecting.shareProtected(db, lockedCase, { personId: newId(), reason: 'x' }),
  },
  { name: 'readEvidence', needs: 'case.read', call: (db) => evidence.readEvidence(db, lockedCase) },
  {
    name: 'openEvidence',
    needs: 'case.read',
    call: (db) => evidence.openEvidence(db, port, { caseId: lockedCase, piece, why: 'view' }),
  },
  {
    name: 'readCustody',
    needs: ['audit.read', 'case.read'],
    call: (db) => evidence.readCustody(db, lockedCase, piece),
  },
  { name: 'addEvidence', needs: 'case.write', call: (db) => evidence.addEvidence(db, port, photo()) },
  {
    name: 'editEvidence',
    needs: 'case.write',
    call: (db) => evidence.editEvidence(db, lockedCase, piece, { note: newId() }),
  },
  { name: 'binEvidence', needs: 'case.write', call: (db) => evidence.binEvidence(db, lockedCase, piece) },
  { name: 'restoreEvidence', needs: 'case.write', call: (db) => evidence.restoreEvidence(db, lockedCase, piece) },
  {
    name: 'readScreeningStanding',
    needs: 'case.read',
    call: (db) => screenings.readScreeningStanding(db, screeningCase, screeningName),
  },
  {
    name: 'confirmScreening',
    needs: 'case.write',
    call: (db) => screenings.confirmScreening(db, screeningCase, screeningName, 'x'),
  },
  {
    name: 'readRecord, protected person',
    needs: 'case.read',
    call: (db) => records.readRecord(db, lockedCase, protectedName),
  },
  {
    name: 'saveRecord, protected person',
    needs: 'case.write',
    call: (db) =>
      records.saveRecord(db, {
        caseId: newId(),
        record: { kind: protectedPerson.key, id: newId() },
        draft: protectedDraft,
        basedOn: 0,
      }),
  },
  { name: 'readOffice', needs: undefined, call: (db) => settings.readOffice(db) },
  { name: 'readChanges, office', needs: undefined, call: (db) => changes.readChanges(db, db.officeId) },
  {
    name: 'saveOffice',
    needs: 'settings.write',
    call: (db) => settings.saveOffice(db, { ...officeSettings, acronym: 'SETRASS' }),
  },
  { name: 'readOfficeEntities', needs: undefined, call: (db) => entities.readOfficeEntities(db) },
  {
    name: 'saveOfficeEntity',
    needs: 'settings.write',
    call: (db) => entities.saveOfficeEntity(db, `closure/${newId()}`, { label: 'x' }, () => 'x'),
  },
  {
    name: 'addBlock',
    needs: 'settings.write',
    call: (db) => {
      const { installationId } = db;
      return numberRegister.addBlock(db, { installationId, type: 'EXT', year: 2026, from: 1, to: 9, note: '' });
    },
  },
  ...officeCells,
  {
    name: 'readIdentities',
    needs: 'case.read',
    call: async (db) => {
      const read = await identifying.readIdentities(db, lockedCase, ['P-01']);
      // the case's own key is another lock, which these people have not opened
      return read.ok || read.fault.code !== 'access/no-case-key' ? read : ok(undefined);
    },
  },
  { name: 'listConflicts', needs: 'case.read', call: (db) => disagreeing.listConflicts(db) },
  {
    name: 'decideOnField',
    needs: 'case.write',
    call: async (db) => orChanged(await disagreeing.decideOnField(db, caseId, conflictItem, 'x')),
  },
  {
    name: 'decideOnRow',
    needs: 'case.write',
    call: async (db) =>
      orChanged(await disagreeing.decideOnRow(db, caseId, { ...rowItem, removal: conflictItem.heads[0]! }, true)),
  },
  {
    name: 'gatherForBundle',
    needs: 'exchange.send',
    call: (db) => gathering.gatherForBundle(db, caseId, { withProtected: false }),
  },
  { name: 'readRevision', needs: 'exchange.send', call: (db) => gathering.readRevision(db, carriedPaper, 0) },
  { name: 'listSendable', needs: 'exchange.send', call: (db) => sending.listSendable(db, { office: 'HN-07' }) },
  { name: 'planImport', needs: 'exchange.receive', call: (db) => intake.planImport(db, carried) },
  { name: 'importCases', needs: 'exchange.receive', call: (db) => intake.importCases(db, carried.bundle, [carried]) },
  {
    name: 'importPaper',
    needs: 'exchange.receive',
    call: (db) => importingPapers.importPaper(db, carried.bundle, { paper: carriedPaper, revisions: [paperBytes] }),
  },
  {
    name: 'importPiece',
    needs: 'exchange.receive',
    call: (db) =>
      importingPieces.importPiece(db, port, carried.bundle, { caseId: lockedCase, piece, bytes: pieceBytes }),
  },
  {
    name: 'noteBundle',
    needs: 'exchange.send',
    call: (db) => bundling.noteBundle(db, carried.bundle.id, bundleFacts, { what: 'received' }),
  },
  { name: 'listBundles', needs: 'exchange.send', call: (db) => bundling.listBundles(db) },
  { name: 'loadBundles', needs: undefined, call: (db) => bundling.loadBundles(db) },
  {
    name: 'noteBundleEvent',
    needs: 'exchange.send',
    call: (db) => bundling.noteBundleEvent(db, carried.bundle.id, { what: 'imported' }),
  },
  { name: 'findEnvelope', needs: 'exchange.send', call: (db) => bundling.findEnvelope(db, bundleFacts.identity) },
  { name: 'nextNumberTo', needs: 'exchange.send', call: (db) => bundling.nextNumberTo(db, 'HN-07') },
  {
    name: 'standingOfBundle',
    needs: 'exchange.send',
    call: (db) => bundling.standingOfBundle(db, { ...bundleFacts, id: carried.bundle.id }),
  },
  { name: 'unacknowledged', needs: 'exchange.send', call: (db) => bundling.unacknowledged(db) },
  { name: 'listUnsentAlerts', needs: 'exchange.send', call: (db) => unsending.listUnsentAlerts(db) },
  { name: 'gatherSettings', needs: 'exchange.send', call: (db) => sharing.gatherSettings(db, new Map()) },
  {
    name: 'readTakenSettings',
    needs: 'exchange.send',
    call: (db) => sharing.readTakenSettings(db, carried.bundle.id),
  },
  { name: 'planSettings', needs: 'exchange.receive', call: (db) => sharing.planSettings(db, sentSettings, '') },
  {
    name: 'takeSettings',
    needs: 'settings.write',
    call: (db) => sharing.takeSettings(db, { ...carried.bundle, office: 'HN-07' }, [plannedSetting]),
  },
  {
    name: 'withdrawSettings',
    needs: 'settings.write',
    call: (db) => sharing.withdrawSettings(db, carried.bundle),
  },
  {
    name: 'withdrawImport',
    needs: 'exchange.receive',
    call: (db) => withdrawing.withdrawImport(db, carried.bundle.id),
  },
  {
    name: 'readVictims',
    needs: 'victims.export',
    call: (db) => counting.readVictims(db, [caseId, screeningCase], { from: '2026-01-01', until: '2026-12-31' }),
  },
  { name: 'listAudit', needs: 'audit.read', call: (db) => auditing.listAudit(db) },
  {
    name: 'listAudit, one case',
    needs: ['audit.read', 'case.read'],
    call: (db) => auditing.listAudit(db, { caseId }),
  },
  {
    name: 'readCaseHistory',
    needs: ['audit.read', 'case.read'],
    call: (db) => auditing.readCaseHistory(db, caseId),
  },
  ...(['audit', 'auditSoon'] as const).flatMap((name) =>
    // acts of the register are told with what they write, never alone
    [...windowActs]
      .filter((action) => !registerActs.has(action))
      .map((action: ActName): Cell => {
        const rule = acts[action];
        return {
          name: `${name}, ${action}`,
          needs: 'needs' in rule ? rule.needs : undefined,
          call: (db) => auditing[name](db, { action }),
        };
      }),
  ),
];

/** An office with something of everything, opened by somebody else. */
async function setUp(): Promise<void> {
  office = new TestOffice();
  const all = await office.create(samplePerson([...roles]));
  caseId = newId();
  lockedCase = newId();
  ({ documentId } = got(await documents.finalise(all, sampleFinalise({ caseId }))));
  ({ changes: basedOn } = got(await records.saveRecord(all, { caseId: lockedCase, draft, basedOn: 0 })));
  got(await drafts.saveDraft(all, { caseId: lockedCase, draft, basedOn, summary: '' }));
  got(await protecting.beginProtected(all, lockedCase));
  protectedName = { kind: protectedPerson.key, id: newId() };
  got(await records.saveRecord(all, { caseId: lockedCase, record: protectedName, draft: protectedDraft, basedOn: 0 }));
  screeningCase = newId();
  screeningName = { kind: screening.key, id: newId() };
  const asked = putAnswer(
    emptyDraft(screening),
    'cdDocs',
    { reply: 'yes' },
    { by: 'x', at: '2026-11-24T21:00:00.000Z' },
  );
  got(await records.saveRecord(all, { caseId: screeningCase, record: screeningName, draft: asked, basedOn: 0 }));
  const alert = anAlert();
  alertId = alert.id;
  got(await alerts.receiveAlert(all, alert, { channel: 'file', takenBy: 'x' }));
  workplaceId = got(await workplaces.createWorkplace(all, { employerName: 'x' }));
  port = new MemoryEvidence();
  got(await evidence.addEvidence(all, port, photo(pieceBytes)));
  piece = got(await evidence.readEvidence(all, lockedCase)).pieces[0]!;
  carried = await carry(all, caseId);
  carriedPaper = got(await gathering.gatherForBundle(all, caseId, { withProtected: false })).papers[0]!;
  conflictItem = {
    ...{ what: 'field', entity: `inspection/${caseId}`, kind: 'inspection', field: 'place', def: undefined },
    heads: carried.changes.slice(0, 1),
  };
  got(await settings.saveOffice(all, officeSettings));
  got(await numberRegister.reserveNumbers(all, counter, 1, 'x'));
  closeDatabase(all);
}

function isAllowed(held: readonly Role[], needs: Cell['needs']): boolean {
  if (needs === undefined) return true;
  return [needs].flat().some((permission) => may(held, permission));
}

/** Good, or refused before the journal was even asked. */
async function expectCell(cell: Cell, database: Database, allowed: boolean): Promise<void> {
  const { commits } = office.journal;
  const result = await cell.call(database);
  const outcome = result.ok ? 'ok' : `${result.fault.code} ${JSON.stringify(result.fault.detail)}`;
  if (allowed) expect(`${cell.name}: ${outcome}`).toBe(`${cell.name}: ok`);
  else {
    expect(`${cell.name}: ${outcome}`).toContain(`${cell.name}: access/denied`);
    expect(office.journal.commits).toBe(commits);
  }
}

describe.each(roles)('%s', (role) => {
  beforeAll(async () => {
    await setUp();
    db = got(await office.open(samplePerson([role])));
  });
  afterAll(() => closeDatabase(db));
  // in the order of the table: what reads comes before what changes
  test.each(cells)('$name ($needs)', async (cell) => {
    await expectCell(cell, db, isAllowed([role], cell.needs));
  });
});

test('a right whose key nobody has handed on yet is none', async () => {
  await setUp();
  db = got(await office.open({ ...samplePerson(['chief', 'inspector']), pending: true }));
  expect(db.reserved).toBeUndefined();
  for (const cell of cells) {
    const needed = [cell.needs].flat();
    const withoutKey = needed.some((permission) => permission === 'audit.read' || permission === 'settings.write');
    const about = needed[0] === undefined || needed[0] === 'document.verify' || needed[0] === 'audit.export';
    await expectCell(cell, db, withoutKey || about);
  }
  closeDatabase(db);
});

test('without the key of cases an act is listed, and its case and detail are not', async () => {
  await setUp();
  db = got(await office.open(samplePerson(['administrator'])));
  const list = got(await auditing.listAudit(db));
  expect(list.map(({ action, caseId: about, details }) => [action, about, details])).toEqual([
    ['finalised', undefined, 'closed'],
    ['saved', undefined, 'closed'],
    ['saved', undefined, 'closed'],
    ['saved', undefined, 'closed'],
    ['saved', undefined, 'closed'],
    ['saved', undefined, 'closed'],
    ['saved', undefined, 'closed'],
    ['evidence-added', undefined, 'closed'],
    ['settings', undefined, undefined],
    ['numbers-reserved', undefined, undefined],
  ]);
  closeDatabase(db);
});

test('no function of the layer is left out of the table', () => {
  const modules = {
    ...addressing,
    ...identifying,
    ...auditing,
    ...calendar,
    ...cases,
    ...changes,
    ...contacting,
    ...disagreeing,
    ...gathering,
    ...intake,
    ...importingPapers,
    ...importingPieces,
    ...preparingImports,
    ...bundling,
    ...unsending,
    ...sending,
    ...sharing,
    ...withdrawing,
    ...dictionary,
    ...directing,
    ...documents,
    ...register,
    ...drafts,
    ...entities,
    ...numberRegister,
    ...numberReport,
    ...periodFacts,
    ...evidence,
    ...guiding,
    ...infringing,
    ...numbers,
    ...procedures,
    ...phrasing,
    ...parameters,
    ...protecting,
    ...records,
    ...screenings,
    ...settings,
    ...workplaces,
    ...counting,
    ...alerts,
  };
  const exported = Object.entries(modules).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
  const tested = new Set(cells.map(({ name }) => name.split(',')[0]));
  expect(exported.filter((name) => !tested.has(name)).sort()).toEqual([...notInTable].sort());
});
