import { host } from './host.ts';

// What the first screen does not need. It is fetched while a person looks at that screen, so that the window takes
// typing sooner; whoever needs it waits for the rest here.

/** Opening and laying out the office's database. */
export const loadOpeners = () => import('./open-session.ts');

/** What the first run asks after its first step. */
export const loadLaterSteps = () => import('./features/unlock/later-steps.ts');

/** The screens of an open office. */
export const loadOfficeWindow = () => import('./shell/office-window.tsx');

/** Putting back a copy of an office; few ever need it, so it is fetched only then. */
export const loadRestoreScreen = () => import('./features/restore/restore-screen.tsx');

/** By then the first screen has been drawn and takes typing, also on an old computer. */
const FIRST_SCREEN_MS = 700;

/**
 * Fetches both once the first screen stands, and opens the tables of the office that waits for its passphrase; a failure
 * shows itself where they are used. Gives back how to call it off.
 */
export function fetchLater(): () => void {
  const fetch = (): void => {
    const early = loadOpeners().then(({ openTablesEarly }) => openTablesEarly());
    void Promise.allSettled([early, loadOfficeWindow(), loadLaterSteps()]);
  };
  const timer = setTimeout(fetch, FIRST_SCREEN_MS);
  return () => clearTimeout(timer);
}

/**
 * Whether the main process still holds the keys. The computer may have been locked or put to sleep since they were
 * given out: then the office must not be entered with what the window got before.
 */
export async function isStillOpen(): Promise<boolean> {
  const info = await host.appInfo({});
  return info.ok && info.value.office === 'open';
}
