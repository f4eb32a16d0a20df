import { newId } from '../../shared/kernel/id.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { emptyDraft, setValue } from '../../shared/record/draft.ts';
import type { Values } from '../../shared/record/fields.ts';
import { establishment } from '../../shared/record/kinds/establishment.ts';
import { establishmentOf } from '../../shared/record/record-name.ts';
import { workplaceHistory, type HistoryCase, type WorkplaceHistory } from '../../shared/record/workplace-history.ts';
import { hasHappened } from './case-parts.ts';
import { readCase, type CaseView } from './cases.ts';
import type { Database } from './database.ts';
import { readRecord, saveRecord, type StoredRecord } from './records.ts';
import type { CaseSummary } from './summaries.ts';
import { summariesOf } from './summary-store.ts';
import { casesAt } from './workplace-cases.ts';

/** A workplace with everything that its cases found there. */
export interface Dossier {
  readonly record: StoredRecord;
  /** newest first, with what is due next in each as the list of cases has it */
  readonly cases: readonly CaseSummary[];
  readonly history: WorkplaceHistory;
  /** cases that cannot be read: what they found is missing here */
  readonly damaged: number;
}

/**
 * Registers a workplace with what is known of it so far; the rest is filled in later. Faults: those of saving a record.
 * @returns its id
 */
export async function createWorkplace(db: Database, values: Values): Promise<Result<string>> {
  const id = newId();
  const draft = Object.entries(values).reduce(
    (so, [key, value]) => setValue(so, key, value),
    emptyDraft(establishment),
  );
  const saved = await saveRecord(db, { caseId: id, record: establishmentOf(id), draft, basedOn: 0 });
  return saved.ok ? ok(id) : saved;
}

/** Reads a workplace with its cases. Faults: `access/denied`, `db/missing`, `db/damaged`, `db/unavailable`. */
export async function readDossier(db: Database, id: string): Promise<Result<Dossier>> {
  const record = await readRecord(db, id, establishmentOf(id));
  if (!record.ok) return record;
  const { cases, opened } = summariesOf(db);
  const read = await opened;
  if (!read.ok) return read;
  // by their ids: reading what is damaged makes the tables, and the lists with them, anew
  const ids = casesAt(cases, id).map((slot) => cases.columns.idOf(slot));
  const views: CaseView[] = [];
  const summaries: CaseSummary[] = [];
  for (const caseId of ids) {
    const view = await readCase(db, caseId);
    if (view.ok) views.push(view.value);
    // after damage was mended on the way the list is read again, and has nothing for a moment
    const summary = (await cases.get(caseId)) ?? (view.ok ? view.value.head : undefined);
    if (summary !== undefined) summaries.push(summary);
  }
  return ok({
    record: record.value,
    cases: summaries,
    history: workplaceHistory(views.map(historyCase)),
    damaged: ids.length - views.length,
  });
}

function historyCase({ caseId, head, moves, records }: CaseView): HistoryCase {
  const { number, stage } = head;
  return {
    caseId,
    number,
    states: new Set([...(stage === undefined ? [] : [stage]), ...moves.map(({ to }) => to)]),
    records: records.map((one) => ({
      kind: one.record.kind,
      draft: one.draft,
      number: one.status.number,
      counts: hasHappened(one),
    })),
  };
}
