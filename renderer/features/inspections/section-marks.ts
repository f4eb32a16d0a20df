import { isVisible, rowsOf, type RecordDraft } from '../../../shared/record/draft.ts';
import { isEmpty, type RecordKind, type SectionDef } from '../../../shared/record/fields.ts';
import type { Problem } from '../../../shared/record/problem.ts';

/** How far a section of the form is. */
export interface SectionMark {
  readonly key: string;
  /** `none`: nothing is missing and nothing was filled in */
  readonly state: 'done' | 'missing' | 'none';
  /** things that must be mended before finalising */
  readonly missing: number;
}

/** One mark for each section, in form order. */
export function sectionMarks(
  kind: RecordKind,
  draft: RecordDraft,
  problems: readonly Problem[],
): readonly SectionMark[] {
  return kind.sections.map((section) => {
    const missing = problems.filter(
      (problem) => problem.section === section.key && problem.severity === 'error',
    ).length;
    const state = missing > 0 ? 'missing' : hasSomething(section, draft) ? 'done' : 'none';
    return { key: section.key, state, missing };
  });
}

function hasSomething(section: SectionDef, draft: RecordDraft): boolean {
  return (
    section.fields.some((field) => isVisible(field, draft) && !isEmpty(draft.values[field.key])) ||
    section.tables.some((table) => isVisible(table, draft) && rowsOf(draft, table.key).length > 0)
  );
}
