import { expect, test } from 'vitest';
import { readableDetail } from '../../../../renderer/features/audit/act-text.ts';
import { everything } from '../../../../renderer/features/audit/audit-wish.ts';
import {
  extractInput,
  makeExtract,
  type ExtractContent,
  type ExtractSteps,
} from '../../../../renderer/features/audit/make-extract.ts';
import { es } from '../../../../renderer/text/es.ts';
import { setLanguage } from '../../../../renderer/text/index.ts';
import type { Person } from '../../../../shared/ipc/contract.ts';
import { fail, ok } from '../../../../shared/kernel/result.ts';
import type { Report } from '../../../../shared/report/report.ts';
import type { PdfVerdict, SignatureVerdict } from '../../../../shared/signature/verdict.ts';

const person: Person = {
  id: 'oscar',
  name: 'Óscar Ávila Peña',
  position: 'Jefe regional',
  credential: 'JR-0007',
  roles: ['chief'],
  state: 'active',
  pending: false,
};
const content: ExtractContent = {
  wish: { ...everything, person: 'oscar', act: 'printed', from: '2026-11-01', to: '30', caseWords: ' 00017 ' },
  entries: [
    { n: 4, at: '2026-11-24T15:00:00.000Z', person: 'oscar', action: 'printed', caseId: 'a', detail: 'HP 2' },
    { n: 9, at: '2026-11-24T16:00:00.000Z', person: 'gone', action: 'viewed', caseId: 'b', details: 'closed' },
  ],
  hashes: new Map([
    [4, '44'],
    [9, '99'],
  ]),
  unreadable: [7],
  people: [person],
  person,
  office: { name: 'Oficina Regional de La Ceiba', code: 'LCE', municipality: '0101' },
  caseNames: new Map([['a', 'STSS-00017']]),
};
const chain = { n: 12, brokenAt: undefined, head: new Uint8Array([0xab, 0xcd]) };
const settings = {
  letterhead: ['República de Honduras'],
  paper: 'oficio' as const,
  numberTemplate: '',
  acronym: '',
  chiefName: '',
  chiefPosition: '',
};
const signature = { field: 'Firma_Extracto', verdict: 'valid', reasons: [] } as unknown as SignatureVerdict;
const verdictOf = (...signatures: readonly SignatureVerdict[]) =>
  ({ kind: 'signed', signatures }) as unknown as PdfVerdict;

/** Steps that succeed, and what they were asked, in order. */
function steps(changes: Partial<ExtractSteps> = {}) {
  const calls: [name: string, input: unknown][] = [];
  const did = <T>(name: string, input: unknown, value: T) => {
    calls.push([name, input]);
    return Promise.resolve(ok(value));
  };
  const all: ExtractSteps = {
    checkAudit: () => did('checkAudit', undefined, chain),
    readOffice: () => did('readOffice', undefined, settings),
    render: (report) => did('render', report, { pdf: new Uint8Array([1]) }),
    sign: (input) => did('sign', input, { pdf: new Uint8Array([1, 2]) }),
    verify: (pdf) => did('verify', pdf, verdictOf(signature)),
    save: (input) => did('save', input, { name: 'b.pdf' }),
    now: () => Date.parse('2026-11-25T03:00:00.000Z'),
    ...changes,
  };
  return { all, calls };
}

test('checks the chain, makes the paper, signs it, verifies what came out, and saves just that', async () => {
  const { all, calls } = steps();
  expect(await makeExtract(all, content, 'cuatro pinos')).toEqual({ kind: 'saved', name: 'b.pdf' });
  expect(calls.map(([name]) => name)).toEqual(['checkAudit', 'readOffice', 'render', 'sign', 'verify', 'save']);
  const asked = Object.fromEntries(calls);
  expect(asked['render']).toMatchObject({ template: 'extracto-bitacora', paper: 'oficio' } satisfies Partial<Report>);
  expect(asked['sign']).toEqual({
    pdf: new Uint8Array([1]),
    passphrase: 'cuatro pinos',
    place: 'La Ceiba, Atlántida',
    detail: '2 de 12',
  });
  expect(asked['verify']).toEqual(new Uint8Array([1, 2]));
  // the day is that of Honduras
  expect(asked['save']).toEqual({ pdf: new Uint8Array([1, 2]), suggestedName: 'Historial LCE 2026-11-24.pdf' });
});

