import path from 'node:path';
import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import { evidenceEndings } from '../shared/evidence/sniff.ts';
import type { LastFolder } from './disk/last-folder.ts';
import { SNAPSHOT_ENDING } from './snapshots/snapshot-name.ts';
import { text } from './text.ts';

/** The operating system's own boxes for choosing files. Each gives an absolute path, or undefined when cancelled. */
export interface Dialogs {
  readonly askWhereToSaveDocument: (proposed: string) => Promise<string | undefined>;
  readonly askWhereToSaveData: (proposed: string) => Promise<string | undefined>;
  readonly askWhereToSaveForm: (proposed: string) => Promise<string | undefined>;
  readonly askWhereToSavePage: (proposed: string) => Promise<string | undefined>;
  readonly askWhereToSaveSlip: (proposed: string) => Promise<string | undefined>;
  readonly chooseSaveFile: (suggestedName: string) => Promise<string | undefined>;
  readonly chooseCertificateFile: () => Promise<string | undefined>;
  /** the program that speaks to tokens, and the maker's library for them */
  readonly chooseTokenProgram: () => Promise<string | undefined>;
  readonly chooseTokenModule: () => Promise<string | undefined>;
  /** the certificate of an issuer, without a key */
  readonly chooseRootFile: () => Promise<string | undefined>;
  /** the revocation list of a time-stamping authority */
  readonly chooseListFile: () => Promise<string | undefined>;
  readonly chooseTrustFile: () => Promise<string | undefined>;
  /** several at once */
  readonly chooseOfficeCards: () => Promise<readonly string[] | undefined>;
  readonly chooseSnapshotFile: () => Promise<string | undefined>;
  readonly chooseSnapshotFolder: () => Promise<string | undefined>;
  /** several at once */
  readonly chooseEvidenceFiles: () => Promise<readonly string[] | undefined>;
  readonly chooseCameraFolder: () => Promise<string | undefined>;
  readonly askWhereToSaveEvidence: (proposed: string) => Promise<string | undefined>;
  readonly chooseExportFolder: () => Promise<string | undefined>;
  readonly choosePackageFolder: () => Promise<string | undefined>;
  readonly chooseDriveFolder: () => Promise<string | undefined>;
  readonly chooseUpdateFolder: () => Promise<string | undefined>;
  readonly chooseBundleFile: () => Promise<string | undefined>;
}

/**
 * Makes the dialogs, which belong to the window and block it while they are open.
 * @param window the one window
 * @param lastFolder where to begin
 */
export function createDialogs(window: BrowserWindow, lastFolder: LastFolder): Dialogs {
  const save = async (title: string, defaultPath: string, filter: FileFilter): Promise<string | undefined> => {
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      title,
      defaultPath,
      filters: [filter],
      // GTK asks only when told to; Windows always does
      properties: ['showOverwriteConfirmation'],
    });
    return canceled || filePath === '' ? undefined : filePath;
  };
  const chooseFile = async (title: string, filter: FileFilter): Promise<string | undefined> => {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title,
      defaultPath: await lastFolder.find(),
      filters: [filter],
      properties: ['openFile'],
    });
    return canceled ? undefined : filePaths[0];
  };
  const chooseFolder = async (title: string): Promise<string | undefined> => {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title,
      defaultPath: await lastFolder.find(),
      properties: ['openDirectory', 'createDirectory'],
    });
    return canceled ? undefined : filePaths[0];
  };
  return {
    askWhereToSaveDocument: (proposed) =>
      save(text.saveDocument, proposed, { name: text.pdfFiles, extensions: ['pdf'] }),
    askWhereToSaveData: (proposed) =>
      save(text.saveData, proposed, { name: text.dataFiles, extensions: [path.extname(proposed).slice(1)] }),
    askWhereToSaveForm: (proposed) =>
      save(text.saveAlertForm, proposed, { name: text.alertForms, extensions: ['html'] }),
    askWhereToSavePage: (proposed) =>
      save(text.saveVerifierPage, proposed, { name: text.verifierPages, extensions: ['html'] }),
    askWhereToSaveSlip: (proposed) => save(text.saveSlip, proposed, { name: text.slipFiles, extensions: ['txt'] }),
    chooseSaveFile: async (suggestedName) =>
      save(text.saveCertificate, path.join(await lastFolder.find(), suggestedName), {
        name: text.certificateFiles,
        extensions: [path.extname(suggestedName).slice(1)],
      }),
    chooseCertificateFile: () =>
      chooseFile(text.chooseCertificate, { name: text.keyFiles, extensions: ['p12', 'pfx'] }),
    chooseTokenProgram: () => chooseFile(text.chooseTokenProgram, { name: text.anyFile, extensions: ['*'] }),
    chooseTokenModule: () => chooseFile(text.chooseTokenModule, { name: text.anyFile, extensions: ['*'] }),
    chooseRootFile: () =>
      chooseFile(text.chooseRoot, { name: text.certificateFiles, extensions: ['cer', 'crt', 'pem', 'der'] }),
    chooseListFile: () => chooseFile(text.chooseList, { name: text.listFiles, extensions: ['crl', 'pem', 'der'] }),
    chooseSnapshotFile: () =>
      chooseFile(text.chooseSnapshot, { name: text.snapshotFiles, extensions: [SNAPSHOT_ENDING.slice(1)] }),
    chooseTrustFile: () => chooseFile(text.chooseTrustFile, { name: text.trustFiles, extensions: ['confianza'] }),
    chooseOfficeCards: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: text.chooseOfficeCards,
        defaultPath: await lastFolder.find(),
        filters: [{ name: text.officeCards, extensions: ['ficha'] }],
        properties: ['openFile', 'multiSelections'],
      });
      return canceled ? undefined : filePaths;
    },
    chooseSnapshotFolder: () => chooseFolder(text.chooseSnapshotFolder),
    chooseEvidenceFiles: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: text.chooseEvidence,
        defaultPath: await lastFolder.find(),
        filters: [{ name: text.evidenceFiles, extensions: evidenceEndings.map((ending) => ending.slice(1)) }],
        // Windows would list names of files among the recent ones
        properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
      });
      return canceled ? undefined : filePaths;
    },
    chooseCameraFolder: () => chooseFolder(text.chooseCameraFolder),
    askWhereToSaveEvidence: (proposed) =>
      save(text.saveEvidence, proposed, {
        name: text.evidenceFiles,
        extensions: [path.extname(proposed).slice(1).toLowerCase()],
      }),
    chooseExportFolder: () => chooseFolder(text.chooseExportFolder),
    choosePackageFolder: () => chooseFolder(text.choosePackageFolder),
    chooseDriveFolder: () => chooseFolder(text.chooseDriveFolder),
    chooseUpdateFolder: () => chooseFolder(text.chooseUpdateFolder),
    chooseBundleFile: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: text.chooseBundle,
        defaultPath: await lastFolder.find(),
        // of a bundle in parts the first one is chosen
        filters: [{ name: text.bundleFiles, extensions: ['age', '001'] }],
        properties: ['openFile', 'dontAddToRecent'],
      });
      return canceled ? undefined : filePaths[0];
    },
  };
}
