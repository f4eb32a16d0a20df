// The package of a whole case, from the calls of the window to what its receiver types: tar, sha256sum, openssl.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, test, vi } from 'vitest';
import { createLastFolder } from '../../../electron/disk/last-folder.ts';
import { createPackageHandlers } from '../../../electron/host/packages.ts';
import { openPackage } from '../../../electron/packages/seal-package.ts';
import {
  makeCasePackage,
  type CasePackageContent,
  type CasePackageSteps,
} from '../../../renderer/features/cases/make-case-package.ts';
import { AUTHORITY, isEmployer } from '../../../renderer/features/cases/case-receiver.ts';
import type { CaseHistory } from '../../../renderer/db/audit.ts';
import type { DocumentHead } from '../../../renderer/db/documents.ts';
import type { Act } from '../../../shared/access/acts.ts';
import type { Piece } from '../../../shared/evidence/piece.ts';
import { utf8 } from '../../../shared/kernel/bytes.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { fail, ok } from '../../../shared/kernel/result.ts';
import {
  isCaseFile,
  paperFileName,
  VERIFY_SIGNATURE,
  VERIFY_SUMS,
  type CaseIndex,
} from '../../../shared/referral/case-package.ts';
import { MOST_BYTES } from '../../../shared/referral/package-content.ts';
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
  ...{ addedBy: 'p1', addedAt: `2026-11-24T15:0${n}:00.000Z`, inBin: false },
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
    readHistory: () => Promise.resolve(ok(history)),
    actName: (action) => `acto ${action}`,
    personName: (id) => `persona ${id}`,
    onProgress: () => undefined,
    signal: stopping.signal,
    mostBytes: MOST_BYTES,
  };
  return { stick, acts, steps, stopping };
}

