import { app, BrowserWindow } from 'electron';
import { exitCodeOf, worstOf, type Check } from '../../shared/diagnosis/check.ts';
import { instantFrom, type Clock } from '../../shared/kernel/clock.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { buildDiagnosisPage } from '../../shared/report/diagnosis-page.ts';
import { linesOf } from '../../shared/report/diagnosis-words.ts';
import { writeAtomically } from '../disk/atomic-write.ts';
import { createDocumentProcess } from '../documents/client.ts';
import { forkDocumentProcess } from '../documents/fork.ts';
import type { CheckedPdf } from '../documents/protocol.ts';
import { runChecks, type DiagnosisDeps } from './checks.ts';

/** What a look without a window needs. */
export interface SelfTestSetup extends Pick<DiagnosisDeps, 'userData' | 'clock' | 'versions' | 'printsDocuments'> {
  /** absolute path of the bundle of the document process */
  readonly documents: string;
  /** where the page goes as PDF; undefined when none is wanted */
  readonly page: string | undefined;
}

/**
 * Looks at everything without anybody at the window: one line on the standard output for each thing, the page where it
 * was asked for. Needs no passphrase and changes nothing of an office; another Atalaya may be running.
 * @returns what the app is to end with: 0 when it can be worked with, 1 when not, 2 when the page could not be written
 */
export async function selfTest({ documents, page, ...setup }: SelfTestSetup): Promise<number> {
  const papers = createDocumentProcess(() => forkDocumentProcess(documents));
  const draw = (checks: readonly Check[]): Promise<Result<CheckedPdf>> => papers.render(pageOf(checks, setup.clock));
  const checks = await runChecks({
    ...setup,
    openJournal: () => undefined,
    countPrinters: countPrintersUnseen,
    drawPage: draw,
  });
  await say(linesOf(checks));
  const written = page === undefined ? ok(undefined) : await writePage(page, await draw(checks));
  papers.stop();
  return written.ok ? exitCodeOf(worstOf(checks)) : 2;
}

/** The page of a computer, which need not have an office. */
function pageOf(checks: readonly Check[], clock: Clock) {
  const office = { name: app.name, letterhead: [] };
  return buildDiagnosisPage({ office, madeAt: instantFrom(clock.now()), paper: 'letter', checks });
}

async function writePage(file: string, page: Result<CheckedPdf>): Promise<Result<undefined>> {
  return page.ok ? writeAtomically(file, page.value.pdf) : page;
}

/** The system's printers are asked for through a window, which need not be seen nor show anything. */
async function countPrintersUnseen(): Promise<number> {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, contextIsolation: true } });
  try {
    return (await window.webContents.getPrintersAsync()).length;
  } finally {
    window.destroy();
  }
}

/** Settles when the lines have left: the app ends right after it. */
function say(lines: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(`${lines.join('\n')}\n`, () => resolve());
  });
}
