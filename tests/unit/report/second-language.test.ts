import { describe, expect, test } from 'vitest';
import type { RecordDraft } from '../../../shared/record/draft.ts';
import type { RecordKind } from '../../../shared/record/fields.ts';
import { inspection } from '../../../shared/record/kinds/inspection.ts';
import { getKind } from '../../../shared/record/kinds/kinds.ts';
import { preparePaper } from '../../../shared/report/record-paper.ts';
import type { Addressee, Report } from '../../../shared/report/report.ts';
import { expectedOnPage, expectedTexts } from '../../../shared/pdf/expected.ts';
import { layoutWords, secondLabels } from '../../../shared/report/second-language.ts';
import { actaText } from '../../../shared/report/text/es.ts';
import { layoutText } from '../../../shared/report/text/layout.ts';
import { kindTexts } from '../../../shared/report/text/kinds.ts';
import { filledRecord } from '../../support/filled-record.ts';
import {
  jointInspection,
  obstructedInspection,
  sampleInspection,
  sampleOffice,
  withValues,
} from '../../support/inspection-builder.ts';
import { reportTexts } from '../../support/report-text.ts';

const translated = ['inspection', 'order', 'notification'] as const;
const languages = ['en', 'fr'] as const;

async function paperOf(kind: RecordKind, draft: RecordDraft, addressee: Addressee = 'employer'): Promise<Report> {
  const [number, madeAt] = ['STSS-X-LCE-00001-2026', '2026-11-23T18:45:10.000Z'];
  const input = { office: sampleOffice, draft, number, version: 1, addressee, draftMark: false, madeAt };
  return (await preparePaper(kind, { ...input, paper: 'letter' })).report;
}
const textOf = async (kind: RecordKind, draft: RecordDraft): Promise<string> =>
  reportTexts(await paperOf(kind, draft)).join('\n');

