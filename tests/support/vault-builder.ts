import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deriveHere } from '../../electron/vault/argon.ts';
import { Vault } from '../../electron/vault/vault.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { KdfParameters } from '../../shared/vault/key-slot.ts';

/** Weak on purpose: the tests derive hundreds of times. */
export const quickKdf: KdfParameters = { algorithm: 'argon2id', memoryKiB: 32, iterations: 1, parallelism: 1 };

export const office = { name: 'Oficina Regional de La Ceiba', code: 'LCE', municipality: '0101' };
export const inspector = { name: 'Ana Núñez Güity', position: 'Inspectora II', credential: 'IT-0042' };
export const chief = { name: 'Óscar Ávila Peña', position: 'Jefe regional', credential: 'JR-0007' };
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

/** Starts the vault as the app does; a second call on the same folder is a second start. */
export function startVault(folder: string, clock: Clock = testClock()): Promise<Vault> {
  return Vault.load({ folder, clock, derive: deriveHere, kdf: quickKdf });
}

/** An office that is confirmed and open. */
export async function openedOffice(folder: string, clock: Clock = testClock()) {
  const vault = await startVault(folder, clock);
  const made = valueOf(await vault.createOffice({ office, person: inspector, passphrase: inspectorPassphrase }));
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
