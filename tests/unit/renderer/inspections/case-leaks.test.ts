// What was told in a complaint, and what the office keeps for itself in a case, on every paper that comes out of the case:
// nowhere. Whatever the kinds will grow is filled in and looked for by itself.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { fileNameOf } from '../../../../renderer/features/documents/file-name.ts';
import { makePaper } from '../../../../renderer/parts/make-paper.ts';
import { startOf } from '../../../../renderer/features/inspections/start-record.ts';
import { deadlinesOf } from '../../../../renderer/db/case-terms.ts';
import { moveCase, openCaseFile, readCase, type CaseView } from '../../../../renderer/db/cases.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { finalise } from '../../../../renderer/db/documents.ts';
import { readLegalCalendar } from '../../../../renderer/db/legal-calendar.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { beginProtected } from '../../../../renderer/db/protected.ts';
import { saveRecord } from '../../../../renderer/db/records.ts';
import type { OpenSession } from '../../../../renderer/session.tsx';
import type { Piece } from '../../../../shared/evidence/piece.ts';
import type { Bytes } from '../../../../shared/kernel/bytes.ts';
import { ok } from '../../../../shared/kernel/result.ts';
import { gatherPhotos } from '../../../../renderer/parts/evidence/gather-photos.ts';
import { housePhoto } from '../../../support/photo-builder.ts';
import { catalogLabel } from '../../../../shared/catalog/catalog.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { renderPdf } from '../../../../shared/pdf/render.ts';
import type { RecordDraft } from '../../../../shared/record/draft.ts';
import { fieldsOf, tablesOf, type FieldDef, type RecordKind } from '../../../../shared/record/fields.ts';
import { caseFile } from '../../../../shared/record/kinds/case-file.ts';
import { complaint } from '../../../../shared/record/kinds/complaint.ts';
import { contactLog } from '../../../../shared/record/kinds/contact-log.ts';
import { caseRecordKinds } from '../../../../shared/record/kinds/kinds.ts';
import { contactLogOf } from '../../../../shared/record/record-name.ts';
import { referral } from '../../../../shared/record/kinds/referral.ts';
import { protectedPerson } from '../../../../shared/record/kinds/protected-person.ts';
import { screening } from '../../../../shared/record/kinds/screening.ts';
import { buildBlankForm } from '../../../../shared/report/blank-form.ts';
import { buildComputation } from '../../../../shared/report/computation.ts';
import { buildPhotoAnnex } from '../../../../shared/report/photo-annex.ts';
import { buildEvidenceSheet } from '../../../../shared/report/evidence-sheet.ts';
import { columnLabel, fieldLabel } from '../../../../shared/report/paper-labels.ts';
import { paperFor } from '../../../../shared/report/papers.ts';
import type { Report } from '../../../../shared/report/report.ts';
import { filledRecord } from '../../../support/filled-record.ts';
import { marker } from '../../../support/markers.ts';
import { contentsOf } from '../../../support/pdf-contents.ts';
import { pdfAssets } from '../../../support/pdf-assets.ts';
import { reportTexts } from '../../../support/report-text.ts';
import { sampleFinalise } from '../../../support/sample-finalise.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
fakeStorageManager();

const stem = marker(0).replace(/\d+$/, '');
const ORIGIN = catalogLabel('origins', 'complaint');
const office = { name: 'Oficina Regional de Prueba', code: 'TST', municipality: '0801' };
const paperSettings = { letterhead: ['República de Honduras'], chiefName: 'Iris Ñúñez', chiefPosition: 'Jefa' };
const madeAt = '2026-11-24T20:00:00.000Z';

/** Markers in what is for the office alone, words that may be seen elsewhere. */
let count = 0;
const planted: string[] = [];
const hidden = (field: FieldDef): boolean => field.officeOnly === true || field.level === 'protected';
function word(place: string, field: FieldDef): string {
  if (!hidden(field)) return `Dicho ${place}`;
  count += 1;
  // a field of few letters holds no whole marker
  const isShort = 'maxLength' in field && field.maxLength < marker(0).length;
  const mark = isShort ? `Zq${String(count).padStart(4, '0')}x` : marker(count);
  planted.push(mark);
  return mark;
}

let db: Database;
let session: OpenSession;
let view: CaseView;
const caseId = newId();
const drafts = new Map<string, RecordDraft>();
const printed: readonly RecordKind[] = caseRecordKinds.filter(({ key }) => paperFor(key) !== undefined);

