import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addRow, isRequired, removeRow, setRowValue, type RecordDraft } from '../../../shared/record/draft.ts';
import { fieldsOf, tablesOf, type FieldDef, type FieldValue } from '../../../shared/record/fields.ts';
import { inspection } from '../../../shared/record/kinds/inspection.ts';
import type { Problem } from '../../../shared/record/problem.ts';
import { canFinalise, validate } from '../../../shared/record/validate.ts';
import {
  emptyInspection,
  obstructedInspection,
  rowId,
  sampleInspection,
  withRows,
  withValues,
} from '../../support/inspection-builder.ts';

const today = '2026-11-24';
const check = (draft: RecordDraft): readonly Problem[] => validate(inspection, draft, { today });
const short = (problem: Problem): string => `${problem.table ?? problem.section}.${problem.field} ${problem.code}`;
/** What a change to the valid sample brings, as `section.field code`. */
const after = (values: Readonly<Record<string, FieldValue>>): string[] =>
  check(withValues(sampleInspection(), values)).map(short);

describe('people who were interviewed', () => {
  const interviewed = (...pseudonyms: string[]): string[] =>
    check(withRows(sampleInspection(), 'interviewed', ...pseudonyms.map((pseudonym) => ({ pseudonym })))).map(short);

  test('are known by a pseudonym, which is theirs alone and says nothing', () => {
    expect(interviewed('T-01', 'T-02', 'T-117')).toEqual([]);
    expect(interviewed('T-01', 'T-01')).toEqual(['interviewed.pseudonym pseudonym-taken']);
    expect(interviewed('Olvin')).toEqual(['interviewed.pseudonym not-a-pseudonym']);
    expect(interviewed('T-00', '')).toEqual([
      'interviewed.pseudonym not-a-pseudonym',
      'interviewed.pseudonym required',
    ]);
  });

  test('need neither a name nor anything else that is protected, nor does any record', () => {
    const columns = tablesOf(inspection).find(({ key }) => key === 'interviewed')!.columns;
    expect(columns.filter(({ level }) => level === 'protected').map(({ key }) => key)).toEqual([
      'realName',
      'contact',
      'identityNote',
    ]);
    const strict: FieldDef = { key: 'realName', kind: 'text', maxLength: 9, level: 'protected', required: true };
    expect(isRequired(strict, sampleInspection())).toBe(false);
    expect(isRequired({ ...strict, level: 'reserved' }, sampleInspection())).toBe(true);
  });
});

describe('gaps that a phrase left', () => {
  test('are a warning where they stand, in fields and in rows, and never block', () => {
    const draft = withRows(
      withValues(sampleInspection(), { employerStatement: 'Dice «[[manifestación]]» y [[más]].', place: 'Tela [1]' }),
      'findings',
      { fact: 'Se debe [[monto]].' },
    );
    const problems = check(draft);
    expect(problems.map(short)).toEqual(['findings.fact gap-left', 'statements.employerStatement gap-left']);
    expect(problems.map(({ detail }) => detail)).toEqual([{ gap: 'monto' }, { gap: 'manifestación' }]);
    expect(canFinalise(problems)).toBe(true);
  });
});

describe('whole records', () => {
  test('the samples are fine', () => {
    expect(check(sampleInspection())).toEqual([]);
    expect(check(obstructedInspection())).toEqual([]);
  });

  test('an empty one lacks everything that is required, in form order', () => {
    const problems = check(emptyInspection());
    expect(problems.every(({ code }) => code === 'required' || code === 'too-few-rows')).toBe(true);
    expect(problems.map(short).slice(0, 3)).toEqual([
      'general.type required',
      'general.matters required',
      'general.place required',
    ]);
    expect(problems.map(({ section }) => section).filter((name, i, all) => name !== all[i - 1])).toEqual(
      inspection.sections
        .map(({ key }) => key)
        .filter((key) => !['joint', 'minors', 'documents', 'infringements', 'measures', 'statements'].includes(key)),
    );
    expect(problems.map(short)).toContain('inspectors.inspectors too-few-rows');
    expect(problems.map(short)).toContain('findings.findings too-few-rows');
    expect(canFinalise(problems)).toBe(false);
  });

  test('taking one required field out of a valid record gives exactly that problem', () => {
    for (const [key, code] of [
      ['type', 'general.type required'],
      ['place', 'general.place required'],
      ['representative', 'employer.representative required'],
      ['workerRepName', 'workerRepresentative.workerRepName required'],
      ['interviewsPrivate', 'interviews.interviewsPrivate required'],
      ['policeUnit', 'police.policeUnit required'],
      ['deliveryForm', 'delivery.deliveryForm required'],
    ] as const) {
      expect(after({ [key]: '' })).toEqual([code]);
    }
  });
});

