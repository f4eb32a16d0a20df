import { ok, type Result } from '../../../shared/kernel/result.ts';
import { canMove, isEnd } from '../../../shared/procedure/moves.ts';
import { caseStates, type CaseState } from '../../../shared/procedure/procedure.ts';
import { wayAfter, type SealedForm } from '../../../shared/procedure/way.ts';
import { reader, type RecordDraft } from '../../../shared/record/draft.ts';
import { moveCase, readCase } from '../../db/cases.ts';
import type { Database } from '../../db/database.ts';
import { procedureFor, readProcedures } from '../../db/procedures.ts';

/** The record that was sealed a moment ago. */
export interface SealedRecord {
  readonly kind: string;
  readonly draft: RecordDraft;
  readonly number: string;
  readonly version: number;
}

/** Where a record took its case. */
export interface Advance {
  /** undefined when it stays where it is */
  readonly to: CaseState | undefined;
  /** key of the record that is missing before it could go on */
  readonly missing: string | undefined;
}

const STAYS: Advance = { to: undefined, missing: undefined };

/** What a notification is about tells where it leads: that of a reinspection, or of another paper, leads nowhere. */
const NOTIFIED: Readonly<Record<string, CaseState>> = { acta: 'notified', fine: 'fineNotified' };

/**
 * Takes a case where the procedure says that a sealed record takes it, as far as whoever works may. An acta of a prevented
 * visit takes it to the obstruction, an agreement to the conciliation. Nothing happens to an acta without a case file, nor
 * where no move leads on, nor over a step whose record is missing.
 * @param reason what the history says of it, told the number
 */
export async function advanceCase(
  db: Database,
  caseId: string,
  sealed: SealedRecord,
  { doer, reason }: { readonly doer: { readonly id: string; readonly name: string }; readonly reason: string },
): Promise<Result<Advance>> {
  // a correction says better what was said already: the case went its way with the first version
  if (sealed.version > 1) return ok(STAYS);
  const [form] = formsOf([sealed]);
  if (form === undefined) return ok(STAYS);
  const view = await readCase(db, caseId);
  if (!view.ok) return view;
  const { file, head, records } = view.value;
  if (file === undefined) return ok(STAYS);
  const { text } = reader(file);
  const state = caseStates.find((one) => one === text('stage'));
  if (state === undefined) return ok(STAYS);
  const procedures = await readProcedures(db);
  if (!procedures.ok) return procedures;
  const { procedure } = procedureFor(procedures.value.versions, text('procedureId')).version;
  const { roles } = db;
  // a paper sealed afterwards does not open a closed case again
  const aside = isEnd(procedure, state) ? undefined : sideExit(sealed);
  const exit = aside && canMove(procedure, { from: state, to: aside, roles, reason });
  const before = formsOf(
    records
      .filter(({ status, binned }) => status.state === 'final' && binned === undefined)
      .map(({ record, draft }) => ({ kind: record.kind, draft })),
  );
  const { moves, missing } =
    exit?.ok === true
      ? { moves: [exit.value], missing: undefined }
      : wayAfter(procedure, { ...form, type: head.type, state, before }, roles);
  for (const { from, to } of moves) {
    const moved = await moveCase(db, caseId, { from, to, reason, doer });
    if (!moved.ok) return moved;
  }
  return ok({ to: moves.at(-1)?.to, missing });
}

/** The exit from the way that a record by itself is. */
function sideExit({ kind, draft }: Pick<SealedRecord, 'kind' | 'draft'>): CaseState | undefined {
  if (reader(draft).text('obstructed') === 'yes') return 'obstruction';
  return kind === 'conciliation' ? 'conciliated' : undefined;
}

/** What sealed records are to the procedure; those that lead nowhere are left out. */
function formsOf(records: readonly Pick<SealedRecord, 'kind' | 'draft'>[]): readonly SealedForm[] {
  return records.flatMap(({ kind, draft }): readonly SealedForm[] => {
    if (kind !== 'notification') return [{ form: kind }];
    const reaches = NOTIFIED[reader(draft).text('about')];
    return reaches === undefined ? [] : [{ form: kind, reaches }];
  });
}
