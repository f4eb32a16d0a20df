import * as v from 'valibot';
import { concatBytes, fromBase64Url, utf8, type Bytes } from '../kernel/bytes.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import type { Change } from '../record/change.ts';
import { parseCertificate } from '../signature/certificate.ts';
import { DerError } from '../signature/der-read.ts';
import { Hash, Place, Time, Uuid } from './shapes.ts';

// Keeps a seal from ever being taken for another signature. A data format (ADR 0021).
const LABEL = utf8('traspaso/sello/v1\0');
const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE_BYTES = 64;

/** A seal as it is carried; for reading those of strangers. */
export const SeriesSeal = v.strictObject({
  c: Uuid,
  r: Uuid,
  n: Place(),
  h: Hash,
  t: Time,
  cert: Hash,
  sig: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/)),
});

/**
 * The signature of an installation over the end of one of its series: it wrote this change and all before it. Case `c`,
 * installation `r`, place `n`, id of the change `h`, hybrid time `t`, SHA-256 of the certificate `cert`, signature `sig`
 * (ECDSA P-256 with SHA-256, IEEE P1363), the last two in base64url.
 */
export type SeriesSeal = Readonly<v.InferOutput<typeof SeriesSeal>>;

/** What a seal signs. */
export function sealBytes({ c, r, n, h, t, cert }: Omit<SeriesSeal, 'sig'>): Bytes {
  return concatBytes(LABEL, utf8(canonicalJson({ c, r, n, h, t, cert })));
}

/**
 * The key of a certificate, for checking many seals with it.
 * @param certificate DER
 * @returns undefined when it is no certificate of a P-256 key
 */
export async function sealKey(certificate: Bytes): Promise<CryptoKey | undefined> {
  try {
    const { publicKey } = await parseCertificate(certificate);
    if (publicKey.kind !== 'ec' || publicKey.curve !== 'P-256') return undefined;
    return await crypto.subtle.importKey('spki', publicKey.spki.slice(), P256, false, ['verify']);
  } catch (error) {
    if (error instanceof DerError || (error instanceof Error && error.name === 'DataError')) return undefined;
    throw error;
  }
}

/**
 * True when the seal was made with this key. That the key is the installation's is for the caller to know.
 * @param keyOrCertificate the public key, or the certificate (DER) it is in
 */
export async function verifySeal(seal: SeriesSeal, keyOrCertificate: CryptoKey | Bytes): Promise<boolean> {
  const key = keyOrCertificate instanceof Uint8Array ? await sealKey(keyOrCertificate) : keyOrCertificate;
  const signature = fromBase64Url(seal.sig);
  if (key === undefined || signature?.length !== SIGNATURE_BYTES) return false;
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, sealBytes(seal));
}

/**
 * The changes that no seal speaks for: neither one on them nor one on a change that follows them in their series.
 * @param changes of any cases
 * @param seals that were verified; those on other changes do not matter
 */
export function uncoveredChanges(changes: readonly Change[], seals: readonly SeriesSeal[]): readonly Change[] {
  const known = new Map(changes.map((change) => [change.id, change]));
  const covered = new Set<string>();
  for (const seal of seals) {
    if (!isSealOf(seal, known.get(seal.h))) continue;
    let at = known.get(seal.h);
    while (at !== undefined && !covered.has(at.id)) {
      covered.add(at.id);
      at = at.op.p === null ? undefined : known.get(at.op.p);
    }
  }
  return changes.filter(({ id }) => !covered.has(id));
}

/** True when the seal names the place that the change has. */
export function isSealOf(seal: SeriesSeal, change: Change | undefined): boolean {
  return change?.op.c === seal.c && change.op.r === seal.r && change.op.n === seal.n;
}
