// npm run demo -- DIR: the whole main job in the real app, without a person; leaves documents, certificate,
// screenshots and summary.json in DIR.
import { folderArgument, runTool } from './run-tool.mjs';

await runTool({ name: 'demo', entry: 'tests/demo/demo.ts', args: [folderArgument('demo')] });
