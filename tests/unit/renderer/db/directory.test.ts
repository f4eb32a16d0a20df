import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../../renderer/db/database.ts';
import { noteInstitution, readDirectory } from '../../../../renderer/db/directory.ts';
import { saveOfficeEntity } from '../../../../renderer/db/office-entities.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { directoryForm, readDirectoryForm } from '../../../../renderer/features/settings/directory-form.ts';
import { directoryOn, type DirectoryVersion } from '../../../../shared/catalog/office-directory.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
const version = (more: Partial<DirectoryVersion> = {}): DirectoryVersion => ({
  from: '2026-11-24',
  label: 'SENAF',
  telephones: [{ number: '2443-0000' }],
  by: 'Ana Núñez',
  on: '2026-11-24',
  ...more,
});
let db: Database;
beforeEach(async () => {
  db = await new TestOffice().create(samplePerson(['administrator', 'inspector']));
});
afterEach(() => closeDatabase(db));
const telephones = async (key: string, day = '2026-11-24') =>
  directoryOn(day, got(await readDirectory(db)).office).find((one) => one.key === key)?.telephones;

test('a number of the office stands from its day on; one for the same day takes its place, earlier ones stay', async () => {
  got(await noteInstitution(db, 'childProtection', version({ from: '2026-06-01' })));
  got(await noteInstitution(db, 'childProtection', version({ telephones: [{ number: '2443-1' }] })));
  got(
    await noteInstitution(
      db,
      'childProtection',
      version({ telephones: [{ number: '2443-2222' }], document: 'Oficio 1' }),
    ),
  );
  expect(await telephones('childProtection')).toMatchObject([{ number: '2443-2222', confidence: 'verified' }]);
  expect(await telephones('childProtection', '2026-07-01')).toMatchObject([{ number: '2443-0000' }]);
  expect(got(await readDirectory(db)).office['childProtection']).toHaveLength(2);
});

test('an own institution gets a name of its own, and a note that cannot be read is counted and kept', async () => {
  got(await noteInstitution(db, undefined, version({ label: 'Casa Alianza' })));
  const [key] = Object.keys(got(await readDirectory(db)).office);
  expect(key).toMatch(/^own[0-9a-f]{32}$/);
  got(await saveOfficeEntity(db, `directory/${db.officeId}`, { police: [{ strange: 1 }] }, () => 'x'));
  expect(got(await readDirectory(db)).unreadable).toBe(1);
  got(await noteInstitution(db, 'police', version({ label: 'Policía' })));
  expect(got(await readDirectory(db))).toMatchObject({ unreadable: 1, office: { police: [{ label: 'Policía' }] } });
});

test('the form says what cannot be dialled, leaves out empty lines, and begins with what stands', () => {
  const made = { by: 'x', on: '2026-11-24', withdrawn: false } as const;
  const [eri] = directoryOn('2026-11-24', {}).filter(({ key }) => key === 'cicesctEri');
  const form = directoryForm(eri, '2026-11-24');
  expect(readDirectoryForm(form, made).version?.telephones.map(({ number }) => number)).toEqual(['145', '8990-5187']);
  const typed = { ...form, telephones: [...form.telephones, { number: '', label: '' }, { number: 'ocho', label: '' }] };
  expect([...readDirectoryForm(typed, made).problems.telephones]).toEqual([3]);
  const nameOnly = { ...form, telephones: [{ number: '', label: 'Guardia' }] };
  expect([...readDirectoryForm(nameOnly, made).problems.telephones]).toEqual([0]);
  expect(readDirectoryForm({ ...form, label: ' ', from: '2026-02-30' }, made).problems).toMatchObject({
    label: 'directory.problem_label',
    from: 'directory.problem_date',
  });
  expect(readDirectoryForm(directoryForm(undefined, '2026-11-24'), made).problems.label).toBeDefined();
});
