import { alertKeyId, openEnvelope, readEnvelope } from '../../shared/alert/envelope.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { fail, type Result, ok } from '../../shared/kernel/result.ts';
import { boxKeysFromSeed, type BoxKeys } from '../../shared/vault/box.ts';
import { deriveBytes } from '../../shared/vault/derived-key.ts';
import { grantsTo, openGrant } from './grants.ts';
import { currentKey, isOfLevel } from './who-holds.ts';
import type { EditedOffice } from './open-office.ts';

/**
 * The public half of the alert key in use: what a new alert form seals to (docs/decisions/0015-alerts.md).
 * @returns 65 bytes; or `vault/key-not-held` for somebody without the key of cases in use, `vault/damaged`
 */
export async function alertPublicKey(office: EditedOffice): Promise<Result<Bytes>> {
  const keys = await alertKeys(office, currentKey(office.keyring, 'reserved'));
  return keys.ok ? ok(keys.value.publicKey) : keys;
}

/**
 * Opens a sealed alert with whichever of the office's alert keys it was sealed to: forms of years ago are still filled in.
 * @param sealed hostile input
 * @returns what the form wrote; the faults of `readEnvelope`; `alert/other-office` when none of the keys that the person
 *   holds is meant; `alert/damaged`, `vault/damaged`
 */
export async function openAlert(office: EditedOffice, sealed: Bytes): Promise<Result<Bytes>> {
  const envelope = await readEnvelope(sealed);
  if (!envelope.ok) return envelope;
  for (const { key } of grantsTo(office.keyring, office.person.id)) {
    if (!isOfLevel(key, 'reserved')) continue;
    const keys = await alertKeys(office, key);
    if (!keys.ok) return keys;
    const { publicKey, privateKey } = keys.value;
    if ((await alertKeyId(publicKey)) === envelope.value.keyId) return openEnvelope(privateKey, envelope.value);
  }
  return fail('alert/other-office');
}

async function alertKeys({ keyring, holder }: EditedOffice, reservedKey: string): Promise<Result<BoxKeys>> {
  const secret = await openGrant(keyring, reservedKey, holder);
  if (!secret.ok) return secret;
  const seed = await deriveBytes(secret.value, 'atalaya/alerts');
  secret.value.fill(0);
  const keys = await boxKeysFromSeed(seed);
  seed.fill(0);
  return ok(keys);
}
