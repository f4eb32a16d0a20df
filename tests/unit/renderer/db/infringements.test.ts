import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listAudit } from '../../../../renderer/db/audit.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { noteInfringement, readInfringements } from '../../../../renderer/db/infringements.ts';
import { saveOfficeEntity } from '../../../../renderer/db/office-entities.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { infringementForm, readInfringement } from '../../../../renderer/features/calculators/infringement-form.ts';
import type { InfringementVersion } from '../../../../shared/catalog/office-infringements.ts';
import { fakeStorageManager, got, TestOffice } from '../../../support/session.ts';

fakeStorageManager();

let office: TestOffice;
let db: Database;
beforeEach(async () => {
  office = new TestOffice();
  db = await office.create();
});
afterEach(() => closeDatabase(db));

const version = (over: Partial<InfringementVersion> = {}): InfringementVersion => ({
  from: '2026-06-01',
  label: 'Sin arnés',
  by: 'Ana Núñez',
  on: '2026-05-20',
  ...over,
});

test('notes of one infringement stand side by side by their day, and the same day is noted anew', async () => {
  got(await noteInfringement(db, 'safety', version()));
  got(await noteInfringement(db, 'safety', version({ from: '2026-09-01', withdrawn: true })));
  got(await noteInfringement(db, 'safety', version({ document: 'La Gaceta 1' })));
  got(await noteInfringement(db, undefined, version({ label: 'Propia' })));
  closeDatabase(db);
  db = got(await office.open());
  const { office: notes, unreadable } = got(await readInfringements(db));
  expect(unreadable).toBe(0);
  expect(notes['safety']).toEqual([
    version({ from: '2026-09-01', withdrawn: true }),
    version({ document: 'La Gaceta 1' }),
  ]);
  const [own] = Object.keys(notes).filter((key) => key !== 'safety');
  expect(own).toMatch(/^own[0-9a-f]{32}$/);
  const told = got(await listAudit(db)).map(({ detail }) => detail);
  expect(told).toContain('Infracción retirada: Sin arnés, desde 2026-09-01 (sin confirmar)');
  expect(told).toContain('Infracción: Sin arnés, desde 2026-06-01 (La Gaceta 1)');
});

test('a note from a newer version is counted, hides nothing, and is still there after the next one', async () => {
  const strange = { v: 9 };
  got(await saveOfficeEntity(db, `infringements/${db.officeId}`, { safety: [strange] }, () => ''));
  got(await noteInfringement(db, 'safety', version()));
  expect(got(await readInfringements(db))).toEqual({ office: { safety: [version()] }, unreadable: 1 });
});

test('what was typed becomes a note; a document without a norm, no words and no day are told', () => {
  const made = { by: 'Ana', on: '2026-11-24', withdrawn: false };
  const form = infringementForm(undefined, '2026-11-24');
  expect(readInfringement(form, made)).toEqual({
    version: undefined,
    problems: { label: 'calculators.problem_label' },
  });
  const typed = { ...form, label: ' Sin arnés ', document: 'La Gaceta', from: '31/02' };
  expect(readInfringement(typed, made).problems).toEqual({
    norm: 'calculators.problem_norm',
    from: 'calculators.problem_date',
  });
  const whole = { ...typed, norm: 'Acuerdo 1', from: '2026-12-01', fineAs: 'safety' };
  expect(readInfringement(whole, { ...made, withdrawn: true }).version).toEqual({
    from: '2026-12-01',
    label: 'Sin arnés',
    norm: 'Acuerdo 1',
    fineAs: 'safety',
    withdrawn: true,
    document: 'La Gaceta',
    by: 'Ana',
    on: '2026-11-24',
  });
});