const keysOf = (value: unknown, at = ''): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${at}.${key}`))
    : [at];

test.each(translated.flatMap((kind) => languages.map((language) => [kind, language] as const)))(
  'every label of a %s on paper is there in %s, and none beside them',
  (kind, language) => {
    const { sections, fields, tables, captions } = kindTexts[kind]!;
    const own = secondLabels(kind, language);
    expect([...keysOf(own)].sort()).toEqual([...keysOf({ sections, fields, tables, captions })].sort());
    expect(keysOf(own).length).toBeGreaterThan(15);
  },
);

describe('an acta in two languages', () => {
  const english = withValues(jointInspection(), { languages: 'en' });

  test('has its fixed words in both, says which binds, and leaves the law and what people wrote in Spanish', async () => {
    const report = await paperOf(inspection, english);
    const text = reportTexts(report).join('\n');
    expect(report.title).toBe('Acta conjunta de inspección / Joint inspection record');
    expect(report.sections[0]?.blocks[0]).toMatchObject({ kind: 'notice' });
    expect(text).toContain('The Spanish text is the binding one');
    expect(text).toContain('Personal de otras instituciones / Other institutions');
    expect(text).toContain('Fecha de inicio / Start date');
    expect(text).toContain('on 2026-11-23 at 09:15');
    expect(report.signatures.map(({ role }) => role)).toContain('Por el patrono / For the employer');
    const spanish = await paperOf(inspection, jointInspection());
    const tableOf = (of: Report, caption: RegExp) =>
      of.sections
        .flatMap(({ blocks }) => blocks)
        .flatMap((one) => (one.kind === 'table' && caption.test(one.caption) ? [one] : []));
    expect(tableOf(report, /^Infracciones/)[0]?.rows).toEqual(tableOf(spanish, /^Infracciones/)[0]?.rows);
  });

  test('is the same each time, and one in Spanish alone has nothing of another language', async () => {
    expect(await paperOf(inspection, english)).toEqual(await paperOf(inspection, english));
    for (const draft of [sampleInspection(), withValues(sampleInspection(), { languages: '' })]) {
      expect(await textOf(inspection, draft)).not.toMatch(/ \/ |Spanish|español es el que vale/);
    }
  });

  test('tells in both languages that it was obstructed and not signed', async () => {
    const text = await textOf(inspection, withValues(obstructedInspection(), { languages: 'fr' }));
    expect(text).toContain('Acta de obstrucción a la labor inspectora / Procès-verbal d’entrave à l’inspection');
    expect(text).toContain('l’employeur ou son représentant a refusé de le signer');
  });

  test.each([
    ['en', ['employer'], 'and the employer or the employer’s representative refused to sign it'],
    ['en', ['workers'], 'and the workers’ representation refused to sign it'],
    ['en', ['employer', 'workers'], 'representative and the workers’ representation refused to sign it'],
    ['fr', ['employer'], 'l’employeur ou son représentant a refusé de le signer'],
    ['fr', ['workers'], 'la représentation des travailleurs a refusé de le signer'],
    ['fr', ['employer', 'workers'], 'son représentant et la représentation des travailleurs ont refusé de le signer'],
    // of earlier versions, which asked about the employer alone
    ['en', [], 'and the employer or the employer’s representative refused to sign it'],
  ])('in %s it says of %j who refused, and never that everybody signed', async (languages, refusedBy, words) => {
    const everybody = /signed by those who took part|signé par ceux qui y ont pris part/;
    const text = await textOf(inspection, withValues(obstructedInspection(), { languages, refusedBy }));
    expect(text).toContain(words);
    expect(text).not.toMatch(everybody);
    expect(text.match(/refused to sign it|refusé de le signer/g)).toHaveLength(1);
    const signed = await textOf(inspection, withValues(sampleInspection(), { languages, refusedToSign: 'no' }));
    expect(signed).toMatch(everybody);
    expect(signed).not.toMatch(/refused to sign it|refusé de le signer/);
  });
});

test.each([
  ['order', 'en', 'are ordered to go to the workplace'],
  ['order', 'fr', 'Il est ordonné aux inspecteurs'],
  ['notification', 'en', 'is notified of document no.'],
  ['notification', 'fr', 'est notifié à'],
] as const)('a %s has its sentences in %s below the Spanish ones', async (key, second, words) => {
  const kind = getKind(key);
  const filled = filledRecord(kind, (place) => `Dicho ${place}`);
  const text = await textOf(kind, withValues(filled, { languages: second }));
  expect(text).toContain(words);
  expect(text).not.toMatch(/undefined|_{3,}/);
  expect(await textOf(kind, filled)).not.toContain(words);
});

describe('what the layout prints by itself', () => {
  const words = [
    'signatures',
    'electronic',
    'ink',
    'number',
    'version',
    'draft',
    'practice',
    'checked',
    'unchecked',
  ] as const;

  test.each(languages)('is in %s too, word by word, and none is forgotten', (second) => {
    const own = layoutWords(second);
    expect([...words, 'page'].sort()).toEqual(Object.keys(own).sort());
    for (const key of words) {
      const [spanish, other, ...more] = own[key].split(' / ');
      expect([spanish, more], key).toEqual([layoutText[key], []]);
      // `version` is the same word in English and French as it is written here
      expect(other, key).not.toBe(spanish);
    }
    expect(own.page(2, 6)).toBe(`Página 2 de 6 / ${second === 'en' ? 'Page 2 of 6' : 'Page 2 sur 6'}`);
    expect(layoutWords(undefined)).toBe(layoutText);
  });

  test.each(languages)('stands on an acta in %s with nothing of it in Spanish alone', async (languages) => {
    const draft = withValues(sampleInspection(), { languages });
    const made = await paperOf(inspection, draft);
    const { code, ...others } = { ...made, version: 2 };
    for (const report of [
      { ...others, code: code! },
      { ...others, draft: true },
    ]) {
      const printed = [...expectedTexts(report), ...expectedOnPage(report, 1, 3)].map(({ text }) => text);
      expect(printed).toContain(layoutWords(languages).signatures);
      const alone = [
        ...(Object.values(layoutText) as unknown[]),
        actaText.code.heading,
        actaText.code.hash,
        actaText.code.alt,
      ];
      for (const word of alone.filter((one) => typeof one === 'string')) expect(printed, word).not.toContain(word);
      expect(printed).not.toContain('Página 1 de 3');
      expect(printed).toContain(layoutWords(languages).page(1, 3));
    }
    expect(made.code?.lines.join()).toMatch(/Emitida el .* \/ (Issued on|Émis le) 2026-/);
    expect(made.footer).toMatch(/Ejemplar para el patrono \/ (Copy for the employer|Exemplaire pour l’employeur)$/);
  });

  test('says in both languages that a version replaces another, and why in the words of who wrote it', async () => {
    const draft = withValues(sampleInspection(), { languages: 'en' });
    const [number, madeAt] = ['STSS-X-LCE-00001-2026', '2026-11-23T18:45:10.000Z'];
    const about = {
      office: sampleOffice,
      draft,
      number,
      version: 2,
      reason: 'Error de fecha',
      addressee: 'file',
    } as const;
    const { report } = await preparePaper(inspection, { ...about, draftMark: false, madeAt, paper: 'letter' });
    expect(reportTexts(report).join('\n')).toContain('Motivo: Error de fecha\nThis version 2 replaces version 1.');
  });
});
