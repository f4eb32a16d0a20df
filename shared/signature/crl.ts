import { ownBytes, toHex, type Bytes } from '../kernel/bytes.ts';
import type { Instant } from '../kernel/clock.ts';
import { oids } from './oids.ts';
import { fullNameUrls, readTime, type Certificate } from './certificate.ts';
import { bitStringBytes, child, DerError, expectTag, oidOf, readDer, smallInteger, type DerNode } from './der-read.ts';
import { tags } from './der-tags.ts';
import { readName, type DistinguishedName } from './distinguished-name.ts';

/** Why a certificate was revoked (RFC 5280 section 5.3.1), by the numbers of the standard. */
export const revocationReasons = {
  0: 'unspecified',
  1: 'key-compromise',
  2: 'authority-compromise',
  3: 'affiliation-changed',
  4: 'superseded',
  5: 'cessation',
  6: 'hold',
  9: 'privilege-withdrawn',
  10: 'attribute-compromise',
} as const;
export type RevocationReason = (typeof revocationReasons)[keyof typeof revocationReasons];

/** That a certificate no longer counts. */
export interface Revocation {
  /** from when on */
  readonly at: Instant;
  readonly reason: RevocationReason;
}

/** Of which certificates a list tells (RFC 5280 section 5.2.5). */
export interface CrlScope {
  /** of those that name one of these addresses as the place of their list; undefined: wherever theirs is */
  readonly urls?: readonly string[];
  /** of those that issue no others, or of those that do; undefined: of both */
  readonly holders?: 'users' | 'authorities';
}

/** A list of revoked certificates, read; nothing about it is verified by reading. */
export interface Crl {
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Instant;
  /** when the next list is due; undefined when the issuer does not say */
  readonly nextUpdate?: Instant;
  /** of which certificates it tells; undefined: of all that its issuer issued */
  readonly scope?: CrlScope;
  /** by serial number as {@link Certificate.serial} has it */
  readonly revoked: ReadonlyMap<string, Revocation>;
  /** what the issuer signed, and how */
  readonly signed: Certificate['signed'];
}

/** Critical extensions that are understood; a list with any other is only part of the truth (RFC 5280 section 5.2). */
const KNOWN: readonly string[] = [oids.crlNumber, oids.authorityKeyIdentifier, oids.issuingDistributionPoint];

/**
 * Reads a revocation list (RFC 5280 section 5).
 * @param bytes DER
 * @throws {DerError} when it is malformed, or covers only changes, some reasons or certificates of others (a critical extension says so)
 */
export function readCrl(bytes: Bytes): Crl {
  const root = expectTag(readDer(ownBytes(bytes)), tags.sequence);
  const tbs = child(root, 0, tags.sequence);
  const parts = [...tbs.children];
  if (parts[0]?.tag === tags.integer && smallInteger(take(parts)) !== 1) throw new DerError('version');
  const algorithm = expectTag(take(parts), tags.sequence);
  const outer = child(root, 1, tags.sequence);
  if (toHex(algorithm.raw) !== toHex(outer.raw)) throw new DerError('algorithm');
  const issuer = readName(take(parts));
  const thisUpdate = readTime(take(parts));
  const nextUpdate = isTime(parts[0]) ? readTime(take(parts)) : undefined;
  const entries = parts[0]?.tag === tags.sequence ? take(parts).children : [];
  const extensions = parts[0]?.tag === 0xa0 ? child(take(parts), 0, tags.sequence).children : [];
  if (parts.length > 0) throw new DerError('bytes after the list');
  for (const extension of extensions) {
    const isCritical = extension.children.length === 3 && child(extension, 1, tags.boolean).body[0] === 0xff;
    if (isCritical && !KNOWN.includes(oidOf(child(extension, 0)))) throw new DerError('critical extension');
  }
  const place = extensions.find((extension) => oidOf(child(extension, 0)) === oids.issuingDistributionPoint);
  const scope = place && readScope(place);
  const signed = { content: tbs.raw, algorithm: outer, signature: bitStringBytes(child(root, 2)) };
  const revoked = new Map(entries.map(readEntry));
  const list = { issuer, thisUpdate, revoked, signed, ...(scope === undefined ? {} : { scope }) };
  return nextUpdate === undefined ? list : { ...list, nextUpdate };
}

/** That a list revokes a certificate, by its serial number; undefined when it does not. */
export function findRevocation(crl: Crl, serial: string): Revocation | undefined {
  return crl.revoked.get(serial);
}

/** True when a list revokes the certificate with this serial number. */
export function isRevoked(crl: Crl, serial: string): boolean {
  return crl.revoked.has(serial);
}

/** True when a list that the issuer of a certificate signed tells of this one. */
export function tellsOf(
  { scope }: Crl,
  { isAuthority, listUrls }: Pick<Certificate, 'isAuthority' | 'listUrls'>,
): boolean {
  if (scope?.holders !== undefined && (scope.holders === 'authorities') !== isAuthority) return false;
  return scope?.urls === undefined || scope.urls.some((url) => listUrls?.includes(url) === true);
}

/** True when two lists of one issuer tell of the same certificates, so that the newer takes the place of the older. */
export function sameScope({ scope: a }: Crl, { scope: b }: Crl): boolean {
  const isWithin = (some: CrlScope | undefined, all: CrlScope | undefined): boolean =>
    some?.urls?.every((url) => all?.urls?.includes(url) === true) ?? all?.urls === undefined;
  return a?.holders === b?.holders && isWithin(a, b) && isWithin(b, a);
}

/** @throws {DerError} for a list of some reasons only, of certificates of others, or with a place that is no address */
function readScope(extension: DerNode): CrlScope {
  const value = child(extension, extension.children.length - 1, tags.octetString).body;
  const parts = expectTag(readDer(value), tags.sequence).children;
  if (parts.some(({ tag }) => tag !== 0xa0 && tag !== 0x81 && tag !== 0x82)) throw new DerError('part of a list');
  const says = (tag: number): boolean => parts.some((part) => part.tag === tag && part.body[0] === 0xff);
  const place = parts.find(({ tag }) => tag === 0xa0);
  const urls = place && fullNameUrls(place);
  if (urls?.length === 0) throw new DerError('place of a list');
  return {
    ...(urls === undefined ? {} : { urls }),
    ...(says(0x81) ? { holders: 'users' as const } : says(0x82) ? { holders: 'authorities' as const } : {}),
  };
}

function readEntry(node: DerNode): readonly [string, Revocation] {
  const serial = toHex(child(expectTag(node, tags.sequence), 0, tags.integer).body).replace(/^00(?=.)/, '');
  const extensions = node.children[2] === undefined ? [] : expectTag(node.children[2], tags.sequence).children;
  const reason = extensions.find((extension) => oidOf(child(extension, 0)) === oids.reasonCode);
  return [serial, { at: readTime(child(node, 1)), reason: reason ? readReason(reason) : 'unspecified' }];
}

function readReason(extension: DerNode): RevocationReason {
  const value = child(extension, extension.children.length - 1, tags.octetString).body;
  const number = expectTag(readDer(value), ENUMERATED).body[0] ?? 0;
  return (revocationReasons as Readonly<Record<number, RevocationReason>>)[number] ?? 'unspecified';
}

const ENUMERATED = 0x0a;

function isTime(node: DerNode | undefined): boolean {
  return node?.tag === tags.utcTime || node?.tag === tags.generalizedTime;
}

function take(parts: DerNode[]): DerNode {
  const part = parts.shift();
  if (!part) throw new DerError('part missing');
  return part;
}
