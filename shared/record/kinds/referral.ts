import { referralAddressees } from '../../catalog/referral-directory.ts';
import type { FieldDef, Reader, RecordKind } from '../fields.ts';
import { choice, line, prose, yesNo } from './common-fields.ts';

const officeOnly = { level: 'reserved', officeOnly: true } as const;

const several = (key: string, options: readonly string[]): FieldDef => ({
  key,
  kind: 'multiChoice',
  options,
  ...officeOnly,
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
  rules: () => [],
  sections: [
    {
      key: 'destination',
      fields: [
        choice('addressee', referralAddressees, { ...officeOnly, required: true }),
        line('addresseeName', 200, { officeOnly: true, required: (read) => read.text('addressee') === 'other' }),
        line('addresseePerson', 160, { officeOnly: true }),
        choice('urgency', ['immediate', 'urgent', 'ordinary'], { ...officeOnly, required: true }),
        { key: 'date', kind: 'date', pastOnly: true, ...officeOnly, required: true },
        { key: 'detectedOn', kind: 'date', pastOnly: true, ...officeOnly, required: true },
        { key: 'detectedTime', kind: 'time', ...officeOnly, required: true },
        choice('noticeBy', ['call', 'visit', 'message', 'none'], { ...officeOnly, required: true }),
        { key: 'noticeOn', kind: 'date', pastOnly: true, ...officeOnly, required: true, when: noticed },
        { key: 'noticeTime', kind: 'time', ...officeOnly, required: true, when: noticed },
        line('noticeTo', 160, { officeOnly: true, required: true, when: noticed }),
      ],
      tables: [],
    },
    {
      key: 'facts',
      fields: [
        prose('summary', 20_000, { officeOnly: true, required: true }),
        prose('howKnown', 4000, { officeOnly: true, required: true }),
        several('purposes', [
          'forcedLabour',
          'servitude',
          'slavery',
          'begging',
          'forcedCrime',
          'sexualExploitation',
          'childLabour',
          'other',
        ]),
        line('workplaceName', 200, { officeOnly: true }),
        { key: 'department', kind: 'department', ...officeOnly, required: true },
        { key: 'municipality', kind: 'municipality', departmentKey: 'department', ...officeOnly, required: true },
        line('village', 120, { officeOnly: true }),
        line('address', 300, { officeOnly: true }),
        { key: 'coordinates', kind: 'coordinates', ...officeOnly },
        line('access', 300, { officeOnly: true }),
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
            line('pseudonym', 8, { required: true, officeOnly: true }),
            { key: 'age', kind: 'age', ...officeOnly },
            choice('minor', ['yes', 'no', 'presumed'], { ...officeOnly, required: true }),
            choice('sex', ['female', 'male', 'other', 'unknown'], officeOnly),
            line('genderIdentity', 60, { officeOnly: true }),
            line('nationality', 60, { officeOnly: true }),
            line('people', 60, { officeOnly: true }),
            line('language', 60, { officeOnly: true }),
            line('disability', 200, { officeOnly: true }),
            yesNo('pregnant', officeOnly),
            line('relation', 200, { officeOnly: true }),
            several('needs', referralNeeds),
            choice('consent', ['yes', 'no', 'notApplicable', 'couldNot'], officeOnly),
          ],
        },
        {
          key: 'suspects',
          minRows: 0,
          columns: [
            line('suspectName', 160, { officeOnly: true }),
            line('alias', 80, { officeOnly: true }),
            line('suspectRole', 160, { officeOnly: true }),
            line('description', 400, { officeOnly: true }),
            line('vehicle', 120, { officeOnly: true }),
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
            line('pseudonym', 8, { officeOnly: true }),
            line('sign', 400, { required: true, officeOnly: true }),
            line('known', 120, { officeOnly: true }),
          ],
        },
        {
          key: 'referral_results',
          minRows: 0,
          columns: [
            line('pseudonym', 8, { officeOnly: true }),
            line('result', 400, { required: true, officeOnly: true }),
            line('ruleSet', 160, { officeOnly: true }),
            line('confirmedBy', 200, { officeOnly: true }),
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
            line('piece', 80, { required: true, officeOnly: true }),
            line('pieceDescription', 400, { officeOnly: true }),
            line('obtainedOn', 60, { officeOnly: true }),
            line('obtainedBy', 160, { officeOnly: true }),
            line('sha256', 64, { officeOnly: true }),
          ],
        },
      ],
    },
    {
      key: 'risk',
      fields: [
        line('whoKnows', 400, { officeOnly: true }),
        prose('reprisal', 4000, { officeOnly: true }),
        prose('safeContact', 2000, { officeOnly: true }),
      ],
      tables: [],
    },
    {
      key: 'sharing',
      fields: [],
      tables: [
        {
          /** what differs from what the addressee gets by its preset, and why */
          key: 'sharing',
          minRows: 0,
          columns: [
            line('part', 40, { required: true, officeOnly: true }),
            yesNo('given', { ...officeOnly, required: true }),
            line('reason', 400, { required: true, officeOnly: true }),
          ],
        },
      ],
    },
    {
      key: 'signer',
      fields: [
        line('signerName', 120, { officeOnly: true, required: true }),
        line('signerPosition', 120, { officeOnly: true, required: true }),
        line('signerCredential', 40, { officeOnly: true }),
      ],
      tables: [],
    },
  ],
};
