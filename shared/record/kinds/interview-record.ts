import type { ReferralPart } from '../../catalog/referral-parts.ts';
import { reader, rowsOf, type RecordDraft } from '../draft.ts';
import type { FieldDef, RecordKind } from '../fields.ts';
import type { Problem } from '../problem.ts';
import { choice, line, prose, yesNo } from './common-fields.ts';
import { isAnyPseudonym } from './pseudonym.ts';
import { screensChild } from './screening.ts';

/** For the office and, of the institutions, for those that are given the part. */
const of = (part: ReferralPart | 'frame') => ({ level: 'reserved', officeOnly: true, part }) as const;
const time = (key: string, required: boolean): FieldDef => ({ key, kind: 'time', required, ...of('frame') });

/**
 * What somebody told in an interview, in their own words. The person goes by a pseudonym; who it is is of the protected level
 * and stands on no paper. It is written for the file; of the institutions, a prosecutor and the protection of children get a
 * copy with the parts of a case that they are given (`referral-parts.json`), and an employer never gets one.
 */
export const interviewRecord: RecordKind = {
  key: 'interview',
  rules: checkInterview,
  sections: [
    {
      key: 'person',
      fields: [
        line('pseudonym', 8, { required: true, ...of('people') }),
        { key: 'age', kind: 'age', ...of('people') },
        line('language', 60, { required: true, ...of('origin') }),
        yesNo('interpreter', of('origin')),
        { key: 'realName', kind: 'text', maxLength: 120, level: 'protected' },
        { key: 'contact', kind: 'text', maxLength: 200, level: 'protected' },
        { ...prose('identityNote', 4000), level: 'protected' },
      ],
      tables: [],
    },
    {
      key: 'setting',
      fields: [
        { key: 'date', kind: 'date', pastOnly: true, required: true, ...of('frame') },
        time('startTime', true),
        time('endTime', false),
        line('place', 200, of('exactPlace')),
        yesNo('private', { required: true, ...of('howKnown') }),
        line('present', 300, of('howKnown')),
        yesNo('explained', { required: true, ...of('consent') }),
        choice('consent', ['yes', 'no', 'notApplicable', 'couldNot'], { required: true, ...of('consent') }),
        line('accompanied', 200, { ...of('consent'), when: screensChild }),
      ],
      tables: [],
    },
    {
      key: 'account',
      fields: [prose('account', 30_000, of('facts'))],
      tables: [
        {
          key: 'interview_answers',
          minRows: 0,
          columns: [
            prose('question', 2000, { required: true, ...of('facts') }),
            prose('answer', 8000, { required: true, ...of('facts') }),
          ],
        },
      ],
    },
    {
      key: 'care',
      fields: [
        prose('needs', 4000, of('needs')),
        prose('risk', 4000, of('risk')),
        // what the official makes of it is the office's own
        prose('observed', 4000, { officeOnly: true }),
      ],
      tables: [],
    },
    {
      key: 'interviewer',
      fields: [
        line('officialName', 120, { required: true, ...of('frame') }),
        line('officialPosition', 120, { required: true, ...of('frame') }),
        line('officialCredential', 40, of('frame')),
      ],
      tables: [],
    },
  ],
};

/** A pseudonym that says nothing of whom it stands for, and something that was told. */
function checkInterview(draft: RecordDraft): readonly Problem[] {
  const { text } = reader(draft);
  const pseudonym = text('pseudonym').trim();
  const isTold = text('account').trim() !== '' || rowsOf(draft, 'interview_answers').length > 0;
  return [
    ...(pseudonym === '' || isAnyPseudonym(pseudonym)
      ? []
      : [{ section: 'person', field: 'pseudonym', code: 'not-a-pseudonym', severity: 'error' } as const]),
    ...(isTold ? [] : [{ section: 'account', field: 'account', code: 'required', severity: 'error' } as const]),
  ];
}
