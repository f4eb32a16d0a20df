// Need to know: an institution gets the parts of a referral that it is given, and nothing of the others, anywhere.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { referralAddressees, referralDirectory } from '../../../shared/catalog/referral-directory.ts';
import {
  partsFor,
  presetOf,
  referralParts,
  referralPresets,
  type SharingChoice,
} from '../../../shared/catalog/referral-parts.ts';
import { rowsOf, setValue, type RecordDraft } from '../../../shared/record/draft.ts';
import { fieldsOf, tablesOf, type FieldDef, type RecordKind, type Values } from '../../../shared/record/fields.ts';
import { referral } from '../../../shared/record/kinds/referral.ts';
import type { ActaInput } from '../../../shared/report/acta.ts';
import { canonicalRecord, maySee } from '../../../shared/report/canonical-record.ts';
import { findPaper } from '../../../shared/report/papers.ts';
import { buildPaper, preparePaper } from '../../../shared/report/record-paper.ts';
import { everyAddressee, type Addressee } from '../../../shared/report/report.ts';
import { filledRecord } from '../../support/filled-record.ts';
import { sampleOffice, withRows } from '../../support/inspection-builder.ts';

const isText = ({ kind }: FieldDef): boolean => kind === 'text' || kind === 'longText';
/** Found nowhere by chance, also in a field of eight letters. */
let planted = 0;
const marks = new Map<string, FieldDef>();
const draft: RecordDraft = filledRecord(referral, (_place, field) => {
  planted += 1;
  const mark = `Zq${String(planted).padStart(4, '0')}x`;
  marks.set(mark, field);
  return mark;
});

const input = (addressee: Addressee, record: RecordDraft): Omit<ActaInput, 'hash' | 'recordJson'> => ({
  ...{ office: sampleOffice, draft: record, number: 'STSS-REM-LCE-00001-2026', version: 2, reason: 'Se agregó' },
  ...{ addressee, draftMark: false, madeAt: '2026-11-23T18:45:10.000Z', paper: 'letter' },
});

const choice = fc.record({
  part: fc.constantFrom(...referralParts),
  given: fc.boolean(),
  reason: fc.constantFrom('', '   ', 'Lo pidió por escrito'),
});
const withChoices = (record: RecordDraft, choices: readonly SharingChoice[]): RecordDraft =>
  withRows(
    record,
    'sharing',
    ...choices.map(({ part, given, reason }): Values => ({ part, given: given ? 'yes' : 'no', reason })),
  );

describe('the presets', () => {
  test('there is one for each addressee, each says how sure it is, and every institution is in the directory', () => {
    expect(referralPresets.map(({ key }) => key)).toEqual([...referralAddressees]);
    expect(referralDirectory.map(({ key }) => key)).toEqual(referralAddressees.filter((key) => key !== 'other'));
    expect(referralPresets.filter(({ confidence, source }) => source === '' || confidence === 'verified')).toEqual([]);
  });
  test('nobody gets everything, and whoever goes there gets where it is but no result, no sign and no proof', () => {
    for (const { gives } of referralPresets) expect(gives.length).toBeLessThan(referralParts.length);
    const police = presetOf('police').gives;
    expect(police).toEqual(expect.arrayContaining(['facts', 'exactPlace', 'risk']));
    for (const part of ['results', 'signs', 'annexes', 'howKnown', 'health'] as const)
      expect(police).not.toContain(part);
    expect(presetOf('localCommittee').gives).not.toContain('people');
    expect(presetOf('cicesctEri').gives).not.toContain('suspects');
  });
  test('an addressee that this version does not know gets what any other gets', () => {
    expect([...partsFor('ministryOfTomorrow', [])]).toEqual([...partsFor('other', [])]);
  });
});

describe('partsFor', () => {
  const addressee = fc.constantFrom(...referralAddressees);
  test('gives nothing beside the preset without a reason', () => {
    fc.assert(
      fc.property(addressee, fc.array(choice), (to, choices) => {
        const preset = new Set(presetOf(to).gives);
        for (const part of partsFor(to, choices)) {
          const reasoned = choices.some((one) => one.part === part && one.given && one.reason.trim() !== '');
          expect(preset.has(part) || reasoned).toBe(true);
        }
      }),
    );
  });
  test('never gives what is withheld, whatever stands beside it and in whatever order', () => {
    fc.assert(
      fc.property(addressee, fc.array(choice), fc.constantFrom(...referralParts), (to, choices, part) => {
        const withheld = [...choices, { part, given: false, reason: '' }];
        expect(partsFor(to, withheld).has(part)).toBe(false);
        expect([...partsFor(to, [...withheld].reverse())]).toEqual([...partsFor(to, withheld)]);
      }),
    );
  });
  test('without choices is the preset; a choice of one part leaves the others', () => {
    fc.assert(
      fc.property(addressee, choice, (to, one) => {
        expect([...partsFor(to, [])].sort()).toEqual([...presetOf(to).gives].sort());
        const changed = partsFor(to, [one]);
        for (const part of referralParts.filter((other) => other !== one.part))
          expect(changed.has(part)).toBe(presetOf(to).gives.includes(part));
      }),
    );
  });
});

