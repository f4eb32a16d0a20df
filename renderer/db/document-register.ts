import { sha256, toHex, type Bytes } from '../../shared/kernel/bytes.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { AttachedRecord } from '../../shared/signature/attached-record.ts';
import { reading } from './access.ts';
import { guarded, type Database } from './database.ts';
import { openDocument, type DocumentHead } from './document-head.ts';

/** How a file compares with the papers that this office keeps. */
export type RegisterFinding =
  /** byte by byte what was kept: the newest bytes, or those before the last signatures */
  | {
      readonly kind: 'identical';
      readonly head: DocumentHead;
      readonly isNewest: boolean;
      readonly replacedBy?: number;
    }
  /** the kept bytes, and something after them: a signature of somebody else, or an attack; the verdict tells which */
  | { readonly kind: 'grown'; readonly head: DocumentHead; readonly replacedBy?: number }
  /** it says to be this paper, and is not */
  | { readonly kind: 'other-content'; readonly head: DocumentHead; readonly replacedBy?: number }
  /** it says to be a paper of this app that the register does not have */
  | { readonly kind: 'unknown-number'; readonly number: string; readonly version: number }
  | { readonly kind: 'not-here' };

/** A file, and what its record says it is. */
export interface RegisterQuestion {
  readonly pdf: Bytes;
  readonly record: AttachedRecord | undefined;
}

/** Heads opened at a time: a register may hold tens of thousands. */
const AT_ONCE = 500;

/**
 * Compares a file with the register, first by its hash, then by the number and version it says it has. `replacedBy`: the
 * newest version, when the paper was superseded. Faults: `access/denied`, `db/damaged`, `db/unavailable`.
 */
export async function findInRegister(
  db: Database,
  { pdf, record }: RegisterQuestion,
): Promise<Result<RegisterFinding>> {
  return await reading(db, 'case.read', async (): Promise<Result<RegisterFinding>> => {
    const hash = toHex(await sha256(pdf));
    const heads = await headsLike(db, hash, record?.number);
    if (!heads.ok) return heads;
    const same = heads.value.find(({ revisions }) => revisions.some((revision) => revision.sha256 === hash));
    if (same) {
      const isNewest = same.revisions.at(-1)?.sha256 === hash;
      // the number of the paper is known now; its later versions have the same
      const family = await headsLike(db, hash, same.number);
      return family.ok ? ok({ kind: 'identical', head: same, isNewest, ...replacement(same, family.value) }) : family;
    }
    if (record === undefined) return ok({ kind: 'not-here' });
    const ofVersion = heads.value.filter(({ version }) => version === record.version);
    const head = ofVersion.find(({ recordHash }) => recordHash === record.sha256) ?? ofVersion[0];
    if (head === undefined) return ok({ kind: 'unknown-number', number: record.number, version: record.version });
    const kind = (await beginsAsKept(pdf, head)) ? 'grown' : 'other-content';
    return ok({ kind, head, ...replacement(head, heads.value) });
  });
}

/** Whether a file begins with what was kept at any time: a copy may have gone out, and come back signed, before the newest. */
async function beginsAsKept(pdf: Bytes, { revisions }: DocumentHead): Promise<boolean> {
  for (const { size, sha256: kept } of revisions) {
    if (size < pdf.length && toHex(await sha256(pdf.subarray(0, size))) === kept) return true;
  }
  return false;
}

/** The heads that have these bytes or this number. */
async function headsLike(
  db: Database,
  hash: string,
  number: string | undefined,
): Promise<Result<readonly DocumentHead[]>> {
  const keys = await guarded(() => db.tables.documents.toCollection().primaryKeys());
  if (!keys.ok) return keys;
  const found: DocumentHead[] = [];
  for (let at = 0; at < keys.value.length; at += AT_ONCE) {
    const rows = await guarded(() => db.tables.documents.bulkGet(keys.value.slice(at, at + AT_ONCE)));
    if (!rows.ok) return rows;
    for (const row of rows.value) {
      if (row === undefined) continue;
      const head = await openDocument(db, row);
      if (!head.ok) return head;
      const { revisions } = head.value;
      if (head.value.number === number || revisions.some(({ sha256: kept }) => kept === hash)) found.push(head.value);
    }
  }
  return ok(found);
}

function replacement(head: DocumentHead, family: readonly DocumentHead[]): { readonly replacedBy?: number } {
  const newest = Math.max(head.version, ...family.map(({ version }) => version));
  return newest > head.version ? { replacedBy: newest } : {};
}
