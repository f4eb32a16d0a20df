import type { Piece } from '../../shared/evidence/piece.ts';
import { sha256, toHex, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { reading } from './access.ts';
import { auditSoon } from './audit.ts';
import { readChanges } from './changes.ts';
import type { Database } from './database.ts';
import { toldName, writeSealed, type EvidencePort } from './evidence.ts';
import { knowsPiece } from './gather-bundle.ts';
import { receivedAct, type ImportedBundle } from './prepare-import.ts';

/** A piece of evidence that came, as the changes of its case in the bundle tell of it (`piecesIn`). */
export interface IncomingPiece {
  readonly caseId: string;
  readonly piece: Pick<Piece, 'id' | 'name' | 'size' | 'sha256' | 'key' | 'isProtected'>;
  readonly bytes: Bytes;
}

/**
 * Puts the file of a piece in its place, sealed as its case says; the case was taken in before. A file that is here stays.
 * Faults: `access/denied` (needs `exchange.receive`); `db/missing` when the case does not know the piece;
 * `exchange/not-a-case` when the bytes are not its own; those of the disk.
 */
export async function importPiece(
  db: Database,
  port: EvidencePort,
  bundle: ImportedBundle,
  { caseId, piece, bytes }: IncomingPiece,
): Promise<Result<void>> {
  const known = await reading(db, 'exchange.receive', () => readChanges(db, caseId));
  if (!known.ok) return known;
  if (!knowsPiece(known.value, piece.id)) return fail('db/missing');
  if (bytes.length !== piece.size || toHex(await sha256(bytes)) !== piece.sha256) {
    return fail('exchange/not-a-case', { caseId });
  }
  const begun = await port.beginEvidence({ caseId, size: bytes.length, id: piece.id });
  if (!begun.ok) return begun.fault.code === 'evidence/exists' ? ok(undefined) : begun;
  const written = await writeSealed(port, piece.id, piece.key, { bytes });
  if (!written.ok) {
    await port.cancelEvidence({ id: piece.id });
    return written;
  }
  await port.settleEvidence({ id: piece.id });
  return await auditSoon(db, { ...receivedAct(bundle, caseId), documentId: piece.id, detail: toldName(piece) });
}