describe('forms of values', () => {
  test.each<[string, FieldValue, string[]]>([
    ['type', 'festive', ['general.type not-a-choice']],
    ['matters', ['hours', 'magic'], ['general.matters not-a-choice']],
    ['startDate', '2026-02-30', ['general.startDate not-a-date']],
    ['endDate', '2026-11-25', ['general.endDate in-the-future']],
    ['startTime', '24:00', ['general.startTime not-a-time']],
    ['place', 'x'.repeat(121), ['general.place too-long']],
    ['department', '19', ['location.department unknown-department', 'location.municipality municipality-elsewhere']],
    ['municipality', '0199', ['location.municipality unknown-municipality']],
    ['municipality', '0801', ['location.municipality municipality-elsewhere']],
    ['coordinates', 'allá arriba', ['location.coordinates not-coordinates']],
    ['coordinates', '95.1,-86.7', ['location.coordinates not-coordinates']],
    ['coordinates', '40.4168,-3.7038', ['location.coordinates coordinates-abroad']],
    ['credentialShown', 'tal vez', ['inspectors.credentialShown not-yes-no']],
    ['employerRtn', '0101999900000', ['employer.employerRtn not-an-rtn']],
    ['employerDni', '1234', ['employer.employerDni not-a-dni']],
    ['employerDni', '0199198000000', ['employer.employerDni dni-place-unknown']],
    ['employerPhone', '12345678', ['employer.employerPhone not-a-phone']],
    ['employerEmail', 'gerencia@', ['employer.employerEmail not-an-email']],
    ['copies', '100', ['delivery.copies out-of-range']],
    ['workersForeign', 'muchos', ['workers.workersForeign not-an-integer']],
  ])('%s = %j', (key, value, problems) => {
    expect(after({ [key]: value })).toEqual(problems);
  });

  test('money in a row', () => {
    const at = { table: 'infringements', row: rowId(0x400), column: 'amountOwed' };
    const problems = check(setRowValue(sampleInspection(), at, '1,200'));
    expect(problems).toEqual([
      {
        section: 'infringements',
        table: 'infringements',
        row: rowId(0x400),
        field: 'amountOwed',
        code: 'not-money',
        severity: 'error',
      },
    ]);
  });

  test('an unknown place in a DNI and coordinates abroad never block', () => {
    const draft = withValues(sampleInspection(), { employerDni: '0199198000000', coordinates: '40.4168,-3.7038' });
    expect(check(draft)).toHaveLength(2);
    expect(canFinalise(check(draft))).toBe(true);
  });
});

