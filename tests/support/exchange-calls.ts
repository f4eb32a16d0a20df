import path from 'node:path';
import { writeAtomically } from '../../electron/disk/atomic-write.ts';
import { bundleThread, type BundleThread } from '../../electron/exchange/bundle-thread.ts';
import { createBundleWork } from '../../electron/exchange/bundle-work.ts';
import { createBundleInHandlers } from '../../electron/host/bundles-in.ts';
import { createBundleOutHandlers } from '../../electron/host/bundles-out.ts';
import { createPlaces } from '../../electron/host/bundle-places.ts';
import { createExchangeRootHandlers } from '../../electron/host/exchange-root.ts';
import { createExchangeTrustHandlers } from '../../electron/host/exchange-trust.ts';
import type { Ledger } from '../../electron/journal/ledger.ts';
import type { Vault } from '../../electron/vault/vault.ts';
import type { Act } from '../../shared/access/acts.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { ok } from '../../shared/kernel/result.ts';

/** The main process of an office, as far as the exchange needs it. */
export interface ExchangingMain {
  readonly vault: Vault;
  readonly ledger: Pick<Ledger, 'record'>;
  readonly clock: Clock;
  readonly userData: string;
}

/** What the dialogs of the system give. */
export interface Chosen {
  files: readonly string[];
  folder: string;
}

/**
 * The calls of the exchange, with everything but dialogs and threads as the app has it.
 * @param out folder in which whatever is saved lies
 * @param around puts something between the calls and their thread
 */
export function exchangeCalls(
  { vault, ledger, clock, userData }: ExchangingMain,
  chosen: Chosen,
  out: string,
  around: (one: BundleThread) => BundleThread = (one) => one,
) {
  const record = (act: Act) => ledger.record(act);
  const lastFolder = { find: () => Promise.resolve(out), remember: () => undefined, forget: () => undefined };
  const trust = {
    ...{ vault, record },
    dialogs: {
      chooseTrustFile: () => Promise.resolve(chosen.files[0]),
      chooseOfficeCards: () => Promise.resolve(chosen.files),
    },
    files: {
      askWhere: (proposed: string) => Promise.resolve(path.join(out, path.basename(proposed))),
      ...{ lastFolder, write: writeAtomically },
      goingOut: { mayGo: () => ok(undefined), note: () => Promise.resolve(ok(undefined)) },
    },
  };
  const places = createPlaces({
    ...{ lastFolder, mayUse: () => ok(undefined), chooseFolder: () => Promise.resolve(chosen.folder) },
    drives: { list: () => Promise.resolve([]), eject: () => Promise.resolve(false) },
  });
  const thread = () => {
    const work = createBundleWork(() => undefined);
    const one = bundleThread(
      (order) => work(order as Parameters<typeof work>[0]) as never,
      () => Promise.resolve(),
    );
    return around(one);
  };
  return {
    ...createExchangeTrustHandlers(trust),
    ...createExchangeRootHandlers(trust),
    ...places.handlers,
    ...createBundleOutHandlers({ vault, clock, folder: path.join(userData, 'paquetes'), thread, places, record }),
    ...createBundleInHandlers({
      ...{ vault, thread, places, folder: path.join(userData, 'cuarentena') },
      chooseFile: () => Promise.resolve(chosen.files[0]),
    }),
  };
}