beforeAll(async () => {
  const person = samplePerson(['chief', 'inspector', 'liaison']);
  db = await new TestOffice().create(person);
  session = { person, office, policy: { idleMinutes: 10 }, db };
  const { id, name } = person;
  const file = filledRecord(caseFile, word).values;
  const told = { ...file, origin: 'complaint', stage: 'draft', municipality: '0801', department: '08' };
  got(await openCaseFile(db, caseId, told, { numberTemplate: '', acronym: '' }));
  got(await moveCase(db, caseId, { from: 'draft', to: 'assigned', reason: marker(9000), doer: { id, name } }));
  got(await beginProtected(db, caseId));
  for (const kind of caseRecordKinds) {
    view = got(await readCase(db, caseId));
    // as the app begins it, with what the case knows; the rest is typed
    const begun = kind === complaint ? undefined : startOf(kind, session, view);
    const draft = filledRecord(kind, word, begun);
    drafts.set(kind.key, draft);
    const record = { kind: kind.key, id: kind.key === 'inspection' ? caseId : newId() };
    const number = `STSS-${kind.key.toUpperCase()}-TST-00001-2026`;
    if (paperFor(kind.key) === undefined) {
      got(await saveRecord(db, { caseId, record, draft, basedOn: 0, withProtected: true }));
    } else {
      const numbering = { counter: `TST|${kind.key}|2026`, next: 1 };
      got(await finalise(db, { ...sampleFinalise({ caseId, record, draft, number, numbering }), withProtected: true }));
    }
  }
  // whom the office spoke to about the case
  const contacts = filledRecord(contactLog, word);
  drafts.set(contactLog.key, contacts);
  const record = contactLogOf(caseId);
  got(await saveRecord(db, { caseId, record, draft: contacts, basedOn: 0 }));
  view = got(await readCase(db, caseId));
});
afterAll(() => closeDatabase(db));

async function everythingIn(report: Report): Promise<string> {
  const rendered = await renderPdf(report, pdfAssets());
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.fault));
  return `${JSON.stringify(report)}\n${reportTexts(report).join('\n')}\n${await contentsOf(rendered.value.pdf)}`;
}

/** What of all that was planted stands in a text; `but` is what may. */
const seen = (text: string, but: readonly string[] = []): readonly string[] => {
  const lower = text.toLowerCase();
  return [...planted, marker(9000), ORIGIN].filter((one) => !but.includes(one) && lower.includes(one.toLowerCase()));
};

/** The markers that stand in a record itself. */
const markersOf = (draft: RecordDraft): readonly string[] => {
  const text = JSON.stringify(draft);
  return planted.filter((one) => text.includes(one));
};

/** As the app makes it (`file`: for the file, or for its one addressee), or for the employer. */
const paper = async (kind: RecordKind, draft: RecordDraft, addressee: 'file' | 'employer'): Promise<Report> => {
  const request = { draft, number: 'STSS-X-TST-00001-2026', version: 1, reason: '', paper: 'letter', madeAt } as const;
  // without being asked for the employer's, the app makes the copy that its kind is made for
  const whose = addressee === 'employer' ? { addressee } : {};
  return (await makePaper(session, paperSettings, { ...request, kind, ...whose, draftMark: false })).report;
};

test('there is much to keep in: every text of the complaint and of the file that is for the office alone, and more', () => {
  expect(planted.length).toBeGreaterThan(30);
  const ownTexts = fieldsOf(complaint).filter(({ kind }) => kind === 'text' || kind === 'longText');
  expect(ownTexts.filter((field) => !hidden(field))).toEqual([]);
  expect(markersOf(drafts.get('complaint')!)).toHaveLength(ownTexts.length);
  expect(String(view.file?.values['note'])).toContain(stem);
  expect(view.moves.map(({ reason }) => reason)).toEqual([marker(9000)]);
  expect(printed.length).toBeGreaterThan(5);
  const texts = tablesOf(contactLog).flatMap(({ columns }) => columns.filter((one) => 'maxLength' in one));
  expect(markersOf(drafts.get(contactLog.key)!).length).toBeGreaterThanOrEqual(texts.length);
});

