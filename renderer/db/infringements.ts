import { InfringementVersion, type OfficeInfringements } from '../../shared/catalog/office-infringements.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { Database } from './database.ts';
import { putDatedNote, readDatedNotes, type DatedNotes } from './dated-notes.ts';

const notesOf = (db: Database): DatedNotes<InfringementVersion> => ({
  entity: `infringements/${db.officeId}`,
  schema: InfringementVersion,
});

/** What an office noted of infringements. */
export interface InfringementNotes {
  readonly office: OfficeInfringements;
  /** how many notes are there that this version of the app cannot read; they count for nothing */
  readonly unreadable: number;
}

/** The office's notes; everybody in the office may read them. Faults `db/damaged`, `db/unavailable`. */
export async function readInfringements(db: Database): Promise<Result<InfringementNotes>> {
  return await readDatedNotes(db, notesOf(db));
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
  const { label, from, withdrawn, document } = version;
  const what = withdrawn === true ? 'Infracción retirada' : 'Infracción';
  const sure = document ?? 'sin confirmar';
  const line = `${what}: ${label}, desde ${from} (${sure})`;
  return await putDatedNote(db, notesOf(db), { key, version, line });
}
