import * as v from 'valibot';
import { describe, expect, test, vi } from 'vitest';
import { ReportInput } from '../../../shared/ipc/report-input.ts';
import { readBack } from '../../../shared/pdf/read-back.ts';
import { renderPdf } from '../../../shared/pdf/render.ts';
import type { RecordKind } from '../../../shared/record/fields.ts';
import { fieldsOf, tablesOf } from '../../../shared/record/fields.ts';
import { getKind } from '../../../shared/record/kinds/kinds.ts';
import { inspection } from '../../../shared/record/kinds/inspection.ts';
import { blankFormKinds, buildBlankForm, hasAnnex, type BlankFormInput } from '../../../shared/report/blank-form.ts';
import { columnLabel, fieldLabel, optionText, sectionHeading } from '../../../shared/report/paper-labels.ts';
import { papers } from '../../../shared/report/report.ts';
import { sampleOffice } from '../../support/inspection-builder.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { reportTexts } from '../../support/report-text.ts';

vi.setConfig({ testTimeout: 60_000 });

const input: BlankFormInput = {
  kind: inspection,
  part: 'form',
  office: sampleOffice,
  number: '',
  madeAt: '2026-11-23T18:45:10.000Z',
  paper: 'letter',
};
const text = (more: Partial<BlankFormInput> = {}): string =>
  reportTexts(buildBlankForm({ ...input, ...more })).join('\n');

describe('the form of an inspection', () => {
  test('every section and field that the employer may read has its place, with every option of a choice', () => {
    const printed = text();
    // children at work are for the office's eyes alone: their section is on the annex
    const shown = inspection.sections.filter(({ key }) => key !== 'minors');
    for (const { key } of shown) expect(printed).toContain(sectionHeading('inspection', key));
    expect(text({ part: 'annex' })).toContain(sectionHeading('inspection', 'minors'));
    for (const field of fieldsOf(inspection).filter(({ officeOnly }) => officeOnly !== true)) {
      expect(printed).toContain(fieldLabel('inspection', field.key));
      if (field.kind !== 'choice' && field.kind !== 'multiChoice') continue;
      for (const key of field.options) expect(printed).toContain(optionText('inspection', field, key));
    }
    for (const table of tablesOf(inspection).filter(
      ({ key }) => !['interviewed', 'minors', 'witnesses', 'findings'].includes(key),
    )) {
      for (const { key } of table.columns) expect(printed).toContain(columnLabel('inspection', table.key, key));
    }
    expect(printed).toContain('D)\u00a0Salario mínimo u otro perjuicio económico al trabajador');
  });

  test('what the employer must not see is on the annex alone, and what is protected on neither', () => {
    const [form, annex] = [text(), text({ part: 'annex' })];
    for (const hidden of ['Manifestaciones de las personas trabajadoras', 'Nombre de quien representa', 'DNI\n']) {
      expect(annex).toContain(hidden);
      expect(form).not.toContain(hidden);
    }
    expect(annex).not.toContain('Hechos constatados');
    for (const printed of [form, annex]) expect(printed).not.toMatch(/realName|contact|identityNote|Nombre real/);
    expect(buildBlankForm({ ...input, part: 'annex' }).signatures).toHaveLength(1);
  });

  test('a number is printed, or there is room to write one on every sheet', () => {
    expect(text()).toContain('Formulario n.º ____');
    const numbered = buildBlankForm({ ...input, number: 'F-LCE-00012' });
    expect(numbered.number).toBe('F-LCE-00012');
    expect(reportTexts(numbered).join('\n')).not.toContain('Formulario n.º');
  });

  test('the letterhead, or the name of an office that has none', () => {
    expect(buildBlankForm(input).letterhead).toEqual(sampleOffice.letterhead);
    expect(buildBlankForm({ ...input, office: { name: 'Oficina', letterhead: [] } }).letterhead).toEqual(['Oficina']);
  });
});

test('a kind that keeps nothing from the employer has no annex; its words show as keys until somebody writes them', () => {
  const plain: RecordKind = {
    key: 'visit_note',
    rules: () => [],
    sections: [
      {
        key: 'what',
        fields: [
          { key: 'when', kind: 'date', level: 'public' },
          { key: 'secret', kind: 'text', maxLength: 20, level: 'protected' },
        ],
        tables: [],
      },
    ],
  };
  expect(hasAnnex(plain)).toBe(false);
  expect(hasAnnex(inspection)).toBe(true);
  const printed = text({ kind: plain });
  expect(printed).toContain('when');
  expect(printed).not.toContain('secret');
});

test.each(papers.flatMap((paper) => (['form', 'annex'] as const).map((part) => [paper, part] as const)))(
  'on %s paper the %s crosses the door, is laid out and read back',
  async (paper, part) => {
    const report = buildBlankForm({ ...input, paper, part });
    expect(v.safeParse(ReportInput, report).success).toBe(true);
    const rendered = await renderPdf(report, pdfAssets());
    if (!rendered.ok) throw new Error(JSON.stringify(rendered.fault));
    expect(await readBack(rendered.value.pdf, report)).toEqual({ ok: true, value: undefined });
    expect(rendered.value.pages).toBeLessThanOrEqual(part === 'form' ? 8 : 2);
  },
);

describe('the form of every other paper', () => {
  test.each(blankFormKinds)('%s has each of its fields, those to sign who sign it, and nothing protected', (key) => {
    const kind = getKind(key);
    const form = buildBlankForm({ ...input, kind });
    const printed = reportTexts(form).join('\n');
    for (const field of fieldsOf(kind).filter(
      ({ officeOnly, level }) => officeOnly !== true && level !== 'protected',
    )) {
      expect(printed).toContain(fieldLabel(key, field.key));
    }
    for (const field of fieldsOf(kind).filter(({ officeOnly }) => officeOnly === true)) {
      expect(text({ kind, part: 'annex' })).toContain(fieldLabel(key, field.key));
    }
    expect(form.title).not.toBe('Formulario');
    expect(printed).toContain('Formulario n.º');
    expect(printed).not.toMatch(/denunci/i);
  });

  test('an order and a resolution are signed by whoever makes them, a notification by whoever receives it', () => {
    const signed = (key: 'order' | 'resolution' | 'notification') =>
      buildBlankForm({ ...input, kind: getKind(key) }).signatures.map(({ role }) => role);
    expect(signed('order')).toEqual(['Jefatura que ordena']);
    expect(signed('resolution')).toEqual(['Quien resuelve o hace constar']);
    expect(signed('notification').slice(0, 2)).toEqual(['Quien notifica', 'Quien recibe']);
  });
});
