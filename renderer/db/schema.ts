import Dexie, { type Table } from 'dexie';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import {
  LAYOUT,
  type AuditRow,
  type CountersRow,
  type DocumentRow,
  type DraftRow,
  type FileRow,
  type LockRow,
  type SaveRow,
  type SummaryRow,
} from '../../shared/journal/write.ts';

/** Frozen for ever: renaming it would leave an office's records behind (docs/decisions/0003-database.md). */
export const DATABASE_NAME = 'atalaya-office';

/** How far this database follows the journal. Local: never in the journal itself. */
export interface PositionRow {
  readonly k: 'journal';
  readonly vaultId: string;
  readonly seq: number;
  readonly digest: Bytes;
  /** rows that there must be in the tables that only ever grow (renderer/db/grown-rows.ts); absent: not counted yet */
  readonly rows?: number;
}
/**
 * Up to 1,024 summaries of one kind, packed for fast opening: their columns (`c` cases, `d` documents) or part of their
 * texts (`ct`, `dt`). Local, made from the summaries; never changed, only replaced by later pages. A higher p is newer, and a
 * row in `summaries` is newer than what any page says of the same case.
 */
export interface PageRow {
  readonly kind: string;
  readonly p: number;
  readonly sealed: Bytes;
}

/** The tables, with nothing readable in their keys (shared/journal/write.ts). */
export class OfficeTables extends Dexie {
  readonly meta!: Table<CountersRow | PositionRow, string>;
  readonly saves!: Table<SaveRow, [string, string, number]>;
  readonly summaries!: Table<SummaryRow, string>;
  readonly pages!: Table<PageRow, [string, number]>;
  readonly drafts!: Table<DraftRow, string>;
  readonly documents!: Table<DocumentRow, string>;
  readonly files!: Table<FileRow, [string, number]>;
  readonly locks!: Table<LockRow, string>;
  readonly audit!: Table<AuditRow, number>;

  constructor(name: string = DATABASE_NAME) {
    // A save counts only when it survives a power cut; Chromium's own default since 121 is the faster, lossy way.
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      meta: 'k',
      saves: '[c+r+n]',
      heads: 'c',
      drafts: 'c',
      documents: 'id, c',
      files: '[d+n]',
      audit: 'n',
    });
    // what `heads` held can be made again from saves
    this.version(LAYOUT).stores({ heads: null, summaries: 'k', pages: '[kind+p]', locks: 'c' });
  }
}
