import { describe, expect, test } from 'vitest';
import {
  makePackage,
  type PackageContent,
  type PackageSteps,
} from '../../../../renderer/features/documents/make-package.ts';
import { checkPackageForm, emptyPackageForm } from '../../../../renderer/features/documents/package-form.ts';
import type { Piece } from '../../../../shared/evidence/piece.ts';
import { sha256, toHex, utf8, type Bytes } from '../../../../shared/kernel/bytes.ts';
import { fail, ok } from '../../../../shared/kernel/result.ts';
import type { Report } from '../../../../shared/report/report.ts';

const piece = (id: string, over: Partial<Piece> = {}): Piece => ({
  ...{ id, isProtected: false, name: `${id}.jpg`, type: 'image/jpeg', size: 4, sha256: 'ab'.repeat(32) },
  ...{
    key: new Uint8Array(32),
    takenAt: '2026-11-24T09:15:00',
    takenFrom: 'camera',
    from: 'drag',
    note: '',
    thumb: '',
  },
  ...{ addedBy: 'x', addedAt: '2026-11-24T21:00:00.000Z', inBin: false },
  ...over,
});
const content: PackageContent = {
  rootWords: ['pino', 'mar'],
  about: { caseId: 'c', documentId: 'd' },
  number: 'STSS-REM-LCE-00001-2026',
  addressee: 'Ministerio Público',
  office: { name: 'Oficina de La Ceiba', code: 'LCE', letterhead: [] },
  person: { name: 'Wendy Núñez', position: 'Inspectora', credential: 'IT-0457' },
  paper: 'letter',
  place: 'La Ceiba',
  referral: utf8('%PDF firmado'),
  pieces: [
    { piece: piece('uno'), description: 'Recipientes sin etiqueta' },
    { piece: piece('dos', { type: 'application/pdf', name: 'Carnet de Olvin Ticas.pdf' }), description: '' },
  ],
  keys: ['age1x'],
  madeAt: '2026-11-25T15:00:00.000Z',
};

const signedBy = (field: string) =>
  ok({ kind: 'signed', signatures: [{ field, verdict: 'valid', reasons: [] }] } as never);

function start(overrides: Partial<PackageSteps> = {}) {
  const said: string[] = [];
  const added = new Map<string, { bytes: Bytes; piece: string | undefined }>();
  const reports: Report[] = [];
  const controller = new AbortController();
  const steps: PackageSteps = {
    begin: (input) => {
      said.push(`begin ${input.addressee} ${input.identitiesReason ?? ''}`.trim());
      return Promise.resolve(ok({ token: 't' }));
    },
    add: ({ name, bytes, piece: of }) => {
      added.set(name, { bytes, piece: of });
      return Promise.resolve(ok({}));
    },
    sign: ({ pdf }) => Promise.resolve(ok({ pdf, signer: 'x', signedAt: '' })),
    finish: () => {
      said.push('finish');
      return Promise.resolve(ok({ name: 'REMISION.age', sha256: '', size: 1, files: 6 }));
    },
    cancel: () => {
      said.push('cancel');
      return Promise.resolve();
    },
    render: (report) => {
      reports.push(report);
      return Promise.resolve(ok({ pdf: utf8(report.template) }));
    },
    verify: () => Promise.resolve(signedBy('Firma_Anexos')),
    openPiece: (one) => Promise.resolve(ok(utf8(one.id))),
    cleanCopy: (bytes) => Promise.resolve(ok(new Uint8Array([...bytes, 1]))),
    identities: () => Promise.resolve(ok([{ pseudonym: 'NNA-01', known: { realName: 'Olvin Ticas' } }])),
    onProgress: () => undefined,
    signal: controller.signal,
    ...overrides,
  };
  return { steps, said, added, reports, controller };
}

