import { stat } from 'node:fs/promises';
import type { Clock, Instant } from '../../shared/kernel/clock.ts';
import type { Act } from '../../shared/access/acts.ts';
import type { Role } from '../../shared/access/roles.ts';
import type { JournalState } from '../../shared/ipc/contract.ts';
import type { AuditKeys } from '../../shared/journal/audit-entry.ts';
import type { Anchored } from './anchor.ts';
import type { Appender, Head } from './appender.ts';
import type { JournalFile } from './folder.ts';
import type { Position } from './frame.ts';
import type { Writer } from './next-frame.ts';
import type { Gap } from './scan.ts';
import type { Seeding } from './seeding.ts';
import type { Cursor } from './walk.ts';

/** Whose journal it is and who works with it. */
export interface LedgerKeys {
  readonly vaultId: string;
  readonly officeId: string;
  readonly installationId: string;
  readonly personId: string;
  readonly roles: readonly Role[];
  readonly keys: AuditKeys & { readonly journal: CryptoKey };
  /** the office was just put back from a snapshot */
  readonly restored: boolean;
}

/** What the ledger holds while somebody is signed in. */
export interface OpenLedger {
  readonly session: LedgerKeys;
  readonly writer: Writer;
  /** none while the journal is missing */
  appender: Appender | undefined;
  state: JournalState['state'];
  lost: readonly Gap[];
  /** the part of `lost` that a check of the files cannot find any more */
  lostEnd: readonly Gap[];
  /** number of the last frame that held more than an act, also when it is lost; undefined when nobody knows */
  lastWrite: number | undefined;
  /** the end that the database was told: a seed must hold its chain of acts */
  sure: Head;
  /** acts recorded since: a seed would leave them behind, so they are recorded once more after it */
  told: Act[];
  checkedAt: Instant | undefined;
  /** the files as they were last found, and the number that the next one would have had then */
  files: { readonly list: readonly JournalFile[]; readonly nextNumber: number } | undefined;
  /** where the last portion of reading ended */
  cursor: Cursor | undefined;
  seeding: Seeding | undefined;
  /** bytes at which it was last weighed for compacting */
  weighedAt: number;
  timer: NodeJS.Timeout | undefined;
  stopped: boolean;
}

export type Found = Pick<OpenLedger, 'state' | 'lost' | 'lostEnd' | 'lastWrite'>;

/** A ledger as it is right after opening; the appender is added when there is a journal to append to. */
export function openLedger(session: LedgerKeys, found: Found, head: Head, clock: Clock): OpenLedger {
  const { vaultId, personId, keys } = session;
  return {
    session,
    writer: { key: { vaultId, journalKey: keys.journal }, audit: keys, personId, clock },
    appender: undefined,
    state: found.state,
    lost: found.lost,
    lostEnd: found.lostEnd,
    lastWrite: found.lastWrite,
    sure: head,
    told: [],
    checkedAt: undefined,
    files: undefined,
    cursor: undefined,
    seeding: undefined,
    weighedAt: 0,
    timer: undefined,
    stopped: false,
  };
}

/** The state as the window is told it. */
export function stateOf({ session, state, lost, lastWrite }: OpenLedger, { seq, digest }: Position): JournalState {
  return {
    seq,
    digest,
    state,
    lost: lost.map(([from, to]): [number, number] => [from, to]),
    lastWrite,
    restored: session.restored,
  };
}

/**
 * Of a journal that was just opened, the last frame that held more than an act. A loss that goes further than anybody
 * noted may have held anything.
 */
export function lastWriteOf(
  { head, lostEnd }: { readonly head: Position; readonly lostEnd: readonly Gap[] },
  noted: Anchored['writes'],
): number | undefined {
  const highest = Math.max(head.seq, ...lostEnd.map(([, to]) => to));
  if (noted !== undefined && noted.upTo >= highest) return noted.last;
  return lostEnd.length === 0 ? head.seq : undefined;
}

/** A seed is for a journal that is not there, has holes, or ends before the database does. */
export function needsSeed({ state, sure }: OpenLedger, seq: number): boolean {
  return state === 'missing' || state === 'damaged' || seq > sure.seq;
}

/** The highest number that any frame has had, also one that is lost: a new journal goes on behind it. */
export function highestNumber({ appender, lost }: Pick<OpenLedger, 'appender' | 'lost'>): number {
  return Math.max(appender?.head.seq ?? 0, ...lost.map(([, to]) => to));
}

/** Remembers gaps that reading has found. */
export function noteLost(open: OpenLedger, gaps: readonly Gap[]): void {
  const isKnown = ([from, to]: Gap): boolean => open.lost.some(([first, last]) => first <= from && to <= last);
  open.lost = [...open.lost, ...gaps.filter((gap) => !isKnown(gap))];
  open.state = 'damaged';
}

/** The files from the beginning that take no more frames and whose frames the snapshot has. */
export function closedFiles(
  files: readonly JournalFile[],
  appender: Appender,
  heldUpTo: number,
): readonly JournalFile[] {
  const closed = files.filter((file) => file.path !== appender.current?.path);
  const count = closed.findIndex((_, i) => (files[i + 1]?.header.before.seq ?? appender.head.seq) > heldUpTo);
  return count < 0 ? closed : closed.slice(0, count);
}

/** The sizes of files together. */
export async function bytesOf(files: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const file of files) bytes += (await stat(file)).size;
  return bytes;
}