test('people who are protected and workers who were screened are in the case, and in no paper that is looked at here', () => {
  for (const kind of [screening, protectedPerson]) {
    const texts = fieldsOf(kind).filter((field) => field.kind === 'text' || field.kind === 'longText');
    // the pseudonym was given by the case
    expect(markersOf(drafts.get(kind.key)!).length).toBeGreaterThanOrEqual(texts.length - 1);
    expect(view.records.map(({ record }) => record.kind)).toContain(kind.key);
    expect(printed).not.toContain(kind);
  }
});

test('the looking finds a word wherever a file can hold it', async () => {
  const kind = printed[0]!;
  const clean = await paper(kind, drafts.get(kind.key)!, 'employer');
  expect(seen(await everythingIn(clean))).toEqual([]);
  const one = planted[0]!;
  const first = clean.sections[0]!;
  const dirty: readonly Partial<Report>[] = [
    { title: one },
    { author: one },
    { footer: one },
    { attachment: { ...clean.attachment!, json: `{"a":"${one}"}` } },
    { sections: [{ ...first, blocks: [{ kind: 'paragraph', text: one }] }] },
  ];
  for (const more of dirty) {
    const rendered = await renderPdf({ ...clean, ...more }, pdfAssets());
    if (!rendered.ok) throw new Error(JSON.stringify(rendered.fault));
    expect(seen(await contentsOf(rendered.value.pdf)), Object.keys(more).join()).toEqual([one]);
  }
});

describe.each(printed.map((kind) => [kind.key, kind] as const))('the paper of a %s', (key, kind) => {
  test('holds for the employer nothing that is for the office alone, or is not made for one at all', async () => {
    if (paperFor(key)?.addressee !== undefined) {
      await expect(paper(kind, drafts.get(key)!, 'employer')).rejects.toThrow('its own addressee');
      return;
    }
    expect(seen(await everythingIn(await paper(kind, drafts.get(key)!, 'employer')))).toEqual([]);
  });

  test('holds for the file nothing of another record that is for the office alone', async () => {
    const own = markersOf(drafts.get(key)!);
    expect(seen(await everythingIn(await paper(kind, drafts.get(key)!, 'file')), own)).toEqual([]);
    expect(own.filter((one) => markersOf(drafts.get('complaint')!).includes(one))).toEqual([]);
  });
});

test('a referral is begun with what the case knows, and no paper for an employer has anything of it', async () => {
  const own = markersOf(drafts.get('referral')!);
  expect(own.length).toBeGreaterThan(40);
  const others = printed.filter(({ key }) => paperFor(key)?.addressee === undefined);
  const texts = await Promise.all(
    others.map(async (kind) => await everythingIn(await paper(kind, drafts.get(kind.key)!, 'employer'))),
  );
  expect(seen(texts.join('\n'))).toEqual([]);
  const made = await paper(referral, drafts.get('referral')!, 'file');
  expect(made.addressee).toBe('publicProsecutor');
  // its addressee gets most of it, and nothing of what it is not given: health, and why something is withheld
  const given = seen(await everythingIn(made), []);
  expect(given.length).toBeGreaterThan(20);
  expect(given.filter((one) => !own.includes(one))).toEqual([]);
  const columns = ['disability', 'genderIdentity', 'reason'];
  const kept = Object.values(drafts.get('referral')!.tables).flatMap((rows) =>
    rows.flatMap(({ values }) => columns.flatMap((column) => values[column] ?? [])),
  );
  expect(kept).toHaveLength(6);
  expect(given.filter((one) => kept.includes(one))).toEqual([]);
});

test('the acta of an obstruction, too', async () => {
  const kind = printed.find(({ key }) => key === 'inspection')!;
  const draft = drafts.get('inspection')!;
  const obstructed = { ...draft, values: { ...draft.values, obstructed: 'yes', refusedToSign: 'yes' } };
  const report = await paper(kind, obstructed, 'employer');
  expect(report.title).toMatch(/obstrucción/i);
  expect(seen(await everythingIn(report))).toEqual([]);
});

