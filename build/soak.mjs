// npm run soak -- ROUNDS [SEED] [case]: works in the real app and kills it at random moments; prints rounds, kills by what
// was going on, and what was acknowledged and lost (must be nothing, else it ends with 1). With `case` one case after
// another is worked from the complaint to the archive. `npm run soak -- fuzz COUNT [SEED]` reads that many damaged or
// forged bundles instead, each one by its seed. See tests/soak/.
import { runTool } from './run-tool.mjs';

const args = process.argv.slice(2);
const isFuzz = args[0] === 'fuzz';
await runTool({ name: 'soak', entry: isFuzz ? 'tests/soak/fuzz.ts' : 'tests/soak/run.ts', needsApp: !isFuzz, args });
