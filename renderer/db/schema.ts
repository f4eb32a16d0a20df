import Dexie, { type Table } from 'dexie';
import type { Bytes } from '../../shared/kernel/bytes.ts';

/** Frozen for ever: renaming it would leave an office's records behind (docs/decisions/0003-database.md). */
export const DATABASE_NAME = 'atalaya-office';
/** Newest layout this app knows; Dexie multiplies by ten in the engine. */
export const LAYOUT = 1;

// Rows hold random ids, counters and ciphertext. Whatever says something about a case is inside `sealed`.

/** `vault` names the vault the rows belong to; `counters` are the document numbers given out. */
export interface MetaRow {
  readonly k: 'vault' | 'counters';
  readonly v: number;
  readonly vaultId: string;
  readonly sealed: Bytes;
}
/** One save: the changes n to `last` of installation r in case c. Never rewritten. */
export interface SaveRow {
  readonly c: string;
  readonly r: string;
  readonly n: number;
  readonly last: number;
  readonly sealed: Bytes;
}
/** What a list shows of a case; can always be made again from the saves. */
export interface HeadRow {
  readonly c: string;
  readonly v: number;
  readonly sealed: Bytes;
}
/** Unsaved text of a case. */
export interface DraftRow {
  readonly c: string;
  readonly v: number;
  readonly sealed: Bytes;
}
export interface DocumentRow {
  readonly id: string;
  readonly c: string;
  readonly v: number;
  readonly sealed: Bytes;
}
/** The bytes of a document after its nth signature (0: sealed, unsigned). Never rewritten. */
export interface FileRow {
  readonly d: string;
  readonly n: number;
  readonly sealed: Bytes;
}
/** What happened, chained: h covers the entry and the h before it. */
export interface AuditRow {
  readonly n: number;
  readonly h: Bytes;
  readonly sealed: Bytes;
}

/** The tables, with nothing readable in their keys. */
export class OfficeTables extends Dexie {
  readonly meta!: Table<MetaRow, string>;
  readonly saves!: Table<SaveRow, [string, string, number]>;
  readonly heads!: Table<HeadRow, string>;
  readonly drafts!: Table<DraftRow, string>;
  readonly documents!: Table<DocumentRow, string>;
  readonly files!: Table<FileRow, [string, number]>;
  readonly audit!: Table<AuditRow, number>;

  constructor(name: string = DATABASE_NAME) {
    // A save counts only when it survives a power cut; Chromium's own default since 121 is the faster, lossy way.
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(LAYOUT).stores({
      meta: 'k',
      saves: '[c+r+n]',
      heads: 'c',
      drafts: 'c',
      documents: 'id, c',
      files: '[d+n]',
      audit: 'n',
    });
  }
}
