import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { app, dialog, type BrowserWindow } from 'electron';
import { dataFormats } from '../shared/update/data-formats.ts';
import type { Dialogs } from './dialogs.ts';
import { portableFolder } from './disk/portable.ts';
import { listDrives } from './exchange/drives.ts';
import { isFromSource } from './guard/from-source.ts';
import { createUpdateHandlers, type UpdateCall, type UpdateDeps } from './host/updates.ts';
import type { Handlers } from '../shared/ipc/contract.ts';
import { text } from './text.ts';
import { installersFolder, KeptInstallers } from './updates/kept-installers.ts';
import { policyFile, readGroupPolicy, readPolicyFile } from './updates/read-policy.ts';
import { updateTesting } from './updates/testing.ts';
import { builtInKeys, importKeys } from './updates/verify-manifest.ts';

/** A window that did not close by then has text which nobody could keep, and stays. Longer than the close guard tries. */
const LEAVING_MS = 5000;

type Given = Pick<UpdateDeps, 'vault' | 'clock' | 'record' | 'busy' | 'takeSnapshot' | 'onBytes'>;

/** What updates need of the services. */
export interface OfficeUpdatesSetup extends Given {
  readonly userData: string;
  readonly window: BrowserWindow;
  readonly dialogs: Pick<Dialogs, 'chooseUpdateFolder'>;
}

/** Updates of this computer. */
export interface OfficeUpdates {
  readonly handlers: Pick<Handlers, UpdateCall>;
  /** to be called when the office was locked */
  readonly forget: () => void;
  /** to be called as the app begins to end; gives what is to be awaited last */
  readonly beforeEnd: () => () => Promise<void>;
}

/** Joins the calls about updates with this computer: its program, its policy, its memory sticks. */
export async function createOfficeUpdates({
  userData,
  window,
  dialogs,
  ...given
}: OfficeUpdatesSetup): Promise<OfficeUpdates> {
  const { platform, env, execPath, resourcesPath, versions } = process;
  const fromSource = isFromSource(app);
  const testing = updateTesting(fromSource, env);
  const folder = path.join(userData, 'updates');
  const copies = path.join(folder, 'pending');
  // an installer that took over is of no use any more; on Windows it may still be running
  await rm(copies, { recursive: true, force: true }).catch(() => undefined);
  const keys = importKeys(testing?.keys ?? builtInKeys);
  const isPortable = portableFolder(execPath) !== undefined;
  const { forget, takePlanned, ...handlers } = createUpdateHandlers({
    ...given,
    ...{ folder, keys, buildFacts: path.join(resourcesPath, 'app-update.yml') },
    running: { version: app.getVersion(), electron: versions.electron, data: dataFormats },
    kept: new KeptInstallers(path.join(folder, 'manifests'), testing?.installers ?? installersFolder(execPath), keys),
    isInstalled: testing !== undefined || (platform === 'win32' && !fromSource && !isPortable),
    said: async () => ({
      group: await readGroupPolicy(platform, env),
      file: await readPolicyFile(testing?.policy ?? policyFile(platform, env)),
    }),
    recordCommand: testing?.record,
    sticks: async () => (await listDrives()).map((drive) => drive.path),
    chooseFolder: dialogs.chooseUpdateFolder,
    load: () => import('./updates/signed-updater.ts'),
    leave: async () => {
      const closed = new Promise<boolean>((resolve) => window.once('closed', () => resolve(true)));
      window.close();
      return Promise.race([closed, pause(LEAVING_MS, false)]);
    },
  });
  return {
    handlers,
    forget,
    beforeEnd: () => {
      const start = takePlanned();
      return async () => {
        const started = await start?.().catch(() => undefined);
        if (start !== undefined && started?.ok !== true) {
          dialog.showErrorBox(text.updateNotStarted, text.updateNotStartedDetail);
        }
      };
    },
  };
}
