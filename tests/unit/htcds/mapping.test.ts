import fc from 'fast-check';
import { expect, test } from 'vitest';
import { questions } from '../../../shared/catalog/screening/questions.ts';
import { catalogKeys } from '../../../shared/catalog/catalog.ts';
import { listDepartments } from '../../../shared/catalog/territory.ts';
import { referralAddressees } from '../../../shared/catalog/referral-directory.ts';
import { caseStates } from '../../../shared/procedure/procedure.ts';
import { emptyDraft, type RecordDraft } from '../../../shared/record/draft.ts';
import { fieldsOf, tablesOf, type FieldDef, type FieldValue, type RecordKind } from '../../../shared/record/fields.ts';
import { inspection } from '../../../shared/record/kinds/inspection.ts';
import { referral } from '../../../shared/record/kinds/referral.ts';
import { screening } from '../../../shared/record/kinds/screening.ts';
import { ageGroup } from '../../../shared/htcds/age-group.ts';
import { victimCsv, victimJson } from '../../../shared/htcds/export-file.ts';
import { hideSmallGroups, mapVictims, type VictimRecord } from '../../../shared/htcds/map-victims.ts';
import { mappingTables, MappingTable } from '../../../shared/htcds/mapping-table.ts';
import { victimsOfCase, type VictimCase } from '../../../shared/htcds/victims-of-case.ts';
import { readGuideFile } from '../../../shared/catalog/screening/guide-file.ts';
import { ageRange } from '../../../shared/record/approximate.ts';
import { got } from '../../support/session.ts';
import { sampleGuide } from '../../support/sample-guide.ts';
import lists from './htcds-2-lists.json';
import * as v from 'valibot';

const [htcds] = mappingTables as [MappingTable];
const period = { from: '2026-01-01', until: '2026-12-31' } as const;
const confirmedAt = '2026-05-07T15:00:00.000Z';
const caseId = '3f0b6c1e-0000-4000-8000-000000000001';
const picklists: Readonly<Record<string, { readonly multiple: boolean; readonly codes: readonly string[] }>> =
  lists.picklists;

/** What nobody may ever read outside. */
const SECRET = 'SECRETO';

/** A draft of any kind with something in every field: choices at random, and in all other fields a text to be found again. */
function anyDraft(kind: RecordKind): fc.Arbitrary<RecordDraft> {
  const values = (fields: readonly FieldDef[]) =>
    fc.record(Object.fromEntries(fields.map((field) => [field.key, anyValue(field)])), { requiredKeys: [] });
  const tables = tablesOf(kind).map((table) =>
    fc
      .array(values(table.columns), { maxLength: 3 })
      .map((rows) => [table.key, rows.map((row, i) => ({ id: `r${i}`, values: row }))] as const),
  );
  return fc.tuple(values(fieldsOf(kind)), ...tables).map(([own, ...rows]) => ({
    ...emptyDraft(kind),
    values: own,
    tables: Object.fromEntries(rows),
  })) as fc.Arbitrary<RecordDraft>;
}

function anyValue(field: FieldDef): fc.Arbitrary<FieldValue> {
  if (field.level === 'protected') return fc.constant(`${SECRET} ${field.key}`);
  if (field.key === 'pseudonym') return fc.constantFrom('P-01', 'P-02', 'NNA-02', `${SECRET} María`, '');
  if (field.key === 'question') return fc.constantFrom(...questions.map(({ key }) => key), SECRET);
  if (field.key === 'nationality') return fc.constantFrom('hondureña', 'Nicaragüense', SECRET);
  if (field.kind === 'choice') return fc.constantFrom(...field.options, SECRET);
  if (field.kind === 'multiChoice') return fc.subarray([...field.options]);
  const examples: Partial<Record<FieldDef['kind'], readonly string[]>> = {
    yesNo: ['yes', 'no'],
    date: ['2026-03-04', '2026-04-05', '2026-05-06', '2025-01-01', SECRET],
    age: ['15', '14~', '16..20', '33', 'X', SECRET],
    department: ['01', '08', SECRET],
    integer: ['7', '50', SECRET],
  };
  return fc.constantFrom(...(examples[field.kind] ?? [`${SECRET} ${field.key}`]));
}

