import type { Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { makeTurns } from '../../shared/kernel/turns.ts';
import { may, type Permission } from '../../shared/access/permissions.ts';
import type { Person, RecoverySheet } from '../../shared/ipc/contract.ts';
import { checkPassphrase } from '../../shared/vault/passphrase.ts';
import { openAttempts, type AttemptLog } from './attempts.ts';
import { confirmDecommission, type DecommissionInput, type OfficeFacts } from './decommission.ts';
import { findKeyring, readKeyring, setAside, writeKeyring, type KeyringState } from './keyring-file.ts';
import { proveKeyring, type Keyring } from './keyring.ts';
import { makeOffice, type NewOffice } from './new-office.ts';
import { keyringOf, officeStateOf, peopleOf, type OfficeState } from './office-state.ts';
import {
  holdsTheSame,
  openSession,
  type Edit,
  type EditedOffice,
  type OpenedSession,
  type OpenOffice,
  type SignedIn,
} from './open-office.ts';
import { findPresent, type PresentPerson } from './people.ts';
import type { TwoSheets } from './recovery.ts';
import { isListStale, withRevocationList } from './revocation.ts';
import { enterWithLegacySlot, enterWithPassphrase, enterWithSheets, type Entrance } from './sign-in.ts';
import type { Guess, Making } from './slot.ts';
import { enterAndUpgrade } from './upgrade-keyring.ts';
import { wipeFolder } from './wipe.ts';

export type { OpenedSession, OpenOffice } from './open-office.ts';

/** Where a vault lives and what it runs on. */
export interface VaultSetup extends Making {
  /** absolute; made with the first office */
  readonly folder: string;
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
  #opened: SignedIn | undefined;
  #failures = 0;
  readonly #inTurn = makeTurns();

  private constructor(setup: VaultSetup, stored: KeyringState) {
    this.#setup = setup;
    this.#attempts = openAttempts(setup.folder, setup.clock);
    this.#stored = stored;
  }

  /** Reads the vault folder; see `findKeyring`. */
  static async load(setup: VaultSetup): Promise<Vault> {
    return new Vault(setup, await findKeyring(setup.folder));
  }

  /** Whether there is an office, and whether it is open. */
  officeState(): OfficeState {
    return officeStateOf(this.#stored, this.#opened !== undefined);
  }

  /** The open office. @returns `vault/locked` when nobody is signed in; `vault/missing`, `vault/damaged` */
  openOffice(): Result<OpenOffice> {
    const keyring = keyringOf(this.#stored);
    if (!keyring.ok) return keyring;
    const opened = this.#opened;
    const person = keyring.value.people.find(({ id }) => id === opened?.holder.id);
    if (!opened || person?.state !== 'active') return fail('vault/locked');
    const { officeKey, keys, transport } = opened;
    return ok({ keyring: keyring.value, person, officeKey, keys, transport });
  }

  /** Everybody who is or was of the office; known while locked. @returns `vault/missing`, `vault/damaged` */
  listPeople(): Result<Person[]> {
    return peopleOf(this.#stored);
  }

  /**
   * Makes a new office with its first person and signs that person in. It counts only once confirmed.
   * @returns the session and the sheets, which are kept nowhere; or `vault/exists`, `vault/damaged`, `vault/newer`,
   *   `vault/weak-passphrase`, or a fault of the disk
   */
  createOffice(
    input: NewOffice & { readonly transport: Bytes },
  ): Promise<Result<{ readonly session: OpenedSession; readonly sheets: RecoverySheet[] }>> {
    return this.#inTurn(async () => {
      const stored = this.#stored;
      if (stored.kind === 'damaged' || stored.kind === 'newer') return fail(`vault/${stored.kind}`);
      if (stored.kind === 'old' || (stored.kind === 'found' && stored.keyring.ready)) return fail('vault/exists');
      const strong = checkPassphrase(input.passphrase);
      if (!strong.ok) return strong;
      if (stored.kind === 'found') {
        await setAside(this.#setup.folder, 'unfinished');
        // a disk that refuses the new keyring must not leave us looking for the old one at the next try
        this.#stored = { kind: 'none' };
      }
      const { entrance, sheets } = await makeOffice(input, this.#setup);
      const session = await this.#enter(entrance, input.transport);
      return session.ok ? ok({ session: session.value, sheets }) : session;
    });
  }

  /**
   * Makes the new office count: the sheets were handed out.
   * @returns nothing; or `vault/interrupted` when the computer was locked meanwhile (creating again starts over),
   *   `vault/locked` when the office counts already, or a fault of the disk
   */
  async confirmOffice(): Promise<Result<undefined>> {
    const confirmed = await this.change(undefined, ({ keyring }) =>
      Promise.resolve(ok({ keyring: { ...keyring, ready: true }, value: undefined })),
    );
    const unfinished = this.#stored.kind === 'found' && !this.#stored.keyring.ready;
    return !confirmed.ok && confirmed.fault.code === 'vault/locked' && unfinished
      ? fail('vault/interrupted')
      : confirmed;
  }

  /**
   * Signs a person in. An office of format 1 is made format 2; a signing certificate that ends soon is renewed.
   * @returns the session; or `vault/wait` (`seconds`), `vault/wrong-passphrase` (`waitSeconds`), `vault/other-device`,
   *   `vault/unknown-person`, `vault/person-left`, `vault/missing`, `vault/damaged` (the keyring was changed from
   *   outside), or a fault of the disk when the person's keys are new and could not be written
   */
  unlock(input: {
    readonly personId: string;
    readonly passphrase: string;
    readonly transport: Bytes;
  }): Promise<Result<OpenedSession>> {
    return this.#inTurn(async () => {
      const { personId, passphrase } = input;
      const trying = { making: this.#setup, guess: this.#guess };
      let entrance: Result<Entrance>;
      if (this.#stored.kind === 'old') {
        entrance = await enterAndUpgrade(this.#stored.keyring, personId, passphrase, trying);
      } else {
        const found = this.#present(personId);
        if (!found.ok) return found;
        const { keyring, person } = found.value;
        entrance = await (person.state === 'legacy'
          ? enterWithLegacySlot(keyring, person, passphrase, trying)
          : enterWithPassphrase(keyring, person, passphrase, trying));
      }
      return entrance.ok ? this.#enter(entrance.value, input.transport) : entrance;
    });
  }

  /**
   * Gives a person who forgot the passphrase a new one, by two sheets, and signs them in; see `enterWithSheets`. Wrong
   * sheets need no delay: nobody guesses 256 random bits.
   * @returns the session and the numbers of the sheets; or `vault/wrong-sheets`, `vault/sheets-of-another-set`,
   *   `vault/same-sheet`, `vault/weak-passphrase`, `vault/unknown-person`, `vault/person-left`, `vault/missing`,
   *   `vault/damaged`, or a fault of the disk
   */
  recover(input: {
    readonly personId: string;
    readonly sheets: TwoSheets;
    readonly passphrase: string;
    readonly transport: Bytes;
  }): Promise<Result<{ readonly session: OpenedSession; readonly indexes: readonly [number, number] }>> {
    return this.#inTurn(async () => {
      // an office of format 1 never had sheets
      if (this.#stored.kind === 'old') return fail('vault/wrong-sheets');
      const found = this.#present(input.personId);
      if (!found.ok) return found;
      const opened = await enterWithSheets(found.value.keyring, found.value.person, input, this.#setup);
      if (!opened.ok) return opened;
      const session = await this.#enter(opened.value.entrance, input.transport);
      if (!session.ok) return session;
      this.#failures += await this.#attempts.succeeded(input.personId);
      return ok({ session: session.value, indexes: opened.value.indexes });
    });
  }

  /** Signs out and wipes the office's key. What runs at that moment is finished first. */
  lock(): Promise<void> {
    return this.#inTurn(() => {
      this.#signOut();
      return Promise.resolve();
    });
  }

  /** Reads the folder anew, where another office was put meanwhile; whoever is signed in is signed out. */
  reload(): Promise<void> {
    return this.#inTurn(async () => {
      this.#signOut();
      this.#stored = await readKeyring(this.#setup.folder);
    });
  }

  /**
   * Uses the open office, its keys included, in its turn.
   * @param permission what the person must be allowed to; asked in the turn itself
   * @returns what `work` gave; or `vault/locked`, `access/denied` (`permission`)
   */
  use<T>(permission: Permission | undefined, work: (office: EditedOffice) => Promise<Result<T>>): Promise<Result<T>> {
    return this.#inTurn(async () => {
      const office = this.openOffice();
      if (!office.ok) return office;
      const opened = this.#opened;
      if (!opened) return fail('vault/locked');
      if (permission !== undefined && !may(office.value.person.roles, permission)) {
        return fail('access/denied', { permission });
      }
      return work({
        ...office.value,
        holder: opened.holder,
        folder: this.#setup.folder,
        making: this.#setup,
        guess: this.#guess,
      });
    });
  }

  /**
   * Changes the keyring while the office is open. When the change touches what whoever is signed in is or holds, they are
   * signed out: the window has keys and rights of before, and gets those of now by signing in.
   * @param permission see `use`
   * @param edit what to do with it; keys may be used until it settles
   * @param witness writes down what is about to be done; its fault stops the change, so that nothing happens unseen
   * @returns what `edit` gave, once the new keyring is on the disk; or a fault of `use`, `edit`, `witness` or the disk
   */
  change<T>(
    permission: Permission | undefined,
    edit: (office: EditedOffice) => Promise<Result<Edit<T>>>,
    witness?: (value: T) => Promise<Result<unknown>>,
  ): Promise<Result<T>> {
    return this.use(permission, async (office) => {
      const edited = await edit(office);
      if (!edited.ok) return edited;
      const witnessed = await witness?.(edited.value.value);
      if (witnessed?.ok === false) return witnessed;
      const written = await this.#write(edited.value.keyring, office.officeKey);
      if (!written.ok) return written;
      if (!holdsTheSame(office, written.value)) this.#signOut();
      return ok(edited.value.value);
    });
  }

  /** How many wrong passphrases there were before right ones, since this was last asked. */
  takeFailures(): number {
    const failures = this.#failures;
    this.#failures = 0;
    return failures;
  }

  /**
   * Makes sure that whoever is signed in really wants the office's keys destroyed. Destroys nothing: `wipe` does.
   * @param input.officeName as typed; must be the office's, but for spaces around it
   * @returns what the record of it must tell; or `access/denied`, `vault/wrong-name`, `vault/wait`,
   *   `vault/wrong-passphrase`, `vault/other-device`, `vault/locked`
   */
  decommission(input: DecommissionInput): Promise<Result<OfficeFacts>> {
    return this.use('office.decommission', (office) => confirmDecommission(office, input));
  }

  /**
   * Destroys every key: all files of the vault folder are overwritten and deleted, and what is in memory is wiped. What
   * remains on the disk is noise.
   * @returns how many files; or `file/cannot-write` when one could not be destroyed (the office stays locked; trying
   *   again goes on)
   */
  wipe(): Promise<Result<number>> {
    return this.#inTurn(async () => {
      this.#signOut();
      const wiped = await wipeFolder(this.#setup.folder);
      this.#stored = await readKeyring(this.#setup.folder);
      return wiped;
    });
  }

  #present(personId: string): Result<{ readonly keyring: Keyring; readonly person: PresentPerson }> {
    const keyring = keyringOf(this.#stored);
    if (!keyring.ok) return keyring;
    const person = findPresent(keyring.value, personId);
    return person.ok ? ok({ keyring: keyring.value, person: person.value }) : person;
  }

  /** Tries a passphrase under the growing delay. */
  readonly #guess: Guess = async (personId, attempt) => {
    const allowed = await this.#attempts.check(personId);
    if (!allowed.ok) return allowed;
    const opened = await attempt();
    if (!opened.ok) {
      if (opened.fault.code !== 'vault/damaged') return opened;
      return fail('vault/wrong-passphrase', { waitSeconds: await this.#attempts.failed(personId) });
    }
    this.#failures += await this.#attempts.succeeded(personId);
    return opened;
  };

  /** Signs somebody in, after what is new in the keyring was written. */
  async #enter(entrance: Entrance, transport: Bytes): Promise<Result<OpenedSession>> {
    const { holder, officeKey } = entrance;
    let { keyring } = entrance;
    const change = entrance.change ?? this.#staleList(keyring);
    if (change) {
      const written = await this.#write(change.keyring, officeKey);
      // A full disk is no reason to keep somebody out for a certificate: the next time will do.
      if (!written.ok && !change.canWait) {
        officeKey.fill(0);
        return written;
      }
      if (written.ok) keyring = written.value;
    }
    const opened = await openSession(keyring, holder, officeKey, transport);
    if (!opened.ok) {
      officeKey.fill(0);
      return opened;
    }
    this.#signOut();
    this.#opened = opened.value.signedIn;
    return ok(opened.value.session);
  }

  #signOut(): void {
    this.#opened?.officeKey.fill(0);
    this.#opened = undefined;
  }

  /** The revocation list grows old even where nothing changes; that it could not be issued keeps nobody out. */
  #staleList(keyring: Keyring): Entrance['change'] {
    return isListStale(keyring, this.#setup.clock.now()) ? { keyring, canWait: true } : undefined;
  }

  async #write(keyring: Keyring, officeKey: Bytes): Promise<Result<Keyring>> {
    const listed = await withRevocationList(keyring, officeKey, this.#setup.clock.now());
    if (!listed.ok) return listed;
    const proven = await proveKeyring(listed.value, officeKey);
    const written = await writeKeyring(this.#setup.folder, proven);
    if (!written.ok) return written;
    this.#stored = { kind: 'found', keyring: proven, fromSecond: false };
    return ok(proven);
  }
}
