import * as v from 'valibot';
import { exchangeTerms } from '../../shared/catalog/exchange-terms.ts';
import type { Json } from '../../shared/kernel/canonical-json.ts';
import { newId } from '../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { without } from '../../shared/kernel/without.ts';
import {
  BundleEvent,
  BundleFacts,
  nextNumber,
  standingBeside,
  unacknowledgedIn,
  type BundleEventName,
  type IncomingStanding,
  type LedgerEntry,
  type Unacknowledged,
} from '../../shared/merge/ledger.ts';
import type { FoldedField } from '../../shared/record/fold.ts';
import { reading, writing } from './access.ts';
import { knownCase } from './changes.ts';
import { commit } from './commit.ts';
import { now, type Database } from './database.ts';
import { loadOfficeEntities, officeEntityWrite, type NewValues } from './office-entities.ts';

// The ledger of bundles is entities of the office's own log, `bundle/<id of the bundle>`: what is known of the envelope
// and, once it is there, of its file is one field; each thing in its life is another of its own, so that none replaces one.

const BUNDLE = 'bundle/';
const EVENT = 'event_';

/** What happens to a bundle. */
export interface NewBundleEvent {
  readonly what: BundleEventName;
  readonly note?: string;
  /** of `imported`: ids of the cases that somebody agreed to */
  readonly cases?: readonly string[];
}

/** All bundles, made here or received, newest first. Faults `access/denied` (needs `exchange.send`), those of reading. */
export async function listBundles(db: Database): Promise<Result<readonly LedgerEntry[]>> {
  return await reading(db, 'exchange.send', () => loadBundles(db));
}

/** The same for inside `reading` and `writing`. */
export async function loadBundles(db: Database): Promise<Result<readonly LedgerEntry[]>> {
  const entities = await loadOfficeEntities(db);
  if (!entities.ok) return entities;
  const entries = [...entities.value].flatMap(([name, fields]) => {
    const entry = name.startsWith(BUNDLE) ? readEntry(name.slice(BUNDLE.length), fields) : undefined;
    return entry === undefined ? [] : [entry];
  });
  const since = ({ events }: LedgerEntry): string => events[0]?.at ?? '';
  return ok(entries.sort((a, b) => (since(a) < since(b) ? 1 : -1)));
}

/** One that cannot be read was written by a newer app: it counts again once this one is as new. */
function readEntry(id: string, fields: ReadonlyMap<string, FoldedField>): LedgerEntry | undefined {
  const facts = v.safeParse(BundleFacts, fields.get('facts')?.value);
  if (!facts.success) return undefined;
  const events = [...fields]
    .flatMap(([name, { value, heads }]) => {
      const event = name.startsWith(EVENT) ? v.safeParse(BundleEvent, value) : undefined;
      return event?.success === true ? [{ event: event.output, t: heads[0]?.op.t ?? '' }] : [];
    })
    // by the time of the log, which never goes back
    .sort((a, b) => (a.t < b.t ? -1 : 1))
    .map(({ event }) => event);
  return { ...facts.output, id, events };
}

/**
 * Enters a bundle with what has happened to it: one that was made here, or one that came and was looked at. Entered once: what
 * its envelope says never changes. Faults: `access/denied` (needs `exchange.send`); `db/changed-meanwhile` when another
 * bundle with this id is there; those of writing.
 */
export async function noteBundle(
  db: Database,
  id: string,
  facts: BundleFacts,
  event: NewBundleEvent,
): Promise<Result<void>> {
  return await writing(db, 'exchange.send', async () => {
    const entries = await loadBundles(db);
    if (!entries.ok) return entries;
    const known = entries.value.find((entry) => entry.id === id);
    if (known !== undefined && known.identity !== facts.identity) return fail('db/changed-meanwhile');
    const entered: NewValues = known === undefined ? { facts: v.parse(BundleFacts, facts) } : {};
    const action = facts.direction === 'out' && known === undefined ? 'bundle-sent' : 'bundle-noted';
    return await save(db, id, { ...entered, ...eventValue(db, event) }, { action, detail: lineOf(facts, event) });
  });
}

