import path from 'node:path';
import * as v from 'valibot';
import {
  equalBytes,
  fromBase64,
  fromUtf8,
  randomBytes,
  toBase64,
  utf8,
  type Bytes,
} from '../../shared/kernel/bytes.ts';
import { instantFrom, type Instant } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { hybridIdentityText } from '../../shared/referral/age-key.ts';
import { webCryptoSigner } from '../../shared/signature/cms.ts';
import type { SignerKey } from '../../shared/signature/signer.ts';
import { namesIn } from '../disk/look.ts';
import { certificateFor, readTrust } from './exchange-trust.ts';
import { openFileKey, recipientOf } from './file-key.ts';
import { Base64Bytes, parseAs } from './keyring.ts';
import { importSigningKey, readOwn } from './office-authority.ts';
import { readOfficeFile, writeOfficeFile } from './office-file.ts';
import type { EditedOffice } from './open-office.ts';

const FOLDER = 'exchange-keys';

const StoredKeys = v.strictObject({
  /** PKCS#8, ECDSA P-256 */
  signing: Base64Bytes,
  spki: Base64Bytes,
  /** seed of the hybrid identity of age, 32 bytes */
  seed: Base64Bytes,
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
});
type StoredKeys = v.InferOutput<typeof StoredKeys>;

/** This computer as other offices know it. For use within the turn of the vault that opened it. */
export interface OpenedInstallation {
  readonly replica: string;
  readonly madeAt: Instant;
  /** the public half of what it signs with */
  readonly spki: Bytes;
  /** what bundles for it are sealed to */
  readonly recipient: string;
  /** the same and those of former installation ids of this computer, whose bundles may still be on their way */
  readonly recipients: readonly string[];
  /** DER; undefined until the ministry certified it */
  readonly certificate: Bytes | undefined;
  /** ECDSA P-256 with SHA-256, IEEE P1363 */
  readonly sign: (bytes: Bytes) => Promise<Bytes>;
  /** signs envelopes; undefined until the ministry certified it */
  readonly signer: SignerKey | undefined;
  /** @see openFileKey */
  readonly unwrapFileKey: (header: Bytes) => Promise<Result<Bytes>>;
}

/**
 * Opens the keys of this computer for the exchange; they are made when they are first asked for, and anew for each
 * installation id. They lie sealed under the office's key, in no copy, and never leave the main process.
 * @returns the installation; `vault/damaged`, or a fault of the disk
 */
export async function openInstallation(office: EditedOffice): Promise<Result<OpenedInstallation>> {
  const replica = office.keyring.installationId;
  const stored = await findOrMake(office, replica);
  if (!stored.ok) return stored;
  const trust = await readTrust(office);
  if (!trust.ok) return trust;
  const former = await formerSeeds(office, replica);
  const seeds = [stored.value.seed, ...former].map(hybridFrom);
  const recipients: string[] = [];
  for (const identity of seeds) recipients.push(await recipientOf(identity));
  const spki = fromBase64(stored.value.spki);
  const key = await importSigningKey(fromBase64(stored.value.signing));
  const listed = certificateFor(trust.value?.read, replica);
  // a certificate for other keys is another computer's, whatever it is called
  const isOwn = listed !== undefined && equalBytes((await readOwn(listed)).publicKey.spki, spki);
  const certificate = isOwn ? listed : undefined;
  return ok({
    replica,
    madeAt: stored.value.madeAt,
    spki,
    recipient: recipients[0] ?? '',
    recipients,
    certificate,
    sign: async (bytes) => new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes)),
    signer: certificate === undefined ? undefined : webCryptoSigner(key, certificate, []),
    unwrapFileKey: (header) => openFileKey(header, seeds),
  });
}

async function findOrMake(office: EditedOffice, replica: string): Promise<Result<StoredKeys>> {
  const name = path.join(FOLDER, `${replica}.sealed`);
  const found = await readOfficeFile(office, name);
  if (!found.ok) return found;
  if (found.value !== undefined) {
    const stored = parseAs(StoredKeys, fromUtf8(found.value));
    return stored === undefined ? fail('vault/damaged') : ok(stored);
  }
  const { generateSigningKeys } = await import('../../shared/signature/authority.ts');
  const pair = await generateSigningKeys();
  const stored: StoredKeys = {
    signing: toBase64(new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey))),
    spki: toBase64(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))),
    seed: toBase64(randomBytes(32)),
    madeAt: instantFrom(office.making.clock.now()),
  };
  const written = await writeOfficeFile(office, name, utf8(JSON.stringify(stored)));
  return written.ok ? ok(stored) : written;
}

/** What opens bundles that were sealed to this computer before it got a new installation id. */
async function formerSeeds(office: EditedOffice, replica: string): Promise<readonly string[]> {
  const seeds: string[] = [];
  for (const name of [...(await namesIn(path.join(office.folder, FOLDER)))].sort()) {
    if (!name.endsWith('.sealed') || name === `${replica}.sealed`) continue;
    const found = await readOfficeFile(office, path.join(FOLDER, name));
    const stored = found.ok && found.value !== undefined ? parseAs(StoredKeys, fromUtf8(found.value)) : undefined;
    if (stored !== undefined) seeds.push(stored.seed);
  }
  return seeds;
}

function hybridFrom(seed: string): string {
  const bytes = fromBase64(seed);
  const identity = hybridIdentityText(bytes);
  bytes.fill(0);
  return identity;
}
