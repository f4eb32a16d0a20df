import { setTimeout as pause } from 'node:timers/promises';
import { BrowserWindow, type WebContents } from 'electron';
import type { Handlers } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { text } from '../text.ts';
import type { GoingOut } from './going-out.ts';
import type { Previews } from './preview.ts';

/** From here on Electron prints documents that its PDF viewer shows; before, it printed blank pages. */
const FIRST_THAT_PRINTS = 37;

/** The viewer draws after its page has loaded, without saying when: printed at once, the pages may be blank. */
const VIEWER_SETTLES_MS = 1000;

/**
 * True when this Electron prints documents by itself; otherwise the viewer's own print button does it.
 * @param version of Electron, e.g. `45.4.1`
 */
export function printsDocuments(version: string): boolean {
  return Number.parseInt(version, 10) >= FIRST_THAT_PRINTS;
}

/**
 * Prints exactly the bytes it is given, through the operating system's dialog, and writes down that it did.
 * Faults: `print/cancelled`, `print/failed` (with `reason` `runtime` when this Electron cannot, else what it says), those
 * of `GoingOut`.
 * @param previews lends the bytes an address while the hidden window shows them
 * @param urlOf the address of a token
 * @param electronVersion decides whether printing works
 */
export function createPrintHandlers(
  previews: Previews,
  urlOf: (token: string) => string,
  electronVersion: string,
  goingOut: GoingOut,
): Pick<Handlers, 'printDocument'> {
  return {
    printDocument: async ({ pdf, about }) => {
      const allowed = goingOut.mayGo();
      if (!allowed.ok) return allowed;
      if (!printsDocuments(electronVersion)) return fail('print/failed', { reason: 'runtime' });
      const token = previews.open(pdf);
      // no preload: this page shows a document and reaches nothing
      const window = new BrowserWindow({
        show: false,
        webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
      });
      try {
        await window.loadURL(urlOf(token));
        await pause(VIEWER_SETTLES_MS);
        // before, since a power cut may come between the paper and the note; what did not come out is said after it
        const noted = await goingOut.note('printed', about);
        if (!noted.ok) return noted;
        const printed = await print(window.webContents);
        if (!printed.ok) await goingOut.note('printed', about, text.notPrinted);
        return printed;
      } finally {
        window.destroy();
        previews.close(token);
      }
    },
  };
}

function print(contents: WebContents): Promise<Result<Record<string, never>>> {
  return new Promise((resolve) => {
    contents.print({ silent: false, printBackground: true }, (success, reason) => {
      if (success) resolve(ok({}));
      else resolve(/cancel/i.test(reason) ? fail('print/cancelled') : fail('print/failed', { reason }));
    });
  });
}
