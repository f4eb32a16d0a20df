import { sha256, toHex, type Bytes } from '../../shared/kernel/bytes.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import { fault } from '../../shared/kernel/fault.ts';
import { newId } from '../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import type { Addressee, Paper } from '../../shared/report/report.ts';
import { nextAuditRow } from './audit.ts';
import { addSave } from './changes.ts';
import {
  guarded,
  guardedResult,
  now,
  openBytes,
  openJson,
  Rollback,
  sealBytes,
  sealJson,
  type Database,
} from './database.ts';
import { readCounters, sealCounters, type Numbering } from './numbers.ts';
import { prepareRecord } from './records.ts';
import type { DocumentRow } from './schema.ts';
import type { OfficeSettings } from './settings.ts';

/** The bytes of a document at one time: sealed, or with one more signature. */
export interface DocumentRevision {
  readonly sha256: string;
  readonly at: Instant;
  readonly size: number;
  /** who signed; absent for the sealed, unsigned bytes */
  readonly signer?: string;
}

export interface DocumentHead {
  readonly id: string;
  readonly caseId: string;
  readonly kind: 'acta';
  readonly number: string;
  readonly version: number;
  readonly title: string;
  readonly paper: Paper;
  readonly addressee: Addressee;
  readonly pages: number;
  readonly madeAt: Instant;
  /** `superseded`: a later version of the same paper exists; this one stays readable */
  readonly state: 'sealed' | 'superseded';
  readonly revisions: readonly DocumentRevision[];
  /** SHA-256 of the canonical record printed and attached in it */
  readonly recordHash: string;
  /** why this version was made; empty for the first */
  readonly reason: string;
  /** the office's settings that it shows; those of today may be others */
  readonly settings: PaperSettings;
}

/** What an acta shows of the office's settings. */
export type PaperSettings = Pick<OfficeSettings, 'letterhead' | 'chiefName' | 'chiefPosition'>;

const place = (id: string): string => `documents/${id}`;
const filePlace = (id: string, n: number): string => `files/${id}/${n}`;

async function toRow(db: Database, head: DocumentHead, before: DocumentRow | undefined): Promise<DocumentRow> {
  return { id: head.id, c: head.caseId, v: (before?.v ?? 0) + 1, sealed: await sealJson(db, place(head.id), head) };
}

/** Opens a row of the documents table. */
export async function openDocument(db: Database, row: DocumentRow): Promise<Result<DocumentHead>> {
  return await openJson<DocumentHead>(db, place(row.id), row.sealed);
}

/** All documents of a case, newest version first. Fault `db/damaged` when one cannot be opened. */
export async function listDocumentsOf(db: Database, caseId: string): Promise<Result<readonly DocumentHead[]>> {
  const rows = await guarded(() => db.tables.documents.where('c').equals(caseId).toArray());
  if (!rows.ok) return rows;
  const heads: DocumentHead[] = [];
  for (const row of rows.value) {
    const head = await openDocument(db, row);
    if (!head.ok) return head;
    heads.push(head.value);
  }
  return ok(heads.sort((a, b) => b.version - a.version));
}

/**
 * Reads a document and its newest bytes. The bytes must have the hash that was kept when they were made:
 * fault `db/damaged` otherwise. Other faults: `db/missing`, `db/unavailable`.
 */
