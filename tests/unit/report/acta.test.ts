import { createHash } from 'node:crypto';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { ReportInput } from '../../../shared/ipc/report-input.ts';
import { isVisible, rowsOf, setRowValue, type RecordDraft } from '../../../shared/record/draft.ts';
import { fieldsOf, tablesOf, type FieldDef, type TableDef } from '../../../shared/record/fields.ts';
import { inspection } from '../../../shared/record/kinds/inspection.ts';
import { actaSections } from '../../../shared/report/acta-sections.ts';
import { buildActa, prepareActa, type ActaInput } from '../../../shared/report/acta.ts';
import { canonicalRecord } from '../../../shared/report/canonical-record.ts';
import { columnLabel, fieldLabel } from '../../../shared/report/paper-labels.ts';
import { printValue } from '../../../shared/report/print-value.ts';
import type { Report, ReportBlock } from '../../../shared/report/report.ts';
import {
  emptyInspection,
  jointInspection,
  obstructedInspection,
  rowId,
  sampleInspection,
  sampleOffice,
  withRows,
  withValues,
} from '../../support/inspection-builder.ts';
import { reportTexts } from '../../support/report-text.ts';

type Request = Omit<ActaInput, 'hash' | 'recordJson'>;
const request = (draft: RecordDraft, more: Partial<Request> = {}): Request => ({
  office: sampleOffice,
  draft,
  number: 'STSS-ORD-LCE-00001-2026',
  version: 1,
  addressee: 'file',
  draftMark: false,
  madeAt: '2026-11-23T18:45:10.000Z',
  paper: 'letter',
  ...more,
});
const make = async (draft: RecordDraft, more: Partial<Request> = {}): Promise<Report> =>
  (await prepareActa(request(draft, more))).report;
const blocks = (report: Report): readonly ReportBlock[] => report.sections.flatMap((section) => section.blocks);
const section = (report: Report, name: string): string =>
  JSON.stringify(report.sections.find(({ heading }) => heading.endsWith(name))?.blocks);

/** Those interviewed are printed in one line, and nothing of the protected level is printed at all. */
const printedColumns = (table: TableDef): readonly FieldDef[] =>
  table.key === 'interviewed' ? [] : table.columns.filter(({ level }) => level !== 'protected');

/** All columns with their values, as the paper must show them. */
function filledCells(draft: RecordDraft): { field: FieldDef; printed: string; path: string }[] {
  const fields = fieldsOf(inspection)
    .filter((field) => isVisible(field, draft))
    .map((field) => ({ field, printed: printValue(field, draft.values[field.key]), path: field.key }));
  const cells = tablesOf(inspection)
    .filter((table) => isVisible(table, draft))
    .flatMap((table) =>
      rowsOf(draft, table.key).flatMap((row, i) =>
        printedColumns(table).map((field) => ({
          field,
          printed: printValue(field, row.values[field.key]),
          path: `${table.key}.${i}.${field.key}`,
        })),
      ),
    );
  return [...fields, ...cells].filter(({ printed }) => printed !== '');
}

/** Says which filled values the body of the acta lacks, taking each printed text away once it was found. */
function missingFrom(report: Report, draft: RecordDraft): string[] {
  const body = report.sections.slice(1, -1).flatMap((one) => one.blocks);
  const left = reportTexts({
    ...report,
    letterhead: [],
    signatures: [],
    sections: [{ heading: '', blocks: body }],
  }).slice();
  return filledCells(draft)
    .filter(({ field }) => report.addressee === 'file' || field.officeOnly !== true)
    .filter(({ printed }) => {
      const at = left.findIndex((text) => text === printed || text.startsWith(`${printed} (`));
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    })
    .map(({ path }) => path);
}

