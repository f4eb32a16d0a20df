// The package of a whole case, from the calls of the window to what its receiver types: tar, sha256sum, openssl.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, test, vi } from 'vitest';
import { createLastFolder } from '../../../electron/disk/last-folder.ts';
import { createPackageHandlers } from '../../../electron/host/packages.ts';
import { openPackage } from '../../../electron/packages/seal-package.ts';
import { makeCasePackage, type CasePackageSteps } from '../../../renderer/features/cases/make-case-package.ts';
import type { DocumentHead } from '../../../renderer/db/documents.ts';
import type { Act } from '../../../shared/access/acts.ts';
import type { Piece } from '../../../shared/evidence/piece.ts';
import { utf8 } from '../../../shared/kernel/bytes.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { fail, ok } from '../../../shared/kernel/result.ts';
import { isCaseFile, paperFileName, VERIFY_SIGNATURE, VERIFY_SUMS } from '../../../shared/referral/case-package.ts';
import { unseal, untar } from '../../support/package-reader.ts';
import { signingTools } from '../../support/signing-tools.ts';
import { inspectorPassphrase, newFolder, openedOffice, testClock, valueOf } from '../../support/vault-builder.ts';

vi.setConfig({ testTimeout: 60_000 });

const caseId = newId();
const at = '2026-11-24T15:00:00.000Z';
const head = (n: number, changes: Partial<DocumentHead> = {}): DocumentHead => ({
  ...{
    id: newId(),
    caseId,
    kind: 'acta',
    number: `STSS-ORD-LCE-0000${n}-2026`,
    version: 1,
    title: 'Acta de inspección',
  },
  ...{ paper: 'letter', addressee: 'file', pages: 1, madeAt: at, state: 'sealed', recordHash: '', reason: '' },
  revisions: [{ sha256: '0'.repeat(64), at, size: 1, signer: 'Wendy Núñez' }],
  settings: { letterhead: [], chiefName: '', chiefPosition: '' },
  ...changes,
});
const piece = (n: number, changes: Partial<Piece> = {}): Piece => ({
  ...{
    id: newId(),
    isProtected: false,
    name: `foto ${n} <b>.jpg`,
    type: 'image/jpeg',
    size: 4,
    sha256: 'a'.repeat(64),
  },
  ...{
    key: new Uint8Array(32),
    takenAt: '2026-11-24T09:15:00',
    takenFrom: 'camera',
    from: 'drag',
    note: '',
    thumb: '',
  },
  ...{ addedBy: 'p1', addedAt: at, inBin: false },
  ...changes,
});

async function start() {
  const stick = newFolder();
  const folder = newFolder();
  const clock = testClock();
  const { vault } = await openedOffice(folder, clock);
  const acts: Act[] = [];
  const record = (act: Act) => {
    acts.push(act);
    return Promise.resolve(ok(undefined));
  };
  const handlers = createPackageHandlers({
    ...{ vault, clock, ...signingTools, record, begin: openPackage },
    folder: path.join(folder, 'paquetes'),
    chooseFolder: () => Promise.resolve(stick),
    lastFolder: createLastFolder(folder),
    goingOut: {
      note: (action, told, name) => record({ action, ...told, detail: `${told?.detail ?? ''} · ${name ?? ''}` }),
    },
  });
  const stopping = new AbortController();
  const steps: CasePackageSteps = {
    begin: handlers.beginPackage,
    add: handlers.addToPackage,
    finish: handlers.finishPackage,
    cancel: handlers.cancelPackage,
    readPaper: (id) => Promise.resolve(id === damaged.id ? fail('db/damaged') : ok(utf8(`%PDF de ${id}`))),
    openPiece: ({ id }) => Promise.resolve(id === lost.id ? fail('evidence/missing') : ok(utf8('foto'))),
    cleanCopy: (bytes) => Promise.resolve(ok(bytes)),
    readHistory: () => Promise.resolve(ok([{ n: 1, at, person: 'p1', action: 'finalised' as const, caseId }])),
    actName: (action) => `acto ${action}`,
    personName: (id) => `persona ${id}`,
    onProgress: () => undefined,
    signal: stopping.signal,
  };
  return { stick, acts, steps, stopping };
}

