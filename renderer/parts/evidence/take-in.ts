import { evidenceLimits } from '../../../shared/catalog/evidence-limits.ts';
import { cleanName, withEnding } from '../../../shared/evidence/file-name.ts';
import { evidenceKinds, sniffType } from '../../../shared/evidence/sniff.ts';
import { fail, type Result } from '../../../shared/kernel/result.ts';
import type { PaperCode } from '../../../shared/record/paper-code.ts';
import type { Database } from '../../db/database.ts';
import { addEvidence, type EvidencePort } from '../../db/evidence.ts';
import { readPicture, readTakenAt } from './read-picture.ts';
import type { Source } from './sources.ts';

/** Where a file goes and how it is followed. */
export interface TakingIn {
  readonly caseId: string;
  readonly isProtected: boolean;
  /** the sealed paper that it is the scan of */
  readonly scanOf?: PaperCode;
  readonly signal: AbortSignal;
  readonly onProgress: (share: number) => void;
}

/**
 * Takes one file in: looked at, drawn small, sealed, written down. Faults: `evidence/empty`, `file/too-large`,
 * `evidence/wrong-kind` by its bytes, and those of reading and of `addEvidence`.
 */
export async function takeIn(
  db: Database,
  port: EvidencePort,
  source: Source,
  { caseId, isProtected, scanOf, signal, onProgress }: TakingIn,
): Promise<Result<{ readonly id: string }>> {
  const { maxBytes, maxName } = evidenceLimits;
  if (source.size > maxBytes) return fail('file/too-large', { size: source.size, max: maxBytes });
  const read = await source.read();
  if (!read.ok) return read;
  const bytes = read.value;
  if (bytes.length === 0) return fail('evidence/empty');
  const type = sniffType(bytes);
  if (type === undefined) return fail('evidence/wrong-kind');
  if (signal.aborted) return fail('file/cancelled');
  const name = cleanName(source.name, maxName);
  const piece = {
    isProtected,
    name: name.includes('.') ? name : withEnding(name, evidenceKinds[type].ending),
    type,
    from: source.way,
    note: '',
    ...(scanOf === undefined ? {} : { scanOf }),
    ...(await readPicture(bytes, type)),
    ...(await readTakenAt(bytes, type, source.modifiedAt)),
  };
  return await addEvidence(db, port, { caseId, bytes, piece, signal, onProgress });
}
