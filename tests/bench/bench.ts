// Every figure of one run, as a table and as test-results/bench.json. Started by build/bench.mjs.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { benchAnswers } from './answer-bench.ts';
import { benchLargePapers } from './large-bench.ts';
import type { Bench } from './bench-run.ts';
import { benchDocuments } from './document-bench.ts';
import { benchExchange } from './exchange-bench.ts';
import { benchLengths } from './length-bench.ts';
import { figureTable, type Figure } from './figure.ts';
import { benchOffice } from './office-bench.ts';
import { benchPackage } from './package-bench.ts';
import { benchScreening } from './screening-bench.ts';
import { benchSnapshots } from './snapshot-bench.ts';
import { benchStalls } from './stall-bench.ts';
import { benchStart } from './start-bench.ts';
import { benchVault } from './vault-bench.ts';

const parts: Readonly<Record<string, (bench: Bench) => Promise<Figure[]>>> = {
  documents: benchDocuments,
  lengths: benchLengths,
  start: benchStart,
  package: benchPackage,
  stalls: benchStalls,
  large: benchLargePapers,
  vault: benchVault,
  office: benchOffice,
  snapshots: benchSnapshots,
  exchange: benchExchange,
  screening: async (bench) => [...(await benchScreening(bench)), ...(await benchAnswers(bench))],
};

const bench: Bench = {
  folder: path.dirname(process.argv[1] ?? ''),
  executable: process.env['ATALAYA_EXECUTABLE'] ?? '',
  say: (message) => process.stderr.write(`bench: ${message}\n`),
};
const wanted = process.argv.slice(2);
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length === 0 || wanted.includes(name)) figures.push(...(await measure(bench)));
}
mkdirSync('test-results', { recursive: true });
writeFileSync('test-results/bench.json', `${JSON.stringify(figures, undefined, 2)}\n`);
process.stdout.write(`${figureTable(figures)}\n`);
const missed = figures.filter(({ met }) => met === false).length;
process.stdout.write(missed === 0 ? 'all targets met\n' : `MISSED: ${missed} of the targets\n`);
