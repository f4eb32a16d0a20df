import type { Role } from '../../shared/access/roles.ts';
import type { BoxedKey, Person, Session } from '../../shared/ipc/contract.ts';
import { randomBytes, toHex, type Bytes } from '../../shared/kernel/bytes.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { newId } from '../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { sealBox, sessionUse } from '../../shared/vault/box.ts';
import { importDataKey } from '../../shared/vault/seal.ts';
import type { CaseKeysPort, Database, LevelKeys } from '../../renderer/db/database.ts';
import { createDatabase, openDatabase, type OpenOptions, type Ports } from '../../renderer/db/open.ts';
import { makeTransport, type Transport } from '../../renderer/keys.ts';
import { MemoryJournal } from './journal-port.ts';

/** A clock that stands still until told otherwise. */
export function fixedClock(
  at = '2026-11-24T20:00:00.000Z',
): Clock & { readonly advance: (milliseconds: number) => void } {
  let now = Date.parse(at);
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** Somebody of an office. */
export function samplePerson(roles: readonly Role[] = ['administrator', 'inspector']): Person {
  return {
    id: newId(),
    name: 'Suyapa Núñez Peña',
    position: 'Inspectora de trabajo',
    credential: 'CR-0457',
    roles: [...roles],
    state: 'active',
    pending: false,
  };
}

/** Whose roles let them read cases hold that level's key. */
const READERS: readonly Role[] = ['inspector', 'supervisor', 'chief', 'liaison'];

/** What one signing in gives: the session with its boxes, the keys out of them, and what the database asks. */
export interface SignedIn {
  readonly session: Session;
  readonly transport: Transport;
  readonly keys: LevelKeys;
  readonly ports: Ports;
}

/** An office without a main process: its keys, its journal in memory, and people who sign in and out. */
export class TestOffice {
  readonly vaultId: string;
  readonly officeId: string;
  readonly installationId: string;
  /** raw keys by epoch; the last one is current */
  readonly office: Bytes[] = [randomBytes(32)];
  readonly reserved: Bytes[] = [randomBytes(32)];
  readonly clock = fixedClock();
  readonly journal = new MemoryJournal(this.clock);
  readonly name = `test-${newId()}`;
  /** keys of cases, as the main process would give them out */
  readonly caseKeys = new TestCaseKeys();

  constructor(known: { readonly vaultId?: string; readonly officeId?: string; readonly installationId?: string } = {}) {
    this.vaultId = known.vaultId ?? newId();
    this.officeId = known.officeId ?? newId();
    this.installationId = known.installationId ?? newId();
  }

  /** Signs somebody in; the journal writes in their name from then on. */
  async signIn(person: Person = samplePerson(), over: Partial<Session> = {}): Promise<SignedIn> {
    const transport = await makeTransport();
    const mayRead = !person.pending && person.roles.some((role) => READERS.includes(role));
    const session: Session = {
      vaultId: this.vaultId,
      officeId: this.officeId,
      installationId: this.installationId,
      office: { name: 'Oficina Regional de Prueba', code: 'TST', municipality: '0801' },
      policy: { idleMinutes: 10 },
      person,
      keys: {
        office: await this.#boxes(transport, 'office', this.office),
        reserved: mayRead ? await this.#boxes(transport, 'reserved', this.reserved) : [],
      },
      journal: this.journal.stateNow(),
      ...over,
    };
    const keys = await transport.open(session);
    if (!keys.ok) throw new Error(keys.fault.code);
    const { vaultId, officeId } = session;
    this.journal.writer = { vaultId, officeId, personId: person.id, roles: person.roles, keys: keys.value };
    const renewInstallation = async (): Promise<Result<string>> => await Promise.resolve(ok(newId()));
    const ports = { clock: this.clock, journal: this.journal, keysPort: this.caseKeys, renewInstallation };
    return { session, transport, keys: keys.value, ports };
  }

  /** Signs in and lays the database out, as a first run does. */
  async create(person?: Person): Promise<Database> {
    const { session, keys, ports } = await this.signIn(person);
    return got(await createDatabase(session, keys, ports, { name: this.name }));
  }

  /** Signs in and opens the database. */
  async open(person?: Person, options: OpenOptions = {}, over: Partial<Session> = {}): Promise<Result<Database>> {
    const { session, keys, ports } = await this.signIn(person, over);
    return await openDatabase(session, keys, ports, { name: this.name, ...options });
  }

  async #boxes({ publicKey }: Transport, level: string, raw: readonly Bytes[]): Promise<BoxedKey[]> {
    return await Promise.all(
      raw.map(async (key, i) => ({
        epoch: i + 1,
        box: await sealBox(publicKey, sessionUse(this.vaultId, `${level}/${i + 1}`), key),
      })),
    );
  }
}

/** Hands out keys of cases to those whose names are on the boxes, as the main process does. */
export class TestCaseKeys implements CaseKeysPort {
  /** who asks; boxes bear names here instead of being sealed */
  me = 'me';
  readonly opened: { readonly caseId: string; readonly reason: string; readonly emergency: boolean }[] = [];
  /** by case and box: a case may have a key beside its own */
  readonly #keys = new Map<string, Bytes>();

  readonly make: CaseKeysPort['make'] = async (caseId) => {
    const raw = randomBytes(32);
    const box = randomBytes(113);
    this.#keys.set(`${caseId}/${toHex(box)}`, raw);
    return ok({ key: await importDataKey(new Uint8Array(raw)), boxes: [{ to: this.me, box }] });
  };

  readonly open: CaseKeysPort['open'] = async ({ caseId, boxes, reason, emergency }) => {
    const raw = boxes.flatMap(({ box }) => this.#keys.get(`${caseId}/${toHex(box)}`) ?? [])[0];
    if (raw === undefined || !boxes.some(({ to }) => to === this.me)) return fail('access/no-case-key');
    this.opened.push({ caseId, reason, emergency });
    return ok(await importDataKey(new Uint8Array(raw)));
  };

  readonly share: CaseKeysPort['share'] = async ({ boxes, personId }) => {
    await Promise.resolve();
    return ok([...boxes, { to: personId, box: randomBytes(113) }]);
  };
}

/** The value of a good result; a fault fails the test with its code. */
export function got<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`fault ${result.fault.code} ${JSON.stringify(result.fault.detail)}`);
  return result.value;
}

/** The window's storage manager does not exist in Node; the app only asks it a favour. */
export function fakeStorageManager(): void {
  Object.defineProperty(globalThis, 'navigator', {
    value: { storage: { persist: () => Promise.resolve(true) } },
    configurable: true,
  });
}
