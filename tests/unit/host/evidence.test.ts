import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { evidencePath, listEvidence } from '../../../electron/evidence/evidence-files.ts';
import { EvidenceStore, LEFT_ALONE_MS } from '../../../electron/evidence/evidence-store.ts';
import { createChosenFiles } from '../../../electron/host/chosen-files.ts';
import { createEvidenceHandlers } from '../../../electron/host/evidence.ts';
import { createSaveEvidenceHandlers } from '../../../electron/host/save-evidence.ts';
import { may, permissions, type Permission } from '../../../shared/access/permissions.ts';
import { roles, type Role } from '../../../shared/access/roles.ts';
import { chunkCount, CHUNK_BYTES, sealedSize, SEALED_CHUNK_BYTES } from '../../../shared/evidence/seal-chunks.ts';
import { randomBytes, toHex, type Bytes } from '../../../shared/kernel/bytes.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { newFolder, testClock } from '../../support/vault-builder.ts';
import { codeOf, valueOf } from '../snapshots/snapshot-builder.ts';

const caseId = newId();

function startStore(folder = path.join(newFolder(), 'evidencias')) {
  const clock = testClock();
  const held: { roles: readonly Role[] } = { roles: ['inspector'] };
  const store = new EvidenceStore(folder, clock);
  const state = { whole: true, copies: [] as string[] };
  const chosen = createChosenFiles();
  const picked: { files?: string[]; folder?: string } = {};
  const handlers = createEvidenceHandlers({
    vault: { openOffice: () => ok({ person: { roles: held.roles } } as never) },
    store,
    chosen,
    dialogs: {
      chooseEvidenceFiles: () => Promise.resolve(picked.files),
      chooseCameraFolder: () => Promise.resolve(picked.folder),
    },
    copies: () => Promise.resolve(state.copies),
    isWhole: () => state.whole,
    room: () => Promise.resolve(ok(undefined)),
  });
  return { folder, clock, store, handlers, held, state, chosen, picked };
}

type Started = ReturnType<typeof startStore>;

/** Chunks as large as sealed ones are; what is in them does not matter here. */
function chunksOf(size: number): Bytes[] {
  const count = chunkCount(size);
  const last = sealedSize(size) - (count - 1) * SEALED_CHUNK_BYTES;
  return Array.from({ length: count }, (_, n) => {
    const chunk = new Uint8Array(n === count - 1 ? last : SEALED_CHUNK_BYTES);
    chunk.set(randomBytes(64));
    return chunk;
  });
}

async function put({ handlers }: Started, size = 20): Promise<{ id: string; chunks: Bytes[] }> {
  const { id } = valueOf(await handlers.beginEvidence({ caseId, size }));
  const chunks = chunksOf(size);
  for (const [n, sealed] of chunks.entries()) valueOf(await handlers.appendEvidence({ id, n, sealed }));
  valueOf(await handlers.finishEvidence({ id }));
  return { id, chunks };
}

function everything(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:bin|tmp|json)$/.test(name))
    .sort();
}

