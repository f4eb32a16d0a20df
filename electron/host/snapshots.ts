import path from 'node:path';
import { instantFrom } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { may, type Permission } from '../../shared/access/permissions.ts';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { Log } from '../disk/log.ts';
import { factsOf } from '../snapshots/list-snapshots.ts';
import type { OpenedSnapshots } from '../snapshots/opened-snapshots.ts';
import { chooseSecondPlace, findSecondPlace, forgetSecondPlace } from '../snapshots/places.ts';
import { restoreSnapshot } from '../snapshots/restore.ts';
import type { SnapshotWork } from '../snapshots/snapshot-jobs.ts';
import type { Snapshots } from '../snapshots/snapshots.ts';
import type { OpenOffice, Vault } from '../vault/vault.ts';
import type { ActLog } from './act-log.ts';
import { allowed } from './allowed.ts';
import { gatherSafetyFacts, type SafetyDeps } from './safety-facts.ts';

/** Calls about the copies of the office and about how safe its data is. */
export type SnapshotCall =
  | 'safetyFacts'
  | 'takeSnapshot'
  | 'checkSnapshots'
  | 'chooseSnapshotPlace'
  | 'forgetSnapshotPlace'
  | 'openSnapshot'
  | 'readSnapshot'
  | 'closeSnapshot'
  | 'restoreSnapshot';

/** What these calls need of the rest of the main process. */
export interface SnapshotDeps extends SafetyDeps {
  readonly log: Log;
  readonly vault: Pick<Vault, 'openOffice'>;
  readonly snapshots: Snapshots;
  readonly opened: OpenedSnapshots;
  readonly work: SnapshotWork;
  readonly acts: Pick<ActLog, 'record'>;
  /** the operating system's dialogs; undefined when the person cancels */
  readonly dialogs: {
    readonly chooseSnapshotFile: () => Promise<string | undefined>;
    readonly chooseSnapshotFolder: () => Promise<string | undefined>;
  };
  /** signs out and closes the journal, so that the folders can be exchanged */
  readonly leave: () => Promise<void>;
  /** starts anew with what lies on the disk now; the answer to the window comes first */
  readonly restart: () => void;
}

/**
 * The calls of the data-safety panel and of restoring. Whoever stands before a computer without an open office may look
 * at a copy and put it in place: nothing is lost by it, as the office that was there is put aside, and what comes opens
 * only with a passphrase of its own. On an open office it takes the right to.
 */
export function createSnapshotHandlers(deps: SnapshotDeps): Pick<Handlers, SnapshotCall> {
  const { userData, clock, vault, snapshots, opened, work, acts, dialogs } = deps;
  const list = async () => (await snapshots.list()).map(factsOf);
  /** Asks for one of the rights when the office is open. @returns the open office, if it is */
  const allowedIfOpen = (...permissions: readonly Permission[]): Result<OpenOffice | undefined> => {
    const office = vault.openOffice();
    if (!office.ok) return ok(undefined);
    const { roles } = office.value.person;
    const isAllowed = permissions.some((permission) => may(roles, permission));
    return isAllowed ? office : fail('access/denied', { permission: permissions[0] ?? '' });
  };
  const takeInBackground = (): void => {
    snapshots.take().catch((error: unknown) => {
      deps.log.write({ call: 'snapshot', fault: 'host/unexpected', error });
    });
  };

  return {
    safetyFacts: async () => {
      const office = vault.openOffice();
      return office.ok ? ok(await gatherSafetyFacts(deps, office.value)) : office;
    },

    takeSnapshot: async () => {
      const office = allowed(vault, 'snapshot.make');
      if (!office.ok) return office;
      const taken = await snapshots.take();
      return taken.ok ? ok(await list()) : taken;
    },

    checkSnapshots: async () => {
      const office = allowed(vault, 'snapshot.make');
      return office.ok ? ok((await snapshots.check()).map(factsOf)) : office;
    },

    chooseSnapshotPlace: async () => {
      const before = allowed(vault, 'snapshot.manage');
      if (!before.ok) return before;
      const folder = await dialogs.chooseSnapshotFolder();
      if (folder === undefined) return fail('file/cancelled');
      // the dialog may have stood open for long
      const office = allowed(vault, 'snapshot.manage');
      if (!office.ok) return office;
      // written down before it counts; where that cannot be, the earlier place stays
      const place = await chooseSecondPlace(userData, folder, ({ name }) =>
        acts.record({ action: 'snapshot-place', detail: name }),
      );
      if (!place.ok) return place;
      await snapshots.forgetSecond();
      takeInBackground();
      return ok({ name: place.value.name });
    },

    forgetSnapshotPlace: async () => {
      const office = allowed(vault, 'snapshot.manage');
      if (!office.ok) return office;
      const place = await findSecondPlace(userData);
      const recorded = await acts.record({
        action: 'snapshot-place',
        detail: `Sin segundo lugar: ${place?.name ?? ''}`,
      });
      if (!recorded.ok) return recorded;
      await forgetSecondPlace(userData);
      await snapshots.forgetSecond();
      return ok({});
    },

    openSnapshot: async ({ id }) => {
      const before = allowedIfOpen('snapshot.manage', 'snapshot.restore-case');
      if (!before.ok) return before;
      if (id !== undefined) {
        const file = await snapshots.find(id);
        return file === undefined ? fail('snapshot/unknown') : opened.open(file);
      }
      const file = await dialogs.chooseSnapshotFile();
      return file === undefined ? fail('file/cancelled') : opened.open(file);
    },

    readSnapshot: async ({ token, after }) => {
      const office = allowed(vault, 'snapshot.restore-case');
      if (!office.ok) return office;
      const { keyring, keys } = office.value;
      const read = await opened.read(token, after, { vaultId: keyring.vaultId, journalKey: keys.journal });
      if (!read.ok) return read;
      const frames = read.value.frames.map((frame) => ({ ...frame, writes: [...frame.writes] }));
      return ok({ frames, end: read.value.end });
    },

    closeSnapshot: ({ token }) => {
      opened.close(token);
      return Promise.resolve(ok({}));
    },

    restoreSnapshot: async ({ token }) => {
      const office = allowedIfOpen('snapshot.manage');
      if (!office.ok) return office;
      const found = opened.find(token);
      if (!found.ok) return found;
      const { file, layout } = found.value;
      if (office.value !== undefined) {
        // into the chain that is put aside; the one that comes gets an entry when somebody signs in
        const recorded = await acts.record({ action: 'snapshot-restored', detail: path.basename(file) });
        if (!recorded.ok) return recorded;
      }
      await deps.leave();
      const now = instantFrom(clock.now());
      const restored = await snapshots.exclusive(() =>
        restoreSnapshot({ userData, file, manifest: layout.manifest, now, work }),
      );
      if (!restored.ok) return restored;
      deps.restart();
      return ok({});
    },
  };
}