export async function readDocument(
  db: Database,
  id: string,
): Promise<Result<{ readonly head: DocumentHead; readonly pdf: Bytes }>> {
  const row = await guarded(() => db.tables.documents.get(id));
  if (!row.ok) return row;
  if (row.value === undefined) return fail('db/missing');
  const head = await openDocument(db, row.value);
  if (!head.ok) return head;
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

export interface FinaliseInput {
  readonly caseId: string;
  readonly draft: RecordDraft;
  readonly basedOn: number;
  readonly version: number;
  readonly number: string;
  /** the counter this number came from; absent when a later version keeps its number */
  readonly numbering?: Numbering;
  readonly reason: string;
  readonly document: Pick<
    DocumentHead,
    'title' | 'paper' | 'addressee' | 'pages' | 'recordHash' | 'madeAt' | 'settings'
  > & {
    readonly pdf: Bytes;
  };
}

/**
 * Makes a record final and keeps its sealed paper: changes, head, number, document, bytes and audit entry in one
 * strict transaction, or nothing at all. Earlier versions of the paper become `superseded`.
 * Fault `db/changed-meanwhile` when the record or the counter moved since they were read.
 */
export async function finalise(db: Database, input: FinaliseInput): Promise<Result<{ readonly documentId: string }>> {
  return await db.exclusive(() =>
    guardedResult(async () => {
      const { caseId, number, version, reason, numbering } = input;
      const prepared = await prepareRecord(db, input, { state: 'final', number, version, reason });
      if (!prepared.ok) return prepared;
      const earlier = await listDocumentsOf(db, caseId);
      if (!earlier.ok) return earlier;
      const counters = await readCounters(db);
      if (!counters.ok) return counters;
      if (numbering !== undefined && (counters.value.last[numbering.counter] ?? 0) + 1 !== numbering.next)
        return fail('db/changed-meanwhile');

      const { pdf, ...described } = input.document;
      const id = newId();
      const revision = { sha256: toHex(await sha256(pdf)), at: now(db), size: pdf.length };
      const head: DocumentHead = {
        ...described,
        id,
        caseId,
        kind: 'acta',
        number,
        version,
        reason,
        state: 'sealed',
        revisions: [revision],
      };
      const superseded = await Promise.all(
        earlier.value.map(async (old) =>
          toRow(db, { ...old, state: 'superseded' }, await db.tables.documents.get(old.id)),
        ),
      );
      const row = await toRow(db, head, undefined);
      const file = { d: id, n: 0, sealed: await sealBytes(db, filePlace(id, 0), pdf) };
      const counterRow = numbering === undefined ? undefined : await sealCounters(db, counters.value, numbering);
      const entry = await nextAuditRow(db, { action: 'finalised', caseId, documentId: id, detail: number });

      const { tables } = db;
      return await guarded(() =>
        tables.transaction('rw', tables.tables, async () => {
          await addSave(db, caseId, input.basedOn, prepared.value.save);
          if (counterRow !== undefined) {
            if (((await tables.meta.get('counters'))?.v ?? 0) !== counters.value.v)
              throw new Rollback(fault('db/changed-meanwhile'));
            await tables.meta.put(counterRow);
          }
          await tables.heads.put(prepared.value.head);
          await tables.drafts.delete(caseId);
          await tables.documents.bulkPut([...superseded, row]);
          await tables.files.add(file);
          await tables.audit.add(entry);
          return { documentId: id };
        }),
      );
    }),
  );
}

/**
 * Keeps the bytes of a document after one more signature. They must begin with the bytes kept before: a
 * signature only ever adds. Faults: `sign/changed-since-sealed` otherwise, `sign/superseded` when a later version of
 * the paper was made meanwhile.
 */
export async function keepRevision(
  db: Database,
  id: string,
  signed: { readonly pdf: Bytes; readonly signer: string; readonly at: Instant },
): Promise<Result<DocumentHead>> {
  return await db.exclusive(() =>
    guardedResult(async () => {
      const current = await readDocument(db, id);
      if (!current.ok) return current;
      const { head, pdf } = current.value;
      if (head.state === 'superseded') return fail('sign/superseded');
      const grown = signed.pdf.length > pdf.length && pdf.every((byte, i) => byte === signed.pdf[i]);
      if (!grown) return fail('sign/changed-since-sealed');
      const n = head.revisions.length;
      const revision = {
        sha256: toHex(await sha256(signed.pdf)),
        at: signed.at,
        size: signed.pdf.length,
        signer: signed.signer,
      };
      const next: DocumentHead = { ...head, revisions: [...head.revisions, revision] };
      const row = await toRow(db, next, await db.tables.documents.get(id));
      const file = { d: id, n, sealed: await sealBytes(db, filePlace(id, n), signed.pdf) };
      const entry = await nextAuditRow(db, {
        action: 'signed',
        caseId: head.caseId,
        documentId: id,
        detail: signed.signer,
      });
      const { tables } = db;
      return await guarded(() =>
        tables.transaction('rw', tables.documents, tables.files, tables.audit, async () => {
          await tables.documents.put(row);
          await tables.files.add(file);
          await tables.audit.add(entry);
          return next;
        }),
      );
    }),
  );
}