const damaged = head(3);
const lost = piece(4);
const content = {
  ...{ caseId, caseName: 'STSS-EXP-LCE-00001-2026', madeAt: at, addressee: 'Juzgado de Letras del Trabajo' },
  office: { name: 'Oficina Regional de La Ceiba', code: 'LCE' },
  person: { name: 'Wendy Núñez', position: 'Inspectora' },
  documents: [head(1, { version: 2 }), head(1, { state: 'superseded' }), damaged],
  evidence: {
    pieces: [piece(1), piece(2, { isProtected: true, name: 'Rosa.jpg' }), piece(3, { inBin: true }), lost],
    closed: [{ id: newId(), why: 'closed' as const, addedBy: 'p1', addedAt: at }],
  },
  keys: [] as readonly string[],
  rootWords: 'ábaco zurdo flauta arpa soldado paloma gratis hueso'.split(' '),
};

test('a whole case is one sealed file whose sums and signature check with the programs of others', async () => {
  const { stick, acts, steps } = await start();
  const identity = await generateX25519Identity();
  const keys = [await identityToRecipient(identity)];
  const made = valueOf(await makeCasePackage(steps, { ...content, keys }, inspectorPassphrase));
  expect(made.missing).toBe(5);
  expect(made.name).toMatch(/^EXPEDIENTE-[0-9A-Z]{4}-[0-9A-Z]{4}\.age$/);
  expect(acts.map(({ action }) => action)).toEqual(['signed', 'exported', 'evidence-exported']);

  const found = await untar(await unseal(readFileSync(path.join(stick, made.name)), { identity }));
  expect(found.map(({ header }) => header.name)).toEqual([
    'papeles/001-STSS-ORD-LCE-00001-2026-v2.pdf',
    'papeles/002-STSS-ORD-LCE-00001-2026-v1.pdf',
    'evidencia/pieza-001.jpg',
    'historial.json',
    'LEAME.txt',
    'indice.json',
    'indice.html',
    'oficina.pem',
    'SHA256SUMS',
    'SHA256SUMS.p7s',
  ]);
  const out = newFolder();
  for (const { header, bytes } of found) {
    mkdirSync(path.dirname(path.join(out, header.name)), { recursive: true });
    writeFileSync(path.join(out, header.name), bytes);
  }
  const readme = readFileSync(path.join(out, 'LEAME.txt'), 'utf8');
  const index = readFileSync(path.join(out, 'indice.html'), 'utf8');
  for (const typed of [VERIFY_SUMS, VERIFY_SIGNATURE]) expect(readme).toContain(typed);
  // what is withheld is named, what is protected never by its name, and no name becomes markup
  expect(index).toContain('Pieza 2</strong>: Es una pieza protegida');
  expect(index).toContain('Pieza 3</strong>: Está en la papelera');
  expect(index).toContain('STSS-ORD-LCE-00003-2026, versión 1</strong>: No se pudo leer');
  expect(index).not.toMatch(/Rosa|<b>/);

  const run = (command: string) => {
    const [program = '', ...args] = command.split(' ');
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: out, encoding: 'utf8' });
    return { status, said: `${stdout}${stderr}` };
  };
  expect(run(VERIFY_SUMS)).toMatchObject({ status: 0 });
  expect(run(VERIFY_SIGNATURE)).toMatchObject({ status: 0, said: expect.stringContaining('successful') as string });
  // a file, and then also its sum, changed afterwards
  writeFileSync(path.join(out, 'evidencia/pieza-001.jpg'), 'otra');
  expect(run(VERIFY_SUMS).status).not.toBe(0);
  writeFileSync(path.join(out, 'SHA256SUMS'), readFileSync(path.join(out, 'SHA256SUMS'), 'utf8').replace(/^./, 'x'));
  expect(run(VERIFY_SIGNATURE).status).not.toBe(0);
});

test('without a key it opens with six words, and who gives up leaves nothing behind', async () => {
  const { stick, steps, stopping } = await start();
  const made = valueOf(await makeCasePackage(steps, content, inspectorPassphrase));
  const words = made.words ?? '';
  expect(words.split(' ')).toHaveLength(6);
  expect(await untar(await unseal(readFileSync(path.join(stick, made.name)), { words }))).toHaveLength(10);
  stopping.abort();
  const given = await makeCasePackage(steps, content, inspectorPassphrase);
  expect(given).toMatchObject({ ok: false, fault: { code: 'file/cancelled' } });
  expect(readdirSync(stick)).toEqual([made.name]);
});

test('the files of the two kinds of package are not taken for each other', () => {
  for (const name of ['remision.pdf', 'anexos.pdf', 'SHA256SUMS', 'oficina.pem', 'papeles/../x.pdf', 'evidencia/1.jpg'])
    expect(isCaseFile(name)).toBe(false);
  expect(isCaseFile(paperFileName(1, { number: 'Ñ/../ ', version: 1 }))).toBe(true);
  expect(paperFileName(7, { number: 'STSS-AI-0201', version: 2 })).toBe('papeles/007-STSS-AI-0201-v2.pdf');
});
