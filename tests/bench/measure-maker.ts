// One process, one maker: node measure-maker.mjs <maker> <runs> <file> [pages]. Without a length it makes the inspection
// record of six pages. Prints a MakerFigures as JSON.
import { writeFileSync } from 'node:fs';
import { boundMemory } from '../../electron/documents/bound-memory.ts';
import { sampleReport, type SampleLength } from '../support/report-builder.ts';
import { benchActa } from './content.ts';
import { createAtalayaMaker } from './makers/atalaya.ts';
import type { CreateMaker } from './makers/maker.ts';
import { createJspdfMaker } from './makers/jspdf.ts';
import { createPdfkitMaker } from './makers/pdfkit.ts';
import { createReactPdfMaker } from './makers/react-pdf.tsx';
import { createTaggedMaker, createUntaggedMaker } from './makers/unsigned.ts';
import { createTypstMaker } from './makers/typst.ts';

/** What one process found, CPU milliseconds of all its threads. */
export interface MakerFigures {
  /** from the start of the process to the first document: loading, compiling, set-up, making */
  readonly cold: number;
  /** each further document */
  readonly warm: readonly number[];
  /** most memory that the process had, MB */
  readonly peak: number;
}

const makers: Readonly<Record<string, CreateMaker>> = {
  atalaya: createAtalayaMaker,
  pdfkit: createPdfkitMaker,
  'react-pdf': createReactPdfMaker,
  jspdf: createJspdfMaker,
  typst: createTypstMaker,
  tagged: createTaggedMaker,
  untagged: createUntaggedMaker,
};

const [, , name = '', runs = '5', file = '', pages = ''] = process.argv;
const create = makers[name];
if (!create) throw new Error(`no maker ${name}`);

if (name === 'atalaya') boundMemory(); // as the document process does
const make = await create();
const report = pages === '' ? await benchActa() : sampleReport(Number(pages) as SampleLength);
let pdf = await make(report);
const cold = cpuMilliseconds();
const warm: number[] = [];
for (let run = 0; run < Number(runs); run += 1) {
  const before = cpuMilliseconds();
  pdf = await make(report);
  warm.push(cpuMilliseconds() - before);
}
writeFileSync(file, pdf);
const peak = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ cold, warm, peak } satisfies MakerFigures)}\n`);

function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
