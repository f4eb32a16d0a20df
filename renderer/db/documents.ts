import { continuesBytes, sha256, toHex, type Bytes } from '../../shared/kernel/bytes.ts';
import type { WriteInput } from '../../shared/ipc/contract.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import { newId } from '../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { Addressee } from '../../shared/report/report.ts';
import { firstInspection, placeOfRecord, type RecordName } from '../../shared/record/record-name.ts';
import { reading, writing } from './access.ts';
import { commit } from './commit.ts';
import { guarded, now, openBytes, sealBytes, type Database } from './database.ts';
import { isWithdrawn, loadHeads, openDocument, recordOf, sealDocument, type DocumentHead } from './document-head.ts';
import { takeNumber, type Numbering } from './numbers.ts';
import { prepareRecord, type RecordInput } from './records.ts';
import { documentSummaryWrite } from './summaries.ts';

export { openDocument, recordOf } from './document-head.ts';
export type { DocumentHead, DocumentRevision, PaperSettings } from './document-head.ts';

const filePlace = (id: string, n: number): string => `files/${id}/${n}`;

/**
 * All documents of a case, newest version first, the paper of the file before its copies. Fault `db/damaged` when one cannot be opened; `access/denied`.
 * @param record only those made from this record
 */
export async function listDocumentsOf(
  db: Database,
  caseId: string,
  record?: RecordName,
): Promise<Result<readonly DocumentHead[]>> {
  return await reading(db, 'case.read', async () => {
    const heads = await loadDocumentsOf(db, caseId);
    if (!heads.ok || record === undefined) return heads;
    const name = placeOfRecord(record);
    return ok(heads.value.filter((head) => placeOfRecord(recordOf(head)) === name));
  });
}

/** The same for inside `reading` and `writing`. Papers of a withdrawn bundle are left out. */
export async function loadDocumentsOf(db: Database, caseId: string): Promise<Result<readonly DocumentHead[]>> {
  const heads = await loadHeads(db, caseId);
  if (!heads.ok) return heads;
  // the paper of the file stands before its copies
  const own = ({ addressee }: DocumentHead): number => (addressee === 'employer' ? 1 : 0);
  return ok(heads.value.filter((head) => !isWithdrawn(head)).sort((a, b) => b.version - a.version || own(a) - own(b)));
}

/** What is known of a document, and its newest bytes. */
export interface StoredDocument {
  readonly head: DocumentHead;
  readonly pdf: Bytes;
}

/**
 * Reads a document and its newest bytes. The bytes must have the hash that was kept when they were made:
 * fault `db/damaged` otherwise. Other faults: `access/denied`, `db/missing`, `db/unavailable`.
 */
export async function readDocument(db: Database, id: string): Promise<Result<StoredDocument>> {
  return await reading(db, 'case.read', () => loadDocument(db, id));
}

async function loadDocument(db: Database, id: string): Promise<Result<StoredDocument>> {
  const row = await guarded(() => db.tables.documents.get(id));
  if (!row.ok) return row;
  if (row.value === undefined) return fail('db/missing');
  const head = await openDocument(db, row.value);
  if (!head.ok) return head;
  if (isWithdrawn(head.value)) return fail('db/missing');
  const n = head.value.revisions.length - 1;
  const found = await guarded(() => db.tables.files.get([id, n]));
  if (!found.ok) return found;
  const file = found.value;
  if (file === undefined) return fail('db/damaged', { place: filePlace(id, n) });
  const pdf = await openBytes(db, filePlace(id, n), file.sealed);
  if (!pdf.ok) return pdf;
  const hash = toHex(await sha256(pdf.value));
  if (hash !== head.value.revisions[n]?.sha256) return fail('db/damaged', { place: filePlace(id, n) });
  return ok({ head: head.value, pdf: pdf.value });
}

/** A paper that was laid out, and what is told of it. */
export type LaidOut = Pick<
  DocumentHead,
  'title' | 'paper' | 'addressee' | 'pages' | 'recordHash' | 'madeAt' | 'settings'
> & { readonly pdf: Bytes };

export interface FinaliseInput extends RecordInput {
  readonly version: number;
  readonly number: string;
  /** the counter this number came from; absent when a later version keeps its number */
  readonly numbering?: Numbering;
  readonly reason: string;
  readonly document: LaidOut;
}

/**
 * Makes a record final and keeps its sealed paper: changes, summaries, number, document, bytes and act together, or
 * nothing at all. Earlier versions of the paper become `superseded`. Faults: `access/denied`; `db/changed-meanwhile`
 * when the record or the counter moved since they were read; those of {@link takeNumber} and of writing.
 */