const anyCase: fc.Arbitrary<VictimCase> = fc
  .record({
    stage: fc.constantFrom(...caseStates, '', SECRET),
    screening: fc.array(fc.tuple(anyDraft(screening), fc.constantFrom(confirmedAt, undefined)), { maxLength: 2 }),
    referral: fc.array(anyDraft(referral), { maxLength: 2 }),
    inspection: fc.array(anyDraft(inspection), { maxLength: 1 }),
  })
  .map((made) => ({
    caseId,
    stage: made.stage,
    records: [
      ...made.screening.map(([draft, at]) => ({ kind: screening.key, draft, confirmedAt: at })),
      ...made.referral.map((draft) => ({ kind: referral.key, draft, confirmedAt: undefined })),
      ...made.inspection.map((draft) => ({ kind: inspection.key, draft, confirmedAt: undefined })),
    ],
  }));

const exported = (one: VictimCase): readonly VictimRecord[] =>
  mapVictims(htcds, victimsOfCase(one, period, [])).records;

test('no protected value and no text that somebody wrote is ever in the export', () => {
  let people = 0;
  fc.assert(
    fc.property(anyCase, (one) => {
      const records = exported(one);
      people += records.length;
      const about = { ...period, madeAt: '2026-11-30T00:00:00.000Z', smallGroupsHidden: false };
      expect(victimCsv(htcds, records)).not.toContain(SECRET);
      expect(victimJson(htcds, records, about)).not.toContain(SECRET);
    }),
    { numRuns: 300 },
  );
  expect(people).toBeGreaterThan(80);
});

test('every field and every code that comes out is of the published standard, or an extension that says so', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyCase, (one) => {
      for (const [field, values] of exported(one).flatMap((record) => Object.entries(record))) {
        seen.add(field);
        expect(field.startsWith('x_') || lists.names.includes(field), field).toBe(true);
        expect(lists.deprecated).not.toContain(field);
        const list = picklists[field];
        if (list === undefined) continue;
        for (const value of values) expect(list.codes, field).toContain(value);
        if (!list.multiple) expect(values.length, field).toBe(1);
      }
    }),
    { numRuns: 300 },
  );
  // no column of the table is never reached
  expect([...seen].sort()).toEqual(htcds.fields.map(({ target }) => target).sort());
});

test('every code of the table is in the published list, also what no example reached', () => {
  for (const field of htcds.fields) {
    const codes = picklists[field.target]?.codes;
    const own = 'values' in field ? Object.values(field.values) : 'always' in field ? [field.always] : [];
    if (codes)
      expect(
        own.filter((code) => !codes.includes(code)),
        field.target,
      ).toEqual([]);
  }
  expect(htcds.tellApart.filter((field) => !htcds.fields.some(({ target }) => target === field))).toEqual([]);
  // names that the published templates misspell or lack are written as in the field standards
  const names = htcds.fields.map(({ target }) => target);
  expect(names).toContain('vic_TraffickingStatusDecisionMakingOrg');
  expect(names).toContain('cas_ReasonForOutgoingReferral');
});

test('what the table turns into codes exists here, and nobody is ever said to be a victim or none', () => {
  const keysOf = (from: string): readonly string[] =>
    htcds.fields.flatMap((field) => (field.from === from && 'values' in field ? Object.keys(field.values) : []));
  const known = new Set(questions.map(({ key }) => key));
  expect(keysOf('signs').filter((key) => !known.has(key))).toEqual([]);
  expect([...keysOf('stage')].sort()).toEqual([...caseStates].sort());
  expect(keysOf('branch').filter((key) => !catalogKeys('branches').includes(key))).toEqual([]);
  expect([...keysOf('addressee')].sort()).toEqual([...referralAddressees].sort());
  const text = JSON.stringify(htcds);
  expect(text).not.toContain('ActualVictimOfTrafficking');
  expect(text).not.toContain('NotAVictimOfTrafficking');
});