describe('what is printed', () => {
  test.each([
    ['whole', sampleInspection()],
    ['obstructed', obstructedInspection()],
  ])('every filled field of the %s sample, each by itself', async (_, draft) => {
    expect(filledCells(draft).length).toBeGreaterThan(60);
    expect(missingFrom(await make(draft), draft)).toEqual([]);
    expect(missingFrom(await make(draft, { addressee: 'employer' }), draft)).toEqual([]);
  });

  test('the samples fill every field there is', () => {
    const samples = [jointInspection(), obstructedInspection()];
    const filled = new Set(samples.flatMap(filledCells).map(({ field }) => field));
    const all = [...fieldsOf(inspection), ...tablesOf(inspection).flatMap(printedColumns)];
    expect(all.filter((field) => !filled.has(field)).map(({ key }) => key)).toEqual([]);
  });

  test('whatever is typed into whichever field', async () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' }).filter((value) => value.trim() !== '');
    const keys = fieldsOf(inspection)
      .filter(({ kind }) => kind !== 'multiChoice')
      .map(({ key }) => key);
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...keys), text),
        fc.array(text, { maxLength: 4 }),
        async (values, facts) => {
          const draft = withRows(withValues(emptyInspection(), values), 'findings', ...facts.map((fact) => ({ fact })));
          expect(missingFrom(await make(draft), draft)).toEqual([]);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('as paper shows it', async () => {
    const texts = reportTexts(await make(sampleInspection()));
    for (const printed of [
      'Inspección ordinaria',
      'Salario y otros pagos; Jornada de trabajo; Seguridad social; Trabajo de niñas, niños y adolescentes',
      '23/11/2026',
      'La Ceiba',
      'Atlántida',
      '15.7835, -86.7822',
      'Persona jurídica',
      '01019999000001',
      '0101-1980-00000',
      '2440-0000',
      '1,248',
      'L 1,234,567.50',
      'En mano; Por correo',
      'Exhibido',
    ]) {
      expect(texts).toContain(printed);
    }
  });

  test('the sum owed in digits and words, unless an amount cannot be read', async () => {
    const owed = async (...amounts: string[]) =>
      section(
        await make(withRows(sampleInspection(), 'infringements', ...amounts.map((amountOwed) => ({ amountOwed })))),
        'Infracciones y plazos',
      );
    expect(await owed('1234567.5', '', '0.55')).toContain(
      'L 1,234,568.05 (un millón doscientos treinta y cuatro mil quinientos sesenta y ocho lempiras con cinco centavos)',
    );
    expect(await owed('999999999.99', '0.01')).toContain('"L 1,000,000,000.00"');
    for (const none of [await owed(''), await owed('12', 'mil')]) expect(none).not.toContain('Suma');
  });

  test('what cannot be read as its kind is printed as typed', () => {
    const [date, money] = [
      fieldsOf(inspection).find(({ key }) => key === 'startDate')!,
      tablesOf(inspection)
        .find(({ key }) => key === 'infringements')!
        .columns.find(({ key }) => key === 'amountOwed')!,
    ];
    expect(printValue(date, '31/02/26')).toBe('31/02/26');
    expect(money.kind).toBe('money');
    expect(printValue(money, 'mil')).toBe('mil');
  });

  test('every field and column has its own label', () => {
    for (const { key } of fieldsOf(inspection)) expect(fieldLabel(inspection.key, key)).not.toBe(key);
    for (const table of tablesOf(inspection)) {
      for (const { key } of printedColumns(table)) expect(columnLabel(inspection.key, table.key, key)).not.toBe(key);
    }
    const headings = actaSections({ ...request(jointInspection()) }).map(({ heading }) => heading);
    expect(headings).toHaveLength(inspection.sections.length);
    for (const heading of headings) expect(heading).toMatch(/^\p{Lu}[\p{L}. ]+$/u);
  });

  test('an empty optional field is a dash where a form always has a line, and nothing elsewhere', async () => {
    const draft = withValues(sampleInspection(), {
      employerEmail: '',
      policeRequested: '',
      employerStatement: '',
      workerStatement: '',
    });
    const report = await make(draft);
    expect(section(report, 'Patrono')).toContain('{"label":"Correo electrónico","value":"—"}');
    expect(section(report, 'Manifestaciones')).toContain('No hubo manifestaciones.');
    expect(report.sections.some(({ heading }) => heading.endsWith('Auxilio policial'))).toBe(false);
    expect(report.sections.map(({ heading }) => Number.parseInt(heading, 10))).toEqual(
      report.sections.map((_, i) => i + 1),
    );
  });

  test('what does not exist under what is filled in is not printed', async () => {
    const draft = withValues(obstructedInspection(), { obstructed: 'no', refusedToSign: 'no', interviewCount: '0' });
    const text = reportTexts(await make(draft)).join('\n');
    expect(text).not.toContain('amenazó con soltar');
    expect(text).not.toContain('esperaría a su abogado');
    expect(text).not.toContain('Cálix Oyuela');
    expect(text).not.toContain('Testigos');
    expect(text).not.toContain('En privado');
  });
});

