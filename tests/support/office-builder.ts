import path from 'node:path';
import { onTestFinished } from 'vitest';
import { createKeyHandlers, type KeyDeps } from '../../electron/host/keys.ts';
import { Ledger } from '../../electron/journal/ledger.ts';
import type { VaultSetup } from '../../electron/vault/vault.ts';
import type { Act } from '../../shared/access/acts.ts';
import { openAuditEntry } from '../../shared/journal/audit-entry.ts';
import { noAudit } from '../../shared/journal/payload.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { newFolder, officeInput, startVault, testClock, valueOf } from './vault-builder.ts';

/** The main process as far as keys are concerned: vault, journal and handlers on one profile folder. */
export async function startOffice({
  userData = newFolder(),
  clock = testClock(),
  deps = {},
  vaultSetup = {},
}: {
  readonly userData?: string;
  readonly clock?: ReturnType<typeof testClock>;
  readonly deps?: Partial<KeyDeps>;
  readonly vaultSetup?: Partial<VaultSetup>;
} = {}) {
  const vault = await startVault(path.join(userData, 'vault'), clock, vaultSetup);
  const disk = { free: Number.POSITIVE_INFINITY };
  const ledger = new Ledger({
    folder: path.join(userData, 'journal'),
    clock,
    log: { write: () => undefined },
    findFrame: () => Promise.resolve(undefined),
    freeBytes: () => Promise.resolve(disk.free),
    checkAfter: 'never',
  });
  onTestFinished(() => ledger.close());
  const handlers = createKeyHandlers({ vault, ledger, ...deps });

  /** What the chain of acts says, as whoever is signed in may read it. */
  const acts = async (): Promise<Act[]> => {
    const { keyring, keys } = valueOf(vault.openOffice());
    const { frames } = valueOf(await ledger.read(0));
    const told: Act[] = [];
    let before: Bytes = noAudit.h;
    for (const write of frames.flatMap(({ writes }) => writes)) {
      if (write.k !== 'put' || write.t !== 'audit') continue;
      const entry = valueOf(await openAuditEntry(keys, keyring.vaultId, before, write.row));
      const { action, caseId, detail } = entry;
      told.push({ action, ...(caseId === undefined ? {} : { caseId }), ...(detail === undefined ? {} : { detail }) });
      before = write.row.h;
    }
    return told;
  };
  return { userData, clock, vault, ledger, disk, handlers, acts };
}

/** The same with an office that is confirmed and open. */
export async function openOfficeWithHandlers(setup: Parameters<typeof startOffice>[0] = {}) {
  const office = await startOffice(setup);
  const made = valueOf(await office.handlers.createOffice({ ...officeInput, holders: [...officeInput.holders] }));
  valueOf(await office.handlers.confirmOffice({}));
  return { ...office, ...made };
}