test.each(['checkAudit', 'readOffice', 'render', 'sign', 'verify', 'save'] as const)(
  'when %s fails nothing after it happens',
  async (step) => {
    const { all, calls } = steps({ [step]: () => Promise.resolve(fail('file/disk-full')) });
    expect(await makeExtract(all, content, 'x')).toEqual({ kind: 'failed', fault: { code: 'file/disk-full' } });
    if (step !== 'save') expect(calls.map(([name]) => name)).not.toContain('save');
    if (step === 'checkAudit' || step === 'readOffice') expect(calls.map(([name]) => name)).not.toContain('render');
  },
);

test.each([
  ['there is no signature in the field', verdictOf({ ...signature, field: 'Otro' }), ['signature-absent']],
  [
    'the signature does not hold',
    verdictOf({ ...signature, verdict: 'not-valid', reasons: [{ code: 'document-changed' }] }),
    ['document-changed'],
  ],
])('a file is thrown away when %s', async (_name, verdict, reasons) => {
  const { all, calls } = steps({ verify: () => Promise.resolve(ok(verdict)) });
  expect(await makeExtract(all, content, 'x')).toEqual({ kind: 'not-verified', reasons });
  expect(calls.map(([name]) => name)).not.toContain('save');
});

test('fields of the settings are called as people know them; sentences stay as they are', () => {
  const detailOf = (detail: string) => readableDetail({ action: 'settings', detail }, (key) => es[key]);
  expect(detailOf('letterhead, paper')).toBe(`${es['settings.letterhead']}, ${es['settings.paper']}`);
  expect(detailOf('Se bloquea tras 5 minutos sin uso')).toBe('Se bloquea tras 5 minutos sin uso');
  expect(readableDetail({ action: 'printed', detail: 'paper' }, (key) => es[key])).toBe('paper');
  const entries: ExtractContent['entries'] = [
    { n: 4, at: '2026-11-24T15:00:00.000Z', person: 'oscar', action: 'settings', detail: 'paper' },
  ];
  const input = extractInput({ ...content, entries }, chain, settings, '2026-11-25T03:00:00.000Z');
  expect(input.entries[0]?.detail).toBe(es['settings.paper']);
});

test('the paper is Spanish whatever the screens speak, and says what was asked for', async () => {
  await setLanguage('en');
  try {
    const input = extractInput(content, { ...chain, brokenAt: 5 }, settings, '2026-11-25T03:00:00.000Z');
    expect(input.wish).toEqual({
      from: '2026-11-01',
      person: 'Óscar Ávila Peña',
      act: 'Imprimió',
      caseWords: '00017',
    });
    expect(input.entries).toEqual([
      {
        ...{ n: 4, at: '2026-11-24T15:00:00.000Z', action: 'printed', caseId: 'a', detail: 'HP 2' },
        person: { id: 'oscar', name: 'Óscar Ávila Peña' },
        act: 'Imprimió',
        caseName: 'STSS-00017',
        hash: '44',
      },
      {
        ...{ n: 9, at: '2026-11-24T16:00:00.000Z', action: 'viewed', caseId: 'b', details: 'closed' },
        person: { id: 'gone', name: 'gone' },
        act: 'Abrió un expediente',
        hash: '99',
      },
    ]);
    expect(input).toMatchObject({ chain: { n: 12, head: 'abcd', brokenAt: 5 }, unreadable: [7], paper: 'oficio' });
  } finally {
    await setLanguage('es');
  }
});