describe('a sealed file', () => {
  test('comes chunk by chunk and is given back so; its name says which bytes it has', async () => {
    const started = startStore();
    const { id, chunks } = await put(started, CHUNK_BYTES + 77);
    for (const [n, chunk] of chunks.entries()) {
      expect(toHex(valueOf(await started.handlers.readEvidence({ id, n })).sealed)).toBe(toHex(chunk));
    }
    const [file] = await listEvidence(started.folder);
    expect(file).toMatchObject({ id, size: sealedSize(CHUNK_BYTES + 77) });
    expect(path.basename(evidencePath(started.folder, file!))).not.toContain(caseId);
  });

  test('of another office keeps its id, and never takes the place of one that is here', async () => {
    const started = startStore();
    const id = newId();
    const begun = await started.handlers.beginEvidence({ caseId, size: 5, id });
    expect(valueOf(begun).id).toBe(id);
    expect(codeOf(await started.handlers.beginEvidence({ caseId, size: 5, id }))).toBe('evidence/interrupted');
    valueOf(await started.handlers.appendEvidence({ id, n: 0, sealed: chunksOf(5)[0]! }));
    valueOf(await started.handlers.finishEvidence({ id }));
    expect(codeOf(await started.handlers.beginEvidence({ caseId, size: 5, id }))).toBe('evidence/exists');
    expect(await listEvidence(started.folder)).toHaveLength(1);
  });

  test('is there whole or not at all: chunks that miss, come twice or too many are refused', async () => {
    const started = startStore();
    const { handlers, folder } = started;
    const [first, last] = chunksOf(CHUNK_BYTES + 1) as [Bytes, Bytes];
    const begin = async () => valueOf(await handlers.beginEvidence({ caseId, size: CHUNK_BYTES + 1 })).id;
    const early = await begin();
    valueOf(await handlers.appendEvidence({ id: early, n: 0, sealed: first }));
    expect(codeOf(await handlers.finishEvidence({ id: early }))).toBe('evidence/interrupted');
    const twice = await begin();
    valueOf(await handlers.appendEvidence({ id: twice, n: 0, sealed: first }));
    expect(codeOf(await handlers.appendEvidence({ id: twice, n: 0, sealed: first }))).toBe('evidence/interrupted');
    const more = await begin();
    valueOf(await handlers.appendEvidence({ id: more, n: 0, sealed: first }));
    valueOf(await handlers.appendEvidence({ id: more, n: 1, sealed: last }));
    const behind = await handlers.appendEvidence({ id: more, n: 2, sealed: last });
    expect(codeOf(behind)).toBe('evidence/interrupted');
    expect(codeOf(await handlers.appendEvidence({ id: newId(), n: 0, sealed: first }))).toBe('evidence/interrupted');
    expect(everything(folder)).toEqual([]);
  });

  test('leaves nothing when it is given up, by the person or by a lock', async () => {
    const started = startStore();
    const { handlers, store, folder } = started;
    for (const end of [(id: string) => handlers.cancelEvidence({ id }), () => store.cancelAll()]) {
      const { id } = valueOf(await handlers.beginEvidence({ caseId, size: 5 }));
      await end(id);
      expect(everything(folder)).toEqual([]);
      expect(codeOf(await handlers.finishEvidence({ id }))).toBe('evidence/interrupted');
    }
  });

  test('is not begun where there is no room', async () => {
    const started = startStore();
    const handlers = createEvidenceHandlers({
      vault: { openOffice: () => ok({ person: { roles: ['inspector'] } } as never) },
      store: started.store,
      chosen: started.chosen,
      dialogs: {
        chooseEvidenceFiles: () => Promise.resolve(undefined),
        chooseCameraFolder: () => Promise.resolve(undefined),
      },
      copies: () => Promise.resolve([]),
      isWhole: () => true,
      room: () => Promise.resolve(fail('file/disk-full', { needed: 9, free: 1 })),
    });
    expect(codeOf(await handlers.beginEvidence({ caseId, size: 5 }))).toBe('file/disk-full');
    expect(existsSync(started.folder)).toBe(false);
  });
});

describe('a kill', () => {
  test('between two chunks leaves nothing after the next start', async () => {
    const started = startStore();
    const { id } = valueOf(await started.handlers.beginEvidence({ caseId, size: CHUNK_BYTES + 1 }));
    valueOf(await started.handlers.appendEvidence({ id, n: 0, sealed: chunksOf(CHUNK_BYTES + 1)[0]! }));
    expect(everything(started.folder)).toHaveLength(2);
    const again = startStore(started.folder);
    await again.store.sweepUnfinished();
    expect(everything(started.folder)).toEqual([]);
  });

  test('between the bytes and the journal leaves a file that goes after a day, and only when somebody says so', async () => {
    const started = startStore();
    const { id } = await put(started);
    const again = startStore(started.folder);
    await again.store.sweepUnfinished();
    expect(valueOf(await again.handlers.unsettledEvidence({}))).toEqual([]);
    expect(codeOf(await again.handlers.dropEvidence({ id }))).toBe('evidence/exists');
    again.clock.move(LEFT_ALONE_MS + 1000);
    expect(valueOf(await again.handlers.unsettledEvidence({}))).toEqual([{ id, caseId }]);
    // a journal that is not whole knows too little to say that it does not know a file
    again.state.whole = false;
    expect(codeOf(await again.handlers.dropEvidence({ id }))).toBe('evidence/exists');
    again.state.whole = true;
    valueOf(await again.handlers.dropEvidence({ id }));
    expect(everything(started.folder)).toEqual([]);
  });

  test('after both leaves a file that is never swept once it is settled', async () => {
    const started = startStore();
    const { id } = await put(started);
    valueOf(await started.handlers.settleEvidence({ id }));
    started.clock.move(400 * LEFT_ALONE_MS);
    expect(valueOf(await started.handlers.unsettledEvidence({}))).toEqual([]);
    expect(codeOf(await started.handlers.dropEvidence({ id }))).toBe('evidence/exists');
    expect(await listEvidence(started.folder)).toHaveLength(1);
  });
});

