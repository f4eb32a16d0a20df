import { fromBase64, toBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { importBoxKey, makeStoredBoxKeys } from '../../shared/vault/box.ts';
import { unwrapVaultKey } from '../../shared/vault/key-slot.ts';
import { checkPassphrase } from '../../shared/vault/passphrase.ts';
import { grantKey, openGrant, withGrants, withoutGrants, type Holder } from './grants.ts';
import { isProven, type ActivePerson, type Keyring, type LegacyPerson } from './keyring.ts';
import { handOn } from './levels.ts';
import { needsRenewal, openAuthority } from './office-authority.ts';
import { withPerson, type PresentPerson } from './people.ts';
import { remakePerson, renewSigning, resealPerson } from './person-entry.ts';
import { openSheets, type TwoSheets } from './recovery.ts';
import { derivePassphrase, openSigningKey, openSlot, type Making, type Trying } from './slot.ts';
import { OFFICE_KEY } from './who-holds.ts';

/** Somebody who proved who they are. */
export interface Entrance {
  readonly keyring: Keyring;
  readonly holder: Holder;
  /** the caller keeps it until lock and wipes it */
  readonly officeKey: Bytes;
  /** what else is to be written down in the keyring at this entrance, and whether it can wait for another time */
  readonly change?: { readonly keyring: Keyring; readonly canWait: boolean };
}

/**
 * Opens the office with a person's passphrase. A signing certificate that ends within a month is renewed.
 * @returns the entrance; the faults of `guess`; `vault/other-device`; `vault/damaged` when the keyring was changed from
 *   outside
 */
export async function enterWithPassphrase(
  keyring: Keyring,
  person: ActivePerson,
  passphrase: string,
  { making, guess }: Trying,
): Promise<Result<Entrance>> {
  const opened = await guess(person.id, () => openSlot(keyring.vaultId, person, passphrase, making));
  if (!opened.ok) return opened;
  const { secret, derived } = opened.value;
  try {
    const holder = { id: person.id, privateKey: await importBoxKey(secret) };
    const officeKey = await openOfficeKey(keyring, holder);
    if (!officeKey.ok) return officeKey;
    const entrance = { keyring, holder, officeKey: officeKey.value };
    if (!(await needsRenewal(keyring, person, making.clock.now()))) return ok(entrance);
    const authority = await openAuthority(keyring, officeKey.value);
    if (!authority.ok) return authority;
    const of = { vaultId: keyring.vaultId, authority: authority.value };
    const renewed = await renewSigning(person, derived, of, making);
    return ok({ ...entrance, change: { keyring: withPerson(keyring, renewed), canWait: true } });
  } finally {
    derived.fill(0);
  }
}

/**
 * Opens the office with the passphrase of somebody whose slot is still that of format 1, and gives them a key pair.
 * @returns the entrance; faults as `enterWithPassphrase`
 */
export async function enterWithLegacySlot(
  keyring: Keyring,
  person: LegacyPerson,
  passphrase: string,
  trying: Trying,
): Promise<Result<Entrance>> {
  const moved = await moveLegacy(keyring, person, passphrase, trying);
  if (!moved.ok) return moved;
  const { officeKey, entry, holder } = moved.value;
  const grant = await grantKey(keyring.vaultId, { name: OFFICE_KEY, secret: officeKey }, entry);
  const changed = withGrants(withPerson(keyring, entry), [grant]);
  return ok({ keyring: changed, holder, officeKey, change: { keyring: changed, canWait: false } });
}

/**
 * Tries a passphrase on a slot of format 1, holds the keyring to its proof, and gives the person a key pair.
 * @returns the office's key, which the caller wipes; the person's new entry, and what opens grants to it. Faults as
 *   `enterWithPassphrase`
 */
export async function moveLegacy(
  keyring: { readonly vaultId: string; readonly proof: string },
  person: LegacyPerson,
  passphrase: string,
  { making, guess }: Trying,
): Promise<Result<{ readonly officeKey: Bytes; readonly entry: ActivePerson; readonly holder: Holder }>> {
  const { vaultId } = keyring;
  const opened = await guess(person.id, () => openLegacySlot(vaultId, person, passphrase, making));
  if (!opened.ok) return opened;
  const { officeKey, derived } = opened.value;
  const proven = await isProven(keyring, officeKey);
  const moved = proven ? await modernise(vaultId, person, { derived, passphrase }, making) : fail('vault/damaged');
  derived.fill(0);
  if (moved.ok) return ok({ officeKey, ...moved.value });
  officeKey.fill(0);
  return moved;
}

/**
 * Opens a slot of format 1.
 * @returns the office's key, and what the passphrase was derived to (the caller wipes both); or `vault/damaged` for
 *   another passphrase or an edited slot
 */
async function openLegacySlot(
  vaultId: string,
  person: Omit<LegacyPerson, 'state' | 'roles'>,
  passphrase: string,
  { derive }: Making,
): Promise<Result<{ readonly officeKey: Bytes; readonly derived: Bytes }>> {
  const { id, name, position, credential, slot } = person;
  const derived = await derivePassphrase(slot, passphrase, derive);
  const owner = { vaultId, kdf: slot.kdf, id, name, position, credential };
  const officeKey = await unwrapVaultKey(derived, owner, fromBase64(slot.wrappedKey));
  if (officeKey.ok) return ok({ officeKey: officeKey.value, derived });
  derived.fill(0);
  return officeKey;
}

/**
 * Gives somebody of format 1 a key pair and a slot of today; the signing key stays.
 * @param derived what the passphrase was derived to with the old slot
 * @returns the entry, and what opens grants to it; or `vault/damaged` when the signing key was exchanged
 */
async function modernise(
  vaultId: string,
  person: LegacyPerson,
  { derived, passphrase }: { readonly derived: Bytes; readonly passphrase: string },
  making: Making,
): Promise<Result<{ readonly entry: ActivePerson; readonly holder: Holder }>> {
  const signingKey = await openSigningKey(vaultId, person, derived);
  if (!signingKey.ok) return signingKey;
  const pair = await makeStoredBoxKeys();
  const { id, name, position, credential, roles, signing, former } = person;
  const bare = { id, name, position, credential, roles, signing, former, publicKey: toBase64(pair.publicKey) };
  const keys = { secret: pair.secret, signingKey: signingKey.value, passphrase };
  const entry = await resealPerson(vaultId, { ...bare, state: 'active' }, keys, making);
  return ok({ entry, holder: { id, privateKey: await importBoxKey(pair.secret) } });
}

/**
 * Opens the office with two recovery sheets and gives a person a new passphrase, new keys, and everything that their
 * roles ask for. The old private keys can never be opened again; the old certificate is kept for verifying.
 * @returns the entrance and the numbers of the sheets; or a fault of `openSheets`, `vault/weak-passphrase`,
 *   `vault/damaged`
 */
export async function enterWithSheets(
  keyring: Keyring,
  before: PresentPerson,
  input: { readonly sheets: TwoSheets; readonly passphrase: string },
  making: Making,
): Promise<Result<{ readonly entrance: Entrance; readonly indexes: readonly [number, number] }>> {
  const strong = checkPassphrase(input.passphrase);
  if (!strong.ok) return strong;
  const sheets = await openSheets(keyring, input.sheets);
  if (!sheets.ok) return sheets;
  const officeKey = await openOfficeKey(keyring, sheets.value.holder);
  if (!officeKey.ok) return officeKey;
  const authority = await openAuthority(keyring, officeKey.value);
  if (!authority.ok) return authority;
  const of = { vaultId: keyring.vaultId, authority: authority.value };
  const { entry, secret } = await remakePerson(before, input.passphrase, of, making);
  const bare = withoutGrants(withPerson(keyring, entry), entry.id);
  const holder = { id: entry.id, privateKey: await importBoxKey(secret) };
  const grants = await handOn(bare, sheets.value.holder, entry);
  if (!grants.ok) return grants;
  const changed = withGrants(bare, grants.value);
  const entrance = {
    keyring: changed,
    holder,
    officeKey: officeKey.value,
    change: { keyring: changed, canWait: false },
  };
  return ok({ entrance, indexes: sheets.value.indexes });
}

/** Opens the office's key, and holds the keyring to its proof. */
async function openOfficeKey(keyring: Keyring, holder: Holder): Promise<Result<Bytes>> {
  const officeKey = await openGrant(keyring, OFFICE_KEY, holder);
  // somebody who is let in holds this key: where it is missing, the keyring was changed from outside
  if (!officeKey.ok) return fail('vault/damaged');
  if (await isProven(keyring, officeKey.value)) return officeKey;
  officeKey.value.fill(0);
  return fail('vault/damaged');
}
