import { ok, type Result } from '../../shared/kernel/result.ts';
import type { PlainDate } from '../../shared/kernel/plain-date.ts';
import { hasHappenedTo, type BundleEventName } from '../../shared/merge/ledger.ts';
import { reading } from './access.ts';
import type { Database } from './database.ts';
import { loadBundles } from './ledger.ts';
import type { CaseSummary } from './summaries.ts';
import { summariesOf } from './summary-store.ts';

/** Which cases somebody wants to send. */
export interface SendableWish {
  /** code of the office that they go to */
  readonly office: string;
  /** inspected or opened from this day on, and until this day; either may be left out */
  readonly from?: PlainDate;
  readonly until?: PlainDate;
  /** state of the procedure, or `draft` and `final` for an acta without a file; all when it is left out */
  readonly state?: string;
  /** only those that never left for the office */
  readonly neverSent?: boolean;
}

/** A case that may go. */
export interface SendableCase {
  readonly summary: CaseSummary;
  /** when it last left for the office; undefined when it never did */
  readonly sentAt: string | undefined;
  /** it was changed since it last left */
  readonly isNewer: boolean;
}

const PORTION = 1000;

/**
 * The cases that fit a wish, those saved last first. Faults: `access/denied` (needs `exchange.send`), those of reading. A
 * case that cannot be read is not among them: the list of cases tells of it.
 */
export async function listSendable(db: Database, wish: SendableWish): Promise<Result<readonly SendableCase[]>> {
  return await reading(db, 'exchange.send', async () => {
    const bundles = await loadBundles(db);
    if (!bundles.ok) return bundles;
    const sent = new Map<string, string>();
    for (const { direction, to, cases, events } of bundles.value) {
      if (direction !== 'out' || !to.some(({ office }) => office === wish.office)) continue;
      const happened = (name: BundleEventName): boolean => hasHappenedTo({ events }, name);
      if (!happened('written') || happened('destroyed') || happened('refused')) continue;
      const at = events.find(({ what }) => what === 'made')?.at ?? '';
      for (const { id } of cases) if (at > (sent.get(id) ?? '')) sent.set(id, at);
    }
    const { cases, opened } = summariesOf(db);
    const read = await opened;
    if (!read.ok) return read;
    const slots = [...cases.rows('', { by: 'time', descending: true })];
    const fitting: SendableCase[] = [];
    // in portions: a list keeps only so many texts
    for (let at = 0; at < slots.length; at += PORTION) {
      const portion = slots.slice(at, at + PORTION);
      await cases.load(portion);
      for (const slot of portion) {
        const summary = cases.peek(slot);
        if (summary === undefined || !fits(summary, wish)) continue;
        const sentAt = sent.get(summary.caseId);
        if (wish.neverSent === true && sentAt !== undefined) continue;
        fitting.push({ summary, sentAt, isNewer: sentAt !== undefined && summary.savedAt > sentAt });
      }
    }
    return ok(fitting);
  });
}

function fits({ date, stage, state }: CaseSummary, { from, until, state: wanted }: SendableWish): boolean {
  if (from !== undefined && (date === '' || date < from)) return false;
  if (until !== undefined && (date === '' || date > until)) return false;
  return wanted === undefined || (stage ?? state) === wanted;
}
