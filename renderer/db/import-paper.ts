import type { WriteInput } from '../../shared/ipc/contract.ts';
import { continuesBytes, sha256, toHex, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { PaperCard } from '../../shared/merge/bundle-index.ts';
import { placeOfRecord } from '../../shared/record/record-name.ts';
import { writing } from './access.ts';
import { knownCase } from './changes.ts';
import { commit } from './commit.ts';
import { guarded, sealBytes, type Database } from './database.ts';
import { isWithdrawn, loadHeads, recordOf, sealDocument, supersede, type DocumentHead } from './document-head.ts';
import { receivedAct, type ImportedBundle } from './prepare-import.ts';
import { documentSummaryWrite } from './summaries.ts';

/** A paper that came, with the bytes of its revisions in order. */
export interface IncomingPaper {
  readonly paper: PaperCard;
  readonly revisions: readonly Bytes[];
}

/**
 * Takes in a paper of a case that is here: one frame. A paper that is here and was signed further there gets those
 * signatures; one that was signed apart in both offices is kept twice, as nobody's signature may go. Numbers of papers of
 * other offices move no counter here. The same paper again writes nothing. Faults: `access/denied` (needs
 * `exchange.receive`); `exchange/not-a-case` when bytes and card do not belong together, or the paper is of another case
 * here; `db/missing` when its case is not here; those of writing.
 */
export async function importPaper(
  db: Database,
  bundle: ImportedBundle,
  incoming: IncomingPaper,
): Promise<Result<void>> {
  return await writing(db, 'exchange.receive', async () => {
    const { paper, revisions } = incoming;
    if (!(await belongTogether(incoming))) return fail('exchange/not-a-case', { caseId: paper.caseId });
    const known = await knownCase(db, paper.caseId);
    if (!known.ok) return known;
    if (paper.caseId === db.officeId || known.value.changes.length === 0) return fail('db/missing');
    const heads = await loadHeads(db, paper.caseId);
    if (!heads.ok) return heads;
    const own = await findOwn(db, heads.value, paper);
    if (!own.ok) return own;
    const { id, here } = own.value;
    const have = here?.revisions.length ?? 0;
    const isBack = here !== undefined && isWithdrawn(here);
    if (here !== undefined && !isBack && have >= revisions.length) return ok(undefined);
    const head: DocumentHead = {
      ...(here ?? { ...paper, id, state: 'sealed' }),
      revisions: have >= revisions.length ? (here?.revisions ?? []) : paper.revisions,
      // only a paper that came whole goes again with its bundle
      ...(have === 0 || isBack ? { brought: { bundle: bundle.id, revisions: Math.max(have, revisions.length) } } : {}),
    };
    const files: WriteInput[] = [];
    for (const [n, pdf] of revisions.entries()) {
      if (n < have) continue;
      const sealed = await sealBytes(db, `files/${id}/${n}`, pdf);
      files.push({ t: 'files', k: 'put', row: { d: id, n, sealed } });
    }
    const writes = await headWrites(db, heads.value, head);
    return await commit(db, [...writes, ...files], receivedAct(bundle, paper.caseId));
  });
}

/** Whether the bytes are those of the card, and each revision is the one before with more behind it, as signing makes it. */
async function belongTogether({ paper, revisions }: IncomingPaper): Promise<boolean> {
  if (paper.revisions.length !== revisions.length) return false;
  for (const [n, pdf] of revisions.entries()) {
    const { sha256: hash, size } = paper.revisions[n] ?? {};
    if (pdf.length !== size || toHex(await sha256(pdf)) !== hash) return false;
    const before = revisions[n - 1];
    if (before !== undefined && !continuesBytes(pdf, before)) return false;
  }
  return true;
}

/**
 * Where a paper goes: to the one that it is, whatever that is called here, or beside the one that was signed apart, under an
 * id that both have made.
 */
async function findOwn(
  db: Database,
  heads: readonly DocumentHead[],
  paper: PaperCard,
): Promise<Result<{ readonly id: string; readonly here: DocumentHead | undefined }>> {
  let { id } = paper;
  for (;;) {
    const here = heads.find((head) => head.id === id);
    if (here === undefined) {
      const same = heads.find((head) => isSamePaper(head, paper));
      if (same !== undefined) return ok({ id: same.id, here: same });
      const elsewhere = await guarded(() => db.tables.documents.get(id));
      if (!elsewhere.ok) return elsewhere;
      return elsewhere.value === undefined ? ok({ id, here }) : fail('exchange/not-a-case', { caseId: paper.caseId });
    }
    const parting = partingOf(here, paper);
    if (parting === undefined) return ok({ id, here });
    id = await idBeside(id, parting.sha256);
  }
}

/** The first revision of a paper in which another copy of it has other bytes. */
function partingOf(here: DocumentHead, { revisions }: PaperCard): PaperCard['revisions'][number] | undefined {
  const shared = Math.min(here.revisions.length, revisions.length);
  return revisions.slice(0, shared).find(({ sha256: hash }, n) => here.revisions[n]?.sha256 !== hash);
}

/** Whether a head is this paper under another id. Sealed bytes alone do not tell: they may go on in different ways. */
function isSamePaper(here: DocumentHead, paper: PaperCard): boolean {
  const [ours, theirs] = [here.revisions.length, paper.revisions.length];
  return (
    placeOfRecord(recordOf(here)) === placeOfRecord(recordOf(paper)) &&
    here.version === paper.version &&
    here.addressee === paper.addressee &&
    partingOf(here, paper) === undefined &&
    (ours === theirs || Math.min(ours, theirs) > 1)
  );
}

async function idBeside(id: string, hash: string): Promise<string> {
  const hex = toHex(await sha256(utf8(`atalaya/papel-aparte/v1\0${id}\0${hash}`))).slice(0, 32);
  const digits = `${hex.slice(0, 12)}8${hex.slice(13, 16)}8${hex.slice(17)}`;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The head that is new, and those that it makes earlier versions of the same paper. */
async function headWrites(
  db: Database,
  before: readonly DocumentHead[],
  head: DocumentHead,
): Promise<readonly WriteInput[]> {
  const others = before.filter(({ id }) => id !== head.id);
  const standing = new Map(before.map(({ id, state }) => [id, state]));
  const changed = supersede([...others, head]).filter(({ id, state }) => id === head.id || standing.get(id) !== state);
  const writes: WriteInput[] = [];
  for (const one of changed) {
    const row = await sealDocument(db, one, await db.tables.documents.get(one.id));
    writes.push({ t: 'documents', k: 'put', row }, await documentSummaryWrite(db, one));
  }
  return writes;
}
