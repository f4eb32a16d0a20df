import { evidenceLimits } from '../../shared/catalog/evidence-limits.ts';
import {
  addPieceIntents,
  editPieceIntents,
  evidenceOf,
  isEvidence,
  isProtectedEvidence,
  pieceIdOf,
  type CaseEvidence,
  type NewPiece,
  type Piece,
  type PieceEdit,
} from '../../shared/evidence/piece.ts';
import {
  chunkCount,
  CHUNK_BYTES,
  importFileKey,
  newFileKey,
  openChunk,
  sealChunk,
} from '../../shared/evidence/seal-chunks.ts';
import type { Host } from '../../shared/ipc/contract.ts';
import { toHex, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { Change, ChangeIntent } from '../../shared/record/change.ts';
import { reading, writing } from './access.ts';
import { auditSoon, listAudit, type AuditEntry } from './audit.ts';
import { knownCase, prepareSave, readChanges } from './changes.ts';
import { catchUp, commit } from './commit.ts';
import { allow, type Database } from './database.ts';
import { foldOnce } from './known-cases.ts';

/** The calls of the main process that keep and give sealed files. */
export type EvidencePort = Pick<
  Host,
  | 'beginEvidence'
  | 'appendEvidence'
  | 'finishEvidence'
  | 'cancelEvidence'
  | 'settleEvidence'
  | 'readEvidence'
  | 'mendEvidence'
  | 'unsettledEvidence'
  | 'dropEvidence'
>;

/** A file that is to become evidence, with what is known of it. */
export interface EvidenceInput {
  readonly caseId: string;
  readonly bytes: Bytes;
  /** everything but what sealing gives it */
  readonly piece: Omit<NewPiece, 'id' | 'sha256' | 'key' | 'size'>;
  /** told the share that is done, 0 to 1 */
  readonly onProgress?: (share: number) => void;
  /** gives it up; nothing stays */
  readonly signal?: AbortSignal;
}

/** One thing that was done with a piece, as the chain of acts has it. */
export type CustodyEntry = Pick<AuditEntry, 'at' | 'person' | 'action' | 'detail'>;

/** The evidence of a case. Faults `access/denied`, `db/damaged`, `db/unavailable`. */
export async function readEvidence(db: Database, caseId: string): Promise<Result<CaseEvidence>> {
  return await reading(db, 'case.read', async () => {
    const changes = await readChanges(db, caseId);
    return changes.ok ? ok(evidenceOf(foldOnce(changes.value))) : changes;
  });
}

/**
 * Adds a piece: its bytes are sealed and put on the disk for good, and only then is it written down with the act, in one
 * frame. A kill between the two leaves a file that nobody knows; {@link settleEvidence} looks after it. Faults:
 * `access/denied`; `access/no-case-key` for a protected piece without the case's key; `evidence/exists` (`name`) when the
 * case has the very bytes; `evidence/too-many`; `file/cancelled`; those of the disk and of writing.
 * @returns its id
 */
export async function addEvidence(
  db: Database,
  port: EvidencePort,
  input: EvidenceInput,
): Promise<Result<{ readonly id: string }>> {
  const allowed = allow(db, 'case.write');
  if (!allowed.ok) return allowed;
  const { caseId, bytes, piece } = input;
  if (piece.isProtected && !db.caseKeys.has(caseId)) return fail('access/no-case-key', { caseId });
  // Chromium digests in one go: 60 MB are a tenth of a second
  const sha256 = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  const before = await readEvidence(db, caseId);
  if (!before.ok) return before;
  const fits = mayCome(before.value, sha256);
  if (!fits.ok) return fits;
  const begun = await port.beginEvidence({ caseId, size: bytes.length });
  if (!begun.ok) return begun;
  const { id } = begun.value;
  const key = newFileKey();
  const written = await writeSealed(port, id, key, input);
  if (!written.ok) {
    await port.cancelEvidence({ id });
    return written;
  }
  const added = await writing(db, 'case.write', async () => {
    const known = await knownCase(db, caseId);
    if (!known.ok) return known;
    const still = mayCome(evidenceOf(foldOnce(known.value.changes)), sha256);
    if (!still.ok) return still;
    const intents = addPieceIntents({ ...piece, id, sha256, key, size: bytes.length });
    return await save(db, { caseId, existing: known.value.changes }, intents, {
      action: 'evidence-added',
      documentId: id,
      detail: toldName(piece),
    });
  });
  if (!added.ok) return added;
  // where this cannot be said now, it is asked at a later start
  await port.settleEvidence({ id });
  return ok({ id });
}

/**
 * The original bytes of a piece; they have the hash that was kept when they came in. A file that is missing or damaged is
 * brought back from a copy that has it. Looking is written down. Faults: `access/denied`; `evidence/missing`,
 * `evidence/damaged` when no copy helps; those of reading.
 * @param wish.why `view` is written down as such; whatever else the bytes are for is written down by who does it
 */
export async function openEvidence(
  db: Database,
  port: EvidencePort,
  wish: { readonly caseId: string; readonly piece: Piece; readonly why: 'view' | 'other' },
): Promise<Result<Bytes>> {
  const allowed = allow(db, 'case.read');
  if (!allowed.ok) return allowed;
  const { caseId, piece, why } = wish;
  let opened = await readSealed(port, piece);
  if (!opened.ok && (opened.fault.code === 'evidence/missing' || opened.fault.code === 'evidence/damaged')) {
    const mended = await port.mendEvidence({ id: piece.id });
    if (mended.ok) opened = await readSealed(port, piece);
  }
  if (!opened.ok || why !== 'view') return opened;
  const told = { caseId, documentId: piece.id, detail: toldName(piece) };
  const logged = await auditSoon(db, { action: 'evidence-viewed', ...told });
  return logged.ok ? opened : logged;
}

/**
 * Changes what a person may change of a piece: name, note, date. Faults: `access/denied`; `access/no-case-key`;
 * `db/changed-meanwhile` when the piece is not there any more as it was shown; those of writing.
 */
export async function editEvidence(
  db: Database,
  caseId: string,
  piece: Piece,
  edit: Omit<PieceEdit, 'inBin'>,
): Promise<Result<void>> {
  return await change(db, caseId, piece, edit);
}

/** Puts a piece into the bin; its bytes stay. Faults as {@link editEvidence} has them. */
export async function binEvidence(db: Database, caseId: string, piece: Piece): Promise<Result<void>> {
  return await change(db, caseId, piece, { inBin: true });
}

/** Takes a piece out of the bin. Faults as {@link editEvidence} has them. */
export async function restoreEvidence(db: Database, caseId: string, piece: Piece): Promise<Result<void>> {
  return await change(db, caseId, piece, { inBin: false });
}

/** Everything that was done with a piece, oldest first. Faults `access/denied`, `db/unavailable`. */
export async function readCustody(
  db: Database,
  caseId: string,
  piece: Pick<Piece, 'id' | 'addedAt' | 'addedBy'>,
): Promise<Result<readonly CustodyEntry[]>> {
  const acts = await listAudit(db, { caseId, documentId: piece.id });
  if (!acts.ok) return acts;
  if (acts.value.some(({ action }) => action === 'evidence-added')) return acts;
  // it came with a copy of the case: the acts of its office stayed there, who brought it and when did not
  return ok([{ at: piece.addedAt, person: piece.addedBy, action: 'evidence-added' }, ...acts.value]);
}

/**
 * Looks after files of more than a day ago of which nobody said that the journal knows them: those that their case knows
 * are settled, the others go. Nothing is done while the tables do not know all that the journal knows, and nothing to a
 * file whose case cannot be read.
 * @returns ids of the files that went
 */
export async function settleEvidence(db: Database, port: EvidencePort): Promise<Result<readonly string[]>> {
  if (!allow(db, 'case.write').ok) return ok([]);
  const waiting = await port.unsettledEvidence({});
  if (!waiting.ok || waiting.value.length === 0) return waiting.ok ? ok([]) : waiting;
  const current = await catchUp(db);
  if (!current.ok) return current;
  const gone: string[] = [];
  for (const { id, caseId } of waiting.value) {
    const changes = await reading(db, 'case.read', () => readChanges(db, caseId));
    if (!changes.ok || db.trouble.get() !== undefined) continue;
    const isKnown = changes.value.some(({ op }) => isEvidence(op.e) && pieceIdOf(op.e) === id);
    const done = isKnown ? await port.settleEvidence({ id }) : await port.dropEvidence({ id });
    if (done.ok && !isKnown) gone.push(id);
  }
  return ok(gone);
}

/** The name of a piece as the chain of acts may have it: that of a protected one says too much. */
export function toldName({ name, isProtected }: Pick<Piece, 'name' | 'isProtected'>): string {
  return isProtected ? 'Pieza protegida' : name;
}

function mayCome({ pieces, closed }: CaseEvidence, sha256: string): Result<undefined> {
  const same = pieces.find((piece) => piece.sha256 === sha256);
  if (same !== undefined) return fail('evidence/exists', { name: same.name, bin: same.inBin ? 'yes' : 'no' });
  const { maxPieces } = evidenceLimits;
  return pieces.length + closed.length < maxPieces ? ok(undefined) : fail('evidence/too-many', { max: maxPieces });
}

/** Seals bytes under a key of their own and has them written; whoever began the file gives it up after a fault. */
export async function writeSealed(
  port: EvidencePort,
  id: string,
  raw: Bytes,
  { bytes, onProgress, signal }: Pick<EvidenceInput, 'bytes' | 'onProgress' | 'signal'>,
): Promise<Result<unknown>> {
  const key = await importFileKey(raw);
  const count = chunkCount(bytes.length);
  for (let n = 0; n < count; n += 1) {
    if (signal?.aborted === true) return fail('file/cancelled');
    const part = bytes.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES);
    const sealed = await sealChunk(key, { id, n, last: n === count - 1 }, part);
    const written = await port.appendEvidence({ id, n, sealed });
    if (!written.ok) return written;
    onProgress?.((n + 1) / count);
  }
  return signal?.aborted === true ? fail('file/cancelled') : await port.finishEvidence({ id });
}

