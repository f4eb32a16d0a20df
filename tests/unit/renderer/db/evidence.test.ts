import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prepareSave, readChanges } from '../../../../renderer/db/changes.ts';
import { commit } from '../../../../renderer/db/commit.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import {
  addEvidence,
  binEvidence,
  editEvidence,
  openEvidence,
  readCustody,
  readEvidence,
  restoreEvidence,
  settleEvidence,
  type EvidenceInput,
} from '../../../../renderer/db/evidence.ts';
import { listAudit } from '../../../../renderer/db/audit.ts';
import { saveDraft } from '../../../../renderer/db/drafts.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { beginProtected, closeProtected, openProtected } from '../../../../renderer/db/protected.ts';
import { readHistory, readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { changesEvidence } from '../../../../renderer/parts/evidence/changes-evidence.ts';
import { evidenceLimits } from '../../../../shared/catalog/evidence-limits.ts';
import type { Piece } from '../../../../shared/evidence/piece.ts';
import { CHUNK_BYTES } from '../../../../shared/evidence/seal-chunks.ts';
import { fromUtf8, randomBytes, sha256, toHex, utf8 } from '../../../../shared/kernel/bytes.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { MemoryEvidence } from '../../../support/evidence-port.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { fakeStorageManager, got, TestOffice } from '../../../support/session.ts';

fakeStorageManager();

let office: TestOffice;
let db: Database;
let port: MemoryEvidence;
let caseId: string;

beforeEach(async () => {
  office = new TestOffice();
  db = await office.create();
  port = new MemoryEvidence();
  caseId = newId();
  got(await saveRecord(db, { caseId, draft: sampleInspection(), basedOn: 0 }));
});
afterEach(() => closeDatabase(db));

const input = (over: Partial<EvidenceInput['piece']> = {}, bytes = randomBytes(300)): EvidenceInput => ({
  caseId,
  bytes,
  piece: {
    isProtected: false,
    name: 'Acción.jpg',
    type: 'image/jpeg',
    takenAt: '2026-11-24T09:15:00',
    takenFrom: 'camera',
    from: 'button',
    note: '',
    width: 8,
    height: 8,
    thumb: 'AAAA',
    ...over,
  },
});

/** Pieces of which nobody here can read more than that they are there, in one save. */
async function manyPieces(count: number) {
  const existing = got(await readChanges(db, caseId));
  const intents = Array.from({ length: count }, () => ({
    entity: `evidence/${newId()}`,
    field: 'size',
    kind: 'set' as const,
    value: 5,
  }));
  const { row } = await prepareSave(db, { caseId, existing }, intents);
  return { existing: existing.length, row: row! };
}

async function only(): Promise<Piece> {
  const { pieces } = got(await readEvidence(db, caseId));
  expect(pieces).toHaveLength(1);
  return pieces[0]!;
}

const codeOf = (result: { ok: boolean }): string => (result as { fault?: { code: string } }).fault?.code ?? 'no fault';

describe('whoever shows the evidence of a case', () => {
  test('reads it again after a piece came in, and not while text is typed', async () => {
    const heard: Promise<number>[] = [];
    db.onWrites.add((writes) => {
      if (!writes.some((write) => changesEvidence(write, caseId))) return;
      heard.push(readEvidence(db, caseId).then((read) => got(read).pieces.length));
    });
    const other = newId();
    got(await saveRecord(db, { caseId: other, draft: sampleInspection(), basedOn: 0 }));
    const basedOn = got(await readRecord(db, caseId)).changes;
    got(await saveDraft(db, { caseId, draft: sampleInspection(), basedOn, summary: 'a' }));
    expect(heard).toEqual([]);
    got(await addEvidence(db, port, input()));
    expect(await Promise.all(heard)).toEqual([1]);
    got(await beginProtected(db, caseId));
    expect(heard).toHaveLength(2);
  });
});

describe('a piece', () => {
  test('comes in with its bytes on the disk first, and back as it was', async () => {
    const bytes = new Uint8Array(CHUNK_BYTES + 5);
    bytes.set(randomBytes(1000), CHUNK_BYTES - 995);
    const shares: number[] = [];
    const { id } = got(await addEvidence(db, port, { ...input({}, bytes), onProgress: (share) => shares.push(share) }));
    const piece = await only();
    expect(piece).toMatchObject({
      id,
      name: 'Acción.jpg',
      size: bytes.length,
      sha256: toHex(await sha256(bytes)),
      takenFrom: 'camera',
      addedBy: db.personId,
      inBin: false,
      thumb: 'AAAA',
    });
    expect(shares).toEqual([0.5, 1]);
    expect(port.unsettled.size).toBe(0);
    expect(toHex(await sha256(got(await openEvidence(db, port, { caseId, piece, why: 'view' }))))).toBe(piece.sha256);
    expect(got(await readCustody(db, caseId, piece)).map(({ action }) => action)).toEqual([
      'evidence-added',
      'evidence-viewed',
    ]);
    // nothing of its bytes went another way than sealed
    for (const chunk of port.files.get(id)!)
      expect(Buffer.from(chunk).includes(Buffer.from(bytes.subarray(-300)))).toBe(false);
  });

  test('is refused twice, and when the disk is full; nothing stays of it', async () => {
    const bytes = randomBytes(10);
    got(await addEvidence(db, port, input({}, bytes)));
    expect(codeOf(await addEvidence(db, port, input({ name: 'otro.jpg' }, bytes)))).toBe('evidence/exists');
    port.refuse.appendEvidence = 'file/disk-full';
    expect(codeOf(await addEvidence(db, port, input()))).toBe('file/disk-full');
    delete port.refuse.appendEvidence;
    expect(port.unfinished).toBe(0);
    const stop = new AbortController();
    stop.abort();
    expect(codeOf(await addEvidence(db, port, { ...input(), signal: stop.signal }))).toBe('file/cancelled');
    expect(port.unfinished).toBe(0);
    expect(port.files.size).toBe(1);
  });

  test('is refused beyond the most, whether the others can be opened or not', async () => {
    const { existing, row } = await manyPieces(evidenceLimits.maxPieces - 1);
    got(await commit(db, [{ t: 'saves', k: 'put', row }], { action: 'evidence-added', caseId }));
    expect(existing).toBeGreaterThan(0);
    got(await addEvidence(db, port, input()));
    expect(codeOf(await addEvidence(db, port, input()))).toBe('evidence/too-many');
    expect(port.files.size).toBe(1);
  });

  test('is not written down when the journal refuses, and its file waits to be looked after', async () => {
    office.journal.refuse.commit = { code: 'journal/disk-full' };
    expect(codeOf(await addEvidence(db, port, input()))).toBe('journal/disk-full');
    delete office.journal.refuse.commit;
    expect(got(await readEvidence(db, caseId)).pieces).toEqual([]);
    expect(port.unsettled.size).toBe(1);
    const [id] = [...port.unsettled.keys()];
    expect(got(await settleEvidence(db, port))).toEqual([id]);
    expect(port.files.size).toBe(0);
  });

  test('that the journal knows is settled at a later start, whatever happened in between', async () => {
    port.refuse.settleEvidence = 'host/unexpected';
    const { id } = got(await addEvidence(db, port, input()));
    delete port.refuse.settleEvidence;
    expect(port.unsettled.has(id)).toBe(true);
    expect(got(await settleEvidence(db, port))).toEqual([]);
    expect(port.unsettled.size).toBe(0);
    expect(port.files.has(id)).toBe(true);
  });

  test('no file goes while the journal cannot be read', async () => {
    office.journal.refuse.commit = { code: 'journal/disk-full' };
    await addEvidence(db, port, input());
    delete office.journal.refuse.commit;
    office.journal.refuse.readJournal = { code: 'journal/not-read' };
    expect(codeOf(await settleEvidence(db, port))).toBe('journal/not-read');
    expect(port.files.size).toBe(1);
  });
});

describe('a damaged or missing file', () => {
  test('comes back from a copy; without one it is named, and nothing else is shown', async () => {
    const bytes = randomBytes(50);
    const { id } = got(await addEvidence(db, port, input({}, bytes)));
    const piece = await only();
    const open = () => openEvidence(db, port, { caseId, piece, why: 'other' });
    port.files.set(id, [randomBytes(4125)]);
    expect(toHex(got(await open()))).toBe(toHex(bytes));
    port.files.delete(id);
    expect(toHex(got(await open()))).toBe(toHex(bytes));
    port.copies.delete(id);
    port.files.set(id, [randomBytes(4125)]);
    expect(codeOf(await open())).toBe('evidence/damaged');
    port.files.delete(id);
    expect(codeOf(await open())).toBe('evidence/missing');
    // whoever looked in vain saw nothing
    expect(got(await readCustody(db, caseId, piece)).map(({ action }) => action)).toEqual(['evidence-added']);
  });

  test('another file in its place is noticed', async () => {
    const one = got(await addEvidence(db, port, input()));
    const other = got(await addEvidence(db, port, input()));
    const piece = got(await readEvidence(db, caseId)).pieces.find(({ id }) => id === one.id)!;
    for (const shelf of [port.files, port.copies]) shelf.set(one.id, shelf.get(other.id)!);
    expect(codeOf(await openEvidence(db, port, { caseId, piece, why: 'view' }))).toBe('evidence/damaged');
  });
});

describe('afterwards', () => {
  test('note, name and date change, the bin takes and gives back; each is an act, and nothing of the original moves', async () => {
    got(await addEvidence(db, port, input()));
    const before = await only();
    got(await editEvidence(db, caseId, before, { note: 'Portón', takenAt: '2026-11-23T08:00:00' }));
    got(await binEvidence(db, caseId, await only()));
    expect((await only()).inBin).toBe(true);
    got(await restoreEvidence(db, caseId, await only()));
    const after = await only();
    expect(after).toMatchObject({ note: 'Portón', takenFrom: 'typed', inBin: false, addedAt: before.addedAt });
    expect([after.sha256, after.size]).toEqual([before.sha256, before.size]);
    expect(got(await readCustody(db, caseId, after)).map(({ detail }) => detail)).toEqual([
      'Acción.jpg',
      'Acción.jpg: nota, fecha, origen de la fecha',
      'Acción.jpg: a la papelera',
      'Acción.jpg: de vuelta de la papelera',
    ]);
    // the same once more is no act
    got(await restoreEvidence(db, caseId, after));
    expect(got(await readCustody(db, caseId, after))).toHaveLength(4);
  });

  test('the record that somebody is writing does not go out of date by a photograph', async () => {
    const { changes } = got(await readRecord(db, caseId));
    const { commits } = office.journal;
    got(await addEvidence(db, port, input()));
    expect(office.journal.commits).toBe(commits + 1);
    expect(got(await readRecord(db, caseId)).changes).toBe(changes);
    expect(got(await readHistory(db, caseId)).flatMap(({ fields }) => fields)).not.toContain('thumb');
    const next = { ...sampleInspection(), values: { ...sampleInspection().values, address: 'Otra calle' } };
    const saved = got(await saveRecord(db, { caseId, draft: next, basedOn: changes }));
    expect(saved.changes).toBe(changes + 1);
    expect(got(await readEvidence(db, caseId)).pieces).toHaveLength(1);
  });
});

describe('a protected piece', () => {
  const secret = { isProtected: true, name: 'Rostro de la víctima.jpg' };

  test('needs the key of its case, and shows nothing without it', async () => {
    expect(codeOf(await addEvidence(db, port, input(secret)))).toBe('access/no-case-key');
    got(await beginProtected(db, caseId));
    const bytes = randomBytes(90);
    const { id } = got(await addEvidence(db, port, input(secret, bytes)));
    const piece = await only();
    got(await editEvidence(db, caseId, piece, { note: 'Señas' }));
    expect(toHex(got(await openEvidence(db, port, { caseId, piece, why: 'view' })))).toBe(toHex(bytes));
    closeProtected(db, caseId);
    const closed = got(await readEvidence(db, caseId));
    expect(closed.pieces).toEqual([]);
    expect(closed.closed).toMatchObject([{ id, why: 'closed', addedBy: db.personId }]);
    got(await openProtected(db, caseId, { reason: 'Declaración', emergency: false }));
    expect(await only()).toMatchObject({ name: secret.name, note: 'Señas', isProtected: true });
  });

  test('leaves its name in no act', async () => {
    got(await beginProtected(db, caseId));
    got(await addEvidence(db, port, input(secret)));
    const piece = await only();
    got(await binEvidence(db, caseId, piece));
    const told = got(await listAudit(db, { caseId })).map(({ detail }) => detail ?? '');
    expect(told.join()).toContain('Pieza protegida');
    expect(told.join()).not.toContain('víctima');
  });

  test('lies sealed apart from what every inspector may read', async () => {
    got(await beginProtected(db, caseId));
    got(await addEvidence(db, port, input(secret)));
    const rows = await db.tables.saves.toArray();
    const row = rows.find(({ prot }) => prot !== undefined)!;
    expect(row.c).toBe(caseId);
    // the reserved half names the fields, and has none of the values
    const { openJson } = await import('../../../../renderer/db/database.ts');
    const shown = got(await openJson(db, `saves/${row.c}/${row.r}/${row.n}`, row.sealed));
    expect(fromUtf8(utf8(JSON.stringify(shown)))).not.toContain('víctima');
    expect(JSON.stringify(shown)).toContain('evidence_protected/');
  });
});