describe('rules across fields', () => {
  test('the visit ends after it starts', () => {
    expect(after({ endTime: '09:15' })).toEqual(['general.endTime ends-before-start']);
    expect(after({ endTime: '09:16' })).toEqual([]);
    expect(after({ endDate: '2026-11-20' })).toEqual(['general.endDate ends-before-start']);
    expect(after({ startDate: '2026-11-19' })).toEqual([]);
  });

  test('outside working hours is worth a second look, unless the visit is extraordinary', () => {
    expect(after({ startTime: '04:59' })).toEqual(['general.startTime outside-working-hours']);
    expect(after({ endTime: '19:01' })).toEqual(['general.endTime outside-working-hours']);
    expect(after({ startDate: '2026-11-22', endDate: '2026-11-22' })).toEqual([
      'general.startTime outside-working-hours',
      'general.endTime outside-working-hours',
    ]);
    expect(canFinalise(check(withValues(sampleInspection(), { startTime: '04:59' })))).toBe(true);
    expect(after({ type: 'extraordinary', startTime: '02:00' })).toEqual([]);
  });

  test('women and men make the total', () => {
    const problems = check(withValues(sampleInspection(), { workersMen: '436' }));
    expect(problems).toEqual([
      {
        section: 'workers',
        field: 'workersTotal',
        code: 'sum-differs',
        severity: 'error',
        detail: { total: 1248, sum: 1247 },
      },
    ]);
  });

  test('no part is more than the whole', () => {
    expect(after({ workersMinors: '1249' })).toEqual([
      'workers.workersMinors more-than-total',
      'minors.minors minors-not-listed',
    ]);
    expect(after({ workersContracted: '1248' })).toEqual([]);
  });

  test('each child that was counted is written down, and child protection is told', () => {
    expect(after({ workersMinors: '3' })).toEqual(['minors.minors minors-not-listed']);
    const at = { table: 'minors', row: rowId(0x700), column: 'protectionCalled' };
    const untold = check(setRowValue(sampleInspection(), at, 'no'));
    expect(untold.map(short)).toEqual(['minors.protectionCalled protection-not-called']);
    expect(canFinalise(untold)).toBe(true);
  });

  test('obstruction has its group of fields, and is itself an infringement', () => {
    const draft = withRows(withValues(sampleInspection(), { obstructed: 'yes' }), 'infringements');
    expect(check(draft).map(short)).toEqual([
      'obstruction.obstructed obstruction-not-listed',
      'obstruction.obstructionConduct required',
      'obstruction.obstructionWho required',
      'obstruction.obstructionTime required',
    ]);
  });

  test('a prevented visit needs no numbers of workers', () => {
    const draft = withValues(obstructedInspection(), {
      workersTotal: '',
      workersWomen: '',
      workersMen: '',
      workersMinors: '',
      interviewCount: '',
      representative: '',
    });
    expect(check(draft)).toEqual([]);
  });

  test('a refusal to sign needs a reason and two witnesses', () => {
    const draft = obstructedInspection();
    expect(check(withValues(draft, { refusalReason: '' })).map(short)).toEqual(['signing.refusalReason required']);
    expect(check(withValues(draft, { refusedBy: '' })).map(short)).toEqual(['signing.refusedBy required']);
    expect(check(removeRow(draft, 'witnesses', rowId(0x600)))).toEqual([
      {
        section: 'signing',
        table: 'witnesses',
        field: 'witnesses',
        code: 'too-few-rows',
        severity: 'error',
        detail: { min: 2 },
      },
    ]);
    expect(check(withValues(sampleInspection(), { refusedToSign: 'no' }))).toEqual([]);
  });

  test('whoever attended is named unless they refused', () => {
    expect(after({ attendedBy: '' })).toEqual(['attendance.attendedBy required']);
    expect(after({ attendedBy: '', attendedCapacity: '', refusedIdentity: 'yes' })).toEqual([]);
  });

  test('an infringement that can be corrected warns without a term', () => {
    const at = { table: 'infringements', row: rowId(0x400), column: 'termDays' };
    const problems = check(setRowValue(sampleInspection(), at, ''));
    expect(problems.map(short)).toEqual(['infringements.termDays term-missing']);
    expect(canFinalise(problems)).toBe(true);
  });

  test('hidden fields are not looked at', () => {
    expect(after({ obstructed: 'no', obstructionTime: 'tarde', refusalReason: '' })).toEqual([]);
  });
});

describe('laws', () => {
  const anyText = fc.oneof(fc.string(), fc.constantFrom('yes', 'no', '1', '0801', '2026-11-23', '09:00', 'legal'));
  const anyDraft = fc
    .record({
      values: fc.dictionary(
        fc.constantFrom(...fieldsOf(inspection).map(({ key }) => key)),
        fc.oneof(anyText, fc.array(anyText)),
      ),
      table: fc.constantFrom(...tablesOf(inspection)),
      row: fc.dictionary(fc.constantFrom('name', 'fact', 'termDays', 'infringement', 'dni'), anyText),
    })
    .map(({ values, table, row }) =>
      addRow({ ...emptyInspection(), values }, table.key, { id: rowId(1), values: row }),
    );

  test('never throws, always points at something that exists and is shown', () => {
    const places = new Set([
      ...inspection.sections.flatMap(({ key, fields }) => fields.map((field) => `${key}//${field.key}`)),
      ...inspection.sections.flatMap(({ key, tables }) =>
        tables.flatMap((table) => [...table.columns, table].map((item) => `${key}/${table.key}/${item.key}`)),
      ),
    ]);
    fc.assert(
      fc.property(anyDraft, (draft) => {
        for (const { section, table = '', field, row } of check(draft)) {
          expect(places).toContain(`${section}/${table}/${field}`);
          if (row !== undefined) expect(draft.tables[table]?.some(({ id }) => id === row)).toBe(true);
        }
      }),
    );
  });

  test('filling an empty field of a record never makes it lack that field', () => {
    fc.assert(
      fc.property(anyDraft, fc.constantFrom(...fieldsOf(inspection)), anyText, (draft, field, text) => {
        fc.pre(text.trim() !== '');
        const problems = check(withValues(draft, { [field.key]: text }));
        expect(
          problems.some(
            (problem) => problem.field === field.key && problem.table === undefined && problem.code === 'required',
          ),
        ).toBe(false);
      }),
    );
  });
});
