import { referralAddressees } from '../../catalog/referral-directory.ts';
import { isReferralPart, type ReferralPart } from '../../catalog/referral-parts.ts';
import type { RecordDraft } from '../draft.ts';
import { reader, rowsOf } from '../draft.ts';
import type { FieldDef, Reader, RecordKind } from '../fields.ts';
import type { Problem } from '../problem.ts';
import { sharingTable } from '../sharing.ts';
import { choice, line, prose, yesNo } from './common-fields.ts';
import { isAnyPseudonym } from './pseudonym.ts';

/** For the office and, of the institutions, for those that are given the part. */
const of = (part: ReferralPart | 'frame') => ({ level: 'reserved', officeOnly: true, part }) as const;
/** For the office alone: no institution is told what it does not get, nor why. */
const officeOnly = { level: 'reserved', officeOnly: true } as const;
const frame = of('frame');

const several = (key: string, options: readonly string[], part: ReferralPart): FieldDef => ({
  key,
  kind: 'multiChoice',
  options,
  ...of(part),
});
const noticed = (read: Reader): boolean => !['', 'none'].includes(read.text('noticeBy'));

/** What somebody may need at once. */
export const referralNeeds = ['medical', 'shelter', 'interpreter', 'food', 'documents', 'protection', 'legal'] as const;

/**
 * What is shared with one institution about possible victims: one record, one number and one paper for each addressee, so
 * that each gets what it needs and no more. Facts, no conclusions; the legal label is the prosecutor's. Identities are never in it:
 * they travel apart, sealed. Nothing of it is ever a paper for an employer.
 */
export const referral: RecordKind = {
  key: 'referral',
  rules: checkReferral,
  sections: [
    {
      key: 'destination',
      fields: [
        choice('addressee', referralAddressees, { ...frame, required: true }),
        line('addresseeName', 200, { ...frame, required: (read) => read.text('addressee') === 'other' }),
        line('addresseePerson', 160, frame),
        choice('urgency', ['immediate', 'urgent', 'ordinary'], { ...frame, required: true }),
        { key: 'date', kind: 'date', pastOnly: true, ...frame, required: true },
        { key: 'detectedOn', kind: 'date', pastOnly: true, ...frame, required: true },
        { key: 'detectedTime', kind: 'time', ...frame, required: true },
        choice('noticeBy', ['call', 'visit', 'message', 'none'], { ...frame, required: true }),
        { key: 'noticeOn', kind: 'date', pastOnly: true, ...frame, required: true, when: noticed },
        { key: 'noticeTime', kind: 'time', ...frame, required: true, when: noticed },
        line('noticeTo', 160, { ...frame, required: true, when: noticed }),
      ],
      tables: [],
    },
    {
      key: 'facts',
      fields: [
        prose('summary', 20_000, { ...of('facts'), required: true }),
        prose('howKnown', 4000, { ...of('howKnown'), required: true }),
        several(
          'purposes',
          [
            'forcedLabour',
            'servitude',
            'slavery',
            'begging',
            'forcedCrime',
            'sexualExploitation',
            'childLabour',
            'other',
          ],
          'purposes',
        ),
        line('workplaceName', 200, of('workplace')),
        { key: 'department', kind: 'department', ...of('place'), required: true },
        { key: 'municipality', kind: 'municipality', departmentKey: 'department', ...of('place'), required: true },
        line('village', 120, of('place')),
        line('address', 300, of('exactPlace')),
        { key: 'coordinates', kind: 'coordinates', ...of('exactPlace') },
        line('access', 300, of('exactPlace')),
      ],
      tables: [],
    },
    {
      key: 'people',
      fields: [],
      tables: [
        {
          key: 'referred',
          minRows: 1,
          columns: [
            line('pseudonym', 8, { required: true, ...of('people') }),
            { key: 'age', kind: 'age', ...of('people') },
            choice('minor', ['yes', 'no', 'presumed'], { ...of('people'), required: true }),
            choice('sex', ['female', 'male', 'other', 'unknown'], of('people')),
            line('genderIdentity', 60, of('gender')),
            line('nationality', 60, of('origin')),
            line('people', 60, of('origin')),
            line('language', 60, of('origin')),
            line('disability', 200, of('health')),
            yesNo('pregnant', of('health')),
            line('relation', 200, of('relation')),
            several('needs', referralNeeds, 'needs'),
            choice('consent', ['yes', 'no', 'notApplicable', 'couldNot'], of('consent')),
          ],
        },
        {
          key: 'suspects',
          minRows: 0,
          columns: [
            line('suspectName', 160, of('suspects')),
            line('alias', 80, of('suspects')),
            line('suspectRole', 160, of('suspects')),
            line('description', 400, of('suspects')),
            line('vehicle', 120, of('suspects')),
          ],
        },
      ],
    },
    {
      key: 'signs',
      fields: [],
      tables: [
        {
          key: 'referral_signs',
          minRows: 0,
          columns: [
            line('pseudonym', 8, of('signs')),
            line('sign', 400, { required: true, ...of('signs') }),
            line('known', 120, of('signs')),
          ],
        },
        {
          key: 'referral_results',
          minRows: 0,
          columns: [
            line('pseudonym', 8, of('results')),
            line('result', 400, { required: true, ...of('results') }),
            line('ruleSet', 160, of('results')),
            line('confirmedBy', 200, of('results')),
          ],
        },
      ],
    },
    {
      key: 'annexes',
      fields: [],
      tables: [
        {
          key: 'referral_pieces',
          minRows: 0,
          columns: [
            /** id of the piece of evidence in the case */
            line('piece', 80, { required: true, ...of('annexes') }),
            line('pieceDescription', 400, of('annexes')),
            line('obtainedOn', 60, of('annexes')),
            line('obtainedBy', 160, of('annexes')),
            line('sha256', 64, of('annexes')),
          ],
        },
      ],
    },
    {
      key: 'risk',
      fields: [
        line('whoKnows', 400, of('whoKnows')),
        prose('reprisal', 4000, of('risk')),
        prose('safeContact', 2000, of('risk')),
      ],
      tables: [],
    },
    {
      key: 'sharing',
      fields: [],
      tables: [
        {
          /** what differs from what the addressee gets by its preset, and why */
          key: sharingTable,
          minRows: 0,
          columns: [
            line('part', 40, { required: true, officeOnly: true }),
            yesNo('given', { ...officeOnly, required: true }),
            line('reason', 400, { required: true, officeOnly: true }),
            /** key of the addressee that it was decided for: what one was given for a reason, another is not */
            line('decidedFor', 40, { officeOnly: true }),
          ],
        },
      ],
    },
    {
      key: 'signer',
      fields: [
        line('signerName', 120, { ...frame, required: true }),
        line('signerPosition', 120, { ...frame, required: true }),
        line('signerCredential', 40, frame),
      ],
      tables: [],
    },
  ],
};

