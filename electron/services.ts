import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { app, powerMonitor, session, type BrowserWindow, type WebContents } from 'electron';
import type { Act } from '../shared/access/acts.ts';
import type { Check } from '../shared/diagnosis/check.ts';
import type { Handlers } from '../shared/ipc/contract.ts';
import { signingRules } from '../shared/catalog/signing-rules.ts';
import { LAYOUT } from '../shared/journal/write.ts';
import { instantFrom, type Clock } from '../shared/kernel/clock.ts';
import { ok, type Result } from '../shared/kernel/result.ts';
import { buildDiagnosisPage } from '../shared/report/diagnosis-page.ts';
import { createDialogs } from './dialogs.ts';
import { writeAtomically } from './disk/atomic-write.ts';
import { createLastFolder, removeLastFolderFile } from './disk/last-folder.ts';
import type { Log } from './disk/log.ts';
import { createDocumentProcess } from './documents/client.ts';
import { chainOf } from './diagnosis/chain.ts';
import { runChecks } from './diagnosis/checks.ts';
import { gatherSlip } from './diagnosis/slip.ts';
import { followOffice } from './documents/follow-office.ts';
import { forkDocumentProcess } from './documents/fork.ts';
import type { Endings } from './endings.ts';
import { evidenceFolder } from './evidence/evidence-files.ts';
import { EvidenceStore } from './evidence/evidence-store.ts';
import type { Engine } from './guard/engine.ts';
import { isFromSource } from './guard/from-source.ts';
import { APP_ORIGIN, documentUrl } from './guard/origin.ts';
import { allowed } from './host/allowed.ts';
import { createAlertHandlers } from './host/alerts.ts';
import { createVerifierPageHandlers } from './host/verifier-page.ts';
import { createFirstHandlers } from './host/app.ts';
import { createAskTimestamp } from './host/ask-timestamp.ts';
import { createDataFileHandlers } from './host/data-files.ts';
import { createDecommissionHandlers } from './host/decommission.ts';
import { ejectDrive, listDrives } from './exchange/drives.ts';
import { createBundleThreads } from './exchange/bundle-thread.ts';
import { QUARANTINE_FOLDER } from './exchange/quarantine.ts';
import { createBundleInHandlers } from './host/bundles-in.ts';
import { createBundleOutHandlers } from './host/bundles-out.ts';
import { createPlaces } from './host/bundle-places.ts';
import { createChosenFiles } from './host/chosen-files.ts';
import { createDocumentHandlers } from './host/documents.ts';
import { createEvidenceHandlers } from './host/evidence.ts';
import { createExchangeRootHandlers } from './host/exchange-root.ts';
import { createExchangeTrustHandlers } from './host/exchange-trust.ts';
import { createFileHandlers } from './host/files.ts';
import { watchGoingOut } from './host/going-out.ts';
import { createJournalHandlers } from './host/journal.ts';
import { createKeyHandlers } from './host/keys.ts';
import { createPackageHandlers } from './host/packages.ts';
import { createPreviewHandlers, type Previews } from './host/preview.ts';
import { createPrintHandlers, printsDocuments } from './host/print.ts';
import { createSaveEvidenceHandlers } from './host/save-evidence.ts';
import { tell } from './host/tell.ts';
import { createExtractHandlers } from './host/sign-extract.ts';
import { powershellOf } from './host/powershell.ts';
import { createSignHandlers } from './host/sign.ts';
import { createSigningSettingsHandlers } from './host/signing-settings.ts';
import { createReadList, createStamping } from './host/prove-authority.ts';
import { createStampHandlers } from './host/stamp-document.ts';
import { createSnapshotHandlers } from './host/snapshots.ts';
import { createSupportHandlers } from './host/support.ts';
import { createTokenHandlers } from './host/tokens.ts';
import { watchIdleness } from './idle-lock.ts';
import { watchLongWork } from './long-work.ts';
import { createOfficeUpdates } from './office-updates.ts';
import { watchBusyWork } from './updates/busy-work.ts';
import { Ledger } from './journal/ledger.ts';
import { evidenceCopies } from './snapshots/evidence-places.ts';
import { createPackageThreads, PACKAGE_FOLDER } from './packages/package-thread.ts';
import { OpenedSnapshots } from './snapshots/opened-snapshots.ts';
import { clearRestored, findRestored, isRestored, resumeRestore } from './snapshots/restore.ts';
import { scheduleSnapshots } from './snapshots/schedule.ts';
import { createSnapshotWorker } from './snapshots/snapshot-work.ts';
import { Snapshots } from './snapshots/snapshots.ts';
import type { Vault } from './vault/vault.ts';
import { renewPage } from './window.ts';

