import * as v from 'valibot';
import {
  equalBytes,
  fromBase64,
  fromUtf8,
  randomBytes,
  sha256,
  toBase64,
  toHex,
  utf8,
  type Bytes,
} from '../../shared/kernel/bytes.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import { instantFrom } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { RecoverySheet } from '../../shared/ipc/contract.ts';
import { hybridIdentityText } from '../../shared/referral/age-key.ts';
import { issuedAt, withCertified } from '../../shared/roster/next-list.ts';
import type { OfficeCard } from '../../shared/roster/office-card.ts';
import { makeTrustList, trustListBytes, type SignedTrustList, type TrustList } from '../../shared/roster/trust-list.ts';
import { buildCms, webCryptoSigner } from '../../shared/signature/cms.ts';
import { signingKeysFromSeed } from '../../shared/vault/box.ts';
import { deriveBytes, deriveSealingKey } from '../../shared/vault/derived-key.ts';
import { checkPassphrase } from '../../shared/vault/passphrase.ts';
import { open, seal } from '../../shared/vault/seal.ts';
import { openFileKey, recipientOf } from './file-key.ts';
import { Base64Bytes, Kdf, parseAs } from './keyring.ts';
import { importSigningKey, readOwn } from './office-authority.ts';
import { readOfficeFile, writeOfficeFile, type FileOffice } from './office-file.ts';
import type { EditedOffice } from './open-office.ts';
import { makeSheetSet, readSheets, type TwoSheets } from './recovery.ts';
import { derivePassphrase } from './slot.ts';

const ROOT_YEARS = 20;
const INSTALLATION_YEARS = 3;
const SEED_LENGTH = 32;
const SALT_LENGTH = 16;
/** Certificates begin a little in the past: the clocks of two offices are never quite the same. */
const HEAD_START_MS = 24 * 3_600_000;

const loadIssuing = () => import('../../shared/signature/authority.ts');

const StoredRoot = v.strictObject({
  certificate: Base64Bytes,
  kdf: Kdf,
  salt: Base64Bytes,
  /** PKCS#8 under what the root's own passphrase is derived to */
  sealedKey: Base64Bytes,
});
type StoredRoot = v.InferOutput<typeof StoredRoot>;

/** A root that was made and counts once its sheets were handed out. */
export interface NewRoot {
  readonly stored: Bytes;
  readonly signed: SignedTrustList;
  readonly certificate: Bytes;
}

/**
 * Makes the ministry's root out of a seed that exists only on the sheets afterwards: two of them give back the root's key
 * and the rescue key, without any file. The passphrase opens the root's key alone, so no single person has the rescue key.
 * @param input.card of this computer, which the first list certifies at once
 * @returns the root, not yet written, and the sheets; or `vault/weak-passphrase`
 */
export async function makeRoot(
  office: EditedOffice,
  input: {
    readonly name: string;
    readonly passphrase: string;
    readonly holders: readonly string[];
    readonly card: OfficeCard;
  },
): Promise<Result<{ readonly root: NewRoot; readonly sheets: RecoverySheet[] }>> {
  const strong = checkPassphrase(input.passphrase);
  if (!strong.ok) return strong;
  const now = office.making.clock.now();
  const seed = randomBytes(SEED_LENGTH);
  const { keys, rescue } = await keysOf(seed);
  const { sheets } = await makeSheetSet(seed, input.holders);
  seed.fill(0);
  const { createAuthority } = await loadIssuing();
  const certificate = await createAuthority({
    ...{ name: input.name, organization: office.keyring.office.name, keys, signs: true },
    notBefore: new Date(now - HEAD_START_MS),
    notAfter: yearsAfter(now, ROOT_YEARS),
  });
  const stored = await sealRoot(office, certificate, keys.privateKey, input.passphrase);
  const root: OpenedRoot = { certificate, privateKey: keys.privateKey };
  const list = makeTrustList({
    ...{ version: 0, emitida: instantFrom(now), hasta: instantFrom(now), oficinas: [] },
    ...{ central: input.card.oficina, rescate: await recipientOf(rescue), raiz: toBase64(certificate) },
  });
  const signed = await signList(root, await certify(root, list, input.card, now), now);
  return ok({ root: { stored, signed, certificate }, sheets });
}

/** Takes a root into use. @returns nothing, or the fault of the disk */
export function keepRoot(office: FileOffice, { stored }: Pick<NewRoot, 'stored'>): Promise<Result<undefined>> {
  return writeOfficeFile(office, fileName(office), stored);
}

/** Whether this office has the ministry's root. @returns its certificate (DER), or undefined; `vault/damaged` */
export async function findRoot(office: FileOffice): Promise<Result<Bytes | undefined>> {
  const stored = await readRoot(office);
  return stored.ok ? ok(stored.value && fromBase64(stored.value.certificate)) : stored;
}

/** The root's key, for one act. */
export interface OpenedRoot {
  readonly certificate: Bytes;
  readonly privateKey: CryptoKey;
}

/**
 * Opens the root's key with its passphrase; wrong ones count towards the delay of whoever is signed in.
 * @returns the key, for use only; `trust/no-root`, `vault/wait`, `vault/wrong-passphrase`, `vault/damaged`
 */
export async function openRoot(office: EditedOffice, passphrase: string): Promise<Result<OpenedRoot>> {
  const stored = await readRoot(office);
  if (!stored.ok) return stored;
  const root = stored.value;
  if (root === undefined) return fail('trust/no-root');
  const certificate = fromBase64(root.certificate);
  const pkcs8 = await office.guess(office.person.id, async () => {
    const derived = await derivePassphrase(root, passphrase, office.making.derive);
    const key = await deriveSealingKey(derived, 'atalaya/exchange-root');
    derived.fill(0);
    return open(key, await place(office, certificate), fromBase64(root.sealedKey));
  });
  return pkcs8.ok ? ok({ certificate, privateKey: await importSigningKey(pkcs8.value) }) : pkcs8;
}

