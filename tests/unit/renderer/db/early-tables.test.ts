import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { openTablesEarly, takeEarlyTables } from '../../../../renderer/db/early-tables.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { LAYOUT } from '../../../../shared/journal/write.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { fakeStorageManager, got, TestOffice } from '../../../support/session.ts';

fakeStorageManager();

const names = async (): Promise<string[]> => (await indexedDB.databases()).map(({ name }) => name ?? '');

test('an office opens with the tables that were opened while the passphrase was typed, once', async () => {
  const office = new TestOffice();
  closeDatabase(await office.create());
  openTablesEarly(office.name);
  const db = got(await office.open());
  expect(db.tables.isOpen()).toBe(true);
  expect(db.report.get()).toEqual({ kind: 'fine' });
  expect(await takeEarlyTables(office.name)).toBeUndefined();
  closeDatabase(db);
  const again = got(await office.open());
  expect(again.tables).not.toBe(db.tables);
  closeDatabase(again);
});

test('what is not there is not made', async () => {
  const name = `none-${newId()}`;
  openTablesEarly(name);
  expect(await takeEarlyTables(name)).toBeUndefined();
  expect(await names()).not.toContain(name);
});

test.each([LAYOUT - 1, LAYOUT + 1])('layout %i is left as it is', async (layout) => {
  const name = `other-${newId()}`;
  const other = new Dexie(name);
  other.version(layout).stores({ meta: 'k' });
  await other.open();
  other.close();
  openTablesEarly(name);
  expect(await takeEarlyTables(name)).toBeUndefined();
  expect((await indexedDB.databases()).find((database) => database.name === name)?.version).toBe(10 * layout);
});

test('tables of another name are closed and not given away', async () => {
  const office = new TestOffice();
  closeDatabase(await office.create());
  openTablesEarly(office.name);
  expect(await takeEarlyTables('another')).toBeUndefined();
  const db = got(await office.open());
  closeDatabase(db);
});