/**
 * Adds what happened to a bundle: handed over, acknowledged, destroyed. Faults: `access/denied` (needs `exchange.send`);
 * `db/missing` when the ledger does not have it; those of writing.
 * @param known size and hash of the sealed file, once it is known
 */
export async function noteBundleEvent(
  db: Database,
  id: string,
  event: NewBundleEvent,
  known: { readonly size?: number; readonly sha256?: string; readonly code?: string } = {},
): Promise<Result<void>> {
  return await writing(db, 'exchange.send', async () => {
    const entries = await loadBundles(db);
    if (!entries.ok) return entries;
    const entry = entries.value.find((one) => one.id === id);
    if (entry === undefined) return fail('db/missing');
    const grown = v.parse(BundleFacts, { ...without(entry, 'id', 'events'), ...known });
    const values: NewValues = { facts: grown, ...eventValue(db, event) };
    return await save(db, id, values, { action: 'bundle-noted', detail: lineOf(grown, event) });
  });
}

function eventValue(db: Database, { what, note = '', cases }: NewBundleEvent): Readonly<Record<string, Json>> {
  const event = { what, at: now(db), by: db.personId, note, ...(cases === undefined ? {} : { cases: [...cases] }) };
  return { [`${EVENT}${newId().replaceAll('-', '')}`]: event };
}

async function save(
  db: Database,
  id: string,
  values: NewValues,
  { action, detail }: { readonly action: 'bundle-sent' | 'bundle-noted'; readonly detail: string },
): Promise<Result<void>> {
  const known = await knownCase(db, db.officeId);
  if (!known.ok) return known;
  const { write } = await officeEntityWrite(db, known.value.changes, `${BUNDLE}${id}`, values);
  if (write === undefined) return ok(undefined);
  return await commit(db, [write], { action, documentId: id, detail });
}

/** What the chain of acts says, which is in Spanish whatever the screens speak. */
function lineOf({ code, from, to, direction }: BundleFacts, { what, note = '' }: NewBundleEvent): string {
  const words: Readonly<Record<BundleEventName, string>> = {
    made: 'preparado',
    written: 'escrito',
    checked: 'comprobado',
    'handed-over': 'entregado',
    received: 'recibido',
    imported: 'incorporado',
    acknowledged: 'con acuse',
    refused: 'rechazado',
    withdrawn: 'retirado',
    destroyed: 'destruido',
  };
  const other = direction === 'out' ? `para ${to.map(({ office }) => office).join(', ')}` : `de ${from}`;
  const why = what === 'made' && note !== '' ? ` con datos protegidos: ${note}` : '';
  return `Traspaso ${code} ${other}: ${words[what]}${why}`.replace('  ', ' ');
}

/**
 * The bundle that an envelope is of, by the SHA-256 of the envelope; undefined when the ledger does not have it. Faults as
 * {@link listBundles} has them.
 */
export async function findEnvelope(db: Database, identity: string): Promise<Result<LedgerEntry | undefined>> {
  const entries = await listBundles(db);
  return entries.ok ? ok(entries.value.find((entry) => entry.identity === identity)) : entries;
}

/** Number of the next bundle of this computer to an office, and the one before it. Faults as {@link listBundles} has them. */
export async function nextNumberTo(
  db: Database,
  office: string,
): Promise<Result<{ readonly n: number; readonly before: string | null }>> {
  const entries = await listBundles(db);
  return entries.ok ? ok(nextNumber(entries.value, db.installationId, office)) : entries;
}

/**
 * How a bundle that came stands beside those before it: repeated, with alarms, and what is missing. Faults as
 * {@link listBundles} has them.
 */
export async function standingOfBundle(
  db: Database,
  facts: BundleFacts & { readonly id: string },
): Promise<Result<IncomingStanding>> {
  const entries = await listBundles(db);
  return entries.ok ? ok(standingBeside(entries.value, facts, db.officeCode)) : entries;
}

/**
 * The bundles that left and of which no acknowledgement came within the days of the catalogue, the oldest first. Faults as
 * {@link listBundles} has them.
 */
export async function unacknowledged(db: Database): Promise<Result<readonly Unacknowledged[]>> {
  const entries = await listBundles(db);
  if (!entries.ok) return entries;
  return ok(unacknowledgedIn(entries.value, db.clock.now(), exchangeTerms.acknowledgeDays));
}