/**
 * Gives the root a new passphrase by two of its sheets, on this computer or on another one after the first was lost.
 * @param list the list in use: says which root the sheets must belong to
 * @returns what is to be kept; `trust/wrong-root-sheets`, `vault/weak-passphrase`, and the faults of typed sheets
 */
export async function recoverRoot(
  office: EditedOffice,
  list: TrustList,
  input: { readonly sheets: TwoSheets; readonly passphrase: string },
): Promise<Result<Pick<NewRoot, 'stored'>>> {
  const strong = checkPassphrase(input.passphrase);
  if (!strong.ok) return strong;
  const seed = await readSheets(input.sheets);
  if (!seed.ok) return seed;
  const { keys } = await keysOf(seed.value);
  seed.value.fill(0);
  const certificate = fromBase64(list.raiz);
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', keys.publicKey));
  if (!equalBytes((await readOwn(certificate)).publicKey.spki, spki)) return fail('trust/wrong-root-sheets');
  return ok({ stored: await sealRoot(office, certificate, keys.privateKey, input.passphrase) });
}

/**
 * Opens one file with the rescue key, for two persons of the ministry who brought their sheets. The key is gone afterwards.
 * @param list the list in use: says which rescue key the sheets must belong to
 * @param header of the sealed file; see `openFileKey`
 * @returns 16 bytes, which the caller wipes; `trust/wrong-root-sheets`, the faults of typed sheets and of `openFileKey`
 */
export async function openWithRescue(list: TrustList, sheets: TwoSheets, header: Bytes): Promise<Result<Bytes>> {
  const seed = await readSheets(sheets);
  if (!seed.ok) return seed;
  const { rescue } = await keysOf(seed.value);
  seed.value.fill(0);
  if ((await recipientOf(rescue)) !== list.rescate) return fail('trust/wrong-root-sheets');
  return openFileKey(header, [rescue]);
}

/** Certifies a card for three years, never beyond the root's own end. @returns the list with it, not yet issued */
export async function certify(root: OpenedRoot, list: TrustList, card: OfficeCard, now: number): Promise<TrustList> {
  const { issueInstallationCertificate } = await loadIssuing();
  const own = await readOwn(root.certificate);
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const certificate = await issueInstallationCertificate({
    subject: {
      ...{ code: card.oficina, name: card.nombre, replica: card.replica },
      organization: own.subject.organization ?? '',
    },
    publicKey: await crypto.subtle.importKey('spki', fromBase64(card.spki), curve, true, ['verify']),
    authority: root,
    notBefore: new Date(now - HEAD_START_MS),
    notAfter: new Date(Math.min(yearsAfter(now, INSTALLATION_YEARS).getTime(), Date.parse(own.notAfter))),
  });
  return withCertified(list, card, await readOwn(certificate));
}

/** Issues a list under its next number. */
export async function signList(
  { certificate, privateKey }: OpenedRoot,
  list: TrustList,
  now: number,
): Promise<SignedTrustList> {
  const bytes = trustListBytes(issuedAt({ list, now }));
  const signature = await buildCms(await sha256(bytes), webCryptoSigner(privateKey, certificate, []));
  return { list: bytes, signature };
}

async function readRoot(office: FileOffice): Promise<Result<StoredRoot | undefined>> {
  const file = await readOfficeFile(office, fileName(office));
  if (!file.ok || file.value === undefined) return file.ok ? ok(undefined) : file;
  const stored = parseAs(StoredRoot, fromUtf8(file.value));
  return stored === undefined ? fail('vault/damaged') : ok(stored);
}

async function sealRoot(
  office: EditedOffice,
  certificate: Bytes,
  privateKey: CryptoKey,
  passphrase: string,
): Promise<Bytes> {
  const slot = { kdf: await office.making.kdf(), salt: toBase64(randomBytes(SALT_LENGTH)) };
  const derived = await derivePassphrase(slot, passphrase, office.making.derive);
  const key = await deriveSealingKey(derived, 'atalaya/exchange-root');
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey));
  const sealedKey = toBase64(await seal(key, await place(office, certificate), pkcs8));
  for (const secret of [derived, pkcs8]) secret.fill(0);
  const stored: StoredRoot = { certificate: toBase64(certificate), ...slot, sealedKey };
  return utf8(JSON.stringify(stored));
}

/** The root's key pair, which can be read, and the rescue identity. */
async function keysOf(seed: Bytes): Promise<{ readonly keys: CryptoKeyPair; readonly rescue: string }> {
  const [forKey, forRescue] = [
    await deriveBytes(seed, 'atalaya/exchange-root/key'),
    await deriveBytes(seed, 'atalaya/exchange-root/rescue'),
  ];
  const keys = await signingKeysFromSeed(forKey);
  const rescue = hybridIdentityText(forRescue);
  for (const secret of [forKey, forRescue]) secret.fill(0);
  return { keys, rescue };
}

function fileName({ keyring }: FileOffice): string {
  return `exchange-root-${keyring.vaultId}.sealed`;
}

async function place({ keyring }: FileOffice, certificate: Bytes): Promise<string> {
  return canonicalJson(['atalaya/exchange-root/v1', keyring.vaultId, toHex(await sha256(certificate))]);
}

function yearsAfter(now: number, years: number): Date {
  const date = new Date(now);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date;
}
