import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../../renderer/db/database.ts';
import { findInRegister, type RegisterFinding } from '../../../../renderer/db/document-register.ts';
import { finalise, keepRevision, type FinaliseInput } from '../../../../renderer/db/documents.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { readRecord } from '../../../../renderer/db/records.ts';
import { utf8 } from '../../../../shared/kernel/bytes.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { setValue } from '../../../../shared/record/draft.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { sampleFinalise } from '../../../support/sample-finalise.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
const number = 'STSS-ORD-TST-00001-2026';
const recordHash = 'ab'.repeat(32);
const record = { name: 'acta.json', sha256: recordHash, number, version: 1 };

let db: Database;
let caseId: string;
let documentId: string;
beforeEach(async () => {
  db = await new TestOffice().create(samplePerson(['chief', 'inspector', 'liaison']));
  caseId = newId();
  ({ documentId } = got(await finalise(db, sampleFinalise({ caseId }))));
});
afterEach(() => closeDatabase(db));

const find = async (pdf: string, said: typeof record | null = record): Promise<RegisterFinding> =>
  got(await findInRegister(db, { pdf: utf8(pdf), record: said ?? undefined }));

test('the kept bytes are identical, whatever they say of themselves', async () => {
  expect(await find('%PDF-1.7 one')).toMatchObject({ kind: 'identical', isNewest: true, head: { id: documentId } });
  const other = await find('%PDF-1.7 one', null);
  expect(other).toMatchObject({ kind: 'identical', isNewest: true });
  expect(other).not.toHaveProperty('replacedBy');
});

test('the bytes from before a signature are told apart from the newest', async () => {
  const signed = { pdf: utf8('%PDF-1.7 one + signature'), signer: 'Ana', at: '2026-11-24T21:00:00.000Z' };
  got(await keepRevision(db, documentId, signed));
  expect(await find('%PDF-1.7 one')).toMatchObject({ kind: 'identical', isNewest: false });
  expect(await find('%PDF-1.7 one + signature')).toMatchObject({ kind: 'identical', isNewest: true });
});

test('more after the kept bytes is not another content, a changed byte is', async () => {
  expect(await find('%PDF-1.7 one + a stranger')).toMatchObject({ kind: 'grown', head: { id: documentId } });
  expect(await find('%PDF-1.7 onE')).toMatchObject({ kind: 'other-content' });
  // the record it carries is ours, what is around it is not
  expect(await find('%PDF-1.7 two')).toMatchObject({ kind: 'other-content' });
});

test('an earlier revision that somebody else signed on has grown, whatever was signed here since', async () => {
  const signed = { pdf: utf8('%PDF-1.7 one + signature'), signer: 'Ana', at: '2026-11-24T21:00:00.000Z' };
  got(await keepRevision(db, documentId, signed));
  expect(await find('%PDF-1.7 one + another signature')).toMatchObject({ kind: 'grown', head: { id: documentId } });
  expect(await find('%PDF-1.7 one + signature + a stranger')).toMatchObject({ kind: 'grown' });
  expect(await find('%PDF-1.7 onE + another signature')).toMatchObject({ kind: 'other-content' });
});

test('a number or version that was never given is not here', async () => {
  const never = { ...record, number: 'STSS-ORD-TST-00009-2026' };
  expect(await find('%PDF-1.7 x', never)).toEqual({ kind: 'unknown-number', number: never.number, version: 1 });
  expect(await find('%PDF-1.7 x', { ...record, version: 2 })).toMatchObject({ kind: 'unknown-number', version: 2 });
  expect(await find('%PDF-1.7 x', null)).toEqual({ kind: 'not-here' });
});

test('a superseded paper names the version in force', async () => {
  const { changes } = got(await readRecord(db, caseId));
  const draft = setValue(sampleInspection(), 'place', 'Trujillo');
  const withNumber = sampleFinalise({ caseId, draft, basedOn: changes, version: 2, reason: 'Otra' });
  const second = Object.fromEntries(Object.entries(withNumber).filter(([key]) => key !== 'numbering')) as FinaliseInput;
  got(await finalise(db, { ...second, document: { ...second.document, pdf: utf8('%PDF-1.7 two') } }));
  expect(await find('%PDF-1.7 one')).toMatchObject({ kind: 'identical', head: { version: 1 }, replacedBy: 2 });
  expect(await find('%PDF-1.7 one', null)).toMatchObject({ replacedBy: 2 });
  expect(await find('%PDF-1.7 two', { ...record, version: 2 })).not.toHaveProperty('replacedBy');
});
