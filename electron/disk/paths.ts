import path from 'node:path';

/** The folder's name is a data format: renaming it loses every office. Frozen, see docs/decisions. */
const FOLDER = 'Atalaya';

/** What the operating system says about where a person's files live. */
export interface Places {
  readonly platform: NodeJS.Platform;
  /** the person's folder for application data, as Electron knows it (on Windows: the roaming one) */
  readonly appData: string;
  /** LOCALAPPDATA; only Windows has it */
  readonly localAppData: string | undefined;
}

/**
 * The folder that holds everything the app keeps on this computer.
 * On Windows not the roaming profile: it is copied over the network, and copies of a database in use are broken ones.
 */
export function userDataFolder({ platform, appData, localAppData }: Places): string {
  if (platform !== 'win32') return path.posix.join(appData, FOLDER);
  return path.win32.join(localAppData ?? path.win32.join(appData, '..', 'Local'), FOLDER);
}
