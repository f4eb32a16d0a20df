// One process, one maker: node measure-maker.mjs <maker> <runs> <file>. Prints a MakerFigures as JSON.
import { writeFileSync } from 'node:fs';
import { benchActa } from './content.ts';
import { createAtalayaMaker } from './makers/atalaya.ts';
import type { CreateMaker } from './makers/maker.ts';
import { createPdfkitMaker } from './makers/pdfkit.ts';
import { createReactPdfMaker } from './makers/react-pdf.tsx';

/** What one process found, CPU milliseconds of all its threads. */
export interface MakerFigures {
  /** from the start of the process to the first document: loading, compiling, set-up, making */
  readonly cold: number;
  /** each further document */
  readonly warm: readonly number[];
}

const makers: Readonly<Record<string, CreateMaker>> = {
  atalaya: createAtalayaMaker,
  pdfkit: createPdfkitMaker,
  'react-pdf': createReactPdfMaker,
};

const [, , name = '', runs = '5', file = ''] = process.argv;
const create = makers[name];
if (!create) throw new Error(`no maker ${name}`);

const make = await create();
const report = await benchActa();
let pdf = await make(report);
const cold = cpuMilliseconds();
const warm: number[] = [];
for (let run = 0; run < Number(runs); run += 1) {
  const before = cpuMilliseconds();
  pdf = await make(report);
  warm.push(cpuMilliseconds() - before);
}
writeFileSync(file, pdf);
process.stdout.write(`${JSON.stringify({ cold, warm } satisfies MakerFigures)}\n`);

function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
