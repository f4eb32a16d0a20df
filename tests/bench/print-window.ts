// Electron's main process: prints a page of HTML again and again with printToPDF. Prints PrintFigures as JSON.
// electron print-window.cjs <html file> <PrintFrame as JSON> <runs> <PDF file to write>
import { readFileSync, writeFileSync } from 'node:fs';
import { app, BrowserWindow } from 'electron';
import type { PrintFrame } from './report-html.ts';
import { reportFigures } from './report-figures.ts';

/** CPU milliseconds of the whole process tree for each document after the first, which only warms up. */
export interface PrintFigures {
  readonly warm: readonly number[];
}

const TICKS_PER_SECOND = 100;

async function measure(html: string, frame: PrintFrame, runs: number): Promise<PrintFigures> {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
  const print = async () => {
    await window.loadFile(html);
    return window.webContents.printToPDF({
      ...frame,
      displayHeaderFooter: true,
      printBackground: true,
      pageSize: 'Letter',
    });
  };
  writeFileSync(pdfFile, await print());
  const warm: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const before = cpuByProcess();
    await print();
    const after = cpuByProcess();
    warm.push([...after].reduce((sum, [pid, cpu]) => sum + cpu - (before.get(pid) ?? 0), 0));
  }
  return { warm };
}

/** Milliseconds of user and system time of each of this app's processes (proc(5): fields 14 and 15 of stat). */
function cpuByProcess(): Map<number, number> {
  return new Map(
    app.getAppMetrics().map(({ pid }) => {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return [pid, ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND];
    }),
  );
}

const [html = '', frameJson = '', runs = '5', pdfFile = ''] = process.argv.slice(-4);
reportFigures(() => measure(html, JSON.parse(frameJson) as PrintFrame, Number(runs)));