describe('mending', () => {
  test('a missing or damaged file comes back from the copy that has it whole', async () => {
    const started = startStore();
    const { handlers, folder, state } = started;
    const { id, chunks } = await put(started);
    const [file] = await listEvidence(folder);
    const own = evidencePath(folder, file!);
    const broken = path.join(newFolder(), 'evidencias');
    const sound = path.join(newFolder(), 'evidencias');
    for (const place of [broken, sound]) {
      mkdirSync(path.dirname(evidencePath(place, file!)), { recursive: true });
      writeFileSync(evidencePath(place, file!), readFileSync(own));
    }
    flipByte(evidencePath(broken, file!));
    expect(valueOf(await handlers.mendEvidence({ id }))).toEqual({ state: 'whole' });
    flipByte(own);
    expect(codeOf(await handlers.mendEvidence({ id }))).toBe('evidence/damaged');
    state.copies = [broken];
    expect(codeOf(await handlers.mendEvidence({ id }))).toBe('evidence/damaged');
    state.copies = [broken, sound];
    expect(valueOf(await handlers.mendEvidence({ id }))).toEqual({ state: 'mended' });
    expect(toHex(valueOf(await handlers.readEvidence({ id, n: 0 })).sealed)).toBe(toHex(chunks[0]!));
    expect(codeOf(await handlers.mendEvidence({ id: newId() }))).toBe('evidence/missing');
  });
});

function flipByte(file: string): void {
  const bytes = readFileSync(file);
  bytes[bytes.length - 1]! ^= 1;
  writeFileSync(file, bytes);
}

describe('rights', () => {
  const id = newId();
  const sealed = new Uint8Array(10);
  const needs: Readonly<Record<string, Permission>> = {
    chooseEvidence: 'case.write',
    readChosen: 'case.write',
    beginEvidence: 'case.write',
    appendEvidence: 'case.write',
    finishEvidence: 'case.write',
    cancelEvidence: 'case.write',
    settleEvidence: 'case.write',
    readEvidence: 'case.read',
    mendEvidence: 'case.read',
    unsettledEvidence: 'case.read',
    dropEvidence: 'case.write',
  };
  const inputs = { id, n: 0, sealed, caseId, size: 1, token: 'x', at: 0, length: 1, what: 'files' } as never;

  test.each(roles)('%s gets what the table gives, of every call', async (role) => {
    const { handlers, held } = startStore();
    held.roles = [role];
    expect(Object.keys(handlers).sort()).toEqual(Object.keys(needs).sort());
    for (const [name, permission] of Object.entries(needs)) {
      const answer = await handlers[name as keyof typeof handlers](inputs);
      const refused = !answer.ok && answer.fault.code === 'access/denied';
      expect(`${name}: ${refused}`).toBe(`${name}: ${!may([role], permission)}`);
    }
    expect(permissions['case.read']).not.toContain('statistics');
  });
});

