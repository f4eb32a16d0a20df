import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sampleReport } from '../support/report-builder.ts';
import type { Bench } from './bench-run.ts';
import { printByChromium } from './chromium-printer.ts';
import { comparison, median, type Figure } from './figure.ts';
import { hasOutsidePeers } from './makers/outside-peer.ts';
import type { MakerFigures } from './measure-maker.ts';
import { runJson } from './run-json.ts';

/**
 * Papers of these lengths, how often each is made in one process after a first that only warms up, how much more than
 * pdfkit the making and signing may take, and how much more than Typst.
 */
const LENGTHS = [
  { pages: 1, runs: 8, pdfkit: 1.2 },
  { pages: 6, runs: 8, pdfkit: 1.2 },
  { pages: 50, runs: 3, pdfkit: 1, typst: 2 },
  { pages: 200, runs: 1, pdfkit: 1, typst: 2 },
] as const;
/** react-pdf takes minutes for more. */
const MOST_REACT_PAGES = 6;
const MOST_MEGABYTES = 300;
const MOST_TAGGED = 2;
/** `1 6` measures only these; a quiet computer is not to be had for long. */
const wanted = process.env['ATALAYA_BENCH_PAGES']?.split(' ').map(Number);

/**
 * CPU of making and signing papers from one page to two hundred, against peers that only make them; the peak of memory,
 * and what tags cost in bytes. Typst and jsPDF are not among the packages of this project: they come from the folder
 * ATALAYA_BENCH_PEERS, and without it there are no figures of them.
 */
export async function benchLengths(bench: Bench): Promise<Figure[]> {
  if (!hasOutsidePeers) bench.say('no ATALAYA_BENCH_PEERS: no figures of jspdf-autotable and typst');
  const figures: Figure[] = [];
  for (const length of LENGTHS) {
    if (wanted === undefined || wanted.includes(length.pages)) figures.push(...(await benchLength(bench, length)));
  }
  return figures;
}

async function benchLength(bench: Bench, length: (typeof LENGTHS)[number]): Promise<Figure[]> {
  const { pages, runs } = length;
  const ours = await measure(bench, 'atalaya', pages, runs);
  const against = (peer: string, cpu: number, target?: number): Figure => {
    const pair = { ours: middle(ours), peer: cpu, ...(target === undefined ? {} : { target }) };
    return comparison(`make and sign ${pages} pages / ${peer}, unsigned`, 'ms CPU', pair);
  };
  const cpuOf = async (maker: string): Promise<number> => middle(await measure(bench, maker, pages, runs));

  const figures = [against('pdfkit 0.20', await cpuOf('pdfkit'), length.pdfkit)];
  if (hasOutsidePeers) {
    figures.push(against('typst', await cpuOf('typst'), 'typst' in length ? length.typst : undefined));
    figures.push(against('jspdf + autotable', await cpuOf('jspdf')));
  }
  if (pages <= MOST_REACT_PAGES) figures.push(against('@react-pdf/renderer', await cpuOf('react-pdf')));
  if (process.platform === 'linux') {
    const { warm } = await printByChromium(bench, sampleReport(pages), runs, `chromium-${pages}`);
    figures.push(against('Chromium printToPDF', median(warm)));
  }

  const [tagged, untagged] = [await measure(bench, 'tagged', pages, 1), await measure(bench, 'untagged', pages, 1)];
  const size = (file: { readonly bytes: number }): number => file.bytes / 1e3;
  figures.push(
    comparison(`size of ${pages} pages, tagged / untagged`, 'kB', {
      ours: size(tagged),
      peer: size(untagged),
      target: MOST_TAGGED,
    }),
    // a signature takes room for itself and its picture, whatever the length; tags have no part in that
    comparison(`size of ${pages} pages, tagged and signed / untagged, unsigned`, 'kB', {
      ours: size(ours),
      peer: size(untagged),
    }),
  );
  if (pages !== 200) return figures;
  const { peak } = ours;
  return [
    ...figures,
    {
      ...{ name: 'peak memory, 200 pages', unit: 'MB', ours: peak, target: MOST_MEGABYTES },
      met: peak <= MOST_MEGABYTES,
    },
  ];
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