/** People by pseudonyms alone, everywhere; a part once, and one that exists; no adult in what goes to protect children. */
function checkReferral(draft: RecordDraft): readonly Problem[] {
  const named = { people: ['referred'], signs: ['referral_signs', 'referral_results'] } as const;
  const pseudonyms = Object.entries(named).flatMap(([section, tables]) =>
    tables.flatMap((table) =>
      rowsOf(draft, table).flatMap((row): readonly Problem[] => {
        const pseudonym = reader(draft, row).text('pseudonym').trim();
        if (pseudonym === '' || isAnyPseudonym(pseudonym)) return [];
        return [
          { section, table, row: row.id, field: 'pseudonym', code: 'not-a-pseudonym', severity: 'error' } as const,
        ];
      }),
    ),
  );
  const results = rowsOf(draft, 'referral_results').filter(
    (row) => reader(draft, row).text('confirmedBy').trim() === '',
  );
  const toChildren = reader(draft).text('addressee') === 'childProtection';
  const adults = rowsOf(draft, 'referred').filter((row) => reader(draft, row).text('minor') === 'no');
  const parts = rowsOf(draft, sharingTable).map((row) => ({ row, part: reader(draft, row).text('part') }));
  return [
    ...pseudonyms,
    ...results.map(({ id }) => ({
      ...{ section: 'signs', table: 'referral_results', row: id, field: 'confirmedBy' },
      ...({ code: 'result-unconfirmed', severity: 'error' } as const),
    })),
    ...(toChildren ? adults : []).map(({ id }) => ({
      ...{ section: 'people', table: 'referred', row: id, field: 'minor' },
      ...({ code: 'adult-among-children', severity: 'warning' } as const),
    })),
    ...parts.flatMap(({ row, part }, i): readonly Problem[] => {
      const at = { section: 'sharing', table: sharingTable, row: row.id, field: 'part' };
      if (part !== '' && !isReferralPart(part)) return [{ ...at, code: 'part-unknown', severity: 'error' }];
      const isRepeated = parts.findIndex((one) => one.part === part) !== i;
      return isRepeated ? [{ ...at, code: 'item-repeated', severity: 'error' }] : [];
    }),
  ];
}