describe('files that a person chose', () => {
  test('are read by tokens while somebody is signed in; a folder gives its pictures, newest first', async () => {
    const { handlers, picked, chosen } = startStore();
    const card = newFolder();
    mkdirSync(path.join(card, 'DCIM', '100MEDIA'), { recursive: true });
    writeFileSync(path.join(card, 'DCIM', '100MEDIA', 'IMG_1.JPG'), 'uno');
    writeFileSync(path.join(card, 'DCIM', '100MEDIA', '.thumb.jpg'), 'oculta');
    writeFileSync(path.join(card, 'lista.txt'), 'no');
    picked.folder = card;
    const { files, more } = valueOf(await handlers.chooseEvidence({ what: 'folder' }));
    expect(files.map(({ name, size }) => [name, size])).toEqual([['IMG_1.JPG', 3]]);
    expect(more).toBe(false);
    expect(JSON.stringify(files)).not.toContain(card);
    const { token } = files[0]!;
    const read = valueOf(await handlers.readChosen({ token, at: 1, length: 10 }));
    expect(Buffer.from(read.bytes).toString()).toBe('no');
    expect(codeOf(await handlers.readChosen({ token: 'otro', at: 0, length: 1 }))).toBe('file/cannot-read');
    chosen.forget();
    expect(codeOf(await handlers.readChosen({ token, at: 0, length: 1 }))).toBe('file/cannot-read');
    picked.folder = undefined as never;
    expect(codeOf(await handlers.chooseEvidence({ what: 'folder' }))).toBe('file/cancelled');
  });
});

describe('copies that leave', () => {
  function startSaving(refuses = false, mayGo: Result<unknown> = ok(undefined)) {
    const folder = newFolder();
    const noted: string[] = [];
    const handlers = createSaveEvidenceHandlers({
      askWhere: (proposed) => Promise.resolve(path.join(folder, path.basename(proposed))),
      chooseFolder: () => Promise.resolve(folder),
      lastFolder: { find: () => Promise.resolve(folder), remember: () => undefined, forget: () => undefined },
      write: (file, bytes) => {
        if (refuses) return Promise.resolve(fail('file/disk-full'));
        writeFileSync(file, bytes);
        return Promise.resolve(ok(undefined));
      },
      mayGo: () => mayGo,
      goingOut: {
        note: (action, about, name) => {
          noted.push(`${action} ${about?.documentId ?? ''} ${name ?? ''}`);
          return Promise.resolve(ok(undefined));
        },
      },
    });
    return { folder, noted, handlers };
  }
  const about = { caseId, documentId: newId() };
  const bytes = randomBytes(5);

  test('are written down first, and replace nothing in a folder', async () => {
    const { handlers, folder, noted } = startSaving();
    const { token } = valueOf(await handlers.chooseExportFolder({}));
    const save = () => handlers.saveEvidence({ bytes, suggestedName: '001 Foto: uno.jpg', folder: token, about });
    expect(valueOf(await save()).name).toBe('001 Foto- uno.jpg');
    expect(valueOf(await save()).name).toBe('001 Foto- uno (2).jpg');
    expect(readdirSync(folder).sort()).toEqual(['001 Foto- uno (2).jpg', '001 Foto- uno.jpg']);
    expect(noted).toEqual([
      `evidence-exported ${about.documentId} 001 Foto- uno.jpg`,
      `evidence-exported ${about.documentId} 001 Foto- uno (2).jpg`,
    ]);
    handlers.forgetFolders();
    expect(codeOf(await save())).toBe('file/cannot-write');
  });

  test('go with nobody who may not let any out', async () => {
    const { handlers, folder, noted } = startSaving(false, fail('access/denied', { permission: 'document.export' }));
    expect(codeOf(await handlers.chooseExportFolder({}))).toBe('access/denied');
    expect(codeOf(await handlers.saveEvidence({ bytes, suggestedName: 'a.jpg', about }))).toBe('access/denied');
    expect([readdirSync(folder), noted]).toEqual([[], []]);
  });

  test('that could not be written are said not to have left', async () => {
    const { handlers, noted } = startSaving(true);
    expect(codeOf(await handlers.saveEvidence({ bytes, suggestedName: 'a.jpg', about }))).toBe('file/disk-full');
    expect(noted.at(-1)).toContain('a.jpg: no se pudo guardar');
  });
});
