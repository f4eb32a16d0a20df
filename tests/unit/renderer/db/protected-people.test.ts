import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readCase } from '../../../../renderer/db/cases.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { beginProtected, closeProtected, openProtected } from '../../../../renderer/db/protected.ts';
import { readHistory, readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import { fieldsOf } from '../../../../shared/record/fields.ts';
import { protectedPerson } from '../../../../shared/record/kinds/protected-person.ts';
import type { Role } from '../../../../shared/access/roles.ts';
import { filledRecord } from '../../../support/filled-record.ts';
import { marker } from '../../../support/markers.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);

/** Every word of the protected level is a marker of its own. */
const secrets: string[] = [];
const draft = filledRecord(protectedPerson, (place, field) => {
  if (field.level !== 'protected') return field.key === 'pseudonym' ? 'NNA-01' : `Dicho ${place}`.slice(0, 30);
  secrets.push(marker(secrets.length + 1));
  return secrets.at(-1)!;
});
const shows = (value: unknown): readonly string[] =>
  secrets.filter((secret) => JSON.stringify(value).includes(JSON.stringify(secret).slice(1, -1)));

const liaison = samplePerson(['liaison', 'inspector']);
let office: TestOffice;
let db: Database;
let caseId: string;
const record = { kind: protectedPerson.key, id: newId() };

beforeEach(async () => {
  office = new TestOffice();
  db = await office.create(liaison);
  caseId = newId();
  got(await beginProtected(db, caseId));
  got(await saveRecord(db, { caseId, record, draft, basedOn: 0, withProtected: true }));
  closeProtected(db, caseId);
});
afterEach(() => closeDatabase(db));

test('there is much to keep: every word of who somebody is', () => {
  const words = fieldsOf(protectedPerson).filter(
    ({ level, kind }) => level === 'protected' && kind !== 'approximateDate',
  );
  expect(secrets).toHaveLength(words.length);
  expect(secrets.length).toBeGreaterThan(6);
});

test('the case, its history and the record show the pseudonym and the needs, and nothing of who it is', async () => {
  const view = got(await readCase(db, caseId));
  expect(view.pseudonyms).toEqual(new Set(['NNA-01']));
  expect(view.records[0]?.draft.values).toMatchObject({ pseudonym: 'NNA-01', needs: ['medical', 'shelter'] });
  expect(shows(view)).toEqual([]);
  expect(shows(got(await readRecord(db, caseId, record)))).toEqual([]);
  expect(shows(got(await readHistory(db, caseId)))).toEqual([]);
});

test('with a reason it is opened, and closed again', async () => {
  got(await openProtected(db, caseId, { reason: 'Trasladarla al albergue', emergency: false }));
  expect(shows(got(await readRecord(db, caseId, record)).draft)).toEqual(secrets);
  closeProtected(db, caseId);
  expect(shows(got(await readRecord(db, caseId, record)).draft)).toEqual([]);
});

describe.each([
  [['supervisor'], 'ok', 'access/denied', 'ok'],
  [['chief'], 'ok', 'access/denied', 'ok'],
  [['statistics'], 'access/denied', 'access/denied', 'access/denied'],
  [['administrator'], 'access/denied', 'access/denied', 'access/denied'],
] as const satisfies readonly (readonly [readonly Role[], string, string, string])[])(
  'somebody else of the office (%s)',
  (roles, reading, opening, writing) => {
    test('reads, opens and writes as far as the role goes', async () => {
      closeDatabase(db);
      db = got(await office.open(samplePerson([...roles])));
      expect(code(await readRecord(db, caseId, record))).toBe(reading);
      expect(code(await openProtected(db, caseId, { reason: 'Curiosidad', emergency: false }))).toBe(opening);
      const other = { kind: protectedPerson.key, id: newId() };
      const { values } = draft;
      const plain = { values: { pseudonym: values['pseudonym'] ?? '' }, tables: {} };
      expect(code(await saveRecord(db, { caseId, record: other, draft: plain, basedOn: 0 }))).toBe(writing);
    });
  },
);