describe('what is not printed', () => {
  test('the employer never receives what could point to a worker, in no part of the paper or its attachment', async () => {
    const everything = JSON.stringify(await make(obstructedInspection(), { addressee: 'employer' }));
    for (const secret of ['Arzú', 'horas extraordinarias del mes', '0801197500001', '0801-1975-00001']) {
      expect(everything).not.toContain(secret);
      expect(JSON.stringify(await make(obstructedInspection()))).toContain(secret);
    }
    expect(everything).toContain('Sindicato de Trabajadores');
  });

  test('a norm is printed as law only when it was confirmed', async () => {
    const draft = withRows(
      sampleInspection(),
      'infringements',
      { infringement: 'obstruction' },
      { infringement: 'safety' },
      { infringement: 'discrimination' },
    );
    const text = section(await make(draft), 'Infracciones y plazos');
    expect(text).toContain(
      'Obstrucción a la labor inspectora (Ley de Inspección de Trabajo (Decreto 178-2016), arts. 84 y 90 párrafo tercero)',
    );
    expect(text).toContain('"Seguridad, salud e higiene en el trabajo"');
    expect(text).toContain('"Discriminación laboral"');
    expect(text).not.toMatch(/391|STSS-001-02|art\. 87/);
  });

  test('a draft has no number, code or attachment', async () => {
    const report = await make(sampleInspection(), { draftMark: true, number: '' });
    expect(report).toMatchObject({ draft: true, number: '' });
    expect(report.code).toBeUndefined();
    expect(report.attachment).toBeUndefined();
  });
});

