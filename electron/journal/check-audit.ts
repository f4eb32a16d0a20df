import type { Bytes } from '../../shared/kernel/bytes.ts';
import { isLinked, openAuditEntry, type AuditKeys } from '../../shared/journal/audit-entry.ts';
import { noAudit, type AuditEnd } from '../../shared/journal/payload.ts';
import type { AuditRow } from '../../shared/journal/write.ts';
import type { JournalFile } from './folder.ts';
import { walk, type JournalKey, type WalkOptions } from './walk.ts';

/** What walking the chain of acts has shown. */
export interface AuditCheck {
  /** entries in the chain, by its end */
  readonly n: number;
  /** number of the first entry that is missing or was altered */
  readonly brokenAt: number | undefined;
  /** hash of the newest entry: what stands for the whole chain */
  readonly head: Bytes;
}

/**
 * Walks the chain of acts through the whole journal: every entry is there, follows the one before, and opens where it
 * is.
 * @param end of the chain, as the newest frame tells
 * @returns undefined when it was stopped
 * @throws what the file system throws
 */
export async function checkChain(
  files: readonly JournalFile[],
  key: JournalKey & { readonly audit: AuditKeys },
  end: AuditEnd,
  { current, isStopped }: Pick<WalkOptions, 'current' | 'isStopped'>,
): Promise<AuditCheck | undefined> {
  let before = noAudit;
  for await (const event of walk(files, key, { after: 0, current, isStopped })) {
    if (event.kind === 'damage') continue;
    for (const write of event.payload.writes) {
      if (write.t !== 'audit') continue;
      if (!(await isWhole(key, before, write.row))) return { n: end.n, brokenAt: before.n + 1, head: end.h };
      before = { n: write.row.n, h: write.row.h };
    }
  }
  if (isStopped?.() === true) return undefined;
  return { n: end.n, brokenAt: before.n === end.n ? undefined : before.n + 1, head: end.h };
}

async function isWhole(
  { vaultId, audit }: { readonly vaultId: string; readonly audit: AuditKeys },
  before: AuditEnd,
  row: AuditRow,
): Promise<boolean> {
  if (!(await isLinked(before, row))) return false;
  // entries of the first layout need the key of cases; for whoever has none, their place in the chain must do
  if (audit.reserved === undefined) return true;
  return (await openAuditEntry(audit, vaultId, before.h, row)).ok;
}
