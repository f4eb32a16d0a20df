import {
  isLasting,
  placeOf,
  type DocumentRow,
  type DraftRow,
  type FileRow,
  type LockRow,
  type SaveRow,
} from '../../shared/journal/write.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { reading } from './access.ts';
import type { Database } from './database.ts';
import type { Gap } from './read-frames.ts';
import { caseIn, eachFrame, type SnapshotCase, type SnapshotPort, type SnapshotReading } from './snapshot-cases.ts';

/** The rows of one case as a snapshot has them. */
export interface CaseCopy {
  readonly caseId: string;
  readonly saves: readonly SaveRow[];
  readonly documents: readonly DocumentRow[];
  readonly files: readonly FileRow[];
  readonly lock: LockRow | undefined;
  readonly draft: DraftRow | undefined;
  /** frames of the snapshot that could not be read: the case may lack something */
  readonly gaps: readonly Gap[];
}

/**
 * Reads one case out of a snapshot. Faults: `access/denied` (needs `snapshot.restore-case`), `file/cancelled`, those of
 * reading the snapshot.
 */
export async function readCaseCopy(
  db: Database,
  source: SnapshotPort,
  { caseId, frames, documents }: SnapshotCase,
  how: SnapshotReading = {},
): Promise<Result<CaseCopy>> {
  return await reading(db, 'snapshot.restore-case', async () => {
    const owners = new Map(documents.map((id) => [id, caseId]));
    const saves = new Map<string, SaveRow>();
    const heads = new Map<string, DocumentRow>();
    const files = new Map<string, FileRow>();
    let lock: LockRow | undefined;
    let draft: DraftRow | undefined;
    const read = await eachFrame(source, { span: frames }, how, (_, writes) => {
      for (const write of writes) {
        if (caseIn(write, owners) !== caseId) continue;
        // of rows that are never rewritten the first counts
        if (isLasting(write) && (saves.has(placeOf(write)) || files.has(placeOf(write)))) continue;
        if (write.t === 'saves') saves.set(placeOf(write), write.row);
        else if (write.t === 'documents') heads.set(write.row.id, write.row);
        else if (write.t === 'files') files.set(placeOf(write), write.row);
        else if (write.t === 'locks') lock = write.row;
        else if (write.t === 'drafts') draft = write.k === 'put' ? write.row : undefined;
      }
    });
    if (!read.ok) return read;
    const rows = { saves: [...saves.values()], documents: [...heads.values()], files: [...files.values()] };
    return ok({ caseId, ...rows, lock, draft, gaps: read.value });
  });
}
