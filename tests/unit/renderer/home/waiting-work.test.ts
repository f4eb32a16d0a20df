import { expect, test } from 'vitest';
import type { StoredDraft } from '../../../../renderer/db/drafts.ts';
import { SummaryColumns } from '../../../../renderer/db/summary-columns.ts';
import { latestSlots } from '../../../../renderer/db/summary-order.ts';
import { caseKind } from '../../../../renderer/db/summary-kinds.ts';
import { inProgress, SHOWN, waitingDrafts } from '../../../../renderer/features/home/waiting-work.ts';
import { newId } from '../../../../shared/kernel/id.ts';

const at = (minute: number): string => `2026-11-24T20:${String(minute).padStart(2, '0')}:00.000Z`;
const draft = (caseId: string, minute: number): StoredDraft => ({
  caseId,
  record: { kind: 'inspection', id: caseId },
  draft: { values: {}, tables: {} },
  savedAt: at(minute),
  basedOn: 0,
  summary: '',
});

/** A list with these cases, without a database. */
function listOf(...cases: readonly { caseId: string; state: 'draft' | 'final'; minute: number }[]) {
  const columns = new SummaryColumns();
  for (const { caseId, state, minute } of cases) {
    const empty = {
      number: '',
      version: 0,
      employer: '',
      type: '',
      date: '',
      municipality: '',
      words: [],
      numbers: [],
    };
    columns.add(caseKind.facts({ ...empty, caseId, state, savedAt: at(minute) }));
  }
  const latest = (limit: number, wanted: (slot: number) => boolean = () => true) => latestSlots(columns, limit, wanted);
  return { columns, latest };
}

test('an inspection waits in one list only: with unsaved text, in the list of texts', () => {
  const [old, fresh, done, text] = [newId(), newId(), newId(), newId()];
  const list = listOf(
    { caseId: old, state: 'draft', minute: 1 },
    { caseId: fresh, state: 'draft', minute: 9 },
    { caseId: done, state: 'final', minute: 5 },
    { caseId: text, state: 'draft', minute: 3 },
  );
  expect(inProgress(list, [draft(text, 4)]).map((slot) => list.columns.idOf(slot))).toEqual([fresh, old]);
});

test('no more than the screen shows', () => {
  const many = Array.from({ length: 20 }, (_, minute) => ({ caseId: newId(), state: 'draft' as const, minute }));
  const list = listOf(...many);
  expect(inProgress(list, []).map((slot) => list.columns.idOf(slot))).toEqual(
    many
      .reverse()
      .slice(0, SHOWN)
      .map(({ caseId }) => caseId),
  );
});

test('unsaved texts come newest first', () => {
  expect(waitingDrafts([draft('a', 1), draft('b', 7)]).map(({ caseId }) => caseId)).toEqual(['b', 'a']);
});
