import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkResults, readReferralFacts } from '../../../../renderer/features/inspections/referral-facts.ts';
import { readCase } from '../../../../renderer/db/cases.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { confirmScreening } from '../../../../renderer/db/screenings.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { emptyDraft, setValue, type RecordDraft } from '../../../../shared/record/draft.ts';
import { referral } from '../../../../shared/record/kinds/referral.ts';
import { screening } from '../../../../shared/record/kinds/screening.ts';
import { startRecord } from '../../../../shared/record/prefill.ts';
import { putAnswer } from '../../../../shared/screening/screening-draft.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
const first = samplePerson(['inspector']);
const second = samplePerson(['supervisor']);
const caseId = newId();
const record = { kind: screening.key, id: newId() };
const asked = (draft: RecordDraft, question: string): RecordDraft =>
  putAnswer(draft, question, { reply: 'yes' }, { by: first.id, at: '2026-11-24T15:00:00.000Z' });
const answered = asked(
  setValue(setValue(emptyDraft(screening), 'pseudonym', 'P-01'), 'age', '30'),
  'iloRetentionIdentityDocuments',
);

let office: TestOffice;
let db: Database;
beforeEach(async () => {
  office = new TestOffice();
  db = await office.create(first);
  got(await saveRecord(db, { caseId, record, draft: answered, basedOn: 0 }));
});
afterEach(() => closeDatabase(db));

async function comesIn(person: typeof first): Promise<void> {
  closeDatabase(db);
  db = got(await office.open(person));
}

/** A referral as the app begins it now. */
async function begun(): Promise<RecordDraft> {
  const facts = got(await readReferralFacts(db, got(await readCase(db, caseId)), new Map()));
  const person = { name: 'x', position: 'x', credential: 'x' };
  return startRecord(referral, { person, municipality: '0101', today: '2026-11-24', referral: facts });
}

test('a referral goes out with what was confirmed, and not once that was changed', async () => {
  expect((await begun()).tables['referral_results'] ?? []).toEqual([]);
  await comesIn(second);
  got(await confirmScreening(db, caseId, record, 'Tomás Centeno'));
  const draft = await begun();
  expect(draft.tables['referral_results']?.length).toBeGreaterThan(0);
  expect(await checkResults(db, caseId, draft)).toEqual({ ok: true, value: undefined });

  await comesIn(first);
  const known = got(await readRecord(db, caseId, record));
  const changed = asked(known.draft, 'iloIsolation');
  got(await saveRecord(db, { caseId, record, draft: changed, basedOn: known.changes }));
  expect(await checkResults(db, caseId, draft)).toEqual({
    ok: false,
    fault: { code: 'referral/stale-results', detail: { people: 'P-01' } },
  });
  // begun anew it has none, and may go
  const anew = await begun();
  expect(anew.tables['referral_results'] ?? []).toEqual([]);
  expect(await checkResults(db, caseId, anew)).toEqual({ ok: true, value: undefined });
});

test('a result that somebody typed is none that was confirmed', async () => {
  const typed = {
    ...emptyDraft(referral),
    tables: {
      referral_results: [{ id: newId(), values: { pseudonym: 'P-01', result: 'Víctima', confirmedBy: 'Yo, hoy' } }],
    },
  };
  expect(await checkResults(db, caseId, typed)).toMatchObject({ ok: false, fault: { code: 'referral/stale-results' } });
});