async function readSealed(port: EvidencePort, { id, key: raw, size, sha256 }: Piece): Promise<Result<Bytes>> {
  const key = await importFileKey(raw);
  const count = chunkCount(size);
  const bytes = new Uint8Array(size);
  for (let n = 0; n < count; n += 1) {
    const read = await port.readEvidence({ id, n });
    if (!read.ok) return read;
    const opened = await openChunk(key, { id, n, last: n === count - 1 }, read.value.sealed);
    if (!opened.ok) return opened;
    if (n * CHUNK_BYTES + opened.value.length > size) return fail('evidence/damaged');
    bytes.set(opened.value, n * CHUNK_BYTES);
  }
  const hash = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  return hash === sha256 ? ok(bytes) : fail('evidence/damaged');
}

async function change(db: Database, caseId: string, piece: Piece, edit: PieceEdit): Promise<Result<void>> {
  return await writing(db, 'case.write', async () => {
    const known = await knownCase(db, caseId);
    if (!known.ok) return known;
    const now = evidenceOf(foldOnce(known.value.changes)).pieces.find(({ id }) => id === piece.id);
    if (now === undefined) return fail('db/changed-meanwhile');
    const intents = editPieceIntents(now, edit);
    if (intents.length === 0) return ok(undefined);
    const detail = `${toldName(now)}: ${intents.map(({ field, value }) => changeWords(field, value)).join(', ')}`;
    const act = { action: 'evidence-changed', documentId: piece.id, detail } as const;
    return await save(db, { caseId, existing: known.value.changes }, intents, act);
  });
}

async function save(
  db: Database,
  { caseId, existing }: { readonly caseId: string; readonly existing: readonly Change[] },
  intents: readonly ChangeIntent[],
  act: {
    readonly action: 'evidence-added' | 'evidence-changed';
    readonly documentId: string;
    readonly detail: string;
  },
): Promise<Result<void>> {
  const { row } = await prepareSave(db, { caseId, existing, isProtected: isProtectedEvidence }, intents);
  if (row === undefined) return ok(undefined);
  return await commit(db, [{ t: 'saves', k: 'put', row }], { ...act, caseId });
}

/** What was changed, for the chain of acts, which is in Spanish whatever the screens speak; never the values. */
function changeWords(field: string, value: unknown): string {
  if (field === '@borrado') return value === true ? 'a la papelera' : 'de vuelta de la papelera';
  const words: Readonly<Record<string, string>> = {
    name: 'nombre',
    note: 'nota',
    takenAt: 'fecha',
    takenFrom: 'origen de la fecha',
    paper: 'hojas del papel',
  };
  return words[field] ?? field;
}
