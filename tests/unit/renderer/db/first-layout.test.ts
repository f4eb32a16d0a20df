import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listAudit } from '../../../../renderer/db/audit.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { listDocumentsOf, readDocument } from '../../../../renderer/db/documents.ts';
import { findDraft } from '../../../../renderer/db/drafts.ts';
import { peekCounter } from '../../../../renderer/db/numbers.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { readOffice, saveOffice } from '../../../../renderer/db/settings.ts';
import { fromBase64, randomBytes, utf8 } from '../../../../shared/kernel/bytes.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import { setValue } from '../../../../shared/record/draft.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

// An office as the app kept it before there was a journal: its rows, under one key, as that version wrote them.

type Cell = string | number | { readonly base64: string };
interface Fixture {
  readonly vaultId: string;
  readonly officeId: string;
  readonly installationId: string;
  readonly reservedKey: string;
  /** ids of a finalised case with a signed acta, and of one with unsaved text */
  readonly final: string;
  readonly open: string;
  readonly documentId: string;
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, Cell>>[]>>;
}
const file = new URL('../../../fixtures/database-1/office.json', import.meta.url);
const fixture = JSON.parse(readFileSync(file, 'utf8')) as Fixture;

fakeStorageManager();
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);
const person = samplePerson(['administrator', 'inspector', 'chief']);
let office: TestOffice;
let db: Database | undefined;

beforeEach(async () => {
  office = new TestOffice(fixture);
  // the one key there was opens what is old; what is new goes under a fresh one
  office.reserved.splice(0, 1, fromBase64(fixture.reservedKey), randomBytes(32));
  office.journal.vanish();
  const old = new Dexie(office.name);
  old.version(1).stores({
    meta: 'k',
    saves: '[c+r+n]',
    heads: 'c',
    drafts: 'c',
    documents: 'id, c',
    files: '[d+n]',
    audit: 'n',
  });
  for (const [name, rows] of Object.entries(fixture.tables)) {
    const opened = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, cell]) => [key, typeof cell === 'object' ? fromBase64(cell.base64) : cell]),
      ),
    );
    await old.table(name).bulkAdd(opened);
  }
  old.close();
});
afterEach(() => {
  vi.restoreAllMocks();
  if (db !== undefined) closeDatabase(db);
});

async function open(): Promise<Database> {
  db = got(await office.open(person));
  return db;
}

async function expectAll(opened: Database): Promise<void> {
  expect(got(await readOffice(opened))).toMatchObject({ acronym: 'STSS', paper: 'oficio', chiefName: 'Iris Ñúñez Bú' });
  const { status, changes } = got(await readRecord(opened, fixture.final));
  expect(status).toMatchObject({ state: 'final', number: 'STSS-ORD-TST-00001-2026', version: 1 });
  expect(changes).toBeGreaterThan(10);
  const { head, pdf } = got(await readDocument(opened, fixture.documentId));
  expect(pdf).toEqual(utf8('%PDF-1.7 one + signature'));
  expect(head.revisions.map(({ signer }) => signer)).toEqual([undefined, 'Suyapa Núñez Peña']);
  expect(got(await listDocumentsOf(opened, fixture.final))).toHaveLength(1);
  expect(got(await findDraft(opened, fixture.open))).toMatchObject({ summary: 'Maquila Río Lindo' });
  expect(got(await peekCounter(opened, 'TST|ordinaria|2026')).next).toBe(2);
  const acts = got(await listAudit(opened));
  expect(acts.slice(0, 6).map(({ n, action }) => `${n} ${action}`)).toEqual([
    '1 settings',
    '2 created',
    '3 finalised',
    '4 signed',
    '5 saved',
    '6 printed',
  ]);
  expect(acts[5]).toMatchObject({ caseId: fixture.final, documentId: fixture.documentId });
}

test('everything is taken over, and into the journal', async () => {
  const opened = await open();
  const count = (...tables: readonly string[]) => tables.reduce((sum, name) => sum + fixture.tables[name]!.length, 0);
  const rows = count('saves', 'drafts', 'documents', 'files', 'audit') + 1;
  expect(opened.report.get()).toEqual({ kind: 'upgraded', rows });
  await expectAll(opened);
  closeDatabase(opened);
  await Dexie.delete(office.name);
  const again = await open();
  expect(again.report.get()).toMatchObject({ kind: 'rebuilt', cases: 2 });
  await expectAll(again);
});

test('work goes on: settings and cases change under the new keys', async () => {
  const opened = await open();
  got(await saveOffice(opened, { ...got(await readOffice(opened)), acronym: 'SETRASS' }));
  const { draft, changes } = got(await readRecord(opened, fixture.open));
  const next = { caseId: fixture.open, draft: setValue(draft, 'place', 'Tela'), basedOn: changes };
  got(await saveRecord(opened, next));
  closeDatabase(opened);
  const again = await open();
  expect(again.report.get()).toEqual({ kind: 'fine' });
  expect(got(await readOffice(again)).acronym).toBe('SETRASS');
  expect(got(await readRecord(again, fixture.open)).draft.values['place']).toBe('Tela');
  expect(got(await listAudit(again)).map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test.each(['begin', 'more', 'end'] as const)('cut off at "%s" of the new journal, it begins again', async (step) => {
  const { seedJournal } = office.journal;
  let fails = true;
  Object.assign(office.journal, {
    seedJournal: (input: Parameters<typeof seedJournal>[0]) =>
      fails && input.step === step ? { ok: false, fault: { code: 'vault/locked' } } : seedJournal(input),
  });
  expect(code(await office.open(person))).toBe('vault/locked');
  fails = false;
  const opened = await open();
  expect(opened.report.get()).toMatchObject({ kind: 'upgraded' });
  await expectAll(opened);
});

test('cut off when the journal was written and the tables did not know yet, the journal is believed', async () => {
  const { seedJournal } = office.journal;
  Object.assign(office.journal, {
    seedJournal: async (input: Parameters<typeof seedJournal>[0]) => {
      const answer = await seedJournal(input);
      return input.step === 'end' ? { ok: false, fault: { code: 'vault/locked' } } : answer;
    },
  });
  expect(code(await office.open(person))).toBe('vault/locked');
  Object.assign(office.journal, { seedJournal });
  const opened = await open();
  expect(opened.report.get()).toMatchObject({ kind: 'rebuilt', cases: 2 });
  await expectAll(opened);
});

test('the first layout of another office is not taken over', async () => {
  const other = new TestOffice();
  other.journal.vanish();
  Object.assign(other, { name: office.name });
  expect(code(await other.open(person))).toBe('db/missing');
  const opened = await open();
  expect(opened.report.get()).toMatchObject({ kind: 'upgraded' });
});
