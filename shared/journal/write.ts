import type { Bytes } from '../kernel/bytes.ts';

// What the office remembers is a sequence of writes to sealed rows. The same rows lie in the journal, in snapshots and
// in the database; keys of rows are random ids and counters, everything else is inside `sealed`.

/** Newest layout of the tables that this app knows; a snapshot says under which one it was made. */
export const LAYOUT = 2;

/** Document numbers given out. */
export interface CountersRow {
  readonly k: 'counters';
  readonly v: number;
  readonly sealed: Bytes;
}
/** One save: the changes n to `last` of installation r in case c. Never rewritten. */
export interface SaveRow {
  readonly c: string;
  readonly r: string;
  readonly n: number;
  readonly last: number;
  readonly sealed: Bytes;
  /** values of protected fields under the case's own key; the changes in `sealed` are without them */
  readonly prot?: Bytes;
}
/**
 * What a list shows of a case (`c/<id>`), a document (`d/<id>`), a workplace (`e/<id>`) or an alert (`a/<id>`); can be made again
 * from saves and documents.
 */
export interface SummaryRow {
  readonly k: string;
  readonly v: number;
  readonly sealed: Bytes;
}
/** Unsaved text of a case. */
export interface DraftRow {
  readonly c: string;
  readonly v: number;
  readonly sealed: Bytes;
  /** unsaved text of protected fields under the case's own key */
  readonly prot?: Bytes;
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
/** Who may open the protected values of case c: its key, sealed to each of them. */
export interface LockRow {
  readonly c: string;
  readonly v: number;
  readonly sealed: Bytes;
}
/** What happened, chained: h = SHA-256(h before, sealed). Written by the main process only. */
export interface AuditRow {
  readonly n: number;
  readonly h: Bytes;
  readonly sealed: Bytes;
}

export interface Rows {
  readonly meta: CountersRow;
  readonly saves: SaveRow;
  readonly summaries: SummaryRow;
  readonly drafts: DraftRow;
  readonly documents: DocumentRow;
  readonly files: FileRow;
  readonly locks: LockRow;
  readonly audit: AuditRow;
}
export const journalTables = ['meta', 'saves', 'summaries', 'drafts', 'documents', 'files', 'locks', 'audit'] as const;
export type JournalTable = (typeof journalTables)[number];

/** Puts a row in its place (whatever was there goes), or takes unsaved text away: nothing else is ever deleted. */
export type Write =
  | { readonly [T in JournalTable]: { readonly t: T; readonly k: 'put'; readonly row: Rows[T] } }[JournalTable]
  | { readonly t: 'drafts'; readonly k: 'del'; readonly key: string };

/** A group of writes that count together or not at all. */
export interface Frame {
  /** 1, 2, 3 ... without gaps */
  readonly seq: number;
  /**
   * set when the frame stands for all those from this number to `seq`: what was superseded among them is gone. To be
   * applied by whoever is anywhere before `seq`
   */
  readonly from?: number;
  /** SHA-256 over this frame and, through it, all before it */
  readonly digest: Bytes;
  readonly writes: readonly Write[];
}

/** A write to a row that is never rewritten: of several to one place the first counts, whoever made the others. */
export type LastingWrite = Extract<Write, { readonly t: 'saves' | 'files' | 'audit' }>;

/** Whether the row of a write is never rewritten. */
export function isLasting(write: Write): write is LastingWrite {
  return write.t === 'saves' || write.t === 'files' || write.t === 'audit';
}

/** Identifies the row that a write is about, e.g. `saves/<c>/<r>/<n>`. */
export function placeOf(write: Write): string {
  if (write.k === 'del') return `drafts/${write.key}`;
  switch (write.t) {
    case 'meta':
      return `meta/${write.row.k}`;
    case 'saves':
      return `saves/${write.row.c}/${write.row.r}/${write.row.n}`;
    case 'summaries':
      return `summaries/${write.row.k}`;
    case 'drafts':
      return `drafts/${write.row.c}`;
    case 'documents':
      return `documents/${write.row.id}`;
    case 'files':
      return `files/${write.row.d}/${write.row.n}`;
    case 'locks':
      return `locks/${write.row.c}`;
    case 'audit':
      return `audit/${write.row.n}`;
  }
}

/** The case that a write belongs to, when its key tells: the bytes and the summary of a paper name only the paper. */
export function caseOf(write: Write): string | undefined {
  if (write.k === 'del') return write.key;
  switch (write.t) {
    case 'saves':
    case 'drafts':
    case 'documents':
    case 'locks':
      return write.row.c;
    case 'summaries':
      return write.row.k.startsWith('d/') ? undefined : write.row.k.slice(2);
    case 'meta':
    case 'files':
    case 'audit':
      return undefined;
  }
}
