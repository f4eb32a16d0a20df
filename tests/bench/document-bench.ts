import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PDF } from '@libpdf/core';
import type { Bench } from './bench-run.ts';
import { printByChromium } from './chromium-printer.ts';
import { benchActa } from './content.ts';
import { comparison, median, type Figure } from './figure.ts';
import type { MakerFigures } from './measure-maker.ts';
import { runJson } from './run-json.ts';

const PROCESSES = 5;
const RUNS_IN_EACH = 10;
/** The first runs of a process are spent on compiling; the app keeps its process warm. */
const WARM_UP = 4;

/** CPU of making and signing an inspection record of six pages, against peers that only make it. */
export async function benchDocuments(bench: Bench): Promise<Figure[]> {
  const ours = await measureMaker(bench, 'atalaya');
  const pdfkit = await measureMaker(bench, 'pdfkit');
  const reactPdf = await measureMaker(bench, 'react-pdf');
  const figures = [
    comparison('make and sign 6 pages / pdfkit 0.20, unsigned', 'ms CPU', {
      ours: ours.warm,
      peer: pdfkit.warm,
      target: 1.3,
    }),
    comparison('make and sign 6 pages / @react-pdf/renderer 4.9, unsigned', 'ms CPU', {
      ours: ours.warm,
      peer: reactPdf.warm,
      target: 0.3,
    }),
    comparison('the first in a new process / pdfkit', 'ms CPU', { ours: ours.cold, peer: pdfkit.cold }),
    comparison('the first in a new process / @react-pdf/renderer', 'ms CPU', { ours: ours.cold, peer: reactPdf.cold }),
  ];
  if (process.platform !== 'linux') return figures;
  const chromium = await measureChromium(bench);
  return [
    ...figures,
    comparison('make and sign 6 pages / Chromium printToPDF, unsigned', 'ms CPU', { ours: ours.warm, peer: chromium }),
  ];
}

interface Medians {
  readonly cold: number;
  readonly warm: number;
}

/** Each maker in processes of its own; between them nothing is shared but the files on disk. */
async function measureMaker(bench: Bench, name: string): Promise<Medians> {
  const file = path.join(bench.folder, `${name}.pdf`);
  const found: MakerFigures[] = [];
  for (let i = 0; i < PROCESSES; i += 1) {
    const script = path.join(bench.folder, 'measure-maker.mjs');
    found.push(await runJson<MakerFigures>(process.execPath, [script, name, String(RUNS_IN_EACH), file]));
  }
  await sayWhatWasMade(bench, name, file);
  return {
    cold: median(found.map(({ cold }) => cold)),
    warm: median(found.map(({ warm }) => median(warm.slice(WARM_UP)))),
  };
}

async function measureChromium(bench: Bench): Promise<number> {
  const acta = await benchActa();
  const medians: number[] = [];
  for (let i = 0; i < PROCESSES; i += 1) {
    const { warm } = await printByChromium(bench, acta, RUNS_IN_EACH, 'chromium');
    medians.push(median(warm.slice(WARM_UP)));
  }
  await sayWhatWasMade(bench, 'chromium', path.join(bench.folder, 'chromium.pdf'));
  return median(medians);
}

/** Equal content should take about equally many pages; whoever doubts it can open the files. */
async function sayWhatWasMade(bench: Bench, name: string, file: string): Promise<void> {
  const pdf = readFileSync(file);
  const pages = (await PDF.load(pdf)).getPageCount();
  bench.say(`${name}: ${pages} pages, ${Math.round(pdf.length / 1024)} KiB (${path.relative(process.cwd(), file)})`);
}
