import { randomBytes, toBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import { newId } from '../../shared/kernel/id.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Role } from '../../shared/access/roles.ts';
import type { OfficeInput, PersonInput, Policy, RecoverySheet } from '../../shared/ipc/contract.ts';
import { importBoxKey, makeStoredBoxKeys } from '../../shared/vault/box.ts';
import { grantKey, type Grantee } from './grants.ts';
import { RECOVERY, type Grant, type Keyring } from './keyring.ts';
import { KEY_LENGTH } from './levels.ts';
import { makeAuthority } from './office-authority.ts';
import type { Edit, EditedOffice } from './open-office.ts';
import { makePerson } from './person-entry.ts';
import { makeRecovery } from './recovery.ts';
import type { Entrance } from './sign-in.ts';
import type { Making } from './slot.ts';
import { asksFor, keyName, OFFICE_KEY } from './who-holds.ts';

/** Until somebody sets another one. */
export const defaultPolicy: Policy = { idleMinutes: 5 };

/** What a new office begins with. */
export interface NewOffice {
  readonly office: OfficeInput;
  readonly person: PersonInput & { readonly roles: readonly Role[] };
  readonly passphrase: string;
  /** who will keep a recovery sheet each, 2 to 7 */
  readonly holders: readonly string[];
}

/**
 * Makes the keys of a new office, its first person and its recovery sheets. Nothing is written.
 * @returns the entrance of the first person, and the sheets, which are kept nowhere
 */
export async function makeOffice(
  { office, person, passphrase, holders }: NewOffice,
  making: Making,
): Promise<{ readonly entrance: Entrance; readonly sheets: RecoverySheet[] }> {
  const vaultId = newId();
  const officeKey = randomBytes(KEY_LENGTH);
  const now = making.clock.now();
  const { authority, stored } = await makeAuthority(office.name, officeKey, now);
  const made = await makePerson({ ...person, id: newId() }, passphrase, { vaultId, authority }, making);
  const { recovery, sheets } = await makeRecovery(holders, now);
  const pair = await makeStoredBoxKeys();
  const keyring: Keyring = {
    format: 2,
    vaultId,
    officeId: newId(),
    installationId: newId(),
    ready: false,
    office,
    people: [made.entry],
    grants: await firstGrants(vaultId, { officeKey, protectedKey: pair.secret }, made.entry, recovery),
    levels: { reserved: 1, protected: [{ epoch: 1, publicKey: toBase64(pair.publicKey) }] },
    recovery,
    policy: defaultPolicy,
    authority: stored,
    imported: [],
    proof: '',
  };
  pair.secret.fill(0);
  const holder = { id: made.entry.id, privateKey: await importBoxKey(made.secret) };
  return { entrance: { keyring, holder, officeKey, change: { keyring, canWait: false } }, sheets };
}

/**
 * Gives this computer a new installation id, after the office was put back from a copy: two series of changes must
 * never claim the same numbers.
 */
export function renewInstallation({ keyring }: EditedOffice): Promise<Result<Edit<string>>> {
  const installationId = newId();
  // what was written under the former name is still this office's to vouch for
  const formerInstallations = [...(keyring.formerInstallations ?? []), keyring.installationId];
  return Promise.resolve(ok({ keyring: { ...keyring, installationId, formerInstallations }, value: installationId }));
}

async function firstGrants(
  vaultId: string,
  { officeKey, protectedKey }: { readonly officeKey: Bytes; readonly protectedKey: Bytes },
  person: Grantee & { readonly roles: readonly Role[] },
  recovery: { readonly publicKey: string },
): Promise<Grant[]> {
  const sheets: Grantee = { id: RECOVERY, publicKey: recovery.publicKey };
  const reservedKey = randomBytes(KEY_LENGTH);
  const keys = [
    { name: OFFICE_KEY, secret: officeKey, how: 'plain' },
    { name: keyName('reserved', 1), secret: reservedKey, how: asksFor(person.roles, 'reserved') },
    { name: keyName('protected', 1), secret: protectedKey, how: asksFor(person.roles, 'protected') },
  ] as const;
  const grants: Grant[] = [];
  for (const { name, secret, how } of keys) {
    grants.push(await grantKey(vaultId, { name, secret }, sheets));
    if (how !== undefined) grants.push(await grantKey(vaultId, { name, secret }, person, how === 'emergency'));
  }
  reservedKey.fill(0);
  return grants;
}
