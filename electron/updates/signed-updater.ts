import type { KeyObject } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { NsisUpdater } from 'electron-updater';
import { load } from 'js-yaml';
import type { Fault } from '../../shared/kernel/fault.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { systemCode, writeFault } from '../disk/atomic-write.ts';
import { copyVerified, verifyInstaller, type Installer } from './copy-verified.ts';
import { orRefuse, UpdateRefused } from './refused.ts';
import { SignedProvider, type SignedFeed } from './signed-provider.ts';
import type { UpdateSource } from './source.ts';
import type { SignedManifest } from './verify-manifest.ts';

/** What the updater is made with. */
export interface UpdaterSetup {
  /** of the running app */
  readonly version: string;
  /** absolute path of the folder that the installer is copied into; all of it is the updater's */
  readonly folder: string;
  readonly source: UpdateSource;
  readonly keys: readonly KeyObject[];
  readonly accept: SignedFeed['accept'];
  /** true for going back on purpose, to a version that was kept */
  readonly mayBeOlder: boolean;
  /**
   * absolute path of electron-builder's `app-update.yml`, which says whom Windows must name as the signer of the installer
   * (Authenticode); where it is missing or names nobody, the manifest's signature alone decides
   */
  readonly buildFacts: string;
  /** takes a command instead of the system; only tests have one */
  readonly record: ((command: string, args: readonly string[]) => Promise<void>) | undefined;
}

type Feed = SignedFeed & { readonly requestHeaders: null };

/**
 * electron-updater for Windows, with its holes closed (docs/decisions/0029-updates.md): it never speaks to a network by
 * itself, gives this computer no number, takes nothing older unless told to, and what it starts was summed up a moment ago.
 */
class SignedUpdater extends NsisUpdater {
  readonly #record: UpdaterSetup['record'];
  #started: Promise<boolean> | undefined;

  constructor(setup: UpdaterSetup, execute: Download) {
    const feed: Feed = {
      ...{ provider: 'custom', updateProvider: SignedProvider, requestHeaders: null },
      ...{ source: setup.source, keys: setup.keys, accept: setup.accept },
    };
    // with an adapter of ours it makes no session of Chromium's for itself
    super(feed as never, adapterOf(setup));
    this.#record = setup.record;
    this.logger = null;
    this.autoDownload = false;
    this.autoInstallOnAppQuit = false;
    this.disableWebInstaller = true;
    this.disableDifferentialDownload = true;
    this.allowPrerelease = false;
    this.forceDevUpdateConfig = true;
    this.allowDowngrade = setup.mayBeOlder;
    Object.assign(this, { httpExecutor: { download: execute }, configOnDisk: { value: configOf(setup.buildFacts) } });
  }

  /** As the library's own, without the number by which a server could know this computer again. */
  protected override async getUpdateInfoAndProvider(): ReturnType<NsisUpdater['getUpdateInfoAndProvider']> {
    const { clientPromise } = this as unknown as { clientPromise: Promise<SignedProvider> };
    const provider = await clientPromise;
    return { info: await provider.getLatestVersion(), provider };
  }

  protected override spawnLog(command: string, args: string[] = []): Promise<boolean> {
    // the library would start a helper with more rights where Windows refuses: none is packed, and the installer raises itself
    if (command !== this.file) return Promise.reject(new Error(`only the installer is started: ${command}`));
    const record = this.#record;
    this.#started = record === undefined ? super.spawnLog(command, args) : record(command, args).then(() => true);
    return this.#started;
  }

  /** Absolute path of the installer that was taken; undefined before. */
  get file(): string | undefined {
    return this.installerPath ?? undefined;
  }

