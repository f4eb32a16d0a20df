import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Database } from '../../../../renderer/db/database.ts';
import { finalise } from '../../../../renderer/db/documents.ts';
import { findDraft, saveDraft } from '../../../../renderer/db/drafts.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { saveRecord } from '../../../../renderer/db/records.ts';
import {
  addWorking,
  amountOwedOf,
  findOpenActa,
  takeToActa,
} from '../../../../renderer/features/inspections/take-to-acta.ts';
import type { OpenSession } from '../../../../renderer/session.tsx';
import { calculators } from '../../../../shared/calculator/calculators.ts';
import type { Working } from '../../../../shared/calculator/working.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { reader, rowsOf, type RecordDraft } from '../../../../shared/record/draft.ts';
import { firstInspection } from '../../../../shared/record/record-name.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { sampleFinalise } from '../../../support/sample-finalise.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

// the window's own door is not there in a test
vi.mock('../../../../renderer/host.ts', () => ({ host: {} }));
fakeStorageManager();

const rules = { overrides: {}, wageTables: [] };
function worked(calculator: 'extraMonth' | 'fine', values: Readonly<Record<string, string>>): Working {
  const made = calculators[calculator].compute(values, rules);
  if (!made.ok) throw new Error(JSON.stringify(made.fault));
  return made.value;
}
const owed = worked('extraMonth', { month: 'thirteenth', year: '2025', wage: '13000.00' });
const fine = worked('fine', { infringement: 'obstruction', on: '2026-11-24', repetition: 'none', corrected: 'no' });

let session: OpenSession;
let db: Database;
let caseId: string;
beforeEach(async () => {
  const person = samplePerson(['inspector']);
  db = await new TestOffice().create(person);
  caseId = newId();
  session = { db, person, office: { name: 'Oficina', code: 'TST', municipality: '0801' }, policy: { idleMinutes: 10 } };
});
afterEach(() => closeDatabase(db));

const facts = (draft: RecordDraft): readonly string[] =>
  rowsOf(draft, 'findings').map((row) => reader(draft, row).text('fact'));

test('a calculation becomes a fact: what was typed, each line, the norm with how sure it is, and the result', () => {
  const [told = ''] = facts(addWorking({ values: {}, tables: {} }, owed));
  expect(told).toContain('Salario mensual ordinario: L 13,000.00');
  expect(told).toMatch(/\((Código del Trabajo|.*sin norma|.*confirmad)/i);
  expect(told.split('\n').at(-1)).toBe('Se adeuda: L 13,000.00');
});

test('what is owed goes into the infringement that was chosen and into no other; a fine is owed to no worker', () => {
  const acta: RecordDraft = {
    values: {},
    tables: {
      infringements: [
        { id: 'one', values: { infringement: 'economicLoss', amountOwed: '1.00' } },
        { id: 'two', values: { infringement: 'safety' } },
      ],
    },
  };
  const amounts = (draft: RecordDraft) => rowsOf(draft, 'infringements').map(({ values }) => values['amountOwed']);
  expect(amounts(addWorking(acta, owed, 'two'))).toEqual(['1.00', '13000.00']);
  expect(amounts(addWorking(acta, owed))).toEqual(['1.00', undefined]);
  expect(amountOwedOf(fine)).toBeUndefined();
  expect(amounts(addWorking(acta, fine, 'two'))).toEqual(['1.00', undefined]);
});

test('without an acta one is begun, the first with the id of the case; the next calculation goes into the same', async () => {
  const none = got(await findOpenActa(session, caseId));
  expect(none).toMatchObject({ begun: false, record: firstInspection(caseId) });
  got(await takeToActa(session, caseId, none, addWorking(none.opened.draft, owed)));
  const begun = got(await findOpenActa(session, caseId));
  expect(begun).toMatchObject({ begun: true, record: firstInspection(caseId) });
  got(await takeToActa(session, caseId, begun, addWorking(begun.opened.draft, fine)));
  expect(facts(got(await findDraft(db, caseId))!.draft)).toHaveLength(2);
});

test('text that was typed and not saved stays, and the record itself changes only once it is saved', async () => {
  const saved = got(await saveRecord(db, { caseId, draft: sampleInspection(), basedOn: 0 }));
  const typed = { ...sampleInspection(), values: { ...sampleInspection().values, place: 'Portón 3' } };
  got(await saveDraft(db, { caseId, draft: typed, basedOn: saved.changes, summary: '' }));
  const acta = got(await findOpenActa(session, caseId));
  got(await takeToActa(session, caseId, acta, addWorking(acta.opened.draft, owed)));
  const kept = got(await findDraft(db, caseId))!;
  expect(kept).toMatchObject({ basedOn: saved.changes, draft: { values: { place: 'Portón 3' } } });
  expect(facts(kept.draft)).toHaveLength(facts(typed).length + 1);
});

test('a sealed acta is left alone: a new one is begun beside it', async () => {
  got(await finalise(db, sampleFinalise({ caseId, draft: sampleInspection() })));
  const acta = got(await findOpenActa(session, caseId));
  expect(acta.begun).toBe(false);
  expect(acta.record.id).not.toBe(caseId);
});