test('neither do the names of files, the list of evidence, nor the computation of any term of the case', async () => {
  const numbers = view.records.map(({ status }) => status.number);
  const reports = await Promise.all(printed.map((kind) => paper(kind, drafts.get(kind.key)!, 'file')));
  expect(numbers.filter((number) => number !== '')).toHaveLength(printed.length);
  expect(
    seen(
      numbers
        .flatMap((number) =>
          reports.map(({ title }) => fileNameOf({ title, number, version: 1, addressee: 'employer' })),
        )
        .join('\n'),
    ),
  ).toEqual([]);
  const named = { ...office, letterhead: [] };
  const common = { office: named, person: session.person, madeAt, paper: 'letter' } as const;
  const sheet = await buildEvidenceSheet({ ...common, caseId, caseName: view.head.employer, pieces: [], closed: 0 });
  expect(seen(await everythingIn(sheet))).toEqual([]);
  const file = view.file!;
  const deadlines = deadlinesOf(
    db,
    { file, records: view.records, moves: view.moves },
    got(await readLegalCalendar(db)),
  );
  const computed = deadlines.flatMap(({ label, term, running, computation: deadline }) =>
    running === undefined || deadline === undefined
      ? []
      : [buildComputation({ ...common, label, term, running, deadline })],
  );
  expect(computed.length).toBeGreaterThan(0);
  for (const report of computed) expect(seen(await everythingIn(report))).toEqual([]);
});

test('neither does the annex of photographs, whosever it is: a protected piece is not printed, nor is its name', async () => {
  const piece = (n: number, isProtected: boolean): Piece => ({
    ...{ id: newId(), isProtected, name: `${marker(9100 + n)}.jpg`, note: marker(9200 + n), type: 'image/jpeg' },
    ...{ size: 9, sha256: String(n).repeat(64), key: new Uint8Array(32), takenAt: '2026-11-24T09:15:00' },
    ...{ takenFrom: 'camera', from: 'drag', thumb: '', addedBy: 'p1', addedAt: madeAt, inBin: false },
  });
  const pieces = [
    { n: 1, piece: piece(1, false) },
    { n: 2, piece: piece(2, true) },
  ];
  const steps = { open: () => Promise.resolve(ok(housePhoto())), nameOf: () => 'Wendy Núñez' };
  const draw = ({ bytes }: { readonly bytes: Bytes }) => Promise.resolve(ok(bytes));
  const gathered = await gatherPhotos({ ...steps, draw }, pieces, {});
  const about = { number: 'STSS-EXP-TST-00001-2026', employer: view.head.employer };
  const common = { office: { ...office, letterhead: [] }, person: session.person, madeAt, paper: 'letter' } as const;
  const said = async (addressee: 'file' | 'employer'): Promise<string> =>
    await everythingIn(await buildPhotoAnnex({ ...common, caseId, about, addressee, ...gathered, closed: 0 }));
  const marks = [9101, 9201, 9102, 9202].map(marker);
  const found = (text: string) => [...marks, '2'.repeat(64), about.number].filter((one) => text.includes(one));
  expect(found(await said('file'))).toEqual([...marks.slice(0, 2), about.number]);
  expect(found(await said('employer'))).toEqual([]);
});

test.each(caseRecordKinds.map((kind) => [kind.key, kind] as const))(
  'the blank form of a %s that everybody present reads asks for nothing that is for the office alone',
  (key, kind) => {
    const form = buildBlankForm({
      kind,
      part: 'form',
      office: { ...office, letterhead: [] },
      number: 'F-1',
      madeAt,
      paper: 'letter',
    });
    const blanks = form.sections.flatMap(({ blocks }) => blocks);
    const labels = blanks.flatMap((block) => {
      if (block.kind === 'blanks') return block.rows.flat().map(({ label }) => label);
      return block.kind === 'table' ? block.columns.map(({ header }) => `${block.caption}/${header}`) : [];
    });
    const forbidden = [
      ...fieldsOf(kind)
        .filter(hidden)
        .map((field) => fieldLabel(key, field.key)),
      ...tablesOf(kind).flatMap((table) =>
        table.columns.filter(hidden).map((column) => columnLabel(key, table.key, column.key)),
      ),
    ];
    const open = new Set([
      ...fieldsOf(kind)
        .filter((field) => !hidden(field))
        .map((field) => fieldLabel(key, field.key)),
      ...tablesOf(kind).flatMap(({ key: table, columns }) =>
        columns.filter((column) => !hidden(column)).map((column) => columnLabel(key, table, column.key)),
      ),
    ]);
    const asked = forbidden.filter((label) => !open.has(label));
    expect(labels.filter((label) => asked.includes(label.split('/').at(-1) ?? ''))).toEqual([]);
  },
);
