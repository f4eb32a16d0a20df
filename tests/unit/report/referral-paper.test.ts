// The paper of a referral: what it says, to whom, and what it never says.
import { PDF } from '@libpdf/core';
import { describe, expect, test, vi } from 'vitest';
import { possibleOffences } from '../../../shared/catalog/referral-offences.ts';
import { readBack } from '../../../shared/pdf/read-back.ts';
import { renderPdf } from '../../../shared/pdf/render.ts';
import { setValue, type RecordDraft } from '../../../shared/record/draft.ts';
import { referral } from '../../../shared/record/kinds/referral.ts';
import { validate } from '../../../shared/record/validate.ts';
import { preparePaper } from '../../../shared/report/record-paper.ts';
import { papers, type Addressee, type Paper, type Report } from '../../../shared/report/report.ts';
import { sampleOffice, withRows } from '../../support/inspection-builder.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { extremeReferral, leastReferral, sampleReferral } from '../../support/referral-builder.ts';
import { reportTexts } from '../../support/report-text.ts';

vi.setConfig({ testTimeout: 90_000 });

const madeAt = '2026-11-23T18:45:10.000Z'; // 12:45 in Honduras

async function paperOf(draft: RecordDraft, paper: Paper = 'letter'): Promise<Report> {
  const addressee = draft.values['addressee'] as Addressee;
  const number = 'STSS-REM-LCE-00001-2026';
  const input = { office: sampleOffice, draft, number, version: 1, addressee, draftMark: false, madeAt, paper };
  return (await preparePaper(referral, input)).report;
}
const textOf = async (draft: RecordDraft): Promise<string> => reportTexts(await paperOf(draft)).join('\n');

test('the samples are what a finished referral may be', () => {
  const errors = (draft: RecordDraft) =>
    validate(referral, draft, { today: '2026-11-23' }).filter(({ severity }) => severity === 'error');
  for (const make of [leastReferral, sampleReferral, extremeReferral]) expect(errors(make('police'))).toEqual([]);
});

describe('to the prosecutor', () => {
  test('says to whom, how urgent, and how long it took until it was told and written', async () => {
    const text = await textOf(sampleReferral('publicProsecutor'));
    expect(text).toContain('Ministerio Público, Unidad Contra la Trata');
    expect(text).toContain('Oficina regional de La Ceiba\nCon atención a\nLicda. Iris Ñúñez');
    expect(text).toContain('Inmediata: hay peligro');
    expect(text).toContain('23/11/2026 a las 09:10');
    expect(text).toContain('De la detección a esta remisión\n3 h 35 min');
    expect(text).toContain(
      'Por teléfono, el 23/11/2026 a las 09:52, a agente de turno Ramón Peña, 0 h 42 min después de la detección',
    );
  });

  test('cites confirmed norms as possible, leaves the label to the prosecutor, and names no penalty', async () => {
    const text = await textOf(sampleReferral('publicProsecutor'));
    expect(text).toContain('Posible: Código Penal, art. 219');
    expect(text).toContain('la calificación legal corresponde al Ministerio Público');
    expect(text).not.toMatch(/art\. 221|años de|reclusión|prisión|pena de/);
    const unsure = possibleOffences.filter(({ confidence }) => confidence !== 'verified');
    expect(unsure.length).toBeGreaterThan(0);
    expect(unsure.filter(({ norm }) => text.includes(norm))).toEqual([]);
    // what nothing was observed of touches no norm
    expect(await textOf(leastReferral('publicProsecutor'))).not.toContain('Posible:');
    expect(await textOf(leastReferral('publicProsecutor', { purposes: ['childLabour'] }))).not.toContain('Posible:');
  });

  test('names suspects as presumed only, people by pseudonyms, and concludes nothing of anybody', async () => {
    const text = await textOf(sampleReferral('publicProsecutor'));
    expect(text).toContain('Presunto responsable');
    expect(text).toContain('Toda persona señalada aquí es un presunto responsable');
    expect(text).not.toMatch(/culpable|autor del delito|víctima confirmada|no es víctima/i);
    expect(text).toContain('en un archivo aparte del mismo paquete sellado');
    expect(text).toContain('Necesidades inmediatas: Atención médica; Intérprete');
    // with a reason only
    expect(text).not.toContain('dos dedos');
  });

  test('shows signs, results with their rule and who confirmed them, and pieces with their hashes', async () => {
    const text = await textOf(sampleReferral('publicProsecutor'));
    expect(text).toContain('Trabajo infantil, versión 2026-1');
    expect(text).toContain('Tomás Centeno, 23/11/2026');
    expect(text.replace(/\s/g, '')).toContain('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08');
  });
});

test('each institution gets its own paper, and none is told what it does not get', async () => {
  const police = await textOf(sampleReferral('police'));
  expect(police).toContain('portón verde');
  expect(police).not.toMatch(/Contacto con sustancias|9f86d081|Trabajo infantil, versión|miskit/);
  expect(police).toContain('conserva otros datos del caso');
  const committee = await textOf(sampleReferral('localCommittee'));
  expect(committee).not.toMatch(/NNA-01|P-01|candado|El Chele|portón verde|Finca/);
  expect(committee).toContain('Persona 1');
  const children = await textOf(sampleReferral('childProtection'));
  expect(children).toContain('Idioma: miskito');
  expect(children).not.toMatch(/El Chele|art\. 219|9f86d081/);
});

test('what is withheld and why is only in the record', async () => {
  const withheld = withRows(sampleReferral('police'), 'sharing', {
    part: 'suspects',
    given: 'no',
    reason: 'Un agente es pariente del encargado',
  });
  const text = await textOf(withheld);
  expect(text).not.toMatch(/El Chele|pariente|Presuntos/);
  expect(JSON.stringify(await paperOf(withheld))).not.toContain('pariente');
});

test('is signed by one person, who is named with position and credential', async () => {
  expect((await paperOf(sampleReferral('police'))).signatures).toEqual([
    {
      field: 'Firma_Remision',
      role: 'Inspectora de trabajo',
      name: 'Wendy Núñez',
      details: ['Credencial n.º IT-0457'],
    },
  ]);
});

test('times that nobody knows, or in the wrong order, are left out and never made up', async () => {
  const wrong = setValue(sampleReferral('police'), 'noticeTime', '08:00');
  expect(await textOf(wrong)).not.toMatch(/-\d+ h|NaN|después de la detección/);
  const text = await textOf(setValue(leastReferral('police'), 'detectedTime', 'de noche'));
  expect(text).not.toMatch(/NaN|undefined|De la detección/);
  expect(text).toContain('Todavía no se avisó');
});

describe.each(papers)('on %s paper', (paper) => {
  test.each([
    ['an almost empty one', leastReferral],
    ['a usual one', sampleReferral],
    ['an extreme one', extremeReferral],
  ] as const)('%s is whole for the prosecutor and for the police', async (_name, make) => {
    for (const addressee of ['publicProsecutor', 'police']) {
      const report = await paperOf(make(addressee), paper);
      const rendered = await renderPdf(report, pdfAssets());
      if (!rendered.ok) throw new Error(JSON.stringify(rendered.fault));
      expect(await readBack(rendered.value.pdf, report)).toEqual({ ok: true, value: undefined });
      const inside = (await PDF.load(rendered.value.pdf)).getAttachment('registro.json');
      expect(new TextDecoder().decode(inside ?? new Uint8Array())).toBe(report.attachment?.json);
    }
  });
});
