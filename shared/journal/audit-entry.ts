import { acts, type Act, type ActName } from '../access/acts.ts';
import { fromBase64, fromUtf8, sha256, toBase64, toHex, utf8, type Bytes } from '../kernel/bytes.ts';
import type { Instant } from '../kernel/clock.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { openWith, sealWith, type SealingKeys } from '../vault/seal.ts';
import type { AuditEnd } from './payload.ts';
import type { AuditRow } from './write.ts';

/** One act as it is written down. */
export interface AuditEntry extends Act {
  /** 1, 2, 3 ... without gaps */
  readonly n: number;
  readonly at: Instant;
  /** id of whoever did it */
  readonly person: string;
  /** this computer's clock stood before the entry before; `at` is then that entry's */
  readonly clockBehind?: true;
  /** what the clock said then; the first entries that were marked do not tell */
  readonly clock?: Instant;
  /**
   * why case, document and detail are not here: `closed`, whoever reads may not read cases; `left-out`, whoever acted
   * could not seal them for those who may
   */
  readonly details?: 'closed' | 'left-out';
}

/** How entries are sealed and hashed; a process may have a quicker way to the same bytes than WebCrypto. */
export interface AuditSealing {
  /** what `sealWith` makes */
  readonly seal: (keys: SealingKeys, aad: string, bytes: Bytes) => Promise<Bytes>;
  /** SHA-256 over all parts */
  readonly hash: (...parts: readonly Bytes[]) => Promise<Bytes>;
}

/** What opens and seals entries: the office's key, and the one of cases for whoever holds it. */
export interface AuditKeys {
  readonly office: SealingKeys;
  readonly reserved: SealingKeys | undefined;
  /** how sealing is done; by WebCrypto unless it is told */
  readonly sealing?: AuditSealing;
}

/** The part of an entry that only those who may read cases can read. */
type CasePart = Pick<Act, 'caseId' | 'documentId' | 'detail'>;
interface OfficePart extends CasePart {
  readonly n: number;
  readonly at: Instant;
  readonly person: string;
  readonly action: ActName;
  readonly clockBehind?: true;
  readonly clock?: Instant;
  /** base64 of the sealed case part */
  readonly closed?: string;
  readonly leftOut?: true;
}

const webSealing: AuditSealing = { seal: sealWith, hash: sha256 };

/**
 * Seals the entry that follows `before` and links it to the chain: h = SHA-256(h before, sealed), and the seal holds
 * only behind that very entry.
 */
export async function sealAuditEntry(
  keys: AuditKeys,
  vaultId: string,
  before: AuditEnd,
  entry: Omit<AuditEntry, 'n' | 'details'>,
): Promise<AuditRow> {
  const n = before.n + 1;
  const { at, person, action, clockBehind, clock, ...about } = entry;
  const clear: OfficePart = {
    n,
    at,
    person,
    action,
    ...(clockBehind === true ? { clockBehind } : {}),
    ...(clock === undefined ? {} : { clock }),
  };
  const place = placeOfEntry(vaultId, n, before.h);
  const part = await withDetails(keys, place, clear, about);
  const { seal, hash } = keys.sealing ?? webSealing;
  const sealed = await seal(keys.office, place, utf8(JSON.stringify(part)));
  return { n, h: await hash(before.h, sealed), sealed };
}

/**
 * Opens an entry.
 * @param hashBefore of the entry before; zeros for the first
 * @returns the entry; `vault/damaged` when it was altered, moved, or is not linked to `hashBefore`
 */
export async function openAuditEntry(
  keys: AuditKeys,
  vaultId: string,
  hashBefore: Bytes,
  row: AuditRow,
): Promise<Result<AuditEntry>> {
  const place = placeOfEntry(vaultId, row.n, hashBefore);
  const opened = await openWith(keys.office, place, row.sealed);
  if (!opened.ok) return openFirstFormat(keys, vaultId, row);
  const { closed, leftOut, ...entry } = JSON.parse(fromUtf8(opened.value)) as OfficePart;
  if (entry.n !== row.n) return fail('vault/damaged');
  if (leftOut === true) return ok({ ...entry, details: 'left-out' });
  if (closed === undefined) return ok(entry);
  if (keys.reserved === undefined) return ok({ ...entry, details: 'closed' });
  const details = await openWith(keys.reserved, casePlace(place), fromBase64(closed));
  if (details.ok) return ok({ ...entry, ...(JSON.parse(fromUtf8(details.value)) as CasePart) });
  // an epoch from before this person came, or one that came after a right was lost
  return details.fault.code === 'vault/key-not-held' ? ok({ ...entry, details: 'closed' }) : details;
}

/** True when `row` is what follows `before` in the chain. Needs no key. */
export async function isLinked(before: AuditEnd, row: AuditRow): Promise<boolean> {
  return row.n === before.n + 1 && toHex(row.h) === toHex(await sha256(before.h, row.sealed));
}

async function withDetails(keys: AuditKeys, place: string, clear: OfficePart, about: CasePart): Promise<OfficePart> {
  if (acts[clear.action].about === 'office') return { ...clear, ...about };
  if (Object.keys(about).length === 0) return clear;
  if (keys.reserved === undefined) return { ...clear, leftOut: true };
  const { seal } = keys.sealing ?? webSealing;
  const closed = await seal(keys.reserved, casePlace(place), utf8(JSON.stringify(about)));
  return { ...clear, closed: toBase64(closed) };
}

/** Entries of the first layout of the database lay under the key of cases, each at its number only. */
async function openFirstFormat(keys: AuditKeys, vaultId: string, row: AuditRow): Promise<Result<AuditEntry>> {
  if (keys.reserved === undefined) return fail('vault/damaged');
  const opened = await openWith(keys.reserved, `${vaultId}|audit/${row.n}`, row.sealed);
  if (!opened.ok) return fail('vault/damaged');
  const entry = JSON.parse(fromUtf8(opened.value)) as AuditEntry;
  return entry.n === row.n ? ok(entry) : fail('vault/damaged');
}

function placeOfEntry(vaultId: string, n: number, hashBefore: Bytes): string {
  return `${vaultId}|audit/${n}|${toHex(hashBefore)}`;
}

function casePlace(place: string): string {
  return `${place}|case`;
}