test('a screening that no second person confirmed stays in the office; a referral goes, each with its institution', () => {
  const draft = (values: RecordDraft['values'], rows: RecordDraft['tables'] = {}): RecordDraft => ({
    values,
    tables: rows,
  });
  const asked = draft(
    { pseudonym: 'P-01', date: '2026-05-05', age: '15', sex: 'female' },
    { screening_answers: [{ id: 'a', values: { question: 'cdDocs', reply: 'yes' } }] },
  );
  const one = { kind: screening.key, draft: asked };
  expect(victimsOfCase({ caseId, stage: '', records: [{ ...one, confirmedAt: undefined }] }, period, [])).toEqual([]);
  const sent = draft(
    { date: '2026-05-06', addressee: 'publicProsecutor', department: '01', purposes: ['forcedLabour', 'forcedCrime'] },
    { referred: [{ id: 'b', values: { pseudonym: 'P-01', nationality: 'Hondureña', consent: 'yes' } }] },
  );
  const records = [
    { ...one, confirmedAt },
    { kind: referral.key, draft: sent, confirmedAt: undefined },
    {
      kind: referral.key,
      draft: { ...sent, values: { ...sent.values, addressee: 'childProtection' } },
      confirmedAt: undefined,
    },
  ];
  const out = exported({ caseId, stage: 'resolution', records });
  expect(out.map((record) => record['cas_ReferredOrganisation'])).toEqual([['Ministerio Público, UTESCTP'], ['SENAF']]);
  expect(out[0]).toMatchObject({
    x_PersonId: ['p1'],
    x_AgeGroup: ['15-17'],
    prs_Gender: ['Feminine'],
    prs_Citizenship: ['HN'],
    con_Consent: ['TRUE'],
    vic_TraffickingStatus: ['PossibleVictimOfTrafficking'],
    vic_MethodsOfControl: ['WithholdsDocuments'],
    vic_TypeOfExploitation: ['ForcedLabour', 'Other'],
    cas_Status: ['Active'],
    hte_State: [listDepartments()[0]!.name],
  });
  const outside = { from: '2025-01-01', until: '2025-12-31' };
  expect(victimsOfCase({ caseId, stage: '', records }, outside, [])).toEqual([]);
});

test('a person is a number of the export, the same in all of their lines; nothing of a pseudonym leaves', () => {
  fc.assert(
    fc.property(anyCase, anyCase, (one, other) => {
      const victims = [one, { ...other, caseId: '3f0b6c1e-0000-4000-8000-000000000002' }].flatMap((made) =>
        victimsOfCase(made, period, []),
      );
      const { records } = mapVictims(htcds, victims);
      expect(JSON.stringify(records)).not.toMatch(/NNA|P-0/);
      const numbers = new Map(victims.map(({ person }, i) => [person[0], records[i]!['x_PersonId']![0]]));
      victims.forEach(({ person }, i) => expect(records[i]!['x_PersonId']).toEqual([numbers.get(person[0])]));
      expect([...numbers.values()]).toEqual([...numbers].map((_, i) => `p${i + 1}`));
    }),
  );
});

test('whoever is one of few loses what tells them apart, and nothing else; lines of one person are one', () => {
  const fact = { confidence: 'likely', source: 'x' } as const;
  const fields: MappingTable['fields'] = [{ target: 'x_Id', from: 'person', asIs: true, ...fact }];
  const table = { tellApart: ['a_Place', 'a_Age'], smallestGroup: { people: 3, ...fact }, fields };
  const anyRecord: fc.Arbitrary<VictimRecord> = fc
    .record({
      x_Id: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p6'),
      a_Place: fc.constantFrom('1', '2'),
      a_Age: fc.constantFrom('x', 'y'),
      b_Type: fc.constantFrom('p', 'q'),
    })
    .map((one) => Object.fromEntries(Object.entries(one).map(([key, value]) => [key, [value]])));
  const isLeft = ({ a_Place, a_Age }: VictimRecord): boolean => a_Place !== undefined || a_Age !== undefined;
  const look = (record: VictimRecord): string => JSON.stringify(table.tellApart.map((field) => record[field]));
  let kept = 0;
  fc.assert(
    fc.property(fc.array(anyRecord, { maxLength: 25 }), (records) => {
      const { records: hidden, changed } = hideSmallGroups(table, records);
      for (const record of hidden.filter(isLeft)) {
        const alike = hidden.filter((other) => look(other) === look(record)).flatMap((other) => other['x_Id']);
        expect(new Set(alike).size).toBeGreaterThanOrEqual(3);
        kept += 1;
      }
      hidden.forEach((record, i) => {
        const before = records[i]!;
        expect([record['b_Type'], record['x_Id']]).toEqual([before['b_Type'], before['x_Id']]);
        for (const [key, value] of Object.entries(record)) expect(value).toEqual(before[key]);
      });
      expect(changed).toBe(
        hidden.filter((record, i) => Object.keys(record).length < Object.keys(records[i]!).length).length,
      );
    }),
  );
  expect(kept).toBeGreaterThan(50);
  const one = { x_Id: ['p1'], a_Place: ['1'], a_Age: ['x'] };
  expect(hideSmallGroups(table, [one, one, one, one]).records.some(isLeft)).toBe(false);
  expect(hideSmallGroups({ ...table, fields: [] }, [one, one, one]).records.some(isLeft)).toBe(false);
  const three = ['p1', 'p2', 'p3'].map((id) => ({ ...one, x_Id: [id] }));
  expect(hideSmallGroups(table, three)).toEqual({ records: three, changed: 0 });
});