test('the text of a part that is not given stands nowhere in the report nor in the record attached to it; given parts do', async () => {
  expect(marks.size).toBeGreaterThan(40);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...referralAddressees),
      fc.array(choice, { maxLength: 8 }),
      async (to, choices) => {
        const record = withChoices(setValue(draft, 'addressee', to), choices);
        const parts = partsFor(to, choices);
        const { report } = await preparePaper(referral, input(to, record));
        const texts = [JSON.stringify({ ...report, attachment: undefined }), report.attachment?.json ?? ''];
        for (const [mark, { key, part }] of marks) {
          if (part === undefined) continue;
          // the id of a piece is for machines
          const given = part === 'frame' || parts.has(part);
          expect(
            texts.map((text) => text.includes(mark)),
            `${mark} of ${part} for ${to}`,
          ).toEqual([given && key !== 'piece', given]);
        }
        // neither reasons nor which parts they are about
        const reasons = texts.filter((text) => text.includes('Lo pidió por escrito') || text.includes('"sharing"'));
        expect(reasons).toEqual([]);
        expect(report.attachment?.json).toBe(canonicalRecord(input(to, record), referral));
      },
    ),
    { numRuns: 150 },
  );
});

test('not even how many rows there are of what is not given', () => {
  const two = canonicalRecord(input('localCommittee', setValue(draft, 'addressee', 'localCommittee')), referral);
  const { tables } = JSON.parse(two) as { tables: Readonly<Record<string, readonly object[]>> };
  expect(Object.keys(tables)).toEqual(['referred']);
  expect(tables['referred']?.map((row) => Object.keys(row))).toEqual([['needs'], ['needs']]);
});

test('values of the protected level are seen by nobody, whatever part they would be of', () => {
  const fields = [...fieldsOf(referral), ...tablesOf(referral).flatMap(({ columns }) => columns)];
  for (const addressee of everyAddressee) {
    const seen = fields
      .map((field): FieldDef => ({ ...field, level: 'protected' }))
      .filter((field) => maySee(field, { draft, addressee }));
    expect(seen).toEqual([]);
  }
  // planted in a kind that is like it, all through the paper
  const protectedToo: RecordKind = {
    ...referral,
    sections: referral.sections.map((section) => ({
      ...section,
      fields: section.fields.map((field) => (isText(field) ? { ...field, level: 'protected' } : field)),
    })),
  };
  for (const addressee of everyAddressee) {
    const json = canonicalRecord(input(addressee, setValue(draft, 'addressee', addressee)), protectedToo);
    const own = fieldsOf(protectedToo).flatMap(({ key, level }) => (level === 'protected' ? [draft.values[key]] : []));
    expect(own.length).toBeGreaterThan(10);
    expect(own.filter((value) => typeof value === 'string' && json.includes(value))).toEqual([]);
  }
});

test('an institution sees nothing of other kinds, and nobody but its addressee gets a paper of a referral', async () => {
  const field: FieldDef = { key: 'employerName', kind: 'text', maxLength: 20, level: 'public' };
  expect(referralAddressees.filter((addressee) => maySee(field, { draft, addressee }))).toEqual([]);
  const toPolice = setValue(draft, 'addressee', 'police');
  for (const wrong of everyAddressee.filter((one) => one !== 'file' && one !== 'police'))
    await expect(preparePaper(referral, input(wrong, toPolice))).rejects.toThrow('its own addressee');
  const recordJson = canonicalRecord(input('publicProsecutor', toPolice), referral);
  expect(() => buildPaper(referral, { ...input('police', toPolice), recordJson, hash: 'ab'.repeat(32) })).toThrow();
  // nothing of it for an employer, who is never its addressee
  const forEmployer = JSON.parse(canonicalRecord(input('employer', toPolice), referral)) as object;
  expect(forEmployer).toMatchObject({ values: {}, tables: {} });
});

test('while nobody was chosen the paper is for somebody who is given least', () => {
  const nobody = setValue(draft, 'addressee', '');
  expect(findPaper('referral')?.addressee?.(nobody)).toBe('other');
  expect(rowsOf(nobody, 'sharing')).toHaveLength(2);
});
