// npm run soak -- ROUNDS [SEED] [case]: works in the real app and kills it at random moments; prints rounds, kills by what
// was going on, and what was acknowledged and lost (must be nothing, else it ends with 1). With `case` one case after
// another is worked from the complaint to the archive.
// npm run soak -- fuzz COUNT [SEED]: reads that many damaged or forged bundles, each one by its seed; without SEED it goes on where
// the last run ended, and says how many all runs have read (.cache/soak-fuzz.json). With `parts` behind `fuzz` it reads damaged parts,
// each with its reader alone: thousands in a second.
// npm run soak -- year [SEED] [SCALE]: a year of an office in fast motion (2000 cases, 500 papers, 200 bundles, 40 starts,
// every other one after a kill, at SCALE 1); prints memory, disk and start time of the first and the last day. See tests/soak/.
// npm run soak -- practice [DIR]: fills an office of practice to its end and counts its cases by state; screens go to DIR.
import { runTool } from './run-tool.mjs';

const args = process.argv.slice(2);
/** @type {Record<string, Omit<import('./run-tool.mjs').Tool, 'args'>>} */
const others = {
  fuzz: { name: 'soak', entry: 'tests/soak/fuzz.ts', needsApp: false },
  practice: { name: 'soak', entry: 'tests/soak/practice.ts' },
  year: { name: 'soak', entry: 'tests/soak/year.ts', beside: ['tests/soak/year-work.ts'] },
};
const other = others[args[0] ?? ''];
await runTool(
  other === undefined ? { name: 'soak', entry: 'tests/soak/run.ts', args } : { ...other, args: args.slice(1) },
);
