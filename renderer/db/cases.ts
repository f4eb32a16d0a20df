import { instantFrom, type Instant } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { newId } from '../../shared/kernel/id.ts';
import type { ChangeIntent } from '../../shared/record/change.ts';
import { addRow, emptyDraft, setValue, type RecordDraft } from '../../shared/record/draft.ts';
import type { Values } from '../../shared/record/fields.ts';
import { caseFile } from '../../shared/record/kinds/case-file.ts';
import { findKind } from '../../shared/record/kinds/kinds.ts';
import { caseFileOf, countChangesOf, placeOfRecord, type RecordName } from '../../shared/record/record-name.ts';
import { systemFields } from '../../shared/record/system-fields.ts';
import { reading, writing } from './access.ts';
import { prepareSave, readChanges, readState } from './changes.ts';
import { commit } from './commit.ts';
import { now, type Database } from './database.ts';
import { stateOf, type FoldState } from './kept-fold.ts';
import { draftOnce, foldOnce } from './known-cases.ts';
import { movesOf, recordsOf, type CaseMove, type CaseRecord } from './case-parts.ts';
import { latestChange } from './load-record.ts';

export type { CaseMove, CaseRecord } from './case-parts.ts';
import { statusOf, type RecordStatus } from './record-status.ts';
import { offerNumberOf, takeNumber, type NumberSettings, type OfferedNumber } from './numbers.ts';
import { prepareRecord } from './records.ts';
import { saveSummaryWrite } from './save-summary.ts';
import { summaryOfCase, type CaseSummary } from './summaries.ts';

/** A case as it stands: its file, its records, its way so far. */
export interface CaseNow {
  readonly caseId: string;
  /** the case file; undefined for an acta without one */
  readonly file: RecordDraft | undefined;
  readonly fileStatus: RecordStatus;
  /** in the order of the procedure, then by when they were made; those in the bin too */
  readonly records: readonly CaseRecord[];
  /** oldest first */
  readonly moves: readonly CaseMove[];
  readonly head: CaseSummary;
  /** fields on which two offices disagree */
  readonly conflicts: number;
  /** pseudonyms that were ever given to people of the case */
  readonly pseudonyms: ReadonlySet<string>;
}

/** A whole case, and how it came to be so. */
export interface CaseView extends CaseNow {
  /** every save of the case, newest first: who changed records of what kinds */
  readonly saves: readonly CaseSave[];
}

/** What one person changed at one time. */
export interface CaseSave {
  readonly at: Instant;
  readonly by: string;
  /** keys of the kinds of record, each once */
  readonly kinds: readonly string[];
}

/** Reads a case whole. Faults: `access/denied`, `db/missing`, `db/damaged`, `db/unavailable`. */
export async function readCase(db: Database, caseId: string): Promise<Result<CaseView>> {
  return await reading(db, 'case.read', async () => {
    const changes = await readChanges(db, caseId);
    if (!changes.ok) return changes;
    if (changes.value.length === 0) return fail('db/missing');
    const state = stateOf(foldOnce(changes.value), changes.value);
    const saves = savesOf(changes.value.map(({ op }) => ({ at: op.t, by: op.u, entity: op.e })));
    return ok({ ...viewOf(caseId, state), saves });
  });
}

/**
 * A long case as it stands, sooner than it can be read whole: nothing protected is in it, and damage to what it was made of
 * shows only in {@link readCase}, which is to follow. Undefined where that has to be waited for. Fault `access/denied`.
 */
export async function readCaseSooner(db: Database, caseId: string): Promise<Result<CaseNow | undefined>> {
  return await reading(db, 'case.read', async () => {
    const state = await readState(db, caseId);
    return ok(state && viewOf(caseId, state));
  });
}

function viewOf(caseId: string, { folded, latest, pseudonyms, conflicts }: FoldState): CaseNow {
  const file = folded.entities.has(placeOfRecord(caseFileOf(caseId))) ? draftOnce(caseFile, folded, caseId) : undefined;
  return {
    caseId,
    file,
    fileStatus: statusOf(folded, caseId, caseFileOf(caseId)),
    records: recordsOf(folded, caseId),
    moves: file === undefined ? [] : movesOf(file),
    head: summaryOfCase(folded, caseId, latest.slice(0, 24)),
    conflicts,
    pseudonyms,
  };
}

/** A piece of evidence is no record, and what is done to it is told all the same. */
const EVIDENCE = 'evidence';

/** Changes of one author within a second belong to one save: each has a time of its own. */
const ONE_SAVE_MS = 1000;

function savesOf(
  changes: readonly { readonly at: string; readonly by: string; readonly entity: string }[],
): readonly CaseSave[] {
  const saves: { at: Instant; by: string; kinds: Set<string> }[] = [];
  for (const { at, by, entity } of [...changes].sort((a, b) => (a.at < b.at ? 1 : -1))) {
    const [kind = ''] = entity.split('/');
    const last = saves.at(-1);
    const same = last?.by === by && Date.parse(last.at) - Date.parse(at.slice(0, 24)) < ONE_SAVE_MS;
    if (same) last.kinds.add(kind);
    else saves.push({ at: at.slice(0, 24), by, kinds: new Set([kind]) });
  }
  return saves.map(({ at, by, kinds }) => ({
    at,
    by,
    kinds: [...kinds].filter((kind) => kind === EVIDENCE || findKind(kind) !== undefined),
  }));
}

/** Whoever does something to a case, as its log names them. */
export interface Doer {
  readonly id: string;
  readonly name: string;
}

