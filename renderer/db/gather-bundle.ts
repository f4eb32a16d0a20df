import { evidenceOf, isEvidence, pieceIdOf, type Piece } from '../../shared/evidence/piece.ts';
import { sha256, toHex, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { without } from '../../shared/kernel/without.ts';
import { inSeries } from '../../shared/merge/plan-merge.ts';
import { tipsOf } from '../../shared/bundle/check-case.ts';
import type { SeriesSeal } from '../../shared/bundle/seal.ts';
import type { Tip } from '../../shared/bundle/envelope.ts';
import { unsealedTips } from '../../shared/merge/series.ts';
import type { PaperCard } from '../../shared/merge/bundle-index.ts';
import type { Change } from '../../shared/record/change.ts';
import { fold } from '../../shared/record/fold.ts';
import { reading } from './access.ts';
import { isProtectedValue, knownCase } from './changes.ts';
import { guarded, openBytes, type Database } from './database.ts';
import type { DocumentHead } from './document-head.ts';
import { loadDocumentsOf } from './documents.ts';

/** Everything of a case that goes into a bundle, but the bytes of its files. */
export interface GatheredCase {
  readonly id: string;
  /** by series and place; without the values that are withheld */
  readonly changes: readonly Change[];
  readonly seals: readonly SeriesSeal[];
  /** the ends of all series, as the envelope names them */
  readonly tips: readonly Tip[];
  /** those that no seal is on: the main process seals them before the case leaves */
  readonly unsealed: readonly Tip[];
  /** its papers; the bytes of each revision come from {@link readRevision} */
  readonly papers: readonly PaperCard[];
  /** its pieces of evidence; their bytes come from `openEvidence`. Protected ones only where protected values go along */
  readonly pieces: readonly Piece[];
}

/**
 * Gathers a case, a workplace or an alert for a bundle. Faults: `access/denied` (needs `exchange.send`); `db/missing`;
 * `access/no-case-key` when protected values are to go along and are closed, or open by an emergency only; `exchange/not-a-case` for the office's own log;
 * those of reading.
 * @param options.withProtected false: their values are withheld, and the chain of changes still verifies
 */
export async function gatherForBundle(
  db: Database,
  caseId: string,
  { withProtected }: { readonly withProtected: boolean },
): Promise<Result<GatheredCase>> {
  return await reading(db, 'exchange.send', async () => {
    if (caseId === db.officeId) return fail('exchange/not-a-case', { caseId });
    const known = await knownCase(db, caseId);
    if (!known.ok) return known;
    const { closed, seals } = known.value;
    if (known.value.changes.length === 0) return fail('db/missing');
    // what came open by an emergency is there to be read here, and not to be handed on
    const isClosed = closed.size > 0 || db.emergencies.has(caseId);
    if (withProtected && isClosed) return fail('access/no-case-key', { caseId });
    const changes = inSeries(known.value.changes).map((change): Change =>
      withProtected || !isProtectedValue(change.op.e, change.op.f) ? change : { id: change.id, op: change.op },
    );
    const papers = await loadDocumentsOf(db, caseId);
    if (!papers.ok) return papers;
    return ok({
      id: caseId,
      changes,
      seals,
      tips: tipsOf(changes),
      unsealed: unsealedTips(changes, seals),
      papers: papers.value.map(cardOf),
      pieces: piecesIn(changes),
    });
  });
}

/** The pieces of evidence that changes of a case tell enough of to open their files. */
export function piecesIn(changes: readonly Change[]): readonly Piece[] {
  return evidenceOf(fold(changes)).pieces;
}

/** Whether a case knows a piece of evidence, open or not. */
export function knowsPiece(changes: readonly Change[], id: string): boolean {
  return changes.some(({ op }) => isEvidence(op.e) && pieceIdOf(op.e) === id);
}

/** What a paper is wherever it lies: not how it stands in this office, nor how it came. */
function cardOf(head: DocumentHead): PaperCard {
  const card = without(head, 'state', 'brought');
  return {
    ...card,
    revisions: card.revisions.map((revision) => ({ ...revision })),
    settings: { ...card.settings, letterhead: [...card.settings.letterhead] },
  };
}

/**
 * The bytes of one revision of a paper; they have the hash that was kept of them. Faults: `access/denied` (needs
 * `exchange.send`); `db/missing`; `db/damaged`; those of reading.
 */
export async function readRevision(db: Database, { id, revisions }: PaperCard, n: number): Promise<Result<Bytes>> {
  return await reading(db, 'exchange.send', async () => {
    const place = `files/${id}/${n}`;
    const file = await guarded(() => db.tables.files.get([id, n]));
    if (!file.ok) return file;
    if (file.value === undefined) return fail('db/damaged', { place });
    const pdf = await openBytes(db, place, file.value.sealed);
    if (!pdf.ok) return pdf;
    return toHex(await sha256(pdf.value)) === revisions[n]?.sha256 ? pdf : fail('db/damaged', { place });
  });
}
