import type { Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { BoxedKey, Session } from '../../shared/ipc/contract.ts';
import { sealBox, sessionUse } from '../../shared/vault/box.ts';
import { deriveBytes, deriveSealingKey } from '../../shared/vault/derived-key.ts';
import { importDataKey, type SealingKeys } from '../../shared/vault/seal.ts';
import { grantsTo, openGrant, type Holder } from './grants.ts';
import type { ActivePerson, Keyring } from './keyring.ts';
import { findGrant, currentKey, epochOf, isOfLevel } from './who-holds.ts';
import { personOf } from './person-facts.ts';
import type { Trying } from './slot.ts';

/** What the main process itself seals and opens with; usable, never readable. */
export interface OfficeKeys {
  readonly journal: CryptoKey;
  readonly office: SealingKeys;
  /** of whoever may read cases and was given the key in use */
  readonly reserved: SealingKeys | undefined;
}

/** The office while somebody is signed in. */
export interface OpenOffice {
  readonly keyring: Keyring;
  readonly person: ActivePerson;
  /** wiped at lock: use it before the next await, or inside `Vault.change` */
  readonly officeKey: Bytes;
  readonly keys: OfficeKeys;
  /** public half of the window's key for this session, 65 bytes */
  readonly transport: Bytes;
}

/** The office as changes of the keyring see it: with whatever may be used until they settle. */
export interface EditedOffice extends OpenOffice, Trying {
  /** where the vault lives, absolute */
  readonly folder: string;
  /** opens what was granted to the person */
  readonly holder: Holder;
}

/** What a change makes of the keyring, and what it gives back. */
export interface Edit<T> {
  readonly keyring: Keyring;
  readonly value: T;
}

/** What the window gets once somebody is signed in, save what the journal says. */
export type OpenedSession = Omit<Session, 'journal'>;

/** What the vault keeps while somebody is signed in. */
export interface SignedIn {
  readonly holder: Holder;
  /** wiped at lock */
  readonly officeKey: Bytes;
  readonly keys: OfficeKeys;
  readonly transport: Bytes;
}

/**
 * Opens what a person holds, for the main process and, sealed, for the window.
 * @param transport the window's public key, 65 bytes
 * @returns both; or `vault/damaged` when the keyring does not fit together
 */
export async function openSession(
  keyring: Keyring,
  holder: Holder,
  officeKey: Bytes,
  transport: Bytes,
): Promise<Result<{ readonly signedIn: SignedIn; readonly session: OpenedSession }>> {
  const keys = await openKeys(keyring, holder, officeKey);
  if (!keys.ok) return keys;
  const boxes = await boxKeys(keyring, holder, officeKey, transport);
  if (!boxes.ok) return boxes;
  const entry = keyring.people.find(({ id }) => id === holder.id);
  if (entry === undefined) return fail('vault/damaged');
  const { vaultId, officeId, installationId, office, policy } = keyring;
  return ok({
    signedIn: { holder, officeKey, keys: keys.value, transport },
    session: {
      ...{ vaultId, officeId, installationId, office, policy },
      person: personOf(keyring, entry),
      keys: boxes.value,
    },
  });
}

/** True when the person of an open office is and holds the same in another keyring. */
export function holdsTheSame({ keyring, person }: OpenOffice, after: Keyring): boolean {
  const held = (of: Keyring): string =>
    grantsTo(of, person.id)
      .map(({ key, emergency = false }) => `${key} ${emergency}`)
      .sort()
      .join();
  const now = after.people.find(({ id }) => id === person.id);
  return now?.state === 'active' && now.roles.join() === person.roles.join() && held(keyring) === held(after);
}

/**
 * Opens the keys that a person holds.
 * @returns the keys, or `vault/damaged`
 */
async function openKeys(keyring: Keyring, holder: Holder, officeKey: Bytes): Promise<Result<OfficeKeys>> {
  const reserved = new Map<number, CryptoKey>();
  for (const name of heldReserved(keyring, holder.id)) {
    const raw = await openGrant(keyring, name, holder);
    if (!raw.ok) return raw;
    reserved.set(epochOf(name), await importDataKey(raw.value));
  }
  return ok({
    journal: await deriveSealingKey(officeKey, 'atalaya/journal'),
    office: { current: 1, keys: new Map([[1, await importDataKey(await officeDataKey(officeKey))]]) },
    reserved: reserved.size === 0 ? undefined : { current: keyring.levels.reserved, keys: reserved },
  });
}

/**
 * Seals the data keys that a person holds to the window of this session.
 * @param transport the window's public key, 65 bytes
 * @returns the boxes, oldest epoch first; or `vault/damaged`
 */
async function boxKeys(
  keyring: Keyring,
  holder: Holder,
  officeKey: Bytes,
  transport: Bytes,
): Promise<Result<Session['keys']>> {
  const boxed = async (name: string, raw: Bytes): Promise<BoxedKey> => {
    const box = await sealBox(transport, sessionUse(keyring.vaultId, name), raw);
    raw.fill(0);
    return { epoch: epochOf(name), box };
  };
  const reserved: BoxedKey[] = [];
  for (const name of heldReserved(keyring, holder.id)) {
    const raw = await openGrant(keyring, name, holder);
    if (!raw.ok) return raw;
    reserved.push(await boxed(name, raw.value));
  }
  return ok({ office: [await boxed('office/1', await officeDataKey(officeKey))], reserved });
}

/** Names of the keys of cases that a person holds, oldest first; none for whoever lacks the one in use. */
function heldReserved(keyring: Keyring, personId: string): readonly string[] {
  if (findGrant(keyring, currentKey(keyring, 'reserved'), personId) === undefined) return [];
  return grantsTo(keyring, personId)
    .map(({ key }) => key)
    .filter((key) => isOfLevel(key, 'reserved'))
    .sort((a, b) => epochOf(a) - epochOf(b));
}

/** The office's key for rows. The window gets this one: with `office/1` itself it could prove keyrings. */
function officeDataKey(officeKey: Bytes): Promise<Bytes> {
  return deriveBytes(officeKey, 'atalaya/data/office');
}