test('a confirmed screening is told by the rules that whoever confirmed it had, not by a guide loaded after', () => {
  const set = got(readGuideFile(JSON.stringify(sampleGuide)));
  const draft = {
    values: { pseudonym: 'P-01', date: '2026-05-05', age: '30' },
    tables: {
      screening_answers: ['cdDebt', 'exHours'].map((question) => ({
        id: question,
        values: { question, reply: 'yes' },
      })),
    },
  };
  const keysWith = (at: string): readonly string[] =>
    victimsOfCase({ caseId, stage: '', records: [{ kind: screening.key, draft, confirmedAt }] }, period, [
      { set, at },
    ]).flatMap(({ results }) => results);
  const own = (key: string): boolean => key.startsWith(`${set.key}/`);
  expect(keysWith('2026-05-07T15:00:00.000Z').filter(own)).toEqual([`${set.key}/${set.version}/control`]);
  const later = keysWith('2026-05-07T15:00:00.001Z');
  expect(later.filter(own)).toEqual([]);
  expect(later.length).toBeGreaterThan(0);
});

test.each([
  ['11', '0-11'],
  ['14', '14'],
  ['15', '15-17'],
  ['17', '15-17'],
  ['18', '18-24'],
  ['75', '60+'],
  ['12..14', '0-17'],
  ['24..26', '18+'],
  ['17~', 'unknown'],
  ['X', 'unknown'],
])('the age %s is of the group %s', (age, group) => {
  expect(ageGroup(ageRange(age))).toBe(group);
});

test('a spreadsheet takes no cell for a formula, and several values stand in one', () => {
  const field = { confidence: 'likely', source: 'x', asIs: true } as const;
  const fields: MappingTable['fields'] = [
    { target: 'x_A', from: 'case', ...field },
    { target: 'x_B', from: 'person', ...field },
  ];
  const table = { ...htcds, fields };
  const csv = victimCsv(table, [{ x_A: ['=1+1'], x_B: ['a', 'b "c"'] }, { x_B: ['@x'] }]);
  expect(csv).toBe('\uFEFFx_A,x_B\r\n"\'=1+1","a;b ""c"""\r\n"","\'@x"\r\n');
});

test('another standard is another table: no code knows this one', () => {
  const fact = { confidence: 'unverified', source: 'Invented' } as const;
  const other = v.parse(MappingTable, {
    ...{ key: 'otra', standard: 'Otra', version: '1', attribution: 'x', tellApart: ['y_Sex'], ...fact },
    smallestGroup: { people: 2, ...fact },
    fields: [
      { target: 'y_Sex', from: 'sex', values: { female: '1', male: '2' }, ...fact },
      { target: 'y_Object', from: 'referred', always: 'victim', ...fact },
    ],
  });
  const empty = Object.fromEntries(
    ['case', 'person', 'ageGroup', 'nationality', 'consent', 'signs', 'purposes', 'branch', 'stage', 'addressee']
      .concat(['referredOn', 'department', 'results'])
      .map((key) => [key, []]),
  );
  const facts = { ...empty, sex: ['female', 'other'], referred: ['yes'] } as unknown as Parameters<
    typeof mapVictims
  >[1][0];
  expect(mapVictims(other, [facts])).toEqual({
    records: [{ y_Sex: ['1'], y_Object: ['victim'] }],
    withoutCode: { y_Sex: 1 },
  });
});
