import type { Result } from '../../shared/kernel/result.ts';
import { guarded } from './database.ts';
import { lookAt, type Found } from './look-at.ts';
import { LAYOUT } from '../../shared/journal/write.ts';
import { DATABASE_NAME, OfficeTables } from './schema.ts';

/** Tables that are open, and what was found before they were opened. */
export interface EarlyTables {
  readonly name: string;
  readonly found: Result<Found>;
  readonly tables: OfficeTables;
}

let early: Promise<EarlyTables | undefined> | undefined;

/**
 * Opens the tables while the person still types their passphrase, so that they need not wait for it afterwards: without
 * keys there is nothing to read in them. Only a database of today's layout is opened; what is missing, newer or older is
 * left as it is for the real opening, which says what has to be done.
 * @param name only tests give another one
 */
export function openTablesEarly(name = DATABASE_NAME): void {
  early ??= open(name);
}

/** Hands the tables over that were opened early under this name, once; undefined when there are none. */
export async function takeEarlyTables(name: string): Promise<EarlyTables | undefined> {
  const taken = early;
  early = undefined;
  const opened = await taken;
  if (opened === undefined || (opened.name === name && opened.tables.isOpen())) return opened;
  opened.tables.close();
  return undefined;
}

async function open(name: string): Promise<EarlyTables | undefined> {
  const found = await lookAt(name);
  if (!found.ok || found.value.kind !== 'there' || found.value.layout !== LAYOUT) return undefined;
  const tables = new OfficeTables(name);
  const opened = await guarded(() => tables.open());
  return opened.ok ? { name, found, tables } : undefined;
}
