import { DirectoryVersion, type OfficeDirectory } from '../../shared/catalog/office-directory.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { Database } from './database.ts';
import { putDatedNote, readDatedNotes, type DatedNotes } from './dated-notes.ts';

const notesOf = (db: Database): DatedNotes<DirectoryVersion> => ({
  entity: `directory/${db.officeId}`,
  schema: DirectoryVersion,
});

/** What an office noted of institutions and their telephones. */
export interface DirectoryNotes {
  readonly office: OfficeDirectory;
  /** how many notes are there that this version of the app cannot read; they count for nothing */
  readonly unreadable: number;
}

/** The office's notes; everybody in the office may read them. Faults `db/damaged`, `db/unavailable`. */
export async function readDirectory(db: Database): Promise<Result<DirectoryNotes>> {
  return await readDatedNotes(db, notesOf(db));
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
  const { label, from, withdrawn, document, telephones } = version;
  const what = withdrawn === true ? 'Institución retirada' : 'Institución';
  const numbers = telephones.map(({ number }) => number).join(', ');
  const line = `${what}: ${label}, desde ${from}: ${numbers === '' ? 'sin teléfono' : numbers} (${document ?? 'sin confirmar'})`;
  return await putDatedNote(db, notesOf(db), { key, version, line });
}
