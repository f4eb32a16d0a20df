import * as v from 'valibot';
import { InfringementVersion, type OfficeInfringements } from '../../shared/catalog/office-infringements.ts';
import type { Json } from '../../shared/kernel/canonical-json.ts';
import { newId } from '../../shared/kernel/id.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Database } from './database.ts';
import { readOfficeEntities, saveOfficeEntity, valuesOf } from './office-entities.ts';

/** What the office noted of infringements is one entity, with a list of versions for each by its key. */
const notesOf = (db: Database): string => `infringements/${db.officeId}`;

/** What an office noted of infringements. */
export interface InfringementNotes {
  readonly office: OfficeInfringements;
  /** how many notes are there that this version of the app cannot read; they count for nothing */
  readonly unreadable: number;
}

/** The office's notes; everybody in the office may read them. Faults `db/damaged`, `db/unavailable`. */
export async function readInfringements(db: Database): Promise<Result<InfringementNotes>> {
  const entities = await readOfficeEntities(db);
  if (!entities.ok) return entities;
  const office: Record<string, readonly InfringementVersion[]> = {};
  let unreadable = 0;
  for (const [key, value] of Object.entries(valuesOf(entities.value.get(notesOf(db)) ?? new Map()))) {
    const { readable, strange } = versionsIn(value);
    if (readable.length > 0) office[key] = readable;
    unreadable += strange.length;
  }
  return ok({ office, unreadable });
}

/**
 * Notes how an infringement stands from a day on, in place of a note for just that day; earlier days keep what they had.
 * What this version of the app cannot read stays as it is. Faults `access/denied` and those of writing.
 * @param key of the infringement; undefined for a new one of the office
 */
export async function noteInfringement(
  db: Database,
  key: string | undefined,
  version: InfringementVersion,
): Promise<Result<void>> {
  const entities = await readOfficeEntities(db);
  if (!entities.ok) return entities;
  const field = key ?? `own${newId().replaceAll('-', '')}`;
  const { readable, strange } = versionsIn(entities.value.get(notesOf(db))?.get(field)?.value);
  const list = [...strange, ...readable.filter(({ from }) => from !== version.from), version];
  const { label, from, withdrawn, document } = version;
  const what = withdrawn === true ? 'Infracción retirada' : 'Infracción';
  const sure = document ?? 'sin confirmar';
  const line = `${what}: ${label}, desde ${from} (${sure})`;
  return await saveOfficeEntity(db, notesOf(db), { [field]: list as readonly Json[] }, () => line);
}

function versionsIn(value: unknown): {
  readonly readable: readonly InfringementVersion[];
  readonly strange: readonly unknown[];
} {
  const list: readonly unknown[] = [value ?? []].flat();
  const isVersion = (one: unknown): one is InfringementVersion => v.is(InfringementVersion, one);
  return { readable: list.filter(isVersion), strange: list.filter((one) => !isVersion(one)) };
}
