import type { KeyObject } from 'node:crypto';
import path from 'node:path';
import type { Act } from '../../shared/access/acts.ts';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { FoundUpdate as ToldUpdate } from '../../shared/ipc/update-calls.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { isOlderVersion } from '../../shared/kernel/version.ts';
import { judgeUpdate, newestKnown, type RunningApp, type Standing } from '../../shared/update/judge.ts';
import { UPDATE_FOLDER } from '../../shared/update/manifest.ts';
import { decidePolicy, mayUpdate, type Said, type UpdatePolicy } from '../../shared/update/policy.ts';
import type { Work } from '../updates/busy-work.ts';
import { folderSource } from '../updates/folder-source.ts';
import type { KeptInstallers } from '../updates/kept-installers.ts';
import type { FoundUpdate, UpdaterSetup } from '../updates/signed-updater.ts';
import type { UpdateSource } from '../updates/source.ts';
import type { SignedManifest } from '../updates/verify-manifest.ts';
import { webSource } from '../updates/web-source.ts';
import type { Keyring } from '../vault/keyring.ts';
import type { Vault } from '../vault/vault.ts';
import { actWords } from './act-words.ts';
import { allowed } from './allowed.ts';

/** Calls about newer and earlier versions of the app. */
export type UpdateCall = 'updateFacts' | 'setUpdateChoice' | 'findUpdate' | 'installUpdate' | 'goBack' | 'cancelUpdate';

/** What they need from the rest of the main process. */
export interface UpdateDeps {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly record: (act: Act) => Promise<Result<unknown>>;
  readonly running: RunningApp;
  /** absolute path of the folder that installers are copied into */
  readonly folder: string;
  readonly keys: readonly KeyObject[];
  readonly kept: KeptInstallers;
  /** whether a Windows installer put this program here, which another one may replace */
  readonly isInstalled: boolean;
  /** what those outside the office say about updates; asked anew each time */
  readonly said: () => Promise<{ readonly group: Said; readonly file: Said }>;
  readonly buildFacts: UpdaterSetup['buildFacts'];
  readonly recordCommand: UpdaterSetup['record'];
  /** absolute paths of the memory sticks that are in */
  readonly sticks: () => Promise<readonly string[]>;
  readonly chooseFolder: () => Promise<string | undefined>;
  /** loads the updater, which no start has to wait for */
  readonly load: () => Promise<{
    readonly findUpdate: (setup: UpdaterSetup) => Promise<Result<FoundUpdate | undefined>>;
  }>;
  /** what the window is in the middle of */
  readonly busy: () => Work | undefined;
  readonly takeSnapshot: () => Promise<Result<unknown>>;
  /** asks the window to close; false when it stays, as there is text that could not be kept */
  readonly leave: () => Promise<boolean>;
  readonly onBytes: (progress: { readonly done: number; readonly total: number }) => void;
}

/** The calls, and what the app does with them when it ends. */
export interface UpdateHandlers extends Pick<Handlers, UpdateCall> {
  /** drops what was offered and stops what is being copied: whoever asked for it is gone */
  readonly forget: () => void;
  /** hands over the installer that is to be started when all else has ended; undefined when there is none */
  readonly takePlanned: () => (() => Promise<Result<undefined>>) | undefined;
}

type Found =
  | { readonly state: 'newer'; readonly update: FoundUpdate; readonly way: 'stick' | 'web' }
  | { readonly state: 'same' | 'older'; readonly signed: SignedManifest };

/**
 * The calls with which whoever may change settings looks for another version of the app and installs it. Faults:
 * `access/denied`, `vault/locked`, `update/*`, `file/*`, those of the journal and of a snapshot.
 */
