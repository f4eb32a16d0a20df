import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Report } from '../../shared/report/report.ts';
import { electronRun, type Bench } from './bench-run.ts';
import type { PrintFigures } from './print-window.ts';
import { printFrame, reportHtml } from './report-html.ts';

/**
 * Has Chromium print a report as often as told, after a first that only warms up.
 * @param name of the files in the folder of the bench: a page of HTML and the PDF
 */
export async function printByChromium(bench: Bench, report: Report, runs: number, name: string): Promise<PrintFigures> {
  const html = path.join(bench.folder, `${name}.html`);
  writeFileSync(html, reportHtml(report));
  const args = [html, JSON.stringify(printFrame(report)), String(runs), path.join(bench.folder, `${name}.pdf`)];
  return await electronRun<PrintFigures>(bench, path.join(bench.folder, 'print-window.cjs'), args);
}
