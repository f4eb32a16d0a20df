import { fromBase64, sha256, toHex } from '../../shared/kernel/bytes.ts';
import { instantFrom, type Instant } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { OfficeInput, Person } from '../../shared/ipc/contract.ts';
import type { ActivePerson, Keyring } from './keyring.ts';
import { keyName } from './who-holds.ts';
import type { EditedOffice } from './open-office.ts';
import { personOf } from './person-facts.ts';
import { openSlot } from './slot.ts';

/** What the record of a decommissioning tells of the keys that were destroyed. Nothing of it is secret. */
export interface OfficeFacts {
  readonly vaultId: string;
  readonly officeId: string;
  readonly office: OfficeInput;
  /** who asked for it */
  readonly person: Person;
  /** when the passphrase was found right */
  readonly at: Instant;
  /** lower-case hexadecimal SHA-256 of public halves and certificates: they tell which keys there were */
  readonly fingerprints: readonly { readonly key: string; readonly sha256: string }[];
  readonly counts: {
    readonly people: number;
    readonly left: number;
    /** keys sealed to somebody */
    readonly grants: number;
    /** certificates from files */
    readonly imported: number;
    /** recovery sheets that open nothing from now on */
    readonly sheets: number;
  };
}

/** What whoever destroys the keys types. */
export interface DecommissionInput {
  readonly passphrase: string;
  readonly officeName: string;
}

/**
 * Makes sure that whoever is signed in really wants it: by the passphrase, and by the office's name as typed, which must
 * be the office's but for spaces.
 * @returns what the record must tell; or `vault/wrong-name`, `vault/wait`, `vault/wrong-passphrase`,
 *   `vault/other-device`
 */
export async function confirmDecommission(
  { keyring, person, making, guess }: EditedOffice,
  { passphrase, officeName }: DecommissionInput,
): Promise<Result<OfficeFacts>> {
  if (spaced(officeName) !== spaced(keyring.office.name)) return fail('vault/wrong-name');
  const opened = await guess(person.id, () => openSlot(keyring.vaultId, person, passphrase, making));
  if (!opened.ok) return opened;
  const { secret, derived } = opened.value;
  for (const key of [secret, derived]) key.fill(0);
  return ok(await describeOffice(keyring, person, making.clock.now()));
}

/**
 * Puts together what a record of destroyed keys has to tell.
 * @param now milliseconds since 1970
 */
async function describeOffice(keyring: Keyring, person: ActivePerson, now: number): Promise<OfficeFacts> {
  const { vaultId, officeId, office, people, grants, levels, recovery, authority, imported } = keyring;
  const publics = [
    { key: 'authority', value: authority.certificate },
    ...levels.protected.map(({ epoch, publicKey }) => ({ key: keyName('protected', epoch), value: publicKey })),
    ...people.flatMap((other) => (other.state === 'active' ? [{ key: other.id, value: other.publicKey }] : [])),
    ...(recovery ? [{ key: 'recovery', value: recovery.publicKey }] : []),
  ];
  const fingerprints = await Promise.all(
    publics.map(async ({ key, value }) => ({ key, sha256: toHex(await sha256(fromBase64(value))) })),
  );
  const left = people.filter(({ state }) => state === 'left').length;
  return {
    ...{ vaultId, officeId, office },
    person: personOf(keyring, person),
    at: instantFrom(now),
    fingerprints,
    counts: {
      people: people.length - left,
      left,
      grants: grants.length,
      imported: imported.length,
      sheets: recovery?.total ?? 0,
    },
  };
}

function spaced(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/gu, ' ');
}
