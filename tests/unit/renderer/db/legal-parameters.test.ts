import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findParameter, type ParameterConfirmation } from '../../../../shared/catalog/legal-parameters.ts';
import type { WageTableContent } from '../../../../shared/calculator/wage-table.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { listAudit } from '../../../../renderer/db/audit.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { readLegalCalendar } from '../../../../renderer/db/legal-calendar.ts';
import {
  addWageTable,
  confirmParameter,
  readLegalRules,
  removeWageTable,
  unconfirmParameter,
} from '../../../../renderer/db/legal-parameters.ts';
import { saveOfficeEntity } from '../../../../renderer/db/office-entities.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { fakeStorageManager, got, TestOffice } from '../../../support/session.ts';

fakeStorageManager();

let office: TestOffice;
let db: Database;
beforeEach(async () => {
  office = new TestOffice();
  db = await office.create();
});
afterEach(() => closeDatabase(db));

const ceiling = findParameter('ihssCeiling')!;
const confirmation = (change: Partial<ParameterConfirmation> = {}): ParameterConfirmation => ({
  value: '12500.00',
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
  document: 'Circular 1',
  by: 'Ana Núñez',
  on: '2026-11-25',
  ...change,
});
const table: WageTableContent = {
  document: 'La Gaceta 36,491',
  by: 'Ana Núñez',
  on: '2026-11-25',
  rows: [
    { branch: 'trade', size: '1-10', from: '2025-01-01', until: '2025-12-31', monthly: '12191.70', norm: 'Acuerdo' },
  ],
};
const told = async (): Promise<readonly (string | undefined)[]> =>
  got(await listAudit(db)).flatMap(({ action, detail }) => (action === 'settings' ? [detail] : []));

test('a parameter is confirmed for some days, again for the same and for others, and taken back', async () => {
  expect(got(await readLegalRules(db))).toEqual({ overrides: {}, wageTables: [], unreadable: 0 });
  const next = confirmation({ value: '13000.00', validFrom: '2027-01-01', validUntil: undefined });
  const better = confirmation({ value: '12600.00', document: 'Circular 2' });
  got(await confirmParameter(db, ceiling, confirmation()));
  got(await confirmParameter(db, ceiling, next));
  got(await confirmParameter(db, ceiling, better));
  closeDatabase(db);
  db = got(await office.open());
  const { overrides } = got(await readLegalRules(db));
  expect(overrides['ihssCeiling']?.map(({ value }) => value)).toEqual(['13000.00', '12600.00']);
  got(await unconfirmParameter(db, ceiling, better));
  expect(got(await readLegalRules(db)).overrides['ihssCeiling']).toHaveLength(1);
  got(await unconfirmParameter(db, ceiling, next));
  expect(got(await readLegalRules(db)).overrides).toEqual({});
  expect((await told()).slice(-5)).toEqual([
    'Parámetro confirmado: Techo mensual de cotización al IHSS: 12500.00, 2026-01-01 a 2026-12-31 (Circular 1)',
    'Parámetro confirmado: Techo mensual de cotización al IHSS: 13000.00, 2027-01-01 a siempre (Circular 1)',
    'Parámetro confirmado: Techo mensual de cotización al IHSS: 12600.00, 2026-01-01 a 2026-12-31 (Circular 2)',
    'Parámetro sin confirmar: Techo mensual de cotización al IHSS, 2026-01-01 a 2026-12-31',
    'Parámetro sin confirmar: Techo mensual de cotización al IHSS, 2027-01-01 a siempre',
  ]);
});

test('tables of wages are taken in, listed newest first, and taken away', async () => {
  got(await addWageTable(db, table));
  got(await addWageTable(db, { ...table, document: 'La Gaceta 40,000', on: '2026-11-26' }));
  const { wageTables } = got(await readLegalRules(db));
  expect(wageTables.map(({ id, ...content }) => [typeof id, content])).toEqual([
    ['string', { ...table, document: 'La Gaceta 40,000', on: '2026-11-26' }],
    ['string', table],
  ]);
  got(await removeWageTable(db, wageTables[0]!));
  expect(got(await readLegalRules(db)).wageTables).toEqual([wageTables[1]]);
  expect((await told()).slice(-2)).toEqual([
    'Tabla de salarios mínimos: La Gaceta 40,000 (1 línea)',
    'Se quitó la tabla de salarios mínimos: La Gaceta 40,000',
  ]);
});

test('notes that this version cannot read are counted, kept, and never taken for something else', async () => {
  const save = (entity: string, values: Parameters<typeof saveOfficeEntity>[2]) =>
    saveOfficeEntity(db, entity, values, () => 'x');
  const strange = { value: '1.00', currency: 'EUR' };
  got(await save(`wage_table/${newId()}`, { document: 'x', rows: [] }));
  got(await save(`parameters/${db.officeId}`, { ihssCeiling: [strange] }));
  expect(got(await readLegalRules(db))).toEqual({ overrides: {}, wageTables: [], unreadable: 2 });
  got(await confirmParameter(db, ceiling, confirmation()));
  const rules = got(await readLegalRules(db));
  expect(rules.overrides).toEqual({ ihssCeiling: [confirmation()] });
  expect(rules.unreadable).toBe(2);
  // and they are no part of the calendar
  expect(got(await readLegalCalendar(db))).toMatchObject({ closures: [], unreadable: 0 });
});
