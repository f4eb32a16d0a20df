import { readdirSync, readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { createLastFolder } from '../../../electron/disk/last-folder.ts';
import { copyOut } from '../../../electron/disk/copy-out.ts';
import { createPackageHandlers, type PackageDeps } from '../../../electron/host/packages.ts';
import { openPackage, type OpenPackage } from '../../../electron/packages/seal-package.ts';
import type { Act } from '../../../shared/access/acts.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import { utf8 } from '../../../shared/kernel/bytes.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { spokenWordList } from '../../../shared/referral/spoken-words.ts';
import { prepareSignature } from '../../../shared/signature/prepare.ts';
import { verifyPdf } from '../../../shared/signature/verify.ts';
import { signablePdf } from '../../support/signable-pdf.ts';
import { signingTools } from '../../support/signing-tools.ts';
import { inspectorPassphrase, newFolder, openedOffice, testClock, valueOf } from '../../support/vault-builder.ts';
import { unseal, untar } from '../../support/package-reader.ts';
import { codeOf } from '../snapshots/snapshot-builder.ts';

const about = { caseId: newId(), documentId: newId() };
const place = 'La Ceiba';
let identity: string;
let key: string;
beforeAll(async () => {
  identity = await generateX25519Identity();
  key = await identityToRecipient(identity);
});

/** The field of the file that is signed in these tests; the app's own papers have another. */
const prepare: PackageDeps['prepare'] = (pdf, { signer, reason, place: where, when }) =>
  prepareSignature(pdf, { field: 'Firma_Inspector_1', name: signer, reason, place: where, when: new Date(when) });

async function start(overrides: Partial<PackageDeps> = {}) {
  const folder = newFolder();
  const stick = newFolder();
  const clock = testClock();
  const { vault } = await openedOffice(folder, clock);
  const acts: Act[] = [];
  const state: {
    fault?: Result<never>;
    refuse?: Act['action'];
    folder: string | undefined;
    opened: number;
    atNote: string[][];
  } = {
    folder: stick,
    opened: 0,
    atNote: [],
  };
  const staging = path.join(folder, 'paquetes');
  const record = (act: Act): Promise<Result<unknown>> => {
    acts.push(act);
    state.atNote.push(readdirSync(stick));
    if (act.action === state.refuse) return Promise.resolve(fail('journal/disk-full'));
    return Promise.resolve(state.fault ?? ok(undefined));
  };
  const handlers = createPackageHandlers({
    vault,
    clock,
    ...signingTools,
    prepare,
    folder: staging,
    begin: (order) => {
      state.opened += 1;
      return openPackage(order);
    },
    chooseFolder: () => Promise.resolve(state.folder),
    lastFolder: createLastFolder(folder),
    goingOut: {
      note: (action, told, name) => {
        const detail = [told?.detail, name].filter((part) => part !== undefined).join(' · ');
        return record({ action, ...told, detail });
      },
    },
    record,
    ...overrides,
  });
  return { folder, stick, staging, vault, acts, state, handlers };
}
type Started = Awaited<ReturnType<typeof start>>;

const order = (over: Partial<CallInput<'beginPackage'>> = {}): CallInput<'beginPackage'> => ({
  ...{ about, addressee: 'Ministerio Público', keys: [key], passphrase: inspectorPassphrase },
  ...over,
});

/** Everything up to the last step. */
async function filled({ handlers }: Started, over: Partial<CallInput<'beginPackage'>> = {}): Promise<string> {
  const { token } = valueOf(await handlers.beginPackage(order(over)));
  for (const name of ['LEAME.txt', 'remision.pdf', 'acuse.pdf']) {
    valueOf(await handlers.addToPackage({ token, name, bytes: utf8(`contenido de ${name}`) }));
  }
  const piece = about.documentId;
  valueOf(await handlers.addToPackage({ token, name: 'pruebas/prueba-001.jpg', bytes: utf8('foto'), piece }));
  const { pdf } = valueOf(await handlers.signAnnexes({ token, pdf: signablePdf(), place }));
  valueOf(await handlers.addToPackage({ token, name: 'anexos.pdf', bytes: pdf }));
  return token;
}

const nothingLeft = ({ stick, staging }: Started): void => {
  expect(readdirSync(stick)).toEqual([]);
  expect(existsSync(staging) ? readdirSync(staging) : []).toEqual([]);
};

describe('a package', () => {
  test('goes to the folder under a name that says nothing, and opens with the key of the institution', async () => {
    const started = await start();
    const token = await filled(started);
    const made = valueOf(await started.handlers.finishPackage({ token }));
    expect(readdirSync(started.stick)).toEqual([made.name]);
    expect(made.name).toMatch(/^REMISION-[0-9A-Z]{4}-[0-9A-Z]{4}\.age$/);
    expect(made.words).toBeUndefined();
    const found = await untar(await unseal(readFileSync(path.join(started.stick, made.name)), { identity }));
    expect(found.map(({ header }) => header.name)).toEqual([
      'LEAME.txt',
      'remision.pdf',
      'acuse.pdf',
      'pruebas/prueba-001.jpg',
      'anexos.pdf',
      'manifest-sha256.txt',
    ]);
    const verdict = await verifyPdf(found[4]!.bytes, { roots: [], now: new Date('2026-11-24T15:00:00Z') });
    expect(verdict).toMatchObject({ kind: 'signed', signatures: [{ reason: 'Lista de anexos de la remisión' }] });
    expect(readdirSync(started.staging)).toEqual([]);
  });

  test('is written down with its hash before a byte is on the stick; so is each piece', async () => {
    const started = await start();
    const token = await filled(started, { identitiesReason: 'para protegerlas' });
    const { sha256, name } = valueOf(await started.handlers.finishPackage({ token }));
    const packed = started.acts.findIndex(({ action }) => action === 'referral-packed');
    expect(started.acts[packed]).toEqual({
      ...about,
      action: 'referral-packed',
      detail: `Ministerio Público · 6 archivos · cifrado para la clave de la institución · con anexo de identidades: para protegerlas · SHA-256 ${sha256} · ${name}`,
    });
    expect(started.acts[packed + 1]?.action).toBe('evidence-exported');
    expect(started.acts[packed + 1]?.detail).toMatch(/^pruebas\/prueba-001\.jpg, SHA-256 [0-9a-f]{64} · REMISION/);
    expect(started.state.atNote.every((names) => names.length === 0)).toBe(true);
    expect(started.acts.map(({ action }) => action)).toEqual(['signed', 'referral-packed', 'evidence-exported']);
  });

  test('without a key has six words, told once and written nowhere', async () => {
    const started = await start();
    const token = await filled(started, { keys: [] });
    const { words = '', name } = valueOf(await started.handlers.finishPackage({ token }));
    expect(words.split(' ').every((word) => spokenWordList().includes(word))).toBe(true);
    expect(words.split(' ')).toHaveLength(6);
    expect(JSON.stringify(started.acts)).not.toContain(words);
    for (const word of words.split(' ')) expect(JSON.stringify(started.acts)).not.toContain(` ${word} `);
    expect(await untar(await unseal(readFileSync(path.join(started.stick, name)), { words }))).toHaveLength(6);
    expect(codeOf(await started.handlers.finishPackage({ token }))).toBe('referral/interrupted');
  }, 60_000);
});

describe('nothing begins', () => {
  test.each([
    ['a word in place of a key', ['hola'], 'referral/not-a-key'],
    ['a private key', ['AGE-SECRET-KEY-1QQQQ'], 'referral/secret-key'],
  ])('with %s', async (_, keys, code) => {
    const started = await start();
    expect(codeOf(await started.handlers.beginPackage(order({ keys })))).toBe(code);
    expect([started.state.opened, started.acts]).toEqual([0, []]);
  });

  test('with keys of both kinds', async () => {
    const { generateHybridIdentity } = await import('age-encryption');
    const started = await start();
    const keys = [key, await identityToRecipient(await generateHybridIdentity())];
    expect(codeOf(await started.handlers.beginPackage(order({ keys })))).toBe('referral/mixed-keys');
    expect(started.state.opened).toBe(0);
  });

  test('with a wrong passphrase, before any folder is asked for', async () => {
    const started = await start({ chooseFolder: () => Promise.reject(new Error('asked')) });
    expect(codeOf(await started.handlers.beginPackage(order({ passphrase: 'no es' })))).toBe('vault/wrong-passphrase');
  });

  test('when the person chooses no folder, or one where nothing can be written', async () => {
    const started = await start();
    started.state.folder = undefined;
    expect(codeOf(await started.handlers.beginPackage(order()))).toBe('file/cancelled');
    started.state.folder = '/proc';
    expect(codeOf(await started.handlers.beginPackage(order()))).toBe('file/cannot-write');
    expect(started.state.opened).toBe(0);
  });

  test('while nobody is signed in', async () => {
    const started = await start();
    await started.vault.lock();
    expect(codeOf(await started.handlers.beginPackage(order()))).toBe('vault/locked');
  });
});

describe('nothing stays', () => {
  test('of one that is given up, or ended by a lock', async () => {
    const started = await start();
    const { token } = valueOf(await started.handlers.beginPackage(order()));
    valueOf(await started.handlers.addToPackage({ token, name: 'LEAME.txt', bytes: utf8('x') }));
    valueOf(await started.handlers.cancelPackage({ token }));
    nothingLeft(started);
    expect(codeOf(await started.handlers.addToPackage({ token, name: 'acuse.pdf', bytes: utf8('x') }))).toBe(
      'referral/interrupted',
    );
    await filled(started);
    await started.handlers.cancelAll();
    nothingLeft(started);
  });

  test('of one that lacks a file, has a strange one, or has one twice', async () => {
    const started = await start();
    const { token } = valueOf(await started.handlers.beginPackage(order()));
    const add = (name: string) => started.handlers.addToPackage({ token, name, bytes: utf8('x') });
    valueOf(await add('LEAME.txt'));
    for (const name of ['LEAME.txt', '../x', 'manifest-sha256.txt', 'pruebas/Ana.jpg']) {
      expect(codeOf(await add(name))).toBe('ipc/bad-input');
    }
    expect(codeOf(await started.handlers.finishPackage({ token }))).toBe('ipc/bad-input');
    nothingLeft(started);
  });

  test('of one that could not be written down: it does not leave', async () => {
    const started = await start();
    const token = await filled(started);
    started.state.fault = fail('journal/disk-full');
    expect(codeOf(await started.handlers.finishPackage({ token }))).toBe('journal/disk-full');
    nothingLeft(started);
  });

  test('of one that was being prepared when the office was locked, even if somebody is in again', async () => {
    let during = (): Promise<unknown> => Promise.resolve();
    const started = await start({
      begin: async (what) => {
        const opened = await openPackage(what);
        await during();
        return opened;
      },
    });
    during = () => started.handlers.cancelAll();
    expect(codeOf(await started.handlers.beginPackage(order()))).toBe('vault/locked');
    nothingLeft(started);
  });

  test('of one that was signed or sealed while the office was locked', async () => {
    let during = (): Promise<unknown> => Promise.resolve();
    const started = await start({
      prepare: async (pdf, room) => {
        await during();
        return await prepare(pdf, room);
      },
      begin: async (what) => {
        const opened = await openPackage(what);
        if (!opened.ok) return opened;
        const { value } = opened;
        const finish: OpenPackage['finish'] = async () => {
          const sealed = await value.finish();
          await during();
          return sealed;
        };
        return ok({
          add: (name, bytes) => value.add(name, bytes),
          list: (name) => value.list(name),
          finish,
          cancel: () => value.cancel(),
        });
      },
    });
    const { token } = valueOf(await started.handlers.beginPackage(order()));
    during = () => started.handlers.cancelAll();
    expect(codeOf(await started.handlers.signAnnexes({ token, pdf: signablePdf(), place }))).toBe('vault/locked');
    expect(started.acts).toEqual([]);
    nothingLeft(started);
    during = () => Promise.resolve();
    const whole = await filled(started);
    during = () => started.handlers.cancelAll();
    expect(codeOf(await started.handlers.finishPackage({ token: whole }))).toBe('vault/locked');
    expect(started.acts.map(({ action }) => action)).toEqual(['signed']);
    nothingLeft(started);
  });

  test.each(['signAnnexes', 'finishPackage'] as const)('of one that somebody else would end by %s', async (call) => {
    const started = await start();
    const token = await filled(started);
    const signed = started.acts.length;
    const open = started.vault.openOffice.bind(started.vault);
    vi.spyOn(started.vault, 'openOffice').mockImplementation(() => {
      const office = open();
      return office.ok ? ok({ ...office.value, person: { ...office.value.person, id: newId() } }) : office;
    });
    const ended = await started.handlers[call]({ token, pdf: signablePdf(), place });
    expect(codeOf(ended)).toBe('referral/interrupted');
    expect(started.acts).toHaveLength(signed);
    nothingLeft(started);
  });

  test('of one whose thread is dead', async () => {
    const dead = (): Promise<never> => Promise.reject(new Error('the worker ended'));
    for (const cancel of [dead, () => Promise.resolve()]) {
      const started = await start({
        begin: async (what) => {
          const opened = await openPackage(what);
          return opened.ok ? ok({ add: dead, list: dead, finish: dead, cancel }) : opened;
        },
      });
      const { token } = valueOf(await started.handlers.beginPackage(order()));
      expect(readdirSync(started.staging)).toHaveLength(1);
      valueOf(await started.handlers.cancelPackage({ token }));
      nothingLeft(started);
    }
  });

  test('of one a piece of which could not be written down, or whose copying broke off; the log says so', async () => {
    const noPiece = await start();
    noPiece.state.refuse = 'evidence-exported';
    const broken = await start({ copy: () => Promise.reject(new Error('broke off')) });
    expect(codeOf(await noPiece.handlers.finishPackage({ token: await filled(noPiece) }))).toBe('journal/disk-full');
    const token = await filled(broken);
    await expect(broken.handlers.finishPackage({ token })).rejects.toThrow('broke off');
    for (const started of [noPiece, broken]) {
      nothingLeft(started);
      expect(started.acts.at(-1)).toMatchObject({ action: 'referral-packed' });
      expect(started.acts.at(-1)?.detail).toMatch(/: no se pudo guardar$/);
    }
  });

  test('of one whose stick is full, and the log says so', async () => {
    const started = await start({ copy: () => Promise.resolve(fail('file/disk-full')) });
    const token = await filled(started);
    expect(codeOf(await started.handlers.finishPackage({ token }))).toBe('file/disk-full');
    nothingLeft(started);
    expect(started.acts.at(-1)).toMatchObject({ action: 'referral-packed' });
    expect(started.acts.at(-1)?.detail).toMatch(/: no se pudo guardar$/);
  });

  test('of one whose stick gives back something else', async () => {
    const started = await start({ copy: (what) => copyOut({ ...what, sha256: 'f'.repeat(64) }) });
    const token = await filled(started);
    expect(codeOf(await started.handlers.finishPackage({ token }))).toBe('file/not-read-back');
    nothingLeft(started);
  });

  test('of one whose own disk fills up while it is sealed', async () => {
    const broken = (opened: OpenPackage): OpenPackage => ({
      add: (name, bytes) => (name === 'acuse.pdf' ? Promise.resolve(fail('file/disk-full')) : opened.add(name, bytes)),
      list: (name) => opened.list(name),
      finish: () => opened.finish(),
      cancel: () => opened.cancel(),
    });
    const started = await start({
      begin: async (what) => {
        const opened = await openPackage(what);
        return opened.ok ? ok(broken(opened.value)) : opened;
      },
    });
    const { token } = valueOf(await started.handlers.beginPackage(order()));
    valueOf(await started.handlers.addToPackage({ token, name: 'remision.pdf', bytes: utf8('x') }));
    expect(codeOf(await started.handlers.addToPackage({ token, name: 'acuse.pdf', bytes: utf8('x') }))).toBe(
      'file/disk-full',
    );
    nothingLeft(started);
    expect(started.acts).toEqual([]);
  });
});