/** Changes fields of a case file, or begins it. Faults: `access/denied`, `db/changed-meanwhile`, those of writing. */
export async function saveCaseFile(db: Database, caseId: string, values: Values): Promise<Result<void>> {
  return await changeFile(db, caseId, (file) =>
    Object.entries(values).reduce((draft, [key, value]) => setValue(draft, key, value), file),
  );
}

/**
 * Begins a case file and gives it its number, in one frame. Faults: `access/denied`; `db/changed-meanwhile` when the case
 * has a file or the number was taken meanwhile; `numbers/block-empty`; those of writing.
 */
export async function openCaseFile(
  db: Database,
  caseId: string,
  values: Values,
  settings: NumberSettings,
): Promise<Result<{ readonly number: string }>> {
  const openedOn = values['openedOn'];
  const year = Number(typeof openedOn === 'string' ? openedOn.slice(0, 4) : Number.NaN);
  for (let attempt = 1; ; attempt += 1) {
    const offered = await offerNumberOf(db, { type: CASE_NUMBER, year }, settings);
    if (!offered.ok) return offered;
    const opened = await beginFile(db, caseId, values, offered.value);
    if (opened.ok || opened.fault.code !== 'db/changed-meanwhile' || attempt === NUMBER_TRIES) return opened;
  }
}

/** Letters of the numbers of case files (`shared/record/number-types.ts`). */
const CASE_NUMBER = 'EXP';
/** Tries when another paper took the number that was offered. */
const NUMBER_TRIES = 3;

async function beginFile(
  db: Database,
  caseId: string,
  values: Values,
  { number, numbering }: OfferedNumber,
): Promise<Result<{ readonly number: string }>> {
  return await writing(db, 'case.finalise', async () => {
    const draft = Object.entries(values).reduce((so, [key, value]) => setValue(so, key, value), emptyDraft(caseFile));
    const prepared = await prepareRecord(db, { caseId, record: caseFileOf(caseId), draft, basedOn: 0 }, { number });
    if (!prepared.ok) return prepared;
    const taken = await takeNumber(db, numbering);
    if (!taken.ok) return taken;
    const act = { action: 'finalised', caseId, detail: number } as const;
    const kept = await commit(db, [...prepared.value.writes, ...taken.value], act);
    return kept.ok ? ok({ number }) : kept;
  });
}

/** A move that the procedure allows (`canMove`): asked before, with the roles of whoever makes it. */
export interface NewMove {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly doer: Doer;
}

/**
 * Takes a case to another state of the procedure, with who, when and why. Faults: `access/denied`;
 * `db/changed-meanwhile` when the case is in another state by now; those of writing.
 */
export async function moveCase(db: Database, caseId: string, move: NewMove): Promise<Result<void>> {
  return await changeFile(db, caseId, (file, latest) => {
    const stage = file.values['stage'];
    if ((typeof stage === 'string' ? stage : '') !== move.from) return undefined;
    const { from, to, reason, doer } = move;
    // the way of a case is told in its order, also by a clock that was set back
    const before = movesOf(file).map((made) => Date.parse(made.at) + 1);
    const at = instantFrom(Math.max(db.clock.now(), ...(latest === '' ? [] : [Date.parse(latest)]), ...before));
    const values = { from, to, reason, at, by: doer.id, byName: doer.name };
    return addRow(setValue(file, 'stage', to), 'moves', { id: newId(), values });
  });
}

async function changeFile(
  db: Database,
  caseId: string,
  change: (file: RecordDraft, latest: Instant) => RecordDraft | undefined,
): Promise<Result<void>> {
  return await writing(db, 'case.write', async () => {
    const changes = await readChanges(db, caseId);
    if (!changes.ok) return changes;
    const record = caseFileOf(caseId);
    const basedOn = countChangesOf(changes.value, record);
    const before = basedOn === 0 ? emptyDraft(caseFile) : draftOnce(caseFile, foldOnce(changes.value), caseId);
    const draft = change(before, latestChange(changes.value));
    if (draft === undefined) return fail('db/changed-meanwhile');
    const prepared = await prepareRecord(db, { caseId, record, draft, basedOn }, {});
    if (!prepared.ok) return prepared;
    return await commit(db, prepared.value.writes, { action: 'saved', caseId });
  });
}

/**
 * Puts a record that was not sealed into the bin, or takes it out again; nothing of it is deleted. Faults:
 * `access/denied`; `db/missing` (no such record), `db/changed-meanwhile` (it is sealed); those of writing.
 */
export async function binRecord(
  db: Database,
  caseId: string,
  record: RecordName,
  binned: boolean,
): Promise<Result<void>> {
  return await writing(db, 'case.write', async () => {
    const existing = await readChanges(db, caseId);
    if (!existing.ok) return existing;
    const entity = placeOfRecord(record);
    if (!foldOnce(existing.value).entities.has(entity)) return fail('db/missing');
    if (statusOf(foldOnce(existing.value), caseId, record).state === 'final') return fail('db/changed-meanwhile');
    const intent: ChangeIntent = binned
      ? { entity, field: systemFields.removed, kind: 'set', value: now(db) }
      : { entity, field: systemFields.removed, kind: 'del', value: null };
    const { row, changes } = await prepareSave(db, { caseId, existing: existing.value }, [intent]);
    if (row === undefined) return ok(undefined);
    const summary = await saveSummaryWrite(db, foldOnce(changes), { id: caseId, savedAt: now(db), isFirst: false });
    return await commit(db, [{ t: 'saves', k: 'put', row }, summary], { action: 'saved', caseId });
  });
}
