import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeCopy } from '../../../../renderer/features/documents/make-copy.ts';
import { makePaper } from '../../../../renderer/parts/make-paper.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { finalise, listDocumentsOf, readDocument } from '../../../../renderer/db/documents.ts';
import { readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { renderPdf } from '../../../../shared/pdf/render.ts';
import type { Report } from '../../../../shared/report/report.ts';
import { addRow, setValue } from '../../../../shared/record/draft.ts';
import type { RecordKind } from '../../../../shared/record/fields.ts';
import { interviewRecord } from '../../../../shared/record/kinds/interview-record.ts';
import type { RecordName } from '../../../../shared/record/record-name.ts';
import { inspection } from '../../../../shared/record/kinds/inspection.ts';
import { filledRecord } from '../../../support/filled-record.ts';
import { sampleInspection, withRows, withValues } from '../../../support/inspection-builder.ts';
import { contentsOf } from '../../../support/pdf-contents.ts';
import { pdfAssets } from '../../../support/pdf-assets.ts';
import { leastReferral } from '../../../support/referral-builder.ts';
import { sampleFinalise } from '../../../support/sample-finalise.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

vi.mock('../../../../renderer/parts/render-report.ts', () => ({
  renderReport: (report: Report) => renderPdf(report, pdfAssets()),
}));
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
fakeStorageManager();

const office = { name: 'Oficina Regional de Prueba', code: 'TST', municipality: '0801' };
const settings = { letterhead: ['República de Honduras'], chiefName: '', chiefPosition: '' };
const madeAt = '2026-11-24T20:00:00.000Z';
const number = 'STSS-ORD-TST-00001-2026';
/** a child at work, and why it was noticed: for the file alone */
const draft = addRow(sampleInspection(), 'minors', {
  id: newId(),
  values: { pseudonym: 'NNA-07', age: '15', ageHow: 'told', task: 'Carga de sacos de azufre', protectionCalled: 'no' },
});

let db: Database;
let caseId: string;
beforeEach(async () => {
  db = await new TestOffice().create(samplePerson(['inspector']));
  caseId = newId();
});
afterEach(() => closeDatabase(db));

/** Seals the acta for the file. */
async function seal(version = 1, written = draft, kind: RecordKind = inspection, record?: RecordName): Promise<string> {
  const request = { kind, draft: written, number, version, reason: version > 1 ? 'Un dato' : '' } as const;
  const { report, recordHash } = await makePaper({ office }, settings, {
    ...request,
    paper: 'letter',
    madeAt,
    draftMark: false,
  });
  const rendered = await renderPdf(report, pdfAssets());
  if (!rendered.ok) throw new Error(rendered.fault.code);
  const { pdf, pages } = rendered.value;
  const document = {
    title: report.title,
    paper: 'letter',
    addressee: 'file',
    pages,
    recordHash,
    madeAt,
    settings,
    pdf,
  } as const;
  const basedOn = version > 1 ? got(await readRecord(db, caseId)).changes : 0;
  const numbering = { counter: 'TST|ordinaria|2026', next: 1 };
  const input = {
    ...sampleFinalise(),
    caseId,
    draft: written,
    version,
    reason: request.reason,
    basedOn,
    document,
    number,
    ...(record && { record }),
  };
  const { numbering: first, ...others } = { ...input, numbering };
  return got(await finalise(db, version > 1 ? others : { ...others, numbering: first })).documentId;
}

const headOf = async (id: string) => got(await readDocument(db, id)).head;

test('the copy for the employer bears the same number and version, and nothing that is for the file alone', async () => {
  const original = await headOf(await seal());
  const { documentId } = got(await makeCopy({ db, office }, original, 'employer'));
  const { head, pdf } = got(await readDocument(db, documentId));
  expect(head).toMatchObject({ number, version: 1, addressee: 'employer', state: 'sealed', kind: original.kind });
  expect(head.recordHash).not.toBe(original.recordHash);
  const [ofFile, ofCopy] = [await contentsOf(got(await readDocument(db, original.id)).pdf), await contentsOf(pdf)];
  for (const said of ['NNA-07', 'azufre']) {
    expect(ofFile).toContain(said);
    expect(ofCopy).not.toContain(said);
  }
  expect(ofCopy).toContain('Ejemplar para el patrono');
});

test('a second one is the first one; papers of the file stand before copies', async () => {
  const original = await headOf(await seal());
  const first = got(await makeCopy({ db, office }, original, 'employer'));
  expect(got(await makeCopy({ db, office }, original, 'employer'))).toEqual(first);
  const all = got(await listDocumentsOf(db, caseId));
  expect(all.map(({ addressee }) => addressee)).toEqual(['file', 'employer']);
});

test('a later version takes both out of use, and no copy of the old one is made any more', async () => {
  const original = await headOf(await seal());
  const copy = got(await makeCopy({ db, office }, original, 'employer'));
  await seal(2, setValue(draft, 'employerStatement', 'Otra cosa'));
  expect((await headOf(copy.documentId)).state).toBe('superseded');
  expect(await makeCopy({ db, office }, original, 'employer')).toMatchObject({
    ok: false,
    fault: { code: 'sign/superseded' },
  });
});

test('what would no longer be the paper that was sealed is not copied', async () => {
  const original = await headOf(await seal());
  const other = { ...original, recordHash: 'cd'.repeat(32) };
  expect(await makeCopy({ db, office }, other, 'employer')).toMatchObject({
    ok: false,
    fault: { code: 'copy/not-the-same' },
  });
  expect(got(await listDocumentsOf(db, caseId))).toHaveLength(1);
});

test('an institution gets nothing of an interview that a referral of the case withholds from it', async () => {
  const filled = withValues(
    filledRecord(interviewRecord, (place) => `Dicho ${place}`),
    { realName: '', contact: '', identityNote: '' },
  );
  const interview = withValues(filled, { pseudonym: 'P-01', account: 'Duerme en la galera', risk: 'Teme al capataz' });
  const original = await headOf(await seal(1, interview, interviewRecord, { kind: 'interview', id: newId() }));
  const keep = withRows(leastReferral('publicProsecutor'), 'sharing', { part: 'risk', given: 'no' });
  got(await saveRecord(db, { caseId, record: { kind: 'referral', id: newId() }, draft: keep, basedOn: 0 }));
  const { documentId } = got(await makeCopy({ db, office }, original, 'publicProsecutor'));
  const [ofFile, ofCopy] = await Promise.all(
    [original.id, documentId].map(async (id) => contentsOf(got(await readDocument(db, id)).pdf)),
  );
  for (const said of ['Duerme en la galera', 'P-01']) expect(ofCopy).toContain(said);
  expect(ofFile).toContain('Teme al capataz');
  expect(ofCopy).not.toContain('Teme al capataz');
});
