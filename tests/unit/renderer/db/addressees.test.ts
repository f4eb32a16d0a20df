import 'fake-indexeddb/auto';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readAddressees, removeAddressee, saveAddressee } from '../../../../renderer/db/addressees.ts';
import { listAudit } from '../../../../renderer/db/audit.ts';
import { binRecord } from '../../../../renderer/db/cases.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { readIdentities } from '../../../../renderer/db/identities.ts';
import { saveOfficeEntity } from '../../../../renderer/db/office-entities.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { beginProtected, closeProtected, openProtected } from '../../../../renderer/db/protected.ts';
import { readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { addresseeForm, readAddresseeForm } from '../../../../renderer/features/settings/addressee-form.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { emptyDraft, removeRow } from '../../../../shared/record/draft.ts';
import type { RecordKind, Values } from '../../../../shared/record/fields.ts';
import { protectedPerson } from '../../../../shared/record/kinds/protected-person.ts';
import { screening } from '../../../../shared/record/kinds/screening.ts';
import type { RecordName } from '../../../../shared/record/record-name.ts';
import {
  interviewedPeople,
  sampleInspection,
  withInterviewed,
  withRows,
  withValues,
} from '../../../support/inspection-builder.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();

let office: TestOffice;
let db: Database;
beforeEach(async () => {
  office = new TestOffice();
  db = await office.create(samplePerson(['liaison', 'inspector', 'chief']));
});
afterEach(() => closeDatabase(db));

const prosecutor = { institution: 'publicProsecutor', name: 'Ministerio Público' };
const kept = { keys: ['age1uno'], by: 'Licda. Ñúñez', on: '2026-11-25', how: 'inPerson' } as const;

describe('keys of institutions', () => {
  test('are kept with who confirmed them, told in the history, found again, and taken away', async () => {
    expect(got(await readAddressees(db)).known.size).toBe(0);
    got(await saveAddressee(db, prosecutor, kept));
    closeDatabase(db);
    db = got(await office.open(samplePerson(['liaison', 'inspector', 'chief'])));
    expect(got(await readAddressees(db)).known.get('publicProsecutor')).toEqual(kept);
    got(await removeAddressee(db, prosecutor));
    const { known, unreadable } = got(await readAddressees(db));
    expect([known.size, unreadable.size]).toEqual([0, 0]);
    const told = got(await listAudit(db)).flatMap(({ action, detail }) => (action === 'settings' ? [detail] : []));
    expect(told).toEqual([
      'Clave de institución: Ministerio Público (confirmada por Licda. Ñúñez, 2026-11-25)',
      'Se quitó la clave de: Ministerio Público',
    ]);
  });

  test('that a later version wrote otherwise are said to be unreadable, not to be none', async () => {
    got(await saveOfficeEntity(db, `addressees/${db.officeId}`, { police: { keys: 'una' } }, () => 'x'));
    const { known, unreadable } = got(await readAddressees(db));
    expect([known.has('police'), unreadable.has('police')]).toEqual([false, true]);
  });

  test('are asked for whole: key, person, day and way', async () => {
    const today = '2026-11-30';
    const empty = readAddresseeForm(addresseeForm(undefined, today), today);
    expect(Object.keys(empty.problems)).toEqual(['keys', 'by', 'how']);
    const keys = await identityToRecipient(await generateX25519Identity());
    const typed = { keys: ` ${keys}\n`, by: ' Iris ', on: today, how: 'letter' } as const;
    expect(readAddresseeForm(typed, today).kept).toEqual({ keys: [keys], by: 'Iris', on: today, how: 'letter' });
    expect(Object.keys(readAddresseeForm({ ...typed, on: '2026-12-01' }, today).problems)).toEqual(['on']);
    expect(readAddresseeForm({ ...typed, keys: keys.slice(0, -1) }, today).problems.keys?.code).toBe(
      'referral/not-a-key',
    );
  });
});

describe('identities behind pseudonyms', () => {
  const [first] = interviewedPeople;
  let caseId: string;
  beforeEach(async () => {
    caseId = newId();
    got(await beginProtected(db, caseId));
    got(
      await saveRecord(db, {
        ...{ caseId, draft: withInterviewed(sampleInspection()), basedOn: 0, withProtected: true },
      }),
    );
    closeProtected(db, caseId);
  });
  const open = async (): Promise<void> => got(await openProtected(db, caseId, { reason: 'x', emergency: false }));

  test('are closed to whoever has not opened the case', async () => {
    const read = await readIdentities(db, caseId, ['T-01']);
    expect(read.ok ? '' : read.fault.code).toBe('access/no-case-key');
  });

  test('are those asked for, in their order, and no others', async () => {
    await open();
    const people = got(await readIdentities(db, caseId, ['T-02', 'P-77', 'T-01']));
    expect(people.map(({ pseudonym }) => pseudonym)).toEqual(['T-02', 'T-01']);
    expect(people[1]?.known.realName).toBe(first.realName);
    const [only, ...more] = got(await readIdentities(db, caseId, ['T-01']));
    expect([only?.pseudonym, more]).toEqual(['T-01', []]);
  });

  test('of somebody who was taken out of the record stay out', async () => {
    await open();
    const { draft, changes } = got(await readRecord(db, caseId));
    const fewer = removeRow(draft, 'interviewed', draft.tables['interviewed']![0]!.id);
    got(await saveRecord(db, { caseId, draft: fewer, basedOn: changes, withProtected: true }));
    expect(got(await readIdentities(db, caseId, ['T-01']))).toEqual([]);
  });

  /** Keeps what a record says of one person, the case being open. */
  async function tell(kind: RecordKind, values: Values): Promise<RecordName> {
    const record = { kind: kind.key, id: newId() };
    const draft = withValues(emptyDraft(kind), values);
    got(await saveRecord(db, { caseId, record, draft, basedOn: 0, withProtected: true }));
    return record;
  }

  test.each([screening, protectedPerson])('of a record in the bin stay out: $key', async (kind) => {
    await open();
    const record = await tell(kind, { pseudonym: 'P-01', realName: 'Ana Waldán' });
    const known = [{ pseudonym: 'P-01', known: { realName: 'Ana Waldán' } }];
    expect(got(await readIdentities(db, caseId, ['P-01']))).toEqual(known);
    got(await binRecord(db, caseId, record, true));
    expect(got(await readIdentities(db, caseId, ['P-01']))).toEqual([]);
    got(await binRecord(db, caseId, record, false));
    expect(got(await readIdentities(db, caseId, ['P-01']))).toEqual(known);
  });

  test('of the rows of a record in the bin stay out', async () => {
    await open();
    got(await binRecord(db, caseId, { kind: 'inspection', id: caseId }, true));
    expect(got(await readIdentities(db, caseId, ['T-01', 'T-02']))).toEqual([]);
  });

  test('that two records tell differently are given to nobody; those that agree are one', async () => {
    await open();
    await tell(screening, { pseudonym: 'P-01', realName: 'Ana Waldán', contact: 'por su hermana' });
    await tell(protectedPerson, { pseudonym: 'P-01', realName: ' Ana Waldán', dni: '0101-1990-00001' });
    const known = { realName: 'Ana Waldán', contact: 'por su hermana', dni: '0101-1990-00001' };
    expect(got(await readIdentities(db, caseId, ['P-01']))).toEqual([{ pseudonym: 'P-01', known }]);
    const other = await tell(screening, { pseudonym: 'P-01', realName: 'Eva Suazo' });
    const read = await readIdentities(db, caseId, ['T-01', 'P-01']);
    expect(read.ok ? '' : read.fault).toEqual({ code: 'referral/identities-differ', detail: { pseudonym: 'P-01' } });
    expect(got(await readIdentities(db, caseId, ['T-01']))).toHaveLength(1);
    got(await binRecord(db, caseId, other, true));
    expect(got(await readIdentities(db, caseId, ['P-01']))).toEqual([{ pseudonym: 'P-01', known }]);
  });

  test('of an adult who is implicated in the facts stay out, also where another record has them', async () => {
    await open();
    const { draft, changes } = got(await readRecord(db, caseId));
    const minor = { pseudonym: 'NNA-01', realName: 'Olvin Ticas', guardian: 'su tío Ramón' };
    got(
      await saveRecord(db, {
        ...{ caseId, draft: withRows(draft, 'minors', minor), basedOn: changes, withProtected: true },
      }),
    );
    const adult = { guardianName: 'Ramón Ticas', guardianContact: '9988-1122' };
    const child = { pseudonym: 'NNA-01', child: 'yes', telephone: '3344-0000', ...adult };
    const innocent = await tell(protectedPerson, { ...child, guardianImplicated: 'no' });
    const [all] = got(await readIdentities(db, caseId, ['NNA-01']));
    expect(all?.known).toEqual({ realName: 'Olvin Ticas', guardian: 'su tío Ramón', telephone: '3344-0000', ...adult });
    got(await binRecord(db, caseId, innocent, true));
    await tell(protectedPerson, { ...child, guardianImplicated: 'yes' });
    const [some] = got(await readIdentities(db, caseId, ['NNA-01']));
    expect(some?.known).toEqual({ realName: 'Olvin Ticas', telephone: '3344-0000' });
  });
});
