import { concatBytes, equalBytes, latin1, sha256, toHex, utf8, type Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { openBox, sealBox } from '../vault/box.ts';
import { padded, unpadded } from '../vault/seal.ts';
import { writeAlert, type Alert } from './alert.ts';

/** What every sealed alert begins with, whatever its version. */
const MAGIC = utf8('ALERTA');
const VERSION = 1;
const KEY_ID_LENGTH = 8;
const CHECK_LENGTH = 8;
const HEADER_LENGTH = MAGIC.length + 1 + KEY_ID_LENGTH;
/** Ending of the file that holds one. */
export const ALERT_ENDING = '.alerta';
/** No alert is longer; asked before a file is read into memory. */
export const LARGEST_ALERT = 256 * 1024;

/** A sealed alert, taken apart. */
export interface AlertEnvelope {
  /** which of an office's alert keys it is sealed to: lower-case hexadecimal, see {@link alertKeyId} */
  readonly keyId: string;
  readonly box: Bytes;
}

/**
 * What tells one alert key from another: the first eight bytes of the SHA-256 of its public half, in hexadecimal.
 * @param publicKey 65 bytes
 */
export async function alertKeyId(publicKey: Bytes): Promise<string> {
  return toHex((await sha256(publicKey)).subarray(0, KEY_ID_LENGTH));
}

/**
 * Seals an alert so that only the office opens it; whoever filled it in cannot, either. Layout of version 1: `ALERTA`,
 * version (1), key id (8), box of the padded alert (`shared/vault/box.ts`), check (8): the first bytes of the SHA-256 of
 * all before it. The first seven bytes and the check stay in every later version.
 * @param publicKey of the office's alert key, 65 bytes
 */
export async function sealAlert(publicKey: Bytes, alert: Alert): Promise<Bytes> {
  const keyId = (await sha256(publicKey)).subarray(0, KEY_ID_LENGTH);
  const plain = padded(writeAlert(alert));
  const box = await sealBox(publicKey, useOf(toHex(keyId)), plain);
  plain.fill(0);
  const body = concatBytes(MAGIC, new Uint8Array([VERSION]), keyId, box);
  return concatBytes(body, await checkOf(body));
}

/**
 * Takes a sealed alert apart, without any key.
 * @returns its parts; `alert/not-an-alert` when it begins like something else; `alert/damaged` when a byte differs;
 *   `alert/newer` (`version`) when a newer form made it
 */
export async function readEnvelope(bytes: Bytes): Promise<Result<AlertEnvelope>> {
  if (latin1(bytes.subarray(0, MAGIC.length)) !== latin1(MAGIC)) return fail('alert/not-an-alert');
  const body = bytes.slice(0, -CHECK_LENGTH);
  if (body.length < HEADER_LENGTH) return fail('alert/damaged');
  if (!equalBytes(await checkOf(body), bytes.slice(-CHECK_LENGTH))) return fail('alert/damaged');
  const version = body[MAGIC.length] ?? 0;
  if (version !== VERSION) return fail('alert/newer', { version });
  return ok({ keyId: toHex(body.subarray(MAGIC.length + 1, HEADER_LENGTH)), box: body.slice(HEADER_LENGTH) });
}

/**
 * Opens a sealed alert.
 * @param privateKey the office's alert key that has the envelope's key id
 * @returns the bytes for `readAlert`; or `alert/damaged`
 */
export async function openEnvelope(privateKey: CryptoKey, { keyId, box }: AlertEnvelope): Promise<Result<Bytes>> {
  const plain = await openBox(privateKey, useOf(keyId), box);
  const alert = plain.ok ? unpadded(plain.value) : plain;
  return alert.ok ? alert : fail('alert/damaged');
}

function useOf(keyId: string): string {
  return `atalaya/alert/v1|${keyId}`;
}

async function checkOf(body: Bytes): Promise<Bytes> {
  return (await sha256(body)).slice(0, CHECK_LENGTH);
}
