// npm run soak -- ROUNDS [SEED]: works in the real app and kills it at random moments; prints rounds, kills by what was
// going on, and what was acknowledged and lost (must be nothing, else it ends with 1). See tests/soak/.
import { runTool } from './run-tool.mjs';

await runTool({ name: 'soak', entry: 'tests/soak/run.ts', args: process.argv.slice(2) });
