import type { CommitInput, WriteInput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { casesTakenIn, type LedgerEntry } from '../../shared/merge/ledger.ts';
import type { Change } from '../../shared/record/change.ts';
import { writing } from './access.ts';
import { uniteSaves, type OpenedSave } from './bundle-rows.ts';
import { isProtectedValue, openSave, savesHere, sealBundleSave } from './changes.ts';
import { commitTogether } from './commit.ts';
import { guarded, type Database } from './database.ts';
import { isWithdrawn, loadHeads, sealDocument, supersede, type DocumentHead } from './document-head.ts';
import { givingWay } from './give-way.ts';
import { nextPlace } from './prepare-import.ts';
import { foldOnce } from './known-cases.ts';
import { loadBundles } from './ledger.ts';
import { latestChange } from './load-record.ts';
import { describeLog, saveSummaryWrite } from './save-summary.ts';
import { documentSummaryWrite, goneSummaryWrite } from './summaries.ts';

/** Cases that are written together. */
const CASES_TOGETHER = 32;
/** What stands in the place of a log in its list, by what it is. */
const listOf = { case: 'c', workplace: 'e', alert: 'a' } as const;

/**
 * Takes back what a bundle brought: its rows stay and count no more, its papers are listed no more, a case that was new is gone
 * from its list. Evidence files stay where they are. All or nothing is decided before the first case is written; each case is
 * one frame, many of which are written together, so that one that was cut off is done again. Nothing is left of it to do the second time. Faults:
 * `access/denied` (needs `exchange.receive`); `db/missing` when the ledger does not have it as received;
 * `exchange/built-on` (with the case) when somebody here, or another bundle, went on from what it brought; those of writing.
 * @returns how many cases were put back as they were
 */
export async function withdrawImport(db: Database, bundleId: string): Promise<Result<number>> {
  return await writing(db, 'exchange.receive', async () => {
    const entries = await loadBundles(db);
    if (!entries.ok) return entries;
    const entry = entries.value.find(({ id, direction }) => id === bundleId && direction === 'in');
    if (entry === undefined) return fail('db/missing');
    const later = entries.value.filter((other) => other.id !== bundleId && other.direction === 'in');
    const brought: Brought[] = [];
    for (const { id } of entry.cases) {
      const one = await broughtBy(db, bundleId, id);
      if (!one.ok) return one;
      if (one.value === undefined) continue;
      if (isBuiltOn(one.value, later)) return fail('exchange/built-on', { caseId: id });
      brought.push(one.value);
    }
    const giveWay = givingWay();
    for (let from = 0; from < brought.length; from += CASES_TOGETHER) {
      const commits: CommitInput[] = [];
      for (const one of brought.slice(from, from + CASES_TOGETHER)) {
        commits.push(await withdrawal(db, entry, one));
        await giveWay();
      }
      const gone = await commitTogether(db, commits);
      if (!gone.ok) return gone;
    }
    return ok(brought.length);
  });
}

/** What a bundle brought of one case, as far as it still counts, and what else there is of it. */
interface Brought {
  readonly caseId: string;
  /** changes that are here by this bundle alone */
  readonly own: readonly Change[];
  readonly others: readonly Change[];
  /** all of them, as they count now */
  readonly all: readonly Change[];
  /** where the row that withdraws them goes */
  readonly place: number;
  /** papers that came whole with it */
  readonly papers: readonly DocumentHead[];
  /** all papers of the case */
  readonly heads: readonly DocumentHead[];
  /** somebody is writing in the case and has not saved yet */
  readonly hasText: boolean;
}

async function broughtBy(db: Database, bundleId: string, caseId: string): Promise<Result<Brought | undefined>> {
  const rows = await guarded(async () => ({
    saves: await savesHere(db, caseId),
    hasText: (await db.tables.drafts.get(caseId)) !== undefined,
  }));
  if (!rows.ok) return rows;
  const saves: OpenedSave[] = [];
  for (const row of rows.value.saves) {
    const opened = await openSave(db, row);
    if (!opened.ok) return opened;
    saves.push(opened.value);
  }
  const isOfThis = ({ row, isOfBundle }: OpenedSave): boolean => isOfBundle && row.r === bundleId;
  const all = uniteSaves(saves).changes;
  const others = uniteSaves(saves.filter((save) => !isOfThis(save))).changes;
  const kept = new Set(others.map(({ id }) => id));
  const heads = await loadHeads(db, caseId);
  if (!heads.ok) return heads;
  const papers = heads.value.filter((head) => head.brought?.bundle === bundleId && !isWithdrawn(head));
  const brings = uniteSaves(saves.filter(isOfThis)).changes;
  if (brings.length + papers.length === 0) return ok(undefined);
  const own = all.filter(({ id }) => !kept.has(id));
  return ok({
    caseId,
    own,
    others,
    all,
    place: nextPlace(rows.value.saves, bundleId),
    papers,
    heads: heads.value,
    hasText: rows.value.hasText,
  });
}

/**
 * Whether something goes on from what a bundle brought: a change that follows or replaces one of its own, text that was not
 * saved yet, a signature on one of its papers, or another bundle that brought the same and was spared writing it again.
 */
function isBuiltOn({ caseId, own, others, papers, hasText }: Brought, later: readonly LedgerEntry[]): boolean {
  const ids = new Set(own.map(({ id }) => id));
  const follows = ({ op }: Change): boolean => (op.p !== null && ids.has(op.p)) || op.s.some((id) => ids.has(id));
  if (hasText || others.some(follows)) return true;
  if (papers.some(({ revisions, brought }) => revisions.length > (brought?.revisions ?? 0))) return true;
  return later.some((entry) =>
    casesTakenIn(entry).some(
      ({ id, series }) => id === caseId && series.some((tip) => own.some(({ op }) => op.r === tip.r && op.n <= tip.n)),
    ),
  );
}

/** What takes back one case. */
async function withdrawal(db: Database, entry: LedgerEntry, brought: Brought): Promise<CommitInput> {
  const { caseId, others, all, place } = brought;
  const at = { c: caseId, r: entry.id, n: place };
  const content = { changes: [], seals: [], withdrawn: true } as const;
  const row = await sealBundleSave(db, at, content, { isProtected: isProtectedValue });
  const writes: WriteInput[] = [{ t: 'saves', k: 'put', row }];
  if (others.length > 0) {
    const log = { id: caseId, savedAt: latestChange(others), isFirst: false };
    writes.push(await saveSummaryWrite(db, foldOnce(others), log));
  } else if (all.length > 0) {
    const { kind } = await describeLog(db, foldOnce(all), caseId, latestChange(all));
    writes.push(await goneSummaryWrite(db, `${listOf[kind]}/${caseId}`));
  }
  for (const head of withdrawnHeads(brought, entry.id)) {
    const document = await sealDocument(db, head, await db.tables.documents.get(head.id));
    const summary = isWithdrawn(head) ? goneSummaryWrite(db, `d/${head.id}`) : documentSummaryWrite(db, head);
    writes.push({ t: 'documents', k: 'put', row: document }, await summary);
  }
  return { writes, act: { action: 'bundle-withdrawn', caseId, documentId: entry.id, detail: entry.code } };
}

/** The papers that go, and those that are the newest version again without them. */
function withdrawnHeads({ papers, heads }: Brought, bundle: string): readonly DocumentHead[] {
  const gone = new Set(papers.map(({ id }) => id));
  const before = new Map(heads.map(({ id, state }) => [id, state]));
  return supersede(
    heads.map((head): DocumentHead => {
      return gone.has(head.id)
        ? { ...head, brought: { bundle, revisions: head.revisions.length, withdrawn: true } }
        : head;
    }),
  ).filter(({ id, state }) => gone.has(id) || before.get(id) !== state);
}
