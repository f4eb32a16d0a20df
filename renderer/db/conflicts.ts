import type { Json } from '../../shared/kernel/canonical-json.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import {
  conflictItems,
  decideField,
  decideRow,
  keyOfItem,
  type ConflictItem,
  type FieldConflict,
  type RowConflict,
} from '../../shared/merge/conflict-items.ts';
import type { LedgerEntry } from '../../shared/merge/ledger.ts';
import type { Change, ChangeIntent } from '../../shared/record/change.ts';
import type { FoldedCase } from '../../shared/record/fold.ts';
import { reading, writing } from './access.ts';
import { isProtectedValue, knownCase, prepareSave } from './changes.ts';
import { commit } from './commit.ts';
import { guarded, now, type Database } from './database.ts';
import { foldOnce } from './known-cases.ts';
import { loadBundles } from './ledger.ts';
import { latestChange } from './load-record.ts';
import { describeLog, saveSummaryWrite, type LogSummary } from './save-summary.ts';

/** What people disagree on in one case, workplace or alert. */
export interface CaseConflicts {
  readonly caseId: string;
  readonly shown: LogSummary;
  readonly items: readonly ConflictItem[];
}

/** Everything on which people disagree. */
export interface Conflicts {
  readonly cases: readonly CaseConflicts[];
  /** logs that cannot be read: whether there is a disagreement in them nobody knows */
  readonly damaged: number;
  /** codes of the offices that bundles came from, by the installation that made them */
  readonly offices: ReadonlyMap<string, string>;
}

/**
 * Everything on which people disagree, case by case. Only what more than one computer wrote is read. Faults: `access/denied`
 * (needs `case.read`), `db/unavailable`.
 */
export async function listConflicts(db: Database): Promise<Result<Conflicts>> {
  return await reading(db, 'case.read', async () => {
    const bundles = await loadBundles(db);
    if (!bundles.ok) return bundles;
    const received = bundles.value.filter(({ direction }) => direction === 'in');
    const ids = await guarded(() => sharedLogs(db, received));
    if (!ids.ok) return ids;
    const cases: CaseConflicts[] = [];
    let damaged = 0;
    for (const caseId of ids.value) {
      const known = await knownCase(db, caseId);
      if (!known.ok) damaged += 1;
      else if (known.value.changes.length > 0) cases.push(...(await conflictsIn(db, caseId, known.value.changes)));
    }
    return ok({ cases, damaged, offices: new Map(received.map(({ replica, from }) => [replica, from])) });
  });
}

/** The logs that another installation or bundle wrote into: only there can two people have written the same field. */
async function sharedLogs(
  { tables, officeId }: Database,
  received: readonly LedgerEntry[],
): Promise<readonly string[]> {
  const writers = new Map<string, string>();
  const shared = new Set(received.flatMap(({ cases }) => cases.map(({ id }) => id)));
  // by their keys alone, so that an office of many cases opens none of them for it
  for (const [c, r] of await tables.saves.toCollection().primaryKeys()) {
    const first = writers.get(c);
    if (first === undefined) writers.set(c, r);
    else if (first !== r) shared.add(c);
  }
  return [...shared].filter((id) => id !== officeId && writers.has(id));
}

async function conflictsIn(
  db: Database,
  caseId: string,
  changes: readonly Change[],
): Promise<readonly CaseConflicts[]> {
  const folded = foldOnce(changes);
  if (folded.conflicts.length === 0) return [];
  const shown = await describeLog(db, folded, caseId, latestChange(changes));
  return [{ caseId, shown, items: conflictItems(folded) }];
}

/**
 * Decides a field: for one of the values, or for another that joins them. Faults: `access/denied` (needs `case.write`);
 * `access/no-case-key` when its values are protected and closed; `db/changed-meanwhile` when somebody decided or wrote
 * something more since it was read; those of writing.
 * @param value as it shall be; undefined leaves the field empty
 */
export async function decideOnField(
  db: Database,
  caseId: string,
  item: FieldConflict,
  value: Json | undefined,
): Promise<Result<void>> {
  return await decide(db, caseId, item, () => decideField(item, value));
}

/** Decides whether a row that one took away and another wrote on stays. Faults as {@link decideOnField} has them. */
export async function decideOnRow(
  db: Database,
  caseId: string,
  item: RowConflict,
  keep: boolean,
): Promise<Result<void>> {
  return await decide(db, caseId, item, (log) => decideRow(item, keep, log));
}

async function decide(
  db: Database,
  caseId: string,
  item: ConflictItem,
  plan: (log: { readonly changes: readonly Change[]; readonly folded: FoldedCase }) => readonly ChangeIntent[],
): Promise<Result<void>> {
  return await writing(db, 'case.write', async () => {
    const known = await knownCase(db, caseId);
    if (!known.ok) return known;
    const { changes: existing, closed } = known.value;
    const folded = foldOnce(existing);
    const key = keyOfItem(item);
    const still = conflictItems(folded).some((other) => keyOfItem(other) === key);
    if (!still) return fail('db/changed-meanwhile');
    const heads = item.what === 'field' ? item.heads : item.conflicts.flatMap((conflict) => conflict.heads);
    if (heads.some(({ id }) => closed.has(id))) return fail('access/no-case-key', { caseId });
    const intents = plan({ changes: existing, folded });
    const { row, changes } = await prepareSave(db, { caseId, existing, isProtected: isProtectedValue }, intents);
    if (row === undefined) return ok(undefined);
    const summary = await saveSummaryWrite(db, foldOnce(changes), { id: caseId, savedAt: now(db), isFirst: false });
    const detail = `Desacuerdo resuelto: ${[...new Set(intents.map(({ field }) => field))].join(', ')}`.slice(0, 300);
    return await commit(db, [{ t: 'saves', k: 'put', row }, summary], { action: 'saved', caseId, detail });
  });
}
