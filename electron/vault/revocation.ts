import { fromBase64, toBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import { instantFrom } from '../../shared/kernel/clock.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { signingRules } from '../../shared/catalog/signing-rules.ts';
import { webCryptoSigner } from '../../shared/signature/cms.ts';
import { issueCrl, type RevokedCertificate } from '../../shared/signature/issue-crl.ts';
import type { Keyring } from './keyring.ts';
import { HEAD_START_MS, openAuthority, readOwn } from './office-authority.ts';

const DAY_MS = 24 * 3_600_000;

/** The office's revocation list as it was signed last, DER; undefined before the first. */
export function revocationList(keyring: Keyring): Bytes | undefined {
  return keyring.revocation === undefined ? undefined : fromBase64(keyring.revocation.list);
}

/** Revocation lists of time-stamping authorities that somebody handed over, DER. */
export function handedLists({ signing }: Keyring): readonly Bytes[] {
  return (signing?.lists ?? []).map(({ list }) => fromBase64(list));
}

/**
 * Whether the list should be issued anew: there is none, it is old, or it begins only later because it was issued while
 * this computer's clock was ahead.
 * @param now milliseconds since 1970
 */
export function isListStale({ revocation }: Keyring, now: number): boolean {
  if (revocation === undefined) return true;
  const issued = Date.parse(revocation.issuedAt);
  return issued > now || now - issued > signingRules.revocationList.reissueAfterDays * DAY_MS;
}

/**
 * Brings the revocation list up to date: every certificate that was replaced, or whose owner left, is on it with a reason.
 * Nothing happens while that is so and the list is not stale. Keeping it here, where the keyring is written, no way of
 * losing a key can forget it.
 * @param now milliseconds since 1970
 * @returns the keyring with its list; or `vault/damaged` when the authority's key does not open
 */
export async function withRevocationList(keyring: Keyring, officeKey: Bytes, now: number): Promise<Result<Keyring>> {
  const before = keyring.revocation;
  const known = new Set(before?.revoked.map(({ serial }) => serial));
  const added: RevokedCertificate[] = [];
  for (const { state, former } of keyring.people) {
    for (const { certificate, compromised } of former) {
      const { serial } = await readOwn(fromBase64(certificate));
      if (known.has(serial)) continue;
      const reason = compromised ? 'keyCompromise' : state === 'left' ? 'affiliationChanged' : 'superseded';
      added.push({ serial, at: instantFrom(now), reason });
    }
  }
  if (added.length === 0 && !isListStale(keyring, now)) return ok(keyring);

  const authority = await openAuthority(keyring, officeKey);
  if (!authority.ok) return authority;
  const certificate = await readOwn(authority.value.certificate);
  const revoked = [...(before?.revoked ?? []), ...added];
  // an office put back from a copy must not use a number again: whoever has the later list would take it for older
  const number = Math.max((before?.number ?? 0) + 1, Math.floor(now / 1000));
  const list = await issueCrl({
    authority: { certificate, key: webCryptoSigner(authority.value.privateKey, authority.value.certificate, []) },
    number,
    thisUpdate: instantFrom(now - HEAD_START_MS),
    nextUpdate: instantFrom(now + signingRules.revocationList.validDays * DAY_MS),
    revoked,
    keepsExpiredSince: certificate.notBefore,
  });
  const revocation = { revoked, number, issuedAt: instantFrom(now), list: toBase64(list) };
  return ok({ ...keyring, revocation });
}