/** How long a lock waits for the window to keep its last keystrokes; a frozen window gets no longer. */
const LAST_WORDS_MS = 2500;
/** How long locking waits for the word that a bundle did not leave. */
const BUNDLE_AT_LOCK_MS = 2000;
/** How long closing the app may wait for a snapshot. */
const SNAPSHOT_AT_QUIT_MS = 20_000;

/** What the services are made of. */
export interface ServiceSetup {
  /** absolute path of the profile folder */
  readonly userData: string;
  readonly vault: Vault;
  readonly window: BrowserWindow;
  /** of that window */
  readonly contents: WebContents;
  readonly previews: Previews;
  readonly engine: Engine;
  readonly endings: Endings;
  readonly log: Log;
  readonly clock: Clock;
  /** milliseconds since the start, whatever becomes of the clock */
  readonly uptime: () => number;
  /** absolute path of a script that runs beside this one */
  readonly bundle: (name: string) => string;
  /** absolute path of the offline alert form, without an office in it */
  readonly alertForm: string;
  /** absolute path of the page with which anybody verifies a paper */
  readonly verifierPage: string;
}

/** Everything behind the window. */
export interface Services {
  /** what the window may ask for */
  readonly handlers: Handlers;
  /** to be called when the page starts anew or dies: whatever it held is gone, so the keys go too */
  readonly forget: () => void;
  /** to be called when another page is asked for */
  readonly onNavigation: () => void;
  /** to be awaited before the app ends; settles by itself */
  readonly end: () => Promise<void>;
}

/**
 * Makes the services behind the window: journal, snapshots, papers, people, locks; and the calls that reach them.
 * Nothing may be stored before it settles: an upgrade of the app takes its snapshot here.
 */
