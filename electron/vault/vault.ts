import { randomBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { newId } from '../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { OfficeInput, Person, PersonInput, Session } from '../../shared/ipc/contract.ts';
import { deriveBytes } from '../../shared/vault/derived-key.ts';
import type { KdfParameters } from '../../shared/vault/key-slot.ts';
import { checkPassphrase } from '../../shared/vault/passphrase.ts';
import { formatRecoveryCode, parseRecoveryCode, RECOVERY_BYTES } from '../../shared/vault/recovery-code.ts';
import type { Derive } from './argon.ts';
import { openAttempts, type AttemptLog } from './attempts.ts';
import { readKeyring, setAside, writeKeyring, type KeyringState } from './keyring-file.ts';
import { isProven, proveKeyring, type Keyring, type PersonEntry } from './keyring.ts';
import { makeAuthority, needsRenewal, openAuthority } from './office-authority.ts';
import {
  makePersonEntry,
  makeRecoverySlot,
  openPersonSlot,
  openRecoverySlot,
  openSigningKey,
  type SlotMaking,
} from './person-entry.ts';

const KEY_LENGTH = 32;

/** Where a vault lives and what it runs on. */
export interface VaultSetup {
  /** absolute; made with the first office */
  readonly folder: string;
  readonly clock: Clock;
  readonly derive: Derive;
  /** for new slots; existing ones keep what they were made with */
  readonly kdf: KdfParameters;
}

/** What the start screen has to know. */
export interface OfficeState {
  readonly state: 'new' | 'locked' | 'open' | 'damaged';
  /** empty when there is no office, or none that can be read */
  readonly name: string;
  /** the keyring in use is the previous copy: the current file is damaged or gone */
  readonly restored: boolean;
}

/** The office while somebody is signed in. */
export interface OpenOffice {
  readonly keyring: Keyring;
  /** wiped at lock: use it before the next await, or inside `Vault.change` */
  readonly vaultKey: Bytes;
  readonly person: PersonEntry;
}

/**
 * The office's keys: who may open it, with what, and who is signed in. One at a time, in the main process only.
 * Everything that touches keys takes its turn, so that locking never pulls a key away from under a half-made slot
 * and two guesses never share one delay.
 */
export class Vault {
  readonly #setup: VaultSetup;
  readonly #attempts: AttemptLog;
  #stored: KeyringState;
  #opened: { readonly vaultKey: Bytes; readonly personId: string } | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(setup: VaultSetup, stored: KeyringState) {
    this.#setup = setup;
    this.#attempts = openAttempts(setup.folder, setup.clock);
    this.#stored = stored;
  }

  /** Reads the vault folder. An office that was never confirmed is set aside: its database does not exist. */
  static async load(setup: VaultSetup): Promise<Vault> {
    let stored = await readKeyring(setup.folder);
    if (stored.kind === 'found' && !stored.keyring.ready) {
      await setAside(setup.folder, 'unfinished');
      stored = await readKeyring(setup.folder);
    }
    return new Vault(setup, stored);
  }

  /** Whether there is an office, and whether it is open. */
  officeState(): OfficeState {
    if (this.#stored.kind !== 'found') {
      return { state: this.#stored.kind === 'none' ? 'new' : 'damaged', name: '', restored: false };
    }
    const { keyring, fromPrevious } = this.#stored;
    const state = this.#opened ? 'open' : keyring.ready ? 'locked' : 'new';
    return { state, name: keyring.office.name, restored: fromPrevious };
  }

  /** The keyring as stored. @returns `vault/missing` or `vault/damaged` when there is none */
  keyring(): Result<Keyring> {
    if (this.#stored.kind === 'found') return ok(this.#stored.keyring);
    return fail(this.#stored.kind === 'none' ? 'vault/missing' : 'vault/damaged');
  }

  /** The open office. @returns `vault/locked` when nobody is signed in */
  openOffice(): Result<OpenOffice> {
    const keyring = this.keyring();
    if (!keyring.ok) return keyring;
    const person = keyring.value.people.find(({ id }) => id === this.#opened?.personId);
    if (!this.#opened || !person) return fail('vault/locked');
    return ok({ keyring: keyring.value, vaultKey: this.#opened.vaultKey, person });
  }

  /** Everybody who may sign in; known while locked. */
  listPeople(): Result<Person[]> {
    const keyring = this.keyring();
    return keyring.ok ? ok(keyring.value.people.map(personOf)) : keyring;
  }

  /**
   * Makes a new office with its first person and signs that person in. It counts only once confirmed.
   * @returns the session and the recovery code, which is kept nowhere; or `vault/exists`, `vault/damaged`,
   *   `vault/weak-passphrase`, or a fault of the disk
   */
  createOffice(input: {
    readonly office: OfficeInput;
    readonly person: PersonInput;
    readonly passphrase: string;
  }): Promise<Result<{ session: Session; recoveryCode: string }>> {
    return this.#inTurn(async () => {
      if (this.#stored.kind === 'damaged') return fail('vault/damaged');
      if (this.#stored.kind === 'found' && this.#stored.keyring.ready) return fail('vault/exists');
      const strong = checkPassphrase(input.passphrase);
      if (!strong.ok) return strong;
      if (this.#stored.kind === 'found') {
        await setAside(this.#setup.folder, 'unfinished');
        // a disk that refuses the new keyring must not leave us looking for the old one at the next try
        this.#stored = { kind: 'none' };
      }

      const vaultKey = randomBytes(KEY_LENGTH);
      const making = this.#making(newId(), vaultKey);
      const now = this.#setup.clock.now();
      const { authority, stored } = await makeAuthority(input.office.name, vaultKey, now);
      const person = await makePersonEntry({ id: newId(), ...input.person }, input.passphrase, {
        ...making,
        authority,
        now,
      });
      const recoveryCode = formatRecoveryCode(randomBytes(RECOVERY_BYTES));
      const recovery = await makeRecoverySlot(parseRecoveryCode(recoveryCode) ?? '', making);
      const written = await this.#write(
        {
          format: 1,
          vaultId: making.vaultId,
          officeId: newId(),
          installationId: newId(),
          ready: false,
          office: input.office,
          people: [person],
          recovery,
          authority: stored,
          imported: [],
          proof: '',
        },
        vaultKey,
      );
      if (!written.ok) return written;
      const session = await this.#signIn(written.value, person, vaultKey);
      return ok({ session, recoveryCode });
    });
  }

  /**
   * Makes the new office count: the window has written its database.
   * @returns nothing; or `vault/interrupted` when the computer was locked meanwhile (creating again starts over),
   *   `vault/locked` when the office counts already, or a fault of the disk
   */
  async confirmOffice(): Promise<Result<undefined>> {
    const confirmed = await this.change((keyring) =>
      Promise.resolve(ok({ keyring: { ...keyring, ready: true }, value: undefined })),
    );
    const unfinished = this.#stored.kind === 'found' && !this.#stored.keyring.ready;
    return !confirmed.ok && confirmed.fault.code === 'vault/locked' && unfinished
      ? fail('vault/interrupted')
      : confirmed;
  }

  /**
   * Signs a person in, and renews the person's signing certificate when it ends within a month.
   * @returns the session; or `vault/wait` (`seconds`), `vault/wrong-passphrase` (`waitSeconds`),
   *   `vault/unknown-person`, `vault/missing`, `vault/damaged` (the keyring was changed from outside)
   */
  unlock(personId: string, passphrase: string): Promise<Result<Session>> {
    return this.#inTurn(async () => {
      const keyring = this.keyring();
      if (!keyring.ok) return keyring;
      const person = keyring.value.people.find(({ id }) => id === personId);
      if (!person) return fail('vault/unknown-person');
      const vaultKey = await this.#guess(personId, () =>
        openPersonSlot(keyring.value.vaultId, person, passphrase, this.#setup.derive),
      );
      if (!vaultKey.ok) return vaultKey;
      if (!(await isProven(keyring.value, vaultKey.value))) {
        vaultKey.value.fill(0);
        return fail('vault/damaged');
      }
      if (await needsRenewal(keyring.value, person, this.#setup.clock.now())) {
        const renewed = await this.#renewPerson(keyring.value, person, passphrase, vaultKey.value);
        // A full disk is no reason to keep somebody out: the next time will do.
        if (renewed.ok) return ok(await this.#signIn(renewed.value.keyring, renewed.value.person, vaultKey.value));
      }
      return ok(await this.#signIn(keyring.value, person, vaultKey.value));
    });
  }

  /**
   * Gives a person who forgot the passphrase a new one, and signs them in. The old private key can never be opened
   * again, so a new key is made and certified; the old certificate is kept for verifying. A wrong code needs no delay:
   * nobody guesses 160 random bits.
   * @returns the session; or `vault/wrong-recovery-code`, `vault/weak-passphrase`, `vault/unknown-person`,
   *   `vault/missing`, `vault/damaged`, or a fault of the disk
   */
  recover(input: {
    readonly personId: string;
    readonly recoveryCode: string;
    readonly passphrase: string;
  }): Promise<Result<Session>> {
    return this.#inTurn(async () => {
      const keyring = this.keyring();
      if (!keyring.ok) return keyring;
      const before = keyring.value.people.find(({ id }) => id === input.personId);
      if (!before) return fail('vault/unknown-person');
      const strong = checkPassphrase(input.passphrase);
      if (!strong.ok) return strong;
      const code = parseRecoveryCode(input.recoveryCode);
      if (code === undefined) return fail('vault/wrong-recovery-code');
      const { vaultId, recovery } = keyring.value;
      const vaultKey = await openRecoverySlot(vaultId, recovery, code, this.#setup.derive);
      if (!vaultKey.ok) return fail('vault/wrong-recovery-code');

      const renewed = await this.#renewPerson(keyring.value, before, input.passphrase, vaultKey.value);
      if (!renewed.ok) {
        vaultKey.value.fill(0);
        return renewed;
      }
      await this.#attempts.succeeded(before.id);
      return ok(await this.#signIn(renewed.value.keyring, renewed.value.person, vaultKey.value));
    });
  }

  /**
   * Lets another person in, with a signing key of their own. Somebody must be signed in.
   * @returns the person; or `vault/locked`, `vault/weak-passphrase`, `vault/damaged`, or a fault of the disk
   */
  addPerson(input: PersonInput, passphrase: string): Promise<Result<Person>> {
    return this.change(async (keyring, vaultKey) => {
      const strong = checkPassphrase(passphrase);
      if (!strong.ok) return strong;
      const authority = await openAuthority(keyring, vaultKey);
      if (!authority.ok) return authority;
      const person = await makePersonEntry({ id: newId(), ...input }, passphrase, {
        ...this.#making(keyring.vaultId, vaultKey),
        authority: authority.value,
        now: this.#setup.clock.now(),
      });
      return ok({ keyring: { ...keyring, people: [...keyring.people, person] }, value: personOf(person) });
    });
  }

  /** Signs out and wipes the vault key. What runs at that moment is finished first. */
  lock(): Promise<void> {
    return this.#inTurn(() => {
      this.#opened?.vaultKey.fill(0);
      this.#opened = undefined;
      return Promise.resolve();
    });
  }

  /**
   * Changes the keyring while the office is open.
   * @param edit what to do with it; the key may be used until it settles
   * @returns what `edit` gave, once the new keyring is on the disk; or `vault/locked`, the fault of `edit`, or a fault of
   *   the disk
   */
  change<T>(
    edit: (
      keyring: Keyring,
      vaultKey: Bytes,
      person: PersonEntry,
    ) => Promise<Result<{ readonly keyring: Keyring; readonly value: T }>>,
  ): Promise<Result<T>> {
    return this.#inTurn(async () => {
      const opened = this.openOffice();
      if (!opened.ok) return opened;
      const edited = await edit(opened.value.keyring, opened.value.vaultKey, opened.value.person);
      if (!edited.ok) return edited;
      const written = await this.#write(edited.value.keyring, opened.value.vaultKey);
      return written.ok ? ok(edited.value.value) : written;
    });
  }

  /**
   * Opens the private key of a person's office certificate. Wrong passphrases count towards the same delay as at
   * signing in.
   * @returns PKCS#8 (the caller wipes it); or `vault/wait`, `vault/wrong-passphrase`
   */
  openSigningKey(person: PersonEntry, passphrase: string): Promise<Result<Bytes>> {
    return this.#inTurn(async () => {
      const opened = this.openOffice();
      if (!opened.ok) return opened;
      return this.#guess(person.id, () =>
        openSigningKey(opened.value.keyring.vaultId, person, passphrase, this.#setup.derive),
      );
    });
  }

  /** Tries a passphrase under the growing delay. */
  async #guess(personId: string, attempt: () => Promise<Result<Bytes>>): Promise<Result<Bytes>> {
    const allowed = await this.#attempts.check(personId);
    if (!allowed.ok) return allowed;
    const opened = await attempt();
    if (!opened.ok) return fail('vault/wrong-passphrase', { waitSeconds: await this.#attempts.failed(personId) });
    await this.#attempts.succeeded(personId);
    return opened;
  }

  async #renewPerson(
    keyring: Keyring,
    before: PersonEntry,
    passphrase: string,
    vaultKey: Bytes,
  ): Promise<Result<{ readonly keyring: Keyring; readonly person: PersonEntry }>> {
    if (!(await isProven(keyring, vaultKey))) return fail('vault/damaged');
    const authority = await openAuthority(keyring, vaultKey);
    if (!authority.ok) return authority;
    const { id, certificate } = before.signing;
    const made = await makePersonEntry(personOf(before), passphrase, {
      ...this.#making(keyring.vaultId, vaultKey),
      authority: authority.value,
      now: this.#setup.clock.now(),
    });
    const person = { ...made, former: [...before.former, { id, certificate }] };
    const people = keyring.people.map((other) => (other.id === person.id ? person : other));
    const written = await this.#write({ ...keyring, people }, vaultKey);
    return written.ok ? ok({ keyring: written.value, person }) : written;
  }

  async #write(keyring: Keyring, vaultKey: Bytes): Promise<Result<Keyring>> {
    const proven = await proveKeyring(keyring, vaultKey);
    const written = await writeKeyring(this.#setup.folder, proven);
    if (!written.ok) return written;
    this.#stored = { kind: 'found', keyring: proven, fromPrevious: false };
    return ok(proven);
  }

  async #signIn(keyring: Keyring, person: PersonEntry, vaultKey: Bytes): Promise<Session> {
    this.#opened?.vaultKey.fill(0);
    this.#opened = { vaultKey, personId: person.id };
    const { vaultId, officeId, installationId, office } = keyring;
    const dataKeys = { reserved: await deriveBytes(vaultKey, 'atalaya/data/reserved') };
    return { vaultId, officeId, installationId, person: personOf(person), office, dataKeys };
  }

  #making(vaultId: string, vaultKey: Bytes): SlotMaking {
    return { vaultId, vaultKey, derive: this.#setup.derive, kdf: this.#setup.kdf };
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#turn.then(work);
    this.#turn = run.catch(() => undefined);
    return run;
  }
}

function personOf({ id, name, position, credential }: PersonEntry): Person {
  return { id, name, position, credential };
}
