import * as v from 'valibot';
import { bundleKinds, type BundleKind } from '../bundle/envelope.ts';
import { isId } from '../kernel/id.ts';

const Id = v.pipe(v.string(), v.check(isId));
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const Instant = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));

/** What can happen to a bundle, in the order of its life; each with who and when, and any of them more than once. */
export const bundleEvents = [
  'made',
  'written',
  'checked',
  'handed-over',
  'received',
  'imported',
  'acknowledged',
  'refused',
  'withdrawn',
  'destroyed',
] as const;
export type BundleEventName = (typeof bundleEvents)[number];

/** One thing in the life of a bundle. */
export const BundleEvent = v.strictObject({
  what: v.picklist(bundleEvents),
  at: Instant,
  /** person id */
  by: text(64),
  /** to or from whom, on what, why; of `made`: why protected values went along, empty where they did not */
  note: text(1000),
  /** of `imported`: the cases that somebody agreed to */
  cases: v.exactOptional(v.array(Id)),
});
export type BundleEvent = Readonly<v.InferOutput<typeof BundleEvent>>;

const Tip = v.strictObject({ r: Id, n: Count, h: v.string() });

/** What is known of a bundle from its envelope and its file. */
export const BundleFacts = v.strictObject({
  direction: v.picklist(['out', 'in']),
  kind: v.picklist(bundleKinds),
  /** SHA-256 of the envelope: which bundle it is */
  identity: Hash,
  /** as it is called on the stick: `K7QM-2F9X`; empty when it came by another way */
  code: text(20),
  /** code of the office and id of the installation that made it */
  from: text(16),
  replica: Id,
  /** for whom, its number to each, and the bundle before that one */
  to: v.pipe(
    v.array(v.strictObject({ office: text(16), n: Count, before: v.nullable(Hash) })),
    v.minLength(1),
    v.maxLength(64),
  ),
  /** bytes and SHA-256 of the sealed file; absent until it was written */
  size: v.exactOptional(Count),
  sha256: v.exactOptional(Hash),
  /** of settings: the number of their set (`ajustes.json`), which grows; none in sets of before */
  set: v.exactOptional(Count),
  /** the cases in it, with the ends of their series */
  cases: v.array(v.strictObject({ id: Id, series: v.array(Tip) })),
});
export type BundleFacts = Readonly<v.InferOutput<typeof BundleFacts>>;

/** A bundle in the ledger. */
export interface LedgerEntry extends BundleFacts {
  readonly id: string;
  /** oldest first */
  readonly events: readonly BundleEvent[];
}

/** Whether something has happened to a bundle. */
export function hasHappenedTo({ events }: Pick<LedgerEntry, 'events'>, what: BundleEventName): boolean {
  return events.some((event) => event.what === what);
}

/** Whether an office has said that a bundle arrived; where it went to one office, or a person noted it, no name is asked for. */
export function isAcknowledgedBy({ to, events }: Pick<LedgerEntry, 'to' | 'events'>, office: string): boolean {
  return events.some(({ what, note }) => what === 'acknowledged' && (to.length === 1 || note === office));
}

/** Note of what was taken in when reading was stopped, or failed, before the papers and pieces of it had come. */
export const PARTLY = 'partly';

/**
 * Whether all that came with a bundle is in here by it, and was not taken back: only then it may be said that it arrived, and
 * only such a one was believed.
 */
export function isTakenWhole({ direction, cases, events }: LedgerEntry): boolean {
  const back = events.findLastIndex(({ what }) => what === 'withdrawn');
  const taken = events.slice(back + 1).filter(({ what, note }) => what === 'imported' && note !== PARTLY);
  const ids = new Set(taken.flatMap((event) => event.cases ?? []));
  return direction === 'in' && taken.length > 0 && cases.every(({ id }) => ids.has(id));
}

/**
 * The bundles of an office whose cases are all here, and of which it is not certain that it was told so, the newest first. The
 * word goes along with every bundle from the first one on that carries it, until that office confirms one of them: a stick
 * can be lost.
 * @param office the one that sent them
 * @param own our own code: only who it was made for says that it arrived
 */
export function waitingForAnswer(entries: readonly LedgerEntry[], office: string, own: string): readonly LedgerEntry[] {
  // what goes to several offices carries no word to any of them
  const confirmed = entries.filter(
    (entry) =>
      entry.direction === 'out' &&
      entry.to.length === 1 &&
      numberTo(entry, office) !== undefined &&
      isAcknowledgedBy(entry, office),
  );
  const isTold = ({ events }: LedgerEntry): boolean => {
    const said = events.find(({ what }) => what === 'acknowledged');
    if (said === undefined) return false;
    return confirmed.some(({ code, events: [made] }) => code === said.note || (made?.at ?? '') > said.at);
  };
  return entries.filter(
    (entry) =>
      entry.from === office &&
      entry.kind !== 'acuse' &&
      numberTo(entry, own) !== undefined &&
      isTakenWhole(entry) &&
      !isTold(entry),
  );
}

/** Something about a bundle that is no accident of the way it came: it waits until somebody looks. */
export type LedgerAlarm =
  | { readonly kind: 'id-reused'; readonly other: LedgerEntry }
  | { readonly kind: 'number-reused'; readonly other: LedgerEntry }
  | { readonly kind: 'chain-broken'; readonly other: LedgerEntry };

/** How a bundle stands beside those that came before it. */
export interface IncomingStanding {
  /** the very same one, which came already */
  readonly repeated: LedgerEntry | undefined;
  readonly alarms: readonly LedgerAlarm[];
  /** numbers of bundles of the same computer to this office that have not come */
  readonly missing: readonly number[];
}

