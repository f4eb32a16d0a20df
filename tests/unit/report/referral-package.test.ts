// The papers of a package: what each says, that none of those beside it tells a victim, and that all can be printed.
import { parse } from 'valibot';
import { describe, expect, test, vi } from 'vitest';
import { ReportInput } from '../../../shared/ipc/report-input.ts';
import { renderPdf } from '../../../shared/pdf/render.ts';
import { buildReferralAnnexes, REFERRAL_ANNEXES_FIELD } from '../../../shared/report/referral-annexes.ts';
import {
  buildReferralIdentities,
  identityFields,
  type IdentityField,
} from '../../../shared/report/referral-identities.ts';
import { buildReferralOpening } from '../../../shared/report/referral-opening.ts';
import { buildReferralReceipt } from '../../../shared/report/referral-receipt.ts';
import type { Paper, Report } from '../../../shared/report/report.ts';
import { fieldsOf, tablesOf } from '../../../shared/record/fields.ts';
import { pseudonymTableKeys } from '../../../shared/record/kinds/pseudonym.ts';
import { recordKinds } from '../../../shared/record/kinds/kinds.ts';
import { spokenWordList } from '../../../shared/referral/spoken-words.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { reportTexts } from '../../support/report-text.ts';

vi.setConfig({ testTimeout: 60_000 });

const office = { name: 'Oficina Regional de La Ceiba', code: 'LCE', letterhead: ['República de Honduras'] };
const person = { name: 'Wendy Núñez', position: 'Inspectora', credential: 'IT-0457' };
const hash = '0123456789abcdef'.repeat(4);
const rootWords = ['abaco', 'pino', 'tierra', 'mar', 'ola', 'luz', 'cerro', 'vela'];
const frame = {
  ...{ office, number: 'STSS-REM-LCE-00001-2026', addressee: 'Ministerio Público', paper: 'letter' as Paper },
  madeAt: '2026-11-25T15:00:00.000Z',
};
const sealed = { name: 'REMISION-7K2M-Q9XA.age', sha256: hash, files: 6, size: 1_234_567 };
const annexes = (count = 1): Promise<Report> =>
  buildReferralAnnexes({
    ...frame,
    person,
    files: [
      { name: 'remision.pdf', size: 120_345, sha256: hash },
      ...Array.from({ length: count }, (_, i) => ({ name: `pruebas/prueba-00${i + 1}.jpg`, size: 9, sha256: hash })),
    ],
    pieces: [
      { name: 'pruebas/prueba-001.jpg', description: 'Recipientes', originalSha256: 'f'.repeat(64), isRedrawn: true },
    ],
  });
const receipt = buildReferralReceipt({ ...frame, sealed });
const opening = (sealedBy: 'keys' | 'words'): Report =>
  buildReferralOpening({ ...frame, sealed, sealedBy, rootWords, person: person.name });
const identities = buildReferralIdentities({
  ...frame,
  people: [{ pseudonym: 'NNA-01', known: { realName: 'Olvin Ticas', birthDate: 'marzo de 2012' } }],
  unknown: ['P-02'],
});

test('the list has every file with its hash, whole, what it is, and the hash of the original', async () => {
  const report = await annexes();
  const texts = reportTexts(report).join('\n');
  expect(texts).toContain('remision.pdf');
  expect(texts).toContain('120,345');
  expect(texts).toContain('La remisión firmada');
  expect(texts).toContain('Copia de evidencia');
  expect(texts.replace(/\s/g, '')).toContain(hash);
  expect(texts.replace(/\s/g, '')).toContain('f'.repeat(64));
  expect(report.signatures[0]?.field).toBe(REFERRAL_ANNEXES_FIELD);
  const json = JSON.parse(report.attachment!.json) as {
    files: { name: string }[];
    pieces: { originalSha256: string }[];
  };
  expect(json.files.map(({ name }) => name)).toEqual(['remision.pdf', 'pruebas/prueba-001.jpg']);
  expect(json.pieces[0]?.originalSha256).toBe('f'.repeat(64));
});

