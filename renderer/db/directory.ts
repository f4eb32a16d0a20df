import * as v from 'valibot';
import { DirectoryVersion, type OfficeDirectory } from '../../shared/catalog/office-directory.ts';
import type { Json } from '../../shared/kernel/canonical-json.ts';
import { newId } from '../../shared/kernel/id.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Database } from './database.ts';
import { readOfficeEntities, saveOfficeEntity, valuesOf } from './office-entities.ts';

/** What the office noted of institutions is one entity, with a list of versions for each by its key. */
const notesOf = (db: Database): string => `directory/${db.officeId}`;

/** What an office noted of institutions and their telephones. */
export interface DirectoryNotes {
  readonly office: OfficeDirectory;
  /** how many notes are there that this version of the app cannot read; they count for nothing */
  readonly unreadable: number;
}

/** The office's notes; everybody in the office may read them. Faults `db/damaged`, `db/unavailable`. */
export async function readDirectory(db: Database): Promise<Result<DirectoryNotes>> {
  const entities = await readOfficeEntities(db);
  if (!entities.ok) return entities;
  const office: Record<string, readonly DirectoryVersion[]> = {};
  let unreadable = 0;
  for (const [key, value] of Object.entries(valuesOf(entities.value.get(notesOf(db)) ?? new Map()))) {
    const { readable, strange } = versionsIn(value);
    if (readable.length > 0) office[key] = readable;
    unreadable += strange.length;
  }
  return ok({ office, unreadable });
}

/**
 * Notes how an institution is reached from a day on, in place of a note for just that day; earlier days keep what they had.
 * What this version of the app cannot read stays as it is. Faults `access/denied` and those of writing.
 * @param key of the institution; undefined for a new one of the office
 */
export async function noteInstitution(
  db: Database,
  key: string | undefined,
  version: DirectoryVersion,
): Promise<Result<void>> {
  const entities = await readOfficeEntities(db);
  if (!entities.ok) return entities;
  const field = key ?? `own${newId().replaceAll('-', '')}`;
  const { readable, strange } = versionsIn(entities.value.get(notesOf(db))?.get(field)?.value);
  const list = [...strange, ...readable.filter(({ from }) => from !== version.from), version];
  const { label, from, withdrawn, document, telephones } = version;
  const what = withdrawn === true ? 'Institución retirada' : 'Institución';
  const numbers = telephones.map(({ number }) => number).join(', ');
  const line = `${what}: ${label}, desde ${from}: ${numbers === '' ? 'sin teléfono' : numbers} (${document ?? 'sin confirmar'})`;
  return await saveOfficeEntity(db, notesOf(db), { [field]: list as readonly Json[] }, () => line);
}

function versionsIn(value: unknown): {
  readonly readable: readonly DirectoryVersion[];
  readonly strange: readonly unknown[];
} {
  const list: readonly unknown[] = [value ?? []].flat();
  const isVersion = (one: unknown): one is DirectoryVersion => v.is(DirectoryVersion, one);
  return { readable: list.filter(isVersion), strange: list.filter((one) => !isVersion(one)) };
}