/** At most so many missing numbers are named. */
const MOST_MISSING = 50;

/**
 * Looks at a bundle beside those that have come: it may be repeated, in whatever order they come, but two are never the
 * same bundle with different contents.
 * @param facts of the bundle, with its id
 * @param office our own code
 */
export function standingBeside(
  entries: readonly LedgerEntry[],
  facts: BundleFacts & { readonly id: string },
  office: string,
): IncomingStanding {
  const came = entries.filter(({ direction }) => direction === 'in');
  const own = numberTo(facts, office);
  const ofSender = came.filter(({ from, replica }) => from === facts.from && replica === facts.replica);
  const alarms: LedgerAlarm[] = [];
  for (const other of came) {
    if (other.id === facts.id && other.identity !== facts.identity) alarms.push({ kind: 'id-reused', other });
  }
  for (const other of ofSender) {
    if (other.id === facts.id) continue;
    const its = numberTo(other, office);
    if (own === undefined || its === undefined) continue;
    if (its.n === own.n) alarms.push({ kind: 'number-reused', other });
    else if (its.n === own.n - 1 && own.before !== other.identity) alarms.push({ kind: 'chain-broken', other });
    else if (its.n === own.n + 1 && its.before !== facts.identity) alarms.push({ kind: 'chain-broken', other });
  }
  const numbers = new Set(ofSender.flatMap((other) => numberTo(other, office)?.n ?? []));
  return {
    repeated: came.find(({ id, identity }) => id === facts.id && identity === facts.identity),
    alarms,
    missing: missingBefore(Math.max(0, own?.n ?? 0, ...numbers), numbers, own?.n),
  };
}

function numberTo({ to }: BundleFacts, office: string): BundleFacts['to'][number] | undefined {
  return to.find((one) => one.office === office);
}

function missingBefore(last: number, numbers: ReadonlySet<number>, own: number | undefined): readonly number[] {
  const missing: number[] = [];
  for (let n = 1; n < last && missing.length < MOST_MISSING; n += 1) if (!numbers.has(n) && n !== own) missing.push(n);
  return missing;
}

/** Number and predecessor of the next bundle of an installation to an office. */
export function nextNumber(
  entries: readonly LedgerEntry[],
  replica: string,
  office: string,
): { readonly n: number; readonly before: string | null } {
  let last: { readonly n: number; readonly identity: string } | undefined;
  for (const entry of entries) {
    if (entry.direction !== 'out' || entry.replica !== replica) continue;
    const n = numberTo(entry, office)?.n;
    if (n !== undefined && n > (last?.n ?? 0)) last = { n, identity: entry.identity };
  }
  return last === undefined ? { n: 1, before: null } : { n: last.n + 1, before: last.identity };
}

/** A bundle that left and of which nobody has said that it arrived. */
export interface Unacknowledged {
  readonly entry: LedgerEntry;
  /** whole days since it left */
  readonly days: number;
}

const DAY_MS = 86_400_000;
const LEFT: readonly BundleEventName[] = ['handed-over', 'written'];
/** What an office waits to hear of. */
const AWAITED: ReadonlySet<BundleKind> = new Set<BundleKind>(['traspaso', 'ajustes', 'alerta']);
const SETTLED: readonly BundleEventName[] = ['refused', 'destroyed'];

/**
 * The bundles with something in them that left and were not acknowledged, the oldest first.
 * @param now milliseconds since 1970
 * @param afterDays so many days are waited for before anything is said
 */
export function unacknowledgedIn(
  entries: readonly LedgerEntry[],
  now: number,
  afterDays: number,
): readonly Unacknowledged[] {
  return entries
    .flatMap((entry): readonly Unacknowledged[] => {
      const isWaiting = entry.direction === 'out' && AWAITED.has(entry.kind);
      if (!isWaiting || SETTLED.some((what) => hasHappenedTo(entry, what))) return [];
      if (entry.to.every(({ office }) => isAcknowledgedBy(entry, office))) return [];
      const left = entry.events.findLast(({ what }) => LEFT.includes(what));
      if (left === undefined) return [];
      const days = Math.floor((now - Date.parse(left.at)) / DAY_MS);
      return days < afterDays ? [] : [{ entry, days }];
    })
    .sort((a, b) => b.days - a.days);
}

/** Whether something of a bundle is in here by it now: cases, or the settings that somebody agreed to. */
export function isTakenIn(entry: Pick<LedgerEntry, 'events' | 'cases' | 'kind'>): boolean {
  if (entry.kind !== 'ajustes') return casesTakenIn(entry).length > 0;
  const last = entry.events.findLast(({ what }) => what === 'imported' || what === 'withdrawn');
  return last?.what === 'imported';
}

/** The greatest number among the sets of settings of one computer that somebody took in and did not take back. */
export function lastSettingsTaken(entries: readonly LedgerEntry[], replica: string): number | undefined {
  const numbers = entries.flatMap((entry) =>
    entry.direction === 'in' && entry.replica === replica && isTakenIn(entry) ? (entry.set ?? []) : [],
  );
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

/** The cases that were taken in from a bundle and not withdrawn since: all of them where it was not noted which. */
export function casesTakenIn({ events, cases }: Pick<LedgerEntry, 'events' | 'cases'>): LedgerEntry['cases'] {
  const since = events.slice(events.findLastIndex(({ what }) => what === 'withdrawn') + 1);
  const imports = since.filter(({ what }) => what === 'imported');
  return cases.filter(({ id }) => imports.some(({ cases: taken }) => taken === undefined || taken.includes(id)));
}
