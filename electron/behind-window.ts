import path from 'node:path';
import { safeStorage } from 'electron';
import { finishDecommission } from './decommission-sweep.ts';
import { PlainError } from './disk/log.ts';
import type { DataPlace } from './disk/portable.ts';
import { startServices, type ServiceSetup, type Services } from './services.ts';
import { resumeRestore } from './snapshots/restore.ts';
import { DEFAULT_KDF, type Derive } from './vault/argon.ts';
import { createDeriver } from './vault/deriver.ts';
import { openDevice } from './vault/device.ts';
import { createSystemSafe, noSystemSafe } from './vault/safe-storage.ts';
import type { Making } from './vault/slot.ts';
import { tuneKdf } from './vault/tuned-kdf.ts';
import { Vault } from './vault/vault.ts';

/** What the first part of the main process hands to the rest. */
export interface BehindSetup extends Omit<ServiceSetup, 'vault'> {
  readonly place: DataPlace;
  readonly fromSource: boolean;
}

/**
 * Opens what is behind the window: the vault, once nothing is left half-way, and the services.
 * @returns settles when calls of the window can be answered
 */
export async function startBehind({ place, fromSource, ...setup }: BehindSetup): Promise<Services> {
  const { userData, clock, bundle, uptime } = setup;
  await finishLeftHalfWay(userData);
  const folder = path.join(userData, 'vault');
  const derive = createDeriver(bundle('derive'));
  // a stick opens on any computer, so the secret of one must not be among its keys
  const safe = place.bindsToComputer ? createSystemSafe(safeStorage, process.platform) : noSystemSafe;
  const kdf = chooseKdf({ derive, fromSource, uptime });
  const vault = await Vault.load({ folder, clock, derive, kdf, device: openDevice(folder, safe) });
  return startServices({ ...setup, vault });
}

/** What was left half-way is finished before anybody looks at what lies there. */
export async function finishLeftHalfWay(userData: string): Promise<void> {
  const destroyed = await finishDecommission(userData);
  // an office that should be gone must not be half-opened; the next start tries again
  if (!destroyed.ok) throw new PlainError('an office that is to be destroyed is still there');
  await resumeRestore(userData);
}

interface KdfSetup {
  readonly derive: Derive;
  readonly fromSource: boolean;
  readonly uptime: () => number;
}

/** How costly a guessed passphrase is. Tests run from source and may make it cheap; the packaged app never listens. */
function chooseKdf({ derive, fromSource, uptime }: KdfSetup): Making['kdf'] {
  const memoryKiB = Number(process.env['ATALAYA_KDF_MEMORY_KIB']);
  if (fromSource && memoryKiB > 0) return () => Promise.resolve({ ...DEFAULT_KDF, memoryKiB });
  return tuneKdf(derive, DEFAULT_KDF, uptime);
}
