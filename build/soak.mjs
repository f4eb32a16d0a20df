// npm run soak -- ROUNDS [SEED] [case]: works in the real app and kills it at random moments; prints rounds, kills by what
// was going on, and what was acknowledged and lost (must be nothing, else it ends with 1). With `case` one case after
// another is worked from the complaint to the archive. See tests/soak/.
import { runTool } from './run-tool.mjs';

await runTool({ name: 'soak', entry: 'tests/soak/run.ts', args: process.argv.slice(2) });
