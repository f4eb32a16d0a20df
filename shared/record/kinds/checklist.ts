import { catalogKeys } from '../../catalog/catalog.ts';
import { newId } from '../../kernel/id.ts';
import { reader, rowsOf, type RecordDraft } from '../draft.ts';
import type { RecordKind } from '../fields.ts';
import type { Problem } from '../problem.ts';
import { count } from './inspection-conditions.ts';

/** What a visit found of a question. */
export const checklistAnswers = ['compliant', 'breach', 'notApplicable', 'notVerified'] as const;
export type ChecklistAnswer = (typeof checklistAnswers)[number];

/** A working is some kilobytes of JSON; a long week with many lines stays well below this. */
const LONGEST_WORKING = 60_000;

/**
 * What a visit verified, question by question of the catalogue. It is a tool of the office: notes and calculations name
 * or may reveal a worker, and never go into the employer's copy.
 */
export const checklistRecord: RecordKind = {
  key: 'checklist',
  rules: checkChecklist,
  sections: [
    {
      key: 'answers',
      fields: [
        // the Labour Code leaves small farms out (art. 2 num. 1); the form says so and still asks about children
        { key: 'smallFarm', kind: 'yesNo', level: 'public' },
      ],
      tables: [
        {
          key: 'answers',
          minRows: 0,
          columns: [
            {
              key: 'item',
              kind: 'choice',
              options: catalogKeys('checklist'),
              catalog: 'checklist',
              level: 'public',
              required: true,
            },
            { key: 'answer', kind: 'choice', options: checklistAnswers, level: 'reserved' },
            { key: 'note', kind: 'longText', maxLength: 4000, level: 'reserved', officeOnly: true },
            /** the JSON of a working (`writeWorking`), or empty */
            { key: 'working', kind: 'longText', maxLength: LONGEST_WORKING, level: 'reserved', officeOnly: true },
            count('people'),
          ],
        },
      ],
    },
  ],
};

/** A checklist as it starts: every question of the catalogue in its order, none answered. */
export function checklistDraft(): RecordDraft {
  return {
    values: {},
    tables: { answers: catalogKeys('checklist').map((item) => ({ id: newId(), values: { item } })) },
  };
}

/** One row for each question; a breach should say what was found. */
function checkChecklist(draft: RecordDraft): readonly Problem[] {
  const seen = new Set<string>();
  return rowsOf(draft, 'answers').flatMap((row): Problem[] => {
    const { text } = reader(draft, row);
    const item = text('item');
    const isRepeated = item !== '' && seen.has(item);
    seen.add(item);
    const at = { section: 'answers', table: 'answers', row: row.id } as const;
    const hasNote = text('note').trim() !== '';
    return [
      ...(isRepeated ? [{ ...at, field: 'item', code: 'item-repeated', severity: 'error' } as const] : []),
      ...(text('answer') === 'breach' && !hasNote
        ? [{ ...at, field: 'note', code: 'note-missing', severity: 'warning' } as const]
        : []),
    ];
  });
}