describe('opening and closing', () => {
  test('place and date in words, who, for what', async () => {
    const [opening] = blocks(await make(sampleInspection()));
    expect(opening).toEqual({
      kind: 'paragraph',
      text:
        'En La Ceiba, municipio de La Ceiba, departamento de Atlántida, siendo las 09:15 horas, a los veintitrés (23) ' +
        'días del mes de noviembre de dos mil veintiséis (2026), quienes suscriben, Wendy Maribel Núñez Zúniga, ' +
        'Inspectora de trabajo, credencial n.º IT-0457; Tomás Centeno Bátiz, Inspector de trabajo, credencial n.º IT-0461, ' +
        'se constituyeron en el centro de trabajo de Empacadora Ficticia del Caribe, S. de R.L. de C.V., ubicado en ' +
        'Kilómetro 9½ de la carretera CA-13, contiguo a la bodega «El Pingüino», para practicar inspección ordinaria, ' +
        'y hacen constar lo siguiente:',
    });
  });

  test('one inspector writes in the singular', async () => {
    const draft = withRows(sampleInspection(), 'inspectors', { name: 'Ana', position: 'Inspectora', credential: '1' });
    const text = JSON.stringify(blocks(await make(draft))[0]);
    expect(text).toContain('quien suscribe, Ana, Inspectora, credencial n.º 1, se constituyó en');
    expect(text).toContain('y hace constar lo siguiente:');
  });

  test('closes with copies, place and date', async () => {
    expect(section(await make(sampleInspection()), 'Cierre')).toContain(
      'de la que se entregan dos (2) ejemplares. Leída que fue, la firman quienes en ella intervinieron. Dado en La Ceiba, ' +
        'a los veintitrés (23) días del mes de noviembre de dos mil veintiséis (2026), a las 12:40 horas.',
    );
    expect(section(await make(withValues(sampleInspection(), { copies: '1' })), 'Cierre')).toContain(
      'un (1) ejemplar.',
    );
  });

  test('gaps of a draft are lines, not inventions', async () => {
    const report = await make(emptyInspection(), { draftMark: true, number: '' });
    expect(JSON.stringify(blocks(report)[0])).toContain(
      'En ________, municipio de ________, departamento de ________,',
    );
    expect(reportTexts(report).join()).not.toMatch(/undefined|NaN|null/);
  });

  test('a later version says what it replaces and why', async () => {
    const [first] = blocks(await make(sampleInspection(), { version: 2, reason: 'RTN equivocado' }));
    expect(first).toEqual({ kind: 'notice', text: 'Esta versión 2 sustituye a la versión 1. Motivo: RTN equivocado' });
    expect(blocks(await make(sampleInspection(), { reason: '' }))[0]!.kind).toBe('paragraph');
  });

  test('obstruction gives the paper its name', async () => {
    expect((await make(obstructedInspection())).title).toBe('Acta de obstrucción a la labor inspectora');
    expect((await make(sampleInspection())).title).toBe('Acta de inspección');
  });
});

describe('signatures', () => {
  test('each inspector, the employer in ink, the head of the office', async () => {
    const { signatures } = await make(sampleInspection());
    expect(signatures.map(({ field, name, role }) => [field, name, role])).toEqual([
      ['Firma_Inspector_1', 'Wendy Maribel Núñez Zúniga', 'Inspectora de trabajo'],
      ['Firma_Inspector_2', 'Tomás Centeno Bátiz', 'Inspector de trabajo'],
      [undefined, 'Saraí Lissette Peña Ávila', 'Por el patrono'],
      ['Firma_Jefatura', 'Iris Yolani Ñúñez Bú', 'Visto bueno de la jefatura'],
    ]);
    expect(signatures[0]!.details).toEqual(['Credencial n.º IT-0457']);
  });

  test('a joint acta says so, names those of other institutions with their post, and gives each a place', async () => {
    for (const addressee of ['file', 'employer'] as const) {
      const report = await make(jointInspection(), { addressee });
      expect(report.title).toBe('Acta conjunta de inspección');
      expect(section(report, 'Apertura')).toContain(
        'en conjunto con Eda Ñuflo Ávila, Fiscal, por Ministerio Público, Unidad contra la Trata; Zoila Güity Ñañez,',
      );
      expect(section(report, 'Personal de otras instituciones')).toContain('SENAF, Regional Atlántida');
      expect(report.signatures.slice(2, 4)).toEqual([
        { role: 'Por Ministerio Público, Unidad contra la Trata', name: 'Eda Ñuflo Ávila', details: ['Fiscal'] },
        { role: 'Por SENAF, Regional Atlántida', name: 'Zoila Güity Ñañez', details: ['Trabajadora social'] },
      ]);
    }
    const obstructed = withRows(obstructedInspection(), 'joint_officials', { institution: 'SENAF' });
    expect((await make(obstructed)).title).toBe('Acta conjunta de obstrucción a la labor inspectora');
    expect(JSON.stringify(await make(sampleInspection()))).not.toMatch(/conjunt|otras instituciones/);
  });

  test('after a refusal two witnesses sign instead of the employer', async () => {
    const { signatures } = await make(obstructedInspection());
    expect(signatures.map(({ role }) => role).slice(2, 4)).toEqual(['Testigo', 'Testigo']);
    expect(signatures[2]).toEqual({
      role: 'Testigo',
      name: 'Delmy Xiomara Cálix Oyuela',
      details: ['Comerciante, vecina del lugar', 'DNI 0801-1975-00001'],
    });
    const none = await make(withRows(obstructedInspection(), 'witnesses'));
    expect(none.signatures.filter(({ role }) => role === 'Testigo')).toHaveLength(2);
  });

  test.each([
    [
      ['employer', 'workers'],
      ['Testigo', 'Testigo'],
      'el patrono o su representante y la representación de los trabajadores se negaron a firmarla',
    ],
    [['workers'], ['Por el patrono', 'Testigo', 'Testigo'], 'la representación de los trabajadores se negó a firmarla'],
    [[], ['Testigo', 'Testigo'], 'el patrono o su representante se negó a firmarla'],
  ])('when %j refuse, %j sign, and the acta says who refused', async (refusedBy, roles, sentence) => {
    const report = await make(withValues(obstructedInspection(), { refusedBy }));
    expect(report.signatures.map(({ role }) => role).slice(2, -1)).toEqual(roles);
    expect(JSON.stringify(report.sections)).toContain(sentence);
  });

  test('a nameless visitor leaves the line to the representative', async () => {
    const draft = withValues(obstructedInspection(), { refusedToSign: 'no' });
    expect((await make(draft)).signatures[2]).toEqual({
      role: 'Por el patrono',
      name: 'José Ángel Muñoz Güity',
      details: [],
    });
  });
});

