import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deriveHere } from '../../electron/vault/argon.ts';
import { openDevice, type SystemSafe } from '../../electron/vault/device.ts';
import { Vault, type VaultSetup } from '../../electron/vault/vault.ts';
import { fromBase64, fromUtf8, toBase64, toHex, utf8 } from '../../shared/kernel/bytes.ts';
import type { Role } from '../../shared/access/roles.ts';
import type { RecoverySheet, Session } from '../../shared/ipc/contract.ts';
import { makeBoxKeys, openBox, sessionUse, type BoxKeys } from '../../shared/vault/box.ts';
import { addPerson } from '../../electron/vault/people.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { KdfParameters } from '../../shared/vault/key-slot.ts';

/** Weak on purpose: the tests derive hundreds of times. */
export const quickKdf: KdfParameters = { algorithm: 'argon2id', memoryKiB: 32, iterations: 1, parallelism: 1 };

/** A key pair for the window of a session. */
export const windowKeys: BoxKeys = await makeBoxKeys();
export const transport = windowKeys.publicKey;

export const office = { name: 'Oficina Regional de La Ceiba', code: 'LCE', municipality: '0101' };
/** The first person of the office, who may do everything but be the liaison. */
export const inspector = {
  name: 'Ana Núñez Güity',
  position: 'Inspectora II',
  credential: 'IT-0042',
  roles: ['inspector', 'chief', 'administrator'] as Role[],
};
export const chief = {
  name: 'Óscar Ávila Peña',
  position: 'Jefe regional',
  credential: 'JR-0007',
  roles: ['chief'] as Role[],
};
export const liaison = {
  name: 'Marvin Solórzano',
  position: 'Enlace contra la trata',
  credential: 'ET-0003',
  roles: ['liaison'] as Role[],
};
export const administrator = {
  name: 'Lesbia Zúniga',
  position: 'Oficial de informática',
  credential: 'AD-0001',
  roles: ['administrator'] as Role[],
};
export const holders = ['Jefatura regional', 'Oficina central', 'Caja fuerte'];
export const inspectorPassphrase = 'el mar de Tela en octubre';
export const chiefPassphrase = 'cuatro pinos junto al Merendón';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  readonly move: (milliseconds: number) => void;
}

export function testClock(start = '2026-11-24T15:00:00.000Z'): TestClock {
  let now = Date.parse(start);
  return { now: () => now, move: (milliseconds) => (now += milliseconds) };
}

/** A folder of its own for each test. */
export function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'atalaya-test-'));
}

/** A computer whose operating system keeps no secrets, as the ones that tests run on. */
export const noSafe: SystemSafe = {
  available: () => Promise.resolve(false),
  seal: () => Promise.reject(new Error('no safe')),
  open: () => Promise.reject(new Error('no safe')),
};

/** The secret store of one account on one computer; what another one sealed does not open. */
export function fakeSafe(account: string): SystemSafe {
  const prefix = `${account}:`;
  return {
    available: () => Promise.resolve(true),
    seal: (text) => Promise.resolve(utf8(toBase64(utf8(prefix + text)))),
    open: (sealed) => {
      const text = fromUtf8(fromBase64(fromUtf8(sealed)));
      return text.startsWith(prefix)
        ? Promise.resolve(text.slice(prefix.length))
        : Promise.reject(new Error('foreign'));
    },
  };
}

/** Starts the vault as the app does; a second call on the same folder is a second start. */
export function startVault(
  folder: string,
  clock: Clock = testClock(),
  { safe = noSafe, ...changes }: Partial<VaultSetup> & { readonly safe?: SystemSafe } = {},
): Promise<Vault> {
  const device = openDevice(folder, safe);
  return Vault.load({ folder, clock, derive: deriveHere, kdf: () => Promise.resolve(quickKdf), device, ...changes });
}

/** What makes an office. */
export const officeInput = { office, person: inspector, passphrase: inspectorPassphrase, holders, transport };

/** Signs somebody in with a passphrase. */
export function unlock(vault: Vault, personId: string, passphrase = inspectorPassphrase) {
  return vault.unlock({ personId, passphrase, transport });
}

/** The data keys that came into the window, opened: hexadecimal by name. */
export async function rawKeys({ vaultId, keys }: Pick<Session, 'vaultId' | 'keys'>): Promise<Record<string, string>> {
  const opened: Record<string, string> = {};
  for (const [level, boxes] of Object.entries(keys)) {
    for (const { epoch, box } of boxes) {
      const name = `${level}/${epoch}`;
      opened[name] = toHex(valueOf(await openBox(windowKeys.privateKey, sessionUse(vaultId, name), box)));
    }
  }
  return opened;
}

/** Signs somebody in with two sheets and a new passphrase. */
export function recover(vault: Vault, personId: string, sheets: readonly [string, string], passphrase: string) {
  return vault.recover({ personId, sheets, passphrase, transport });
}

/** Lets another person in. */
export function add(vault: Vault, person: typeof chief, passphrase = chiefPassphrase) {
  return vault.change('people.manage', (opened) => addPerson(opened, person, passphrase));
}

/** The words of two sheets of a set. */
export function twoOf(sheets: readonly RecoverySheet[], a = 0, b = 1): [string, string] {
  return [sheets[a]!.words, sheets[b]!.words];
}

/** An office that is confirmed and open. */
export async function openedOffice(
  folder: string,
  clock: Clock = testClock(),
  changes?: Parameters<typeof startVault>[2],
) {
  const vault = await startVault(folder, clock, changes);
  const made = valueOf(await vault.createOffice(officeInput));
  valueOf(await vault.confirmOffice());
  return { vault, ...made };
}

/** The value of a success; a fault fails the test and names itself. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.fault.code} ${JSON.stringify(result.fault.detail ?? {})}`);
  return result.value;
}

/** The fault of a failure, as code and detail. */
export function faultOf(result: Result<unknown>): unknown {
  return result.ok ? 'no fault' : result.fault;
}
