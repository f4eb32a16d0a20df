import type { Alert } from '../../shared/alert/alert.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import { newId } from '../../shared/kernel/id.ts';
import { dateInHonduras, timeInHonduras } from '../../shared/kernel/plain-date.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { conflictItems } from '../../shared/merge/conflict-items.ts';
import { addRow, emptyDraft, reader, rowsOf, setValue, type RecordDraft } from '../../shared/record/draft.ts';
import { fieldsOf, type FieldValue } from '../../shared/record/fields.ts';
import { alert as alertKind } from '../../shared/record/kinds/alert.ts';
import { alertStateAt, alertStates, alertTriage, type AlertState } from '../../shared/record/kinds/alert-triage.ts';
import { alertOf, alertTriageOf, countChangesOf, placeOfRecord } from '../../shared/record/record-name.ts';
import { reading, writing } from './access.ts';
import type { Doer } from './cases.ts';
import { readChanges } from './changes.ts';
import { commit } from './commit.ts';
import { now, type Database } from './database.ts';
import { draftOnce, foldOnce } from './known-cases.ts';
import { latestChange } from './load-record.ts';
import { withNewKey } from './protected.ts';
import { prepareRecord } from './records.ts';
import { alertSummary, type AlertSummary } from './summaries.ts';

/** How an alert came to the office in a sealed form. */
export type AlertChannel = 'file' | 'codes';

/** One decision about an alert. */
export interface AlertDecision {
  readonly to: AlertState;
  /** the case or alert that it went into, or the office that has it; empty where there is none */
  readonly target: string;
  readonly reason: string;
  readonly at: Instant;
  readonly byName: string;
}

/** An alert with what was decided about it. */
export interface AlertView {
  readonly id: string;
  readonly draft: RecordDraft;
  readonly summary: AlertSummary;
  /** newest first */
  readonly decisions: readonly AlertDecision[];
  /** fields on which two offices disagree */
  readonly conflicts: number;
}

/**
 * Keeps an alert that came in sealed, in a log of its own. Who gave it lies under the log's own key from the first moment.
 * Faults: `access/denied`; `alert/already-here`; those of making the key and of writing.
 */
export async function receiveAlert(
  db: Database,
  alert: Alert,
  how: { readonly channel: AlertChannel; readonly takenBy: string },
): Promise<Result<void>> {
  return await writing(db, 'case.write', async () => {
    const { id } = alert;
    const known = await readChanges(db, id);
    if (!known.ok) return known;
    if (known.value.length > 0) return fail('alert/already-here');
    return await withNewKey(db, id, async (lock) => {
      const draft = draftOf(alert, { ...how, receivedAt: now(db) });
      const input = { caseId: id, record: alertOf(id), draft, basedOn: 0, withProtected: true };
      const prepared = await prepareRecord(db, input, {});
      if (!prepared.ok) return prepared;
      return await commit(db, [lock, ...prepared.value.writes], { action: 'saved', caseId: id });
    });
  });
}

/** Fields of the record; what the form says of itself is none. */
const asked = new Set(fieldsOf(alertKind).map(({ key }) => key));

function draftOf(
  alert: Alert,
  how: { readonly channel: AlertChannel; readonly takenBy: string; readonly receivedAt: Instant },
): RecordDraft {
  const told = Object.entries(alert).filter(([key]) => asked.has(key));
  const values: Readonly<Record<string, FieldValue>> = {
    ...Object.fromEntries(told),
    department: alert.department === '' ? alert.municipality.slice(0, 2) : alert.department,
    receivedOn: dateInHonduras(how.receivedAt),
    receivedTime: timeInHonduras(how.receivedAt),
    channel: how.channel,
    takenBy: how.takenBy,
  };
  return Object.entries(values).reduce((draft, [key, value]) => setValue(draft, key, value), emptyDraft(alertKind));
}

/** Reads an alert. Faults: `access/denied`, `db/missing`, `db/damaged`, `db/unavailable`. */
export async function readAlert(db: Database, id: string): Promise<Result<AlertView>> {
  return await reading(db, 'case.read', async () => {
    const changes = await readChanges(db, id);
    if (!changes.ok) return changes;
    const folded = foldOnce(changes.value);
    if (!folded.entities.has(placeOfRecord(alertOf(id)))) return fail('db/missing');
    const draft = draftOnce(alertKind, folded, id);
    const triage = draftOnce(alertTriage, folded, id);
    return ok({
      id,
      draft,
      summary: alertSummary(id, draft, triage, { savedAt: latestChange(changes.value), office: db.officeCode }),
      decisions: decisionsOf(triage),
      conflicts: conflictItems(folded).length,
    });
  });
}

function decisionsOf(triage: RecordDraft): readonly AlertDecision[] {
  return rowsOf(triage, 'alert_decisions')
    .map((row): AlertDecision => {
      const { text } = reader(triage, row);
      return {
        to: alertStates.find((state) => state === text('to')) ?? 'new',
        target: text('toTarget'),
        reason: text('because'),
        at: text('decidedAt'),
        byName: text('decidedByName'),
      };
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** What is decided about an alert. */
export interface NewDecision {
  /** what it was when whoever decides saw it */
  readonly from: AlertState;
  readonly to: AlertState;
  /** the case or alert that it goes into, or the code of the office that gets it; empty for none */
  readonly target: string;
  readonly reason: string;
  readonly doer: Doer;
}

/**
 * Decides about an alert: with who, when and why. What was told stays as it is. Faults: `access/denied`; `db/missing`;
 * `db/changed-meanwhile` when somebody else decided; `procedure/no-reason` for a dismissal or a passing on without one; those of writing.
 */
export async function decideAlert(db: Database, id: string, decision: NewDecision): Promise<Result<void>> {
  return await writing(db, 'case.write', async () => {
    const { from, to, target, reason, doer } = decision;
    if ((to === 'dismissed' || to === 'passed') && reason.trim() === '')
      return fail('procedure/no-reason', { move: to });
    const changes = await readChanges(db, id);
    if (!changes.ok) return changes;
    const folded = foldOnce(changes.value);
    if (!folded.entities.has(placeOfRecord(alertOf(id)))) return fail('db/missing');
    const record = alertTriageOf(id);
    const before = draftOnce(alertTriage, folded, id);
    const { decision: decided, target: goal } = before.values;
    if (alertStateAt(decided, goal, db.officeCode) !== from) return fail('db/changed-meanwhile');
    const row = {
      id: newId(),
      values: {
        to,
        toTarget: target,
        because: reason,
        decidedAt: now(db),
        decidedBy: doer.id,
        // whoever gets it sees which office it comes from
        decidedByName: to === 'passed' ? `${doer.name} (${db.officeCode})` : doer.name,
      },
    };
    const draft = addRow(setValue(setValue(before, 'decision', to), 'target', target), 'alert_decisions', row);
    const basedOn = countChangesOf(changes.value, record);
    const prepared = await prepareRecord(db, { caseId: id, record, draft, basedOn }, {});
    if (!prepared.ok) return prepared;
    return await commit(db, prepared.value.writes, { action: 'saved', caseId: id });
  });
}