describe('the attached record', () => {
  test('is what the code stands for', async () => {
    const { report, recordHash } = await prepareActa(request(sampleInspection()));
    expect(createHash('sha256').update(report.attachment!.json).digest('hex')).toBe(recordHash);
    expect(report.code!.qr).toBe(`ATALAYA:1:STSS-ORD-LCE-00001-2026:1:${recordHash}`);
    expect(report.code!.lines.slice(-2).join(' ').replaceAll(' ', '')).toBe(recordHash);
    expect(report.code!.lines[1]).toBe('Emitida el 23/11/2026 a las 12:45 (hora del equipo)');
  });

  test('holds the values as typed, and only those that are printed', () => {
    const record = JSON.parse(canonicalRecord(request(sampleInspection()))) as {
      values: Record<string, unknown>;
      tables: Record<string, readonly unknown[]>;
    };
    expect(record).toMatchObject({ format: 'atalaya/inspection/v1', version: 1, addressee: 'file' });
    expect(record.values['workersTotal']).toBe('1248');
    expect(record.values['obstructionConduct']).toBeUndefined();
    expect(record.tables['findings']).toHaveLength(2);
    expect(record.tables['witnesses']).toBeUndefined();
  });

  test('any difference in a printed value changes it', () => {
    const before = canonicalRecord(request(sampleInspection()));
    const at = { table: 'findings', row: rowId(0x301), column: 'fact' };
    expect(canonicalRecord(request(setRowValue(sampleInspection(), at, 'Otro')))).not.toBe(before);
    expect(canonicalRecord(request(sampleInspection(), { version: 2 }))).not.toBe(before);
    expect(canonicalRecord(request(sampleInspection()))).toBe(before);
  });

  test('one made for the file is refused in the copy of the employer', () => {
    const recordJson = canonicalRecord(request(sampleInspection()));
    const input = { ...request(sampleInspection(), { addressee: 'employer' }), hash: '', recordJson };
    expect(() => buildActa(input)).toThrow('not that of this paper');
  });
});

test.each(['file', 'employer'] as const)(
  'the paper for %s passes the door to the document process',
  async (addressee) => {
    for (const draft of [sampleInspection(), obstructedInspection(), emptyInspection()]) {
      expect(v.safeParse(ReportInput, await make(draft, { addressee })).issues).toBeUndefined();
    }
  },
);