export async function finalise(db: Database, input: FinaliseInput): Promise<Result<{ readonly documentId: string }>> {
  return await writing(db, 'case.finalise', async () => {
    const { caseId, number, version, reason, record = firstInspection(caseId) } = input;
    const prepared = await prepareRecord(db, input, { state: 'final', number, version, reason });
    if (!prepared.ok) return prepared;
    const counted = await takeNumber(db, input.numbering);
    if (!counted.ok) return counted;
    const earlier = await loadDocumentsOf(db, caseId);
    if (!earlier.ok) return earlier;

    const { pdf, ...described } = input.document;
    const id = newId();
    const revision = { sha256: toHex(await sha256(pdf)), at: now(db), size: pdf.length };
    const head: DocumentHead = {
      ...described,
      id,
      caseId,
      kind: record.kind === 'inspection' ? 'acta' : record.kind,
      record,
      number,
      version,
      reason,
      state: 'sealed',
      revisions: [revision],
    };
    const superseded = earlier.value
      .filter((old) => placeOfRecord(recordOf(old)) === placeOfRecord(record))
      .map((old): DocumentHead => ({ ...old, state: 'superseded' }));
    const writes = [
      ...prepared.value.writes,
      ...counted.value,
      ...(await headWrites(db, [...superseded, head])),
      await fileWrite(db, id, 0, pdf),
    ];
    const kept = await commit(db, writes, { action: 'finalised', caseId, documentId: id, detail: number });
    return kept.ok ? ok({ documentId: id }) : kept;
  });
}

/**
 * Keeps one more copy of a sealed paper, made of the same version of its record for somebody else than its file. It goes with
 * the paper when a later version replaces that. A copy for the same addressee that is there already stays the only one.
 * Faults: `access/denied`; `sign/superseded` when a later version of the paper was made meanwhile; those of reading and
 * writing.
 */
export async function keepCopy(
  db: Database,
  ofDocument: string,
  copy: LaidOut,
): Promise<Result<{ readonly documentId: string }>> {
  return await writing(db, 'case.finalise', async () => {
    const original = await loadDocument(db, ofDocument);
    if (!original.ok) return original;
    const { caseId, kind, record, number, version, reason, state } = original.value.head;
    if (state === 'superseded') return fail('sign/superseded');
    const all = await loadDocumentsOf(db, caseId);
    if (!all.ok) return all;
    const same = findCopy(all.value, original.value.head, copy.addressee);
    if (same !== undefined) return ok({ documentId: same.id });

    const { pdf, ...described } = copy;
    const id = newId();
    const head: DocumentHead = {
      ...described,
      ...{ id, caseId, kind, number, version, reason, state },
      ...(record === undefined ? {} : { record }),
      revisions: [{ sha256: toHex(await sha256(pdf)), at: now(db), size: pdf.length }],
    };
    const writes = [...(await headWrites(db, [head])), await fileWrite(db, id, 0, pdf)];
    const kept = await commit(db, writes, { action: 'copy-made', caseId, documentId: id, detail: number });
    return kept.ok ? ok({ documentId: id }) : kept;
  });
}

/** The copy of a paper that an addressee has, among the papers of its case; undefined while there is none. */
export function findCopy(
  documents: readonly DocumentHead[],
  paper: DocumentHead,
  addressee: Addressee,
): DocumentHead | undefined {
  return documents.find(
    (one) =>
      one.addressee === addressee &&
      one.version === paper.version &&
      placeOfRecord(recordOf(one)) === placeOfRecord(recordOf(paper)),
  );
}

/** The writes that put heads and their summaries in their places. */
async function headWrites(db: Database, heads: readonly DocumentHead[]): Promise<readonly WriteInput[]> {
  const writes = heads.map(async (head): Promise<readonly WriteInput[]> => {
    const row = await sealDocument(db, head, await db.tables.documents.get(head.id));
    return [{ t: 'documents', k: 'put', row }, await documentSummaryWrite(db, head)];
  });
  return (await Promise.all(writes)).flat();
}

async function fileWrite(db: Database, d: string, n: number, pdf: Bytes): Promise<WriteInput> {
  return { t: 'files', k: 'put', row: { d, n, sealed: await sealBytes(db, filePlace(d, n), pdf) } };
}

/**
 * Keeps the bytes of a document after one more signature. They must begin with the bytes kept before: a
 * signature only ever adds. Faults: `access/denied`; `sign/changed-since-sealed` otherwise; `sign/superseded` when a
 * later version of the paper was made meanwhile; those of writing.
 */
export async function keepRevision(
  db: Database,
  id: string,
  signed: { readonly pdf: Bytes; readonly signer: string; readonly at: Instant },
): Promise<Result<DocumentHead>> {
  return await writing(db, 'document.sign', async () => {
    const current = await loadDocument(db, id);
    if (!current.ok) return current;
    const { head, pdf } = current.value;
    if (head.state === 'superseded') return fail('sign/superseded');
    if (!continuesBytes(signed.pdf, pdf)) return fail('sign/changed-since-sealed');
    const revision = {
      sha256: toHex(await sha256(signed.pdf)),
      at: signed.at,
      size: signed.pdf.length,
      signer: signed.signer,
    };
    const next: DocumentHead = { ...head, revisions: [...head.revisions, revision] };
    const writes = [...(await headWrites(db, [next])), await fileWrite(db, id, head.revisions.length, signed.pdf)];
    const act = { action: 'saved', caseId: head.caseId, documentId: id, detail: signed.signer } as const;
    const kept = await commit(db, writes, act);
    return kept.ok ? ok(next) : kept;
  });
}