const typed = 'La pidió Rosa Mejía, de la bodega';
const act = { at, person: 'p1', caseId };
const history: CaseHistory = {
  acts: [
    { ...act, n: 1, action: 'finalised', detail: 'STSS-ORD-LCE-00001-2026' },
    { ...act, n: 2, action: 'protected-opened', detail: typed },
    { ...act, n: 3, action: 'evidence-added', detail: `${typed}.jpg` },
    { ...act, n: 4, action: 'finalised', detail: 'STSS-REM-LCE-00001-2026' },
  ],
  unreadable: 2,
};
const damaged = head(3);
const lost = piece(4);
const content = {
  ...{ caseId, caseName: 'STSS-EXP-LCE-00001-2026', madeAt: at },
  receiver: { key: AUTHORITY, name: 'Juzgado de Letras del Trabajo' },
  leftovers: [{ what: 'Tamizaje: 2', why: 'No tiene documento sellado.' }],
  office: { name: 'Oficina Regional de La Ceiba', code: 'LCE' },
  person: { name: 'Wendy Núñez', position: 'Inspectora' },
  documents: [head(1, { version: 2 }), head(1, { state: 'superseded' }), damaged],
  evidence: {
    pieces: [piece(1), piece(2, { isProtected: true, name: 'Rosa.jpg' }), piece(3, { inBin: true }), lost],
    // it came in before the others: they keep their numbers for whoever cannot open it
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
  expect(made.missing).toBe(7);
  expect(made.name).toMatch(/^EXPEDIENTE-[0-9A-Z]{4}-[0-9A-Z]{4}\.age$/);
  expect(acts.map(({ action }) => action)).toEqual(['signed', 'exported', 'evidence-exported']);

  const found = await untar(await unseal(readFileSync(path.join(stick, made.name)), { identity }));
  expect(found.map(({ header }) => header.name)).toEqual([
    'papeles/001-STSS-ORD-LCE-00001-2026-v2.pdf',
    'papeles/002-STSS-ORD-LCE-00001-2026-v1.pdf',
    'evidencia/pieza-002.jpg',
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
  expect(index).toContain('Pieza 1</strong>: Protegida o ilegible');
  expect(index).toContain('Pieza 3</strong>: Es una pieza protegida');
  expect(index).toContain('Pieza 4</strong>: Está en la papelera');
  expect(index).toContain('STSS-ORD-LCE-00003-2026, versión 1</strong>: No se pudo leer');
  expect(index).toContain('Tamizaje: 2</strong>');
  expect(index).toContain('Actos de la oficina que no se pudieron abrir: 2</strong>');
  expect(index).not.toMatch(/Rosa|<b>|foto|Va todo/);
  // of the acts only numbers of papers that go are told
  const acted = JSON.parse(readFileSync(path.join(out, 'historial.json'), 'utf8')) as readonly { detail: string }[];
  expect(acted.map(({ detail }) => detail)).toEqual(['STSS-ORD-LCE-00001-2026', '', '', '']);

  const run = (command: string) => {
    const [program = '', ...args] = command.split(' ');
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: out, encoding: 'utf8' });
    return { status, said: `${stdout}${stderr}` };
  };
  expect(run(VERIFY_SUMS)).toMatchObject({ status: 0 });
  expect(run(VERIFY_SIGNATURE)).toMatchObject({ status: 0, said: expect.stringContaining('successful') as string });
  // a file, and then also its sum, changed afterwards
  writeFileSync(path.join(out, 'evidencia/pieza-002.jpg'), 'otra');
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

/** Makes a package sealed to a key, which opens at once, and opens it. */
async function opened(steps: CasePackageSteps, stick: string, changes: Partial<CasePackageContent>) {
  const identity = await generateX25519Identity();
  const keys = [await identityToRecipient(identity)];
  const made = valueOf(await makeCasePackage(steps, { ...content, keys, ...changes }, inspectorPassphrase));
  const found = await untar(await unseal(readFileSync(path.join(stick, made.name)), { identity }));
  const index = Buffer.from(found.find(({ header }) => header.name === 'indice.json')?.bytes ?? []).toString();
  return { names: found.map(({ header }) => header.name), missing: (JSON.parse(index) as CaseIndex).missing };
}

test('each receiver gets its own papers, and of those of others only how many there are', async () => {
  const record = { kind: 'interview', id: newId() };
  const documents = [
    head(1),
    head(2, { addressee: 'employer' }),
    head(4, { kind: 'referral', record: { kind: 'referral', id: newId() }, addressee: 'publicProsecutor' }),
    head(5, { kind: 'referral', record: { kind: 'referral', id: newId() }, addressee: 'police' }),
    head(6, { kind: 'interview', record }),
    head(7, { kind: 'interview', record, addressee: 'publicProsecutor' }),
  ];
  const gets = async (key: string) => {
    const { stick, steps } = await start();
    const { names, missing } = await opened(steps, stick, { documents, receiver: { key, name: 'Quien recibe' } });
    return {
      papers: names.flatMap((name) => (/^papeles.*-0000(\d)-/.exec(name) ?? []).slice(1)),
      left: missing.filter(({ what }) => what.includes('documento')).map(({ what, why }) => `${what}. ${why}`),
    };
  };
  const internal = 'Un documento. Es el ejemplar interno de la oficina.';
  expect(await gets(AUTHORITY)).toEqual({
    papers: ['1', '2'],
    left: [internal, '3 documentos. Se hizo para otra institución.'],
  });
  expect(await gets('publicProsecutor')).toEqual({
    papers: ['1', '2', '4', '7'],
    left: [internal, 'Un documento. Se hizo para otra institución.'],
  });
});

test('the employer is nobody to whom it is addressed, however its name is written', () => {
  expect(isEmployer(' ÑOÑO & guity ', 'Ñoño & Güity')).toBe(true);
  expect(isEmployer('Juzgado de Letras', 'Ñoño & Güity')).toBe(false);
  expect(isEmployer('', '')).toBe(false);
});

test('what has no room any more is named, and the rest goes', async () => {
  const { stick, steps } = await start();
  const evidence = { pieces: [piece(1), piece(2), piece(3)], closed: [] };
  const papers = utf8(`%PDF de ${newId()}`).length;
  // behind one paper there is room for two pieces
  const mostBytes = 64 * 1024 * 1024 + papers + 2 * 4;
  const { names, missing } = await opened({ ...steps, mostBytes }, stick, { documents: [head(1)], evidence });
  expect(names.filter((name) => name.startsWith('evidencia/'))).toEqual(
    [1, 2].map((n) => `evidencia/pieza-00${n}.jpg`),
  );
  expect(names).toContain('historial.json');
  expect(missing).toContainEqual({ what: 'Pieza 3', why: 'El paquete llegó al tamaño máximo que puede tener.' });
});

test('the files of the two kinds of package are not taken for each other', () => {
  for (const name of ['remision.pdf', 'anexos.pdf', 'SHA256SUMS', 'oficina.pem', 'papeles/../x.pdf', 'evidencia/1.jpg'])
    expect(isCaseFile(name)).toBe(false);
  expect(isCaseFile(paperFileName(1, { number: 'Ñ/../ ', version: 1 }))).toBe(true);
  expect(paperFileName(7, { number: 'STSS-AI-0201', version: 2 })).toBe('papeles/007-STSS-AI-0201-v2.pdf');
});