export function createUpdateHandlers(deps: UpdateDeps): UpdateHandlers {
  const { vault, running, keys, kept, record } = deps;
  let offer: { readonly update: FoundUpdate; readonly way: 'stick' | 'web' } | undefined;
  let planned: FoundUpdate | undefined;
  let copying: AbortController | undefined;
  let isPreparing = false;

  const policy = async (keyring: Keyring): Promise<UpdatePolicy> =>
    decidePolicy({ ...(await deps.said()), office: keyring.updates?.choice });

  const setup = (source: UpdateSource, accept: UpdaterSetup['accept'], mayBeOlder: boolean): UpdaterSetup => ({
    ...{ version: running.version, folder: deps.folder, keys, source, accept, mayBeOlder },
    ...{ buildFacts: deps.buildFacts, record: deps.recordCommand },
  });

  /** Looks in one place. */
  const look = async (source: UpdateSource, way: 'stick' | 'web', keyring: Keyring): Promise<Result<Found>> => {
    let judged: { readonly standing: Standing; readonly signed: SignedManifest } | undefined;
    const accept: UpdaterSetup['accept'] = (signed) => {
      const about = { running, known: keyring.updates?.known, now: deps.clock.now() };
      const standing = judgeUpdate(signed.manifest, about);
      if (standing.ok) judged = { standing: standing.value, signed };
      return standing;
    };
    const { findUpdate } = await deps.load();
    const found = await findUpdate(setup(source, accept, false));
    if (!found.ok) return found;
    if (found.value !== undefined) return ok({ state: 'newer', update: found.value, way });
    return judged === undefined || judged.standing === 'newer'
      ? fail('update/none-found')
      : ok({ state: judged.standing, signed: judged.signed });
  };

  /** Remembers the newest that was seen signed, so that nothing older passes for new later. */
  const remember = ({ manifest }: SignedManifest): Promise<Result<unknown>> => {
    const office = vault.openOffice();
    const before = office.ok ? office.value.keyring.updates?.known : undefined;
    const known = newestKnown(before, manifest);
    if (known.version === before?.version && known.released === before.released) return Promise.resolve(ok(undefined));
    return vault.change(
      'settings.write',
      ({ keyring }) =>
        Promise.resolve(ok({ keyring: { ...keyring, updates: { ...keyring.updates, known } }, value: {} })),
      () => record({ action: 'updated', detail: actWords.updateSeen(known.version) }),
    );
  };

  const sourcesOf = async (
    where: 'sticks' | 'folder' | 'web',
    url: string | undefined,
  ): Promise<Result<readonly UpdateSource[]>> => {
    if (where === 'web') return url === undefined ? fail('update/off') : ok([webSource(url)]);
    const chosen = where === 'folder' ? await deps.chooseFolder() : undefined;
    if (where === 'folder' && chosen === undefined) return fail('file/cancelled');
    const folders = chosen === undefined ? await deps.sticks() : [chosen];
    return ok(folders.flatMap((folder) => [folderSource(path.join(folder, UPDATE_FOLDER)), folderSource(folder)]));
  };

  /** Nothing that an update would cut off is under way. */
  const idle = (): Result<undefined> => {
    const work = deps.busy();
    return work === undefined ? ok(undefined) : fail('update/busy', { work });
  };

  /** One preparation at a time: from the first question to the closing of the window nobody else begins one. */
  const alone = async (work: () => Promise<Result<Record<string, never>>>): Promise<Result<Record<string, never>>> => {
    if (isPreparing) return fail('update/busy', { work: 'update' });
    isPreparing = true;
    try {
      return await work();
    } finally {
      isPreparing = false;
    }
  };

  /** Takes a version over: everything that can fail comes before the window closes, and is undone by itself. */
  const prepare = async (update: FoundUpdate, line: string): Promise<Result<Record<string, never>>> => {
    const total = update.manifest.installer.size;
    copying = new AbortController();
    try {
      const taken = await update.take((done) => deps.onBytes({ done, total }), copying.signal);
      if (!taken.ok) return taken;
    } finally {
      copying = undefined;
    }
    const noted = await kept.keep(update);
    if (!noted.ok) return noted;
    const before = idle();
    if (!before.ok) return before;
    const copied = await deps.takeSnapshot();
    if (!copied.ok) return copied;
    const verified = await update.verify();
    if (!verified.ok) return verified;
    // copying took its time
    const may = allowed(vault, 'settings.write');
    if (!may.ok) return may;
    const still = idle();
    if (!still.ok) return still;
    const recorded = await record({ action: 'updated', detail: line });
    if (!recorded.ok) return recorded;
    const last = idle();
    if (!last.ok) return last;
    planned = update;
    if (await deps.leave()) return ok({});
    planned = undefined;
    return fail('update/stayed-open');
  };

  /** What must be so before a preparation begins. */
  const begin = async (): Promise<Result<UpdatePolicy>> => {
    const office = allowed(vault, 'settings.write');
    if (!office.ok) return office;
    if (keys.length === 0) return fail('update/no-keys');
    if (!deps.isInstalled) return fail('update/by-hand');
    const free = idle();
    return free.ok ? ok(await policy(office.value.keyring)) : free;
  };

  return {
    updateFacts: async () => {
      const office = vault.openOffice();
      if (!office.ok) return office;
      const { keyring } = office.value;
      const { choice, by, damaged } = await policy(keyring);
      const known = keyring.updates?.known;
      return ok({
        ...{ version: running.version, choice, by, damaged },
        installs: keys.length === 0 ? 'no-keys' : deps.isInstalled ? 'yes' : 'by-hand',
        ...(known !== undefined && isOlderVersion(running.version, known.version) ? { known } : {}),
        kept: [...(await kept.list(running))],
      });
    },

    setUpdateChoice: async ({ choice }) => {
      const office = allowed(vault, 'settings.write');
      if (!office.ok) return office;
      const { by } = await policy(office.value.keyring);
      if (by === 'group' || by === 'file') return fail('update/policy-decides');
      return vault.change(
        'settings.write',
        ({ keyring }) =>
          Promise.resolve(ok({ keyring: { ...keyring, updates: { ...keyring.updates, choice } }, value: {} })),
        () => record({ action: 'settings', detail: actWords.updateChoice(choice) }),
      );
    },

    findUpdate: async ({ where }) => {
      offer = undefined;
      const office = allowed(vault, 'settings.write');
      if (!office.ok) return office;
      if (keys.length === 0) return fail('update/no-keys');
      const way = where === 'web' ? 'web' : 'stick';
      const may = mayUpdate(await policy(office.value.keyring), way);
      if (!may.ok) return may;
      const sources = await sourcesOf(where, may.value);
      if (!sources.ok) return sources;
      const found = await best(sources.value, (source) => look(source, way, office.value.keyring));
      if (!found.ok) return found;
      const signed = found.value.state === 'newer' ? found.value.update : found.value.signed;
      const remembered = await remember(signed);
      if (!remembered.ok) return remembered;
      if (found.value.state === 'newer') {
        offer = found.value;
        return ok(told(found.value.update));
      }
      // it vouches for an installer that is kept here, should somebody go back to it
      const noted = await kept.keep(signed);
      return noted.ok ? ok({ state: found.value.state, version: signed.manifest.version }) : noted;
    },

    installUpdate: () =>
      alone(async () => {
        const policyNow = await begin();
        if (!policyNow.ok) return policyNow;
        if (offer === undefined) return fail('update/none-found');
        const may = mayUpdate(policyNow.value, offer.way);
        if (!may.ok) return may;
        return prepare(offer.update, actWords.updateInstalled(running.version, offer.update.manifest.version));
      }),

    goBack: ({ version }) =>
      alone(async () => {
        const policyNow = await begin();
        if (!policyNow.ok) return policyNow;
        const may = mayUpdate(policyNow.value, 'stick');
        if (!may.ok) return may;
        const state = (await kept.list(running)).find((one) => one.version === version)?.state;
        if (state === 'other-data') return fail('update/data-newer');
        const source = state === 'ready' ? await kept.source(version) : undefined;
        if (source === undefined) return fail('update/not-kept');
        const accept: UpdaterSetup['accept'] = ({ manifest }) =>
          manifest.version === version ? ok(undefined) : fail('update/not-kept');
        const { findUpdate } = await deps.load();
        const found = await findUpdate(setup(source, accept, true));
        if (!found.ok) return found;
        if (found.value === undefined) return fail('update/not-kept');
        return prepare(found.value, actWords.updateBack(running.version, version));
      }),

    cancelUpdate: () => {
      copying?.abort();
      return Promise.resolve(ok({}));
    },

    forget: () => {
      offer = undefined;
      copying?.abort();
    },

    takePlanned: () => planned?.start,
  };
}

/** The best of several places: the newest that can be installed, else what went wrong, else that nothing is newer. */
async function best(
  sources: readonly UpdateSource[],
  look: (source: UpdateSource) => Promise<Result<Found>>,
): Promise<Result<Found>> {
  let newest: Extract<Found, { state: 'newer' }> | undefined;
  let other: Found | undefined;
  let wrong: Fault | undefined;
  for (const source of sources) {
    const found = await look(source);
    if (!found.ok) {
      if (found.fault.code !== 'update/none-found') wrong ??= found.fault;
    } else if (found.value.state !== 'newer') {
      other = other?.state === 'same' ? other : found.value;
    } else if (
      newest === undefined ||
      isOlderVersion(newest.update.manifest.version, found.value.update.manifest.version)
    ) {
      newest = found.value;
    }
  }
  if (newest !== undefined) return ok(newest);
  if (wrong !== undefined) return { ok: false, fault: wrong };
  return other === undefined ? fail('update/none-found') : ok(other);
}

function told({ manifest }: FoundUpdate): ToldUpdate {
  const { version, released, validUntil, installer, news } = manifest;
  return { state: 'newer', version, released, validUntil, size: installer.size, news };
}
