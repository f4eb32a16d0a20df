// npm run demo -- DIR: the whole main job in the real app, without a person, and a transfer to a second office; leaves
// documents, certificate, the stick, screenshots and summary.json in DIR.
import { folderArgument, runTool } from './run-tool.mjs';

await runTool({ name: 'demo', entry: 'tests/demo/demo.ts', args: [folderArgument('demo')] });