test('the receipt is filled in by hand, and that of the package itself cannot know its hash', () => {
  const blanks = receipt.sections.flatMap(({ blocks }) => blocks).find(({ kind }) => kind === 'blanks');
  const labels = blanks?.kind === 'blanks' ? blanks.rows.flat().map(({ label }) => label) : [];
  for (const label of ['Institución', 'Nombre completo', 'Hora', 'Firma', 'Sello']) expect(labels).toContain(label);
  expect(reportTexts(receipt).join('').replace(/\s/g, '')).toContain(hash);
  expect(reportTexts(buildReferralReceipt(frame)).join(' ')).not.toContain('SHA-256');
});

describe('what lies beside the package', () => {
  test('tells how it is opened by whichever seal it has, and never a word that opens it', () => {
    expect(reportTexts(opening('keys')).join('\n')).toContain('age.exe -d -i clave.txt');
    const texts = reportTexts(opening('words')).join('\n');
    expect(texts).toContain('age.exe -d -o remision.tar');
    expect(texts).toContain('seis palabras');
    // names of six words of the list in a row would be a passphrase
    const list = new Set(spokenWordList());
    // but for those of the office's certificate, which are no secret
    expect(texts).toContain(rootWords.join(' '));
    const words = texts.replace(rootWords.join(' '), '').split(/[^a-z]+/);
    expect(words.some((_, i) => i > 5 && words.slice(i - 5, i + 1).every((word) => list.has(word)))).toBe(false);
  });

  test('names nobody of the referral', () => {
    for (const report of [receipt, opening('keys'), opening('words')]) {
      expect(JSON.stringify(report)).not.toMatch(/NNA-|P-0|Olvin/);
    }
  });
});

test('the annex of identities says what is known, and of whom nothing is', () => {
  const texts = reportTexts(identities).join('\n');
  expect(texts).toContain('Persona NNA-01');
  expect(texts).toContain('Olvin Ticas');
  expect(texts).toContain('marzo de 2012');
  expect(texts).toContain('no tiene datos de identidad: P-02');
  expect(texts).not.toContain('Persona adulta responsable');
});

test.each(['letter', 'oficio', 'legal'] as const)(
  'all of them can be printed on %s paper, and read back',
  async (paper) => {
    for (const made of [await annexes(9), receipt, opening('keys'), opening('words'), identities]) {
      const report = { ...made, paper };
      parse(ReportInput, report);
      const printed = await renderPdf(report, pdfAssets());
      expect(printed.ok, `${report.template} ${JSON.stringify(printed.ok ? '' : printed.fault)}`).toBe(true);
    }
  },
);

/** Protected, and yet of no use for knowing or finding somebody: what a person said in an interview, word by word. */
const neverInAnnex: readonly string[] = ['words'];

test.each(pseudonymTableKeys)('everything protected of %s is in the annex of identities, or never is', (key) => {
  const kind = recordKinds.find((one) => one.key === key);
  const table = recordKinds.flatMap(tablesOf).find((one) => one.key === key);
  const fields =
    kind === undefined
      ? (table?.columns ?? [])
      : [...fieldsOf(kind), ...tablesOf(kind).flatMap(({ columns }) => columns)];
  const secret = fields.filter(({ level }) => level === 'protected').map((field) => field.key);
  expect(secret).toContain('realName');
  const printed: readonly string[] = identityFields;
  expect(secret.filter((field) => printed.includes(field) === neverInAnnex.includes(field))).toEqual([]);
});

test('the annex prints each thing that is known of somebody, under a label of its own', () => {
  const known = Object.fromEntries(identityFields.map((field) => [field, `<${field}>`])) as Record<
    IdentityField,
    string
  >;
  const report = buildReferralIdentities({ ...frame, people: [{ pseudonym: 'P-01', known }], unknown: [] });
  const rows = report.sections.at(-1)!.blocks.flatMap((block) => (block.kind === 'fields' ? block.rows : []));
  expect(rows.map(({ value }) => value)).toEqual(identityFields.map((field) => `<${field}>`));
  expect(new Set(rows.map(({ label }) => label)).size).toBe(identityFields.length);
});
