import { caseStates, type CaseState, type RecordKindKey } from '../../../shared/procedure/procedure.ts';
import type { CaseStanding } from '../../../shared/procedure/steps.ts';
import { hasHappened } from '../../db/case-parts.ts';
import type { CaseNow } from '../../db/cases.ts';

/** The state of a case; a new one, and an acta that never had a case file, are drafts. */
export function stageOf({ file }: Pick<CaseNow, 'file'>): CaseState {
  const stage = file?.values['stage'];
  return caseStates.find((state) => state === stage) ?? 'draft';
}

/** How a case stands in its procedure. A record that is printed counts once it is sealed, any other once it is there. */
export function standingOf(view: CaseNow): CaseStanding {
  const kinds = view.records.filter(hasHappened).map(({ record }) => record.kind as RecordKindKey);
  const passed = caseStates.filter((state) => view.moves.some(({ to }) => to === state));
  return { state: stageOf(view), records: new Set(kinds), passed: new Set(passed) };
}

/** The state that an archived case was in before: it is opened again into no other. */
export function beforeArchive({ moves }: CaseNow): CaseState | undefined {
  const last = moves.filter(({ to }) => to === 'archived').at(-1);
  return caseStates.find((state) => state === last?.from);
}