  /** Starts the installer, which asks Windows for an administrator's rights by itself. @returns whether it runs */
  async start(): Promise<boolean> {
    if (!this.install(true, true) || this.#started === undefined) return false;
    return this.#started.catch(() => false);
  }
}

type Download = (url: URL, to: string, options: { readonly sha512?: string | null }) => Promise<string>;

/** An update that was found, verified and may be taken. */
export interface FoundUpdate extends SignedManifest {
  /**
   * Copies the installer and checks all of it.
   * @returns `update/installer-differs`, `update/not-by-publisher`, `update/gone`, `update/unreachable`, `file/disk-full`,
   *   `file/cannot-write`, `file/cancelled`
   */
  readonly take: (onBytes: (done: number) => void, signal: AbortSignal) => Promise<Result<undefined>>;
  /** Sums the copy up once more, and deletes one that differs. @returns `update/installer-differs` */
  readonly verify: () => Promise<Result<undefined>>;
  /** Verifies and starts the installer; the app must end at once. @returns `update/installer-differs`, `update/not-started` */
  readonly start: () => Promise<Result<undefined>>;
}

/**
 * Looks for an update in a source.
 * @returns undefined when what lies there is no other version; faults of `readSigned` and of `accept`, `update/none-found`
 */
export async function findUpdate(setup: UpdaterSetup): Promise<Result<FoundUpdate | undefined>> {
  let signed: SignedManifest | undefined;
  let progress: { onBytes: (done: number) => void; signal: AbortSignal } | undefined;
  const installer = (): Installer & { readonly name: string } => {
    if (signed === undefined) throw new Error('nothing was found yet');
    return signed.manifest.installer;
  };
  const download: Download = async (_url, to, { sha512 }) => {
    const wanted = installer();
    if (progress === undefined || sha512 !== wanted.sha512) throw new Error('not the installer that was announced');
    const pieces = setup.source.open(wanted.name, progress.signal);
    orRefuse(await copyVerified(pieces, to, wanted, progress.onBytes));
    return to;
  };
  const accept: SignedFeed['accept'] = (candidate) => {
    const accepted = setup.accept(candidate);
    if (accepted.ok) signed = candidate;
    return accepted;
  };
  const updater = new SignedUpdater({ ...setup, accept }, download);
  try {
    const checked = await updater.checkForUpdates();
    if (checked?.isUpdateAvailable !== true || signed === undefined) return ok(undefined);
  } catch (error) {
    return refusal(error);
  }
  const verify = async (): Promise<Result<undefined>> => {
    const file = updater.file ?? '';
    const verified = await verifyInstaller(file, installer());
    if (!verified.ok) await rm(file, { force: true }).catch(() => undefined);
    return verified;
  };
  return ok({
    ...signed,
    take: async (onBytes, signal) => {
      progress = { onBytes, signal };
      try {
        await updater.downloadUpdate();
        return ok(undefined);
      } catch (error) {
        return signal.aborted ? fail('file/cancelled') : refusal(error);
      } finally {
        progress = undefined;
      }
    },
    verify,
    start: async () => {
      const verified = await verify();
      if (!verified.ok) return verified;
      return (await updater.start()) ? ok(undefined) : fail('update/not-started');
    },
  });
}

/** What an error of the library means to a person. @throws when it means a bug */
function refusal(error: unknown): Result<never> {
  if (error instanceof UpdateRefused) return { ok: false, fault: error.fault satisfies Fault };
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE') return fail('update/not-by-publisher');
  if (systemCode(error) === undefined) throw error;
  return writeFault(error);
}

/** What the library reads of `app-update.yml`, without where it would look for updates by itself. */
async function configOf(
  file: string,
): Promise<{ readonly updaterCacheDirName: string; readonly publisherName?: unknown }> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const facts: unknown = load(text);
  const named = typeof facts === 'object' && facts !== null && 'publisherName' in facts;
  return { updaterCacheDirName: '.', ...(named ? { publisherName: facts.publisherName } : {}) };
}

function adapterOf({ version, folder }: UpdaterSetup): ConstructorParameters<typeof NsisUpdater>[1] {
  const never = (): never => {
    throw new Error('the app ends itself');
  };
  return {
    ...{ version, name: 'Atalaya', isPackaged: true, userDataPath: folder, baseCachePath: folder },
    appUpdateConfigPath: '',
    whenReady: () => Promise.resolve(),
    relaunch: never,
    quit: never,
    onQuit: () => undefined,
  };
}
