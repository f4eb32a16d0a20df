import type { JournalState } from '../../shared/ipc/contract.ts';
import { equalBytes } from '../../shared/kernel/bytes.ts';
import { fault, type Fault } from '../../shared/kernel/fault.ts';
import type { Position } from './database.ts';

/** How the tables were found. */
export type Standing =
  /**
   * missing, emptied, unreadable, or another office's: nothing of this office can be had from them. `isThere` when
   * something lies there all the same, which must not go before there is something better
   */
  | { readonly kind: 'none'; readonly isThere: boolean }
  /** rows of this office of the first layout, which had no journal */
  | { readonly kind: 'first-layout' }
  | ({ readonly kind: 'at' } & Position);

/** What has to be done before the office can be worked in. */
export type Plan =
  | { readonly kind: 'go' }
  /** the journal is ahead */
  | { readonly kind: 'follow' }
  /** the journal is the only one who knows */
  | { readonly kind: 'rebuild' }
  /** the tables know what the journal does not: first they take what it has beyond them, then it is written anew */
  | { readonly kind: 'seed' }
  | { readonly kind: 'stop'; readonly fault: Fault };

/**
 * Compares the tables with the journal (docs/decisions/0010-journal.md). Nothing is ever begun empty: what neither of
 * the two has stops the opening, with the first and last number of what is lost.
 * @param goOn somebody has read what is lost and wants to work on without it
 */
export function planOpening(tables: Standing, journal: JournalState, goOn: boolean): Plan {
  if (tables.kind === 'none') return planWithoutTables(journal, goOn);
  if (tables.kind === 'first-layout' && journal.state === 'missing') return { kind: 'seed' };
  // its journal was written from these very tables, and then the power went
  if (tables.kind === 'first-layout') return journal.lost.length > 0 ? { kind: 'seed' } : { kind: 'rebuild' };
  const isSame = tables.seq === journal.seq && equalBytes(tables.digest, journal.digest);
  if (journal.restored && !isSame) return planWithoutTables(journal, goOn);
  const gap = firstGap(journal, tables.seq);
  if (gap !== undefined && !goOn) return { kind: 'stop', fault: fault('journal/lost', gap) };
  if (journal.state === 'missing' || journal.lost.length > 0) return { kind: 'seed' };
  if (tables.seq < journal.seq) return { kind: 'follow' };
  if (tables.seq > journal.seq) return { kind: 'seed' };
  return isSame ? { kind: 'go' } : { kind: 'stop', fault: fault('journal/differs', { seq: journal.seq }) };
}

function planWithoutTables(journal: JournalState, goOn: boolean): Plan {
  if (journal.state === 'missing') return { kind: 'stop', fault: fault('db/missing') };
  const gap = firstGap(journal, 0);
  return gap === undefined || goOn ? { kind: 'rebuild' } : { kind: 'stop', fault: fault('journal/lost', gap) };
}

/** The first of the journal's gaps with work in it that the tables do not have. Acts alone keep nobody out. */
function firstGap(
  { lost, lastWrite = Number.POSITIVE_INFINITY }: JournalState,
  seq: number,
): { readonly from: number; readonly to: number } | undefined {
  const gap = lost.find(([from, to]) => Math.max(from, seq + 1) <= Math.min(to, lastWrite));
  return gap === undefined ? undefined : { from: Math.max(gap[0], seq + 1), to: gap[1] };
}