export async function startServices(setup: ServiceSetup): Promise<Services> {
  const { userData, vault, window, contents, previews, engine, endings, log, clock, uptime, bundle } = setup;
  const copies = createSnapshotWorker(bundle('snapshots'));
  const ledger: Ledger = new Ledger({
    folder: path.join(userData, 'journal'),
    clock,
    log,
    findFrame: (seq) => snapshots.findFrame(seq),
    anchorFile: path.join(userData, 'vault', 'anchor.json'),
    onDamage: (state) => tell(contents, 'journalDamaged', state),
  });
  const record = (act: Act): Promise<Result<unknown>> => ledger.record(act);
  const snapshots = await Snapshots.open({
    userData,
    clock,
    log,
    appVersion: app.getVersion(),
    layout: LAYOUT,
    work: copies.work,
    ledger,
    record,
  });
  /** the office was put back from a snapshot and the window's database may still be the one before */
  let justRestored = await isRestored(userData);
  const powershell = powershellOf(process.platform, process.env['SystemRoot']);
  const documents = createDocumentProcess(() => forkDocumentProcess(bundle('documents')));
  const lastFolder = createLastFolder(app.getPath('documents'));
  void removeLastFolderFile(userData);
  const dialogs = createDialogs(window, lastFolder);
  const schedule = scheduleSnapshots({
    snapshots,
    compact: () => snapshots.compactJournal(),
    log,
    now: uptime,
    every: setInterval,
    wait: pause,
  });
  const goingOut = watchGoingOut({
    roles: () => {
      const office = vault.openOffice();
      return office.ok ? ok(office.value.person.roles) : office;
    },
    record,
  });
  const patienceMs = signingRules.timestamp.patienceSeconds * 1000;
  const signDeps = {
    vault,
    ledger,
    credentialsFolder: path.join(userData, 'vault', 'credentials'),
    clock,
    dialogs,
    prepare: documents.prepare,
    prepareTimestamp: documents.prepareTimestamp,
    powershell,
    ...createStamping(createAskTimestamp(patienceMs), createReadList(patienceMs)),
  };
  const evidence = new EvidenceStore(evidenceFolder(userData), clock);
  await evidence.sweepUnfinished();
  const chosen = createChosenFiles();
  const { forgetFolders, ...saveEvidence } = createSaveEvidenceHandlers({
    askWhere: dialogs.askWhereToSaveEvidence,
    chooseFolder: dialogs.chooseExportFolder,
    lastFolder,
    write: writeAtomically,
    goingOut,
    mayGo: () => allowed(vault, 'document.export'),
  });
  const packageFolder = path.join(userData, PACKAGE_FOLDER);
  // what a kill left half sealed is of no use to anybody
  await rm(packageFolder, { recursive: true, force: true }).catch(() => undefined);
  const { cancelAll: cancelPackages, ...packages } = createPackageHandlers({
    ...signDeps,
    folder: packageFolder,
    begin: createPackageThreads(bundle('packages')),
    chooseFolder: dialogs.choosePackageFolder,
    lastFolder,
    goingOut,
    record,
  });
  const quarantineFolder = path.join(userData, QUARANTINE_FOLDER);
  await rm(quarantineFolder, { recursive: true, force: true }).catch(() => undefined);
  const bundleThreads = createBundleThreads(bundle('bundles'));
  const longWork = watchLongWork({
    systemIdleSeconds: () => powerMonitor.getSystemIdleTime(),
    now: uptime,
    tell: () => tell(contents, 'workGoesOn', {}),
  });
  const bundleThread = () =>
    bundleThreads((bytes) => {
      longWork.step();
      tell(contents, 'bundleProgress', { bytes });
    });
  const places = createPlaces({
    // whoever may receive may send
    mayUse: () => allowed(vault, 'exchange.send'),
    chooseFolder: dialogs.chooseDriveFolder,
    lastFolder,
    drives: { list: listDrives, eject: ejectDrive },
  });
  const { cancelAll: cancelBundles, ...bundlesOut } = createBundleOutHandlers({
    ...{ vault, clock, places, record, thread: bundleThread },
    // swept with the packages at the start
    folder: packageFolder,
  });
  const { closeAll: closeBundles, ...bundlesIn } = createBundleInHandlers({
    ...{ vault, places, thread: bundleThread },
    folder: quarantineFolder,
    chooseFile: dialogs.chooseBundleFile,
  });
  const exchange = {
    ...{ vault, record, dialogs },
    files: { askWhere: dialogs.askWhereToSaveData, lastFolder, write: writeAtomically, goingOut },
  };
  const { forgetOffered, ...exchangeTrust } = createExchangeTrustHandlers(exchange);
  const { forgetCards, ...exchangeRoot } = createExchangeRootHandlers(exchange);
  const busyWork = watchBusyWork();
  const updates = await createOfficeUpdates({
    ...{ userData, window, dialogs, vault, clock, record },
    busy: busyWork.now,
    takeSnapshot: () => snapshots.take(),
    onBytes: (progress) => tell(contents, 'updateProgress', progress),
  });
  const opened = new OpenedSnapshots({ userData, work: copies.work, ledger });
  const forgetChosen = (): void => {
    chosen.forget();
    forgetFolders();
    void evidence.cancelAll();
    void cancelPackages();
    void cancelBundles();
    void closeBundles();
    places.forget();
    forgetOffered();
    forgetCards();
    updates.forget();
    busyWork.forget();
  };
  /** its keys are gone: nothing may be opened any more in this run */
  let isDestroyed = false;
  const startAnew = async (): Promise<void> => {
    await resumeRestore(userData);
    await vault.reload();
    justRestored = await isRestored(userData);
    renewPage(window);
  };
  const keys = createKeyHandlers({
    vault,
    ledger,
    findRestored: () => findRestored(userData),
    lastLook: async () => {
      // what did not leave is written down while the journal is open; a stick that hangs keeps nobody from locking
      await Promise.race([cancelBundles(), delay(BUNDLE_AT_LOCK_MS, undefined, { ref: false })]);
      await schedule.beforeLock();
    },
    onSignedOut: () => {
      lastFolder.forget();
      forgetChosen();
      tell(contents, 'locked', {});
    },
  });
  const copyHandlers = createSnapshotHandlers({
    userData,
    clock,
    ledger,
    engine,
    log,
    vault,
    snapshots,
    opened,
    work: copies.work,
    acts: { record },
    dialogs,
    leave: async () => {
      await keys.lock({});
    },
    restart: () => void startAnew(),
  });
  const noteActivity = watchIdleness({
    limitSeconds: () => {
      const office = vault.openOffice();
      // while the recovery sheets of a new office are being copied nobody may be shut out of them
      return office.ok && office.value.keyring.ready ? office.value.keyring.policy.idleMinutes * 60 : undefined;
    },
    systemIdleSeconds: longWork.idleSeconds,
    now: uptime,
    lock: () => lock(),
    every: setInterval,
  });

  const { electron, chrome, node } = process.versions;
  const looking = { userData, clock, versions: { app: app.getVersion(), electron, chrome, node } };
  const checks = (): Promise<readonly Check[]> =>
    runChecks({
      ...looking,
      printsDocuments: printsDocuments(electron),
      openJournal: () => {
        const state = ledger.state();
        return state === undefined ? undefined : { state, latest: ledger.latestTime() };
      },
      countPrinters: async () => (await contents.getPrintersAsync()).length,
      drawPage: (found) =>
        documents.render(
          buildDiagnosisPage({
            ...{ office: { name: app.name, letterhead: [] }, madeAt: instantFrom(clock.now()), paper: 'letter' },
            checks: found,
          }),
        ),
    });
  const toServices = uptime();
  const watched = (all: Handlers): Handlers => longWork.watch(busyWork.watch(all));
  const handlers = watched({
    ...createFirstHandlers({
      versions: { version: app.getVersion(), electron, chrome },
      officeState: () => vault.officeState(),
      people: () => vault.listPeople(),
      ending: endings.toTell,
    }),
    noteActivity: () => {
      noteActivity();
      return Promise.resolve(ok({}));
    },
    ...followOffice(keys, {
      warm: () => {
        endings.told();
        documents.warm();
      },
      stop: documents.stop,
    }),
    ...createJournalHandlers({
      ledger,
      clearDatabase: () => session.defaultSession.clearStorageData({ origin: APP_ORIGIN, storages: ['indexdb'] }),
      onWritten: async () => {
        if (justRestored) await clearRestored(userData);
        justRestored = false;
      },
    }),
    ...copyHandlers,
    ...createDecommissionHandlers({
      ...signDeps,
      userData,
      safetyFacts: () => copyHandlers.safetyFacts({}),
      render: documents.render,
      askWhere: async (name) => dialogs.askWhereToSaveDocument(path.join(await lastFolder.find(), name)),
      write: writeAtomically,
      onDestroyed: () => {
        isDestroyed = true;
      },
    }),
    ...createSignHandlers(signDeps),
    ...createStampHandlers(signDeps),
    ...createSigningSettingsHandlers({ vault, record, dialogs }),
    ...createTokenHandlers({ vault, clock, powershell, record, dialogs }),
    ...createExtractHandlers(signDeps),
    ...createEvidenceHandlers({
      vault,
      store: evidence,
      chosen,
      dialogs,
      copies: () => evidenceCopies(userData),
      isWhole: () => ledger.state()?.state === 'whole',
    }),
    ...saveEvidence,
    ...packages,
    ...places.handlers,
    ...bundlesOut,
    ...bundlesIn,
    ...createAlertHandlers({
      vault,
      template: () => readFile(setup.alertForm, 'utf8'),
      files: { askWhere: dialogs.askWhereToSaveForm, lastFolder, write: writeAtomically, goingOut },
    }),
    ...createVerifierPageHandlers({
      vault,
      page: () => readFile(setup.verifierPage, 'utf8'),
      files: { askWhere: dialogs.askWhereToSavePage, lastFolder, write: writeAtomically, goingOut },
    }),
    ...exchangeTrust,
    ...exchangeRoot,
    ...createDocumentHandlers(documents, (job, share) => {
      longWork.step();
      tell(contents, 'documentProgress', { job, share });
    }),
    ...createPreviewHandlers(previews, documentUrl),
    ...createFileHandlers({ askWhere: dialogs.askWhereToSaveDocument, lastFolder, write: writeAtomically, goingOut }),
    ...createDataFileHandlers({
      allowed: (permission) => allowed(vault, permission),
      files: { askWhere: dialogs.askWhereToSaveData, lastFolder, write: writeAtomically, goingOut },
    }),
    ...createPrintHandlers(previews, documentUrl, electron, goingOut),
    ...createSupportHandlers({
      checks,
      gather: () =>
        gatherSlip({
          ...looking,
          ...{ packaged: !isFromSource(app), uptime, toServices, checks, endings: endings.all },
          officeState: () => vault.officeState().state,
          chain: () => chainOf(ledger),
        }),
      files: { askWhere: dialogs.askWhereToSaveSlip, lastFolder, write: writeAtomically },
    }),
    ...updates.handlers,
  });

  // whatever the page held is gone when it starts anew or dies, so the keys go too
  const forget = (): void => {
    previews.closeAll();
    lastFolder.forget();
    forgetChosen();
    opened.closeAll();
    documents.stop();
    if (!vault.openOffice().ok) return;
    void keys.lock({}).then(schedule.onLock);
  };
  let deadline: NodeJS.Timeout | undefined;
  /** The window first: it has last keystrokes to keep, for which the journal must still be open. Then it starts anew. */
  const lock = (): void => {
    tell(contents, 'locked', {});
    const office = vault.openOffice();
    if (office.ok && !office.value.keyring.ready) {
      // An office whose sheets are still being handed out must not come to count meanwhile. Its page stays: it has no
      // last words, and says that the sheets are void.
      forget();
      return;
    }
    // a window that is frozen, or does not want to, is not asked twice
    deadline ??= setTimeout(() => {
      forget();
      renewPage(window);
    }, LAST_WORDS_MS);
  };
  powerMonitor.on('suspend', lock);
  powerMonitor.on('lock-screen', lock);
  // nothing may be stored before it, and it can take long: meanwhile whoever enters waits
  if (await snapshots.isUpgrade()) await schedule.beforeUpgrade();

  return {
    handlers,
    forget,
    onNavigation: () => {
      clearTimeout(deadline);
      deadline = undefined;
      if (isDestroyed) app.quit();
      else forget();
    },
    end: async () => {
      const startInstaller = updates.beforeEnd();
      documents.stop();
      await keys.lock({});
      await schedule.beforeQuit(SNAPSHOT_AT_QUIT_MS);
      await copies.stop();
      await startInstaller();
    },
  };
}
