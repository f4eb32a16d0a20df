import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from './bench-run.ts';
import { comparison, median, type Figure } from './figure.ts';
import type { MakerFigures } from './measure-maker.ts';
import { runJson } from './run-json.ts';

/**
 * Papers of these lengths, how often each is made in one process after a first that only warms up, and how much more than
 * pdfkit the making and signing may take.
 */
const LENGTHS = [
  { pages: 1, runs: 8, target: 1.2 },
  { pages: 6, runs: 8, target: 1.2 },
  { pages: 50, runs: 3, target: 1 },
  { pages: 200, runs: 1, target: 1 },
] as const;
/** react-pdf takes minutes for more. */
const MOST_REACT_PAGES = 6;
const MOST_MEGABYTES = 300;
const MOST_TAGGED = 2;

/**
 * CPU of making and signing papers from one page to two hundred, against pdfkit and react-pdf, which only make them; the
 * peak of memory, and what tags cost in bytes. jspdf with autotable and typst are not among the packages of this project.
 */
export async function benchLengths(bench: Bench): Promise<Figure[]> {
  bench.say('jspdf-autotable and typst are not installed here: no figures of them');
  const figures: Figure[] = [];
  for (const { pages, runs, target } of LENGTHS) {
    const ours = await measure(bench, 'atalaya', pages, runs);
    const pdfkit = await measure(bench, 'pdfkit', pages, runs);
    const pair = { ours: middle(ours), peer: middle(pdfkit), target };
    figures.push(comparison(`make and sign ${pages} pages / pdfkit 0.20, unsigned`, 'ms CPU', pair));
    if (pages <= MOST_REACT_PAGES) {
      const peer = middle(await measure(bench, 'react-pdf', pages, runs));
      figures.push(
        comparison(`make and sign ${pages} pages / @react-pdf/renderer, unsigned`, 'ms CPU', { ...pair, peer }),
      );
    }
    const untagged = await measure(bench, 'untagged', pages, 1);
    const bytes = { ours: ours.bytes / 1e6, peer: untagged.bytes / 1e6, target: MOST_TAGGED };
    figures.push(comparison(`size of ${pages} pages / the same untagged`, 'MB', bytes));
    if (pages !== 200) continue;
    const { peak } = ours;
    figures.push({
      ...{ name: 'peak memory, 200 pages', unit: 'MB', ours: peak, target: MOST_MEGABYTES },
      met: peak <= MOST_MEGABYTES,
    });
  }
  return figures;
}

/** The median of what was warm; a single run is what there is. */
function middle({ warm }: MakerFigures): number {
  return median(warm);
}

async function measure(
  bench: Bench,
  maker: string,
  pages: number,
  runs: number,
): Promise<MakerFigures & { bytes: number }> {
  const file = path.join(bench.folder, `${maker}-${pages}.pdf`);
  const script = path.join(bench.folder, 'measure-maker.mjs');
  const args = [script, maker, String(runs), file, String(pages)];
  const found = await runJson<MakerFigures>(process.execPath, args, { timeout: 600_000 });
  return { ...found, bytes: readFileSync(file).length };
}
