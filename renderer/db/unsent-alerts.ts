import { ok, type Result } from '../../shared/kernel/result.ts';
import { standingOfPassed } from '../../shared/merge/passed-alert.ts';
import { reading } from './access.ts';
import { passedAlerts } from './alert-rows.ts';
import type { Database } from './database.ts';
import { loadBundles } from './ledger.ts';
import { summariesOf } from './summary-store.ts';

const PORTION = 1000;

/**
 * The alerts that were passed on to another office and of which nothing has left for it since. Faults: `access/denied` (needs
 * `exchange.send`), those of reading. One that cannot be read is not among them: the list of alerts tells of it.
 * @returns their ids
 */
export async function listUnsentAlerts(db: Database): Promise<Result<ReadonlySet<string>>> {
  return await reading(db, 'exchange.send', async () => {
    const bundles = await loadBundles(db);
    if (!bundles.ok) return bundles;
    const { alerts, opened } = summariesOf(db);
    const read = await opened;
    if (!read.ok) return read;
    const slots = passedAlerts(alerts.columns);
    const unsent = new Set<string>();
    // in portions: a list keeps only so many texts
    for (let from = 0; from < slots.length; from += PORTION) {
      const portion = slots.slice(from, from + PORTION);
      await alerts.load(portion);
      for (const slot of portion) {
        const alert = alerts.peek(slot);
        if (alert === undefined) continue;
        const passing = { id: alert.id, office: alert.target, at: alert.passedAt ?? '' };
        if (standingOfPassed(bundles.value, passing, db.clock.now()).state === 'unsent') unsent.add(alert.id);
      }
    }
    return ok(unsent);
  });
}