describe('a package', () => {
  test('has its files in order, copies under numbers, and a list of what was really handed over', async () => {
    const { steps, said, added, reports } = start();
    const made = await makePackage(steps, content, 'frase');
    expect(made.ok).toBe(true);
    expect([...added.keys()]).toEqual([
      'LEAME.txt',
      'remision.pdf',
      'acuse.pdf',
      'pruebas/prueba-001.jpg',
      'pruebas/prueba-002.pdf',
      'anexos.pdf',
    ]);
    expect(said).toEqual(['begin Ministerio Público', 'finish']);
    expect(added.get('remision.pdf')?.bytes).toBe(content.referral);
    expect(added.get('pruebas/prueba-001.jpg')?.piece).toBe('uno');
    const list = JSON.parse(reports.at(-1)!.attachment!.json) as { files: { name: string; sha256: string }[] };
    expect(list.files).toHaveLength(5);
    for (const { name, sha256: hash } of list.files) expect(hash).toBe(toHex(await sha256(added.get(name)!.bytes)));
  });

  test('tells neither the names of files nor those of people outside the annex of identities', async () => {
    const { steps, added, reports } = start();
    const identities = { pseudonyms: ['NNA-01', 'P-02'], reason: 'para protegerla' };
    await makePackage(steps, { ...content, identities }, 'frase');
    expect(added.has('identidades.pdf')).toBe(true);
    for (const report of reports.filter(({ template }) => template !== 'identidades-remision')) {
      expect(JSON.stringify(report)).not.toMatch(/Olvin|uno\.jpg|NNA-01|P-02/);
    }
    expect(Buffer.from(added.get('LEAME.txt')!.bytes).toString()).not.toMatch(/Olvin|NNA-01/);
    expect(JSON.stringify(reports.find(({ template }) => template === 'identidades-remision'))).toContain('P-02');
  });

  test('without identities never asks for any', async () => {
    const { steps } = start({ identities: () => Promise.reject(new Error('asked')) });
    expect((await makePackage(steps, content, 'frase')).ok).toBe(true);
  });
});

describe('is given up and leaves nothing', () => {
  test.each([
    ['add', () => Promise.resolve(fail('file/disk-full')), 'file/disk-full'],
    ['render', () => Promise.resolve(fail('pdf/engine')), 'pdf/engine'],
    ['openPiece', () => Promise.resolve(fail('evidence/missing')), 'evidence/missing'],
    ['cleanCopy', () => Promise.resolve(fail('evidence/not-drawn')), 'evidence/not-drawn'],
    ['sign', () => Promise.resolve(fail('sign/expired')), 'sign/expired'],
    ['verify', () => Promise.resolve(signedBy('Otra')), 'referral/not-verified'],
  ] as const)('when %s fails', async (step, failing, code) => {
    const { steps, said } = start({ [step]: failing });
    const made = await makePackage(steps, content, 'frase');
    expect(made.ok ? '' : made.fault.code).toBe(code);
    expect(said).toEqual(['begin Ministerio Público', 'cancel']);
  });

  test('when the person stops, also between the last file and the end', async () => {
    for (const at of ['LEAME.txt', 'anexos.pdf']) {
      const { steps, said, controller } = start();
      const stopping: PackageSteps = {
        ...steps,
        add: (input) => {
          if (input.name === at) controller.abort();
          return steps.add(input);
        },
      };
      const made = await makePackage(stopping, content, 'frase');
      expect(made.ok ? '' : made.fault.code).toBe('file/cancelled');
      expect(said).toEqual(['begin Ministerio Público', 'cancel']);
    }
  });

  test('when it was not even begun, there is nothing to take back', async () => {
    const { steps, said } = start({ begin: () => Promise.resolve(fail('vault/wrong-passphrase')) });
    expect((await makePackage(steps, content, 'x')).ok).toBe(false);
    expect(said).toEqual([]);
  });
});

describe('the form', () => {
  const offered = [
    { n: 1, piece: piece('uno'), description: '', mentioned: true },
    { n: 2, piece: piece('dos'), description: '', mentioned: false },
  ];
  test('ticks what the referral names, no identities, and the key where there is one', () => {
    const keys = { keys: ['age1x'], by: 'x', on: '2026-11-25', how: 'inPerson' } as const;
    expect(emptyPackageForm({ pieces: offered, keys })).toMatchObject({
      pieces: ['uno'],
      identities: false,
      sealing: 'keys',
    });
    expect(emptyPackageForm({ pieces: offered, keys: undefined }).sealing).toBe('words');
  });

  test('wants a reason for identities, and a passphrase', () => {
    const form = emptyPackageForm({ pieces: [], keys: undefined });
    expect(Object.keys(checkPackageForm(form))).toEqual(['passphrase']);
    expect(Object.keys(checkPackageForm({ ...form, passphrase: 'x', identities: true, reason: 'corto' }))).toEqual([
      'reason',
    ]);
    expect(checkPackageForm({ ...form, passphrase: 'x', identities: true, reason: 'para protegerla' })).toEqual({});
  });
});
