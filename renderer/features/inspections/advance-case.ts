import { ok, type Result } from '../../../shared/kernel/result.ts';
import { canMove } from '../../../shared/procedure/moves.ts';
import { caseStates, type CaseState } from '../../../shared/procedure/procedure.ts';
import { wayAfter } from '../../../shared/procedure/way.ts';
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

/** What a notification is about tells where it leads: that of a reinspection, or of another paper, leads nowhere. */
const NOTIFIED: Readonly<Record<string, CaseState>> = { acta: 'notified', fine: 'fineNotified' };

/**
 * Takes a case where the procedure says that a sealed record takes it, as far as whoever works may. An acta of a prevented
 * visit takes it to the obstruction. Nothing happens to an acta without a case file, nor where no move leads on.
 * @param reason what the history says of it, told the number
 * @returns the state that the case came to; undefined when it stays where it is
 */
export async function advanceCase(
  db: Database,
  caseId: string,
  sealed: SealedRecord,
  { doer, reason }: { readonly doer: { readonly id: string; readonly name: string }; readonly reason: string },
): Promise<Result<CaseState | undefined>> {
  // a correction says better what was said already: the case went its way with the first version
  if (sealed.version > 1) return ok(undefined);
  const reaches = sealed.kind === 'notification' ? NOTIFIED[reader(sealed.draft).text('about')] : undefined;
  if (sealed.kind === 'notification' && reaches === undefined) return ok(undefined);
  const view = await readCase(db, caseId);
  if (!view.ok) return view;
  const { file, head } = view.value;
  if (file === undefined) return ok(undefined);
  const { text } = reader(file);
  const state = caseStates.find((one) => one === text('stage'));
  if (state === undefined) return ok(undefined);
  const procedures = await readProcedures(db);
  if (!procedures.ok) return procedures;
  const { procedure } = procedureFor(procedures.value.versions, text('procedureId')).version;
  const { roles } = db;
  const obstructed = reader(sealed.draft).text('obstructed') === 'yes';
  const exit = obstructed ? canMove(procedure, { from: state, to: 'obstruction', roles, reason }) : undefined;
  const way =
    exit?.ok === true
      ? [exit.value]
      : wayAfter(procedure, { type: head.type, state, form: sealed.kind, reaches }, roles);
  for (const { from, to } of way) {
    const moved = await moveCase(db, caseId, { from, to, reason, doer });
    if (!moved.ok) return moved;
  }
  return ok(way.at(-1)?.to);
}
