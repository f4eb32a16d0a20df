import type { RecordDraft } from '../../../shared/record/draft.ts';
import type { SectionDef, Values } from '../../../shared/record/fields.ts';
import { caseFile } from '../../../shared/record/kinds/case-file.ts';

/** What a person fills in of a case file; the rest is set by what happens to the case. */
const ASKED: readonly string[] = [
  'employerName',
  'department',
  'municipality',
  'type',
  'origin',
  'priority',
  'childMatter',
  'sihcal',
  'matters',
  'note',
];

/** The part of the case file that is a form. */
export const fileSection: SectionDef = {
  key: 'case',
  fields: ASKED.flatMap((key) => caseFile.sections[0]?.fields.find((field) => field.key === key) ?? []),
  tables: [],
};

/** The values of the form alone, with `''` where nothing is. */
export function askedValues(draft: RecordDraft): Values {
  return Object.fromEntries(ASKED.map((key) => [key, draft.values[key] ?? '']));
}
