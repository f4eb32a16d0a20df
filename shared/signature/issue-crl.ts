import { fromHex, utf8, type Bytes } from '../kernel/bytes.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Certificate } from './certificate.ts';
import { tags } from './der-tags.ts';
import { context, integer, octetString, oid, sequence, tlv } from './der-write.ts';
import { oids } from './oids.ts';
import type { SignerKey } from './signer.ts';

/** Why a certificate no longer counts, with its number in a revocation list (RFC 5280 section 5.3.1). */
export const crlReasons = {
  /** somebody else may have had the key: said by a person, never guessed */
  keyCompromise: 1,
  /** the person left the office */
  affiliationChanged: 3,
  /** the person has a newer key */
  superseded: 4,
} as const;
export type CrlReason = keyof typeof crlReasons;

/** A certificate that no longer counts. */
export interface RevokedCertificate {
  /** lower-case hexadecimal */
  readonly serial: string;
  readonly at: Instant;
  readonly reason: CrlReason;
}

/** What a list says. */
export interface CrlInput {
  /** whose certificates are listed, and the key that vouches for the list */
  readonly authority: { readonly certificate: Certificate; readonly key: Pick<SignerKey, 'sign'> };
  /** larger than that of every earlier list */
  readonly number: number;
  readonly thisUpdate: Instant;
  readonly nextUpdate: Instant;
  readonly revoked: readonly RevokedCertificate[];
  /** certificates that expired after this moment stay on the list, so that old papers can still be judged */
  readonly keepsExpiredSince: Instant;
}

/**
 * Issues a revocation list: version 2 with its number, the authority's key and a reason for each entry (RFC 5280 section
 * 5), signed with ECDSA over SHA-256.
 * @returns the list, DER
 */
export async function issueCrl(input: CrlInput): Promise<Bytes> {
  const { certificate, key } = input.authority;
  const algorithm = sequence(oid(oids.ecdsaSha256));
  const entries = input.revoked.map(({ serial, at, reason }) =>
    sequence(
      integer(fromHex(serial.length % 2 === 0 ? serial : `0${serial}`)),
      time(at),
      sequence(extension(oids.reasonCode, tlv(tags.enumerated, Uint8Array.of(crlReasons[reason])))),
    ),
  );
  const { subjectKeyId } = certificate;
  const extensions = [
    // AuthorityKeyIdentifier: only the key's identifier, as in the certificates themselves
    ...(subjectKeyId === undefined ? [] : [extension(oids.authorityKeyIdentifier, sequence(tlv(0x80, subjectKeyId)))]),
    extension(oids.crlNumber, integer(input.number)),
    extension(oids.expiredCertsOnCrl, generalizedTime(input.keepsExpiredSince)),
  ];
  const list = sequence(
    integer(1),
    algorithm,
    certificate.subject.der,
    time(input.thisUpdate),
    time(input.nextUpdate),
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
    context(0, sequence(...extensions)),
  );
  return sequence(list, algorithm, tlv(tags.bitString, Uint8Array.of(0), await key.sign(list)));
}

function extension(type: string, value: Bytes): Bytes {
  return sequence(oid(type), octetString(value));
}

/** UTCTime until 2049, GeneralizedTime after it (RFC 5280 section 5.1.2.4). */
function time(at: Instant): Bytes {
  return at < '2050' ? tlv(tags.utcTime, utf8(`${digits(at).slice(2)}Z`)) : generalizedTime(at);
}

function generalizedTime(at: Instant): Bytes {
  return tlv(tags.generalizedTime, utf8(`${digits(at)}Z`));
}

/** `20261124223835`: to the second, as certificates have it. */
function digits(at: Instant): string {
  return at.replace(/\D/g, '').slice(0, 14);
}
