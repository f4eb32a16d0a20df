import { ADULT, ageRange } from '../approximate.ts';
import type { RecordDraft } from '../draft.ts';
import type { FieldDef, Reader, RecordKind } from '../fields.ts';
import type { Problem } from '../problem.ts';
import { reader, rowsOf } from '../draft.ts';
import { choice, line, prose, yesNo } from './common-fields.ts';
import { isAnyPseudonym } from './pseudonym.ts';

/** Table of the answers; one row for each question that was answered. */
export const screeningAnswers = 'screening_answers';

const officeOnly = { level: 'reserved', officeOnly: true } as const;
/** Whether whoever is screened may be a child: also while nobody knows the age. */
export const screensChild = (read: Reader): boolean => (ageRange(read.text('age'))?.least ?? 0) < ADULT;
const hours = (key: string, max: number): FieldDef => ({ key, kind: 'integer', min: 0, max, ...officeOnly });

/**
 * The screening of one worker for signs of forced labour, trafficking and child labour: raw answers only, results are
 * computed from them (`shared/screening`). The person goes by a pseudonym, perhaps one that the case gave already; who it is and
 * their own words are of the protected level. Nothing of it is ever a paper for an employer.
 */
export const screening: RecordKind = {
  key: 'screening',
  rules: checkScreening,
  sections: [
    {
      key: 'person',
      fields: [
        line('pseudonym', 8, { required: true, officeOnly: true }),
        { key: 'date', kind: 'date', pastOnly: true, ...officeOnly, required: true },
        { key: 'age', kind: 'age', ...officeOnly, required: true },
        choice('ageHow', ['document', 'told', 'estimated'], officeOnly),
        choice('sex', ['female', 'male', 'other', 'unknown'], officeOnly),
        choice('consent', ['yes', 'no', 'notApplicable', 'couldNot'], { ...officeOnly, required: true }),
        yesNo('private', officeOnly),
        // a child cannot consent: they may agree or not, and are never alone with those who ask
        yesNo('assent', { ...officeOnly, when: screensChild }),
        yesNo('accompanied', { ...officeOnly, when: screensChild }),
        line('language', 60, { officeOnly: true }),
        yesNo('interpreter', officeOnly),
        line('interpreterNote', 400, { officeOnly: true, when: (read) => read.text('interpreter') === 'yes' }),
        hours('hoursAWeek', 168),
        hours('hoursADay', 24),
        hours('choresAWeek', 168),
        prose('note', 4000, { officeOnly: true }),
        { key: 'realName', kind: 'text', maxLength: 120, level: 'protected' },
        { key: 'contact', kind: 'text', maxLength: 200, level: 'protected' },
        { ...prose('identityNote', 4000), level: 'protected' },
      ],
      tables: [],
    },
    {
      key: 'answers',
      // where an interview stands (`shared/screening/interview.ts`): a key of a question, or a place before or after them
      fields: [line('interviewAt', 60, { officeOnly: true })],
      tables: [
        {
          key: screeningAnswers,
          minRows: 0,
          columns: [
            // a key of the catalogue, or of a rule set that another office has
            line('question', 60, { required: true, officeOnly: true }),
            choice('reply', ['yes', 'no', 'unknown', 'notAsked'], officeOnly),
            choice('how', ['seen', 'told', 'toldByOther', 'document'], officeOnly),
            /** ids of pieces of evidence, apart by blanks */
            line('evidence', 800, { officeOnly: true }),
            /** person id of who asked, and when (Instant) */
            line('by', 40, { officeOnly: true }),
            line('at', 30, { officeOnly: true }),
            { ...prose('words', 4000), level: 'protected' },
          ],
        },
      ],
    },
  ],
};

/** A pseudonym that says nothing of whom it stands for; one row for each question. */
function checkScreening(draft: RecordDraft): readonly Problem[] {
  const pseudonym = reader(draft).text('pseudonym').trim();
  const asked = rowsOf(draft, screeningAnswers).map((row) => ({ row, question: reader(draft, row).text('question') }));
  const repeated = asked.filter(({ question }, i) => asked.findIndex((one) => one.question === question) !== i);
  return [
    ...(pseudonym === '' || isAnyPseudonym(pseudonym)
      ? []
      : [{ section: 'person', field: 'pseudonym', code: 'not-a-pseudonym', severity: 'error' } as const]),
    ...repeated.map(({ row }) => ({
      ...{ section: 'answers', table: screeningAnswers, row: row.id, field: 'question' },
      ...({ code: 'item-repeated', severity: 'warning' } as const),
    })),
  ];
}
