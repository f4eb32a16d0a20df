import type { Json } from '../kernel/canonical-json.ts';

/**
 * One field of one entity in one case, set or deleted: the atom of everything the app remembers.
 * The shape and the hashes are a data format (docs/decisions/0004-change-log.md); short names keep
 * a case of forty changes small on a stick.
 */
export interface ChangeOp {
  /** format version */
  readonly v: 1;
  /** case: UUID */
  readonly c: string;
  /** installation (replica): UUID */
  readonly r: string;
  /** place in the series of (case, installation): 1, 2, 3 ... */
  readonly n: number;
  /** id of the previous change of the series; null for the first */
  readonly p: string | null;
  /** hybrid time `YYYY-MM-DDTHH:MM:SS.mmmZ#cccc`, sorts as text, never goes back */
  readonly t: string;
  /** author: person id */
  readonly u: string;
  /** entity: `kind/uuid` */
  readonly e: string;
  /** field name */
  readonly f: string;
  readonly k: 'set' | 'del';
  /** ids of the heads of (c, e, f) that the author saw and replaces, sorted */
  readonly s: readonly string[];
  /** hash of the salted value */
  readonly h: string;
}

/** A change as stored: its id, what the chain covers, and the value (absent when withheld or redacted). */
export interface Change {
  readonly id: string;
  readonly op: ChangeOp;
  readonly x?: { readonly sal: string; readonly val: Json };
}

/** What a person wants changed, before it gets its place in the series. */
export interface ChangeIntent {
  readonly entity: string;
  readonly field: string;
  readonly kind: 'set' | 'del';
  readonly value: Json;
}
