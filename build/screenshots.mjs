// npm run screenshots -- DIR: every screen and dialog in two sizes, light and dark: NN-screen-size-theme.png
import { folderArgument, runTool } from './run-tool.mjs';

await runTool({ name: 'screenshots', entry: 'tests/demo/screenshots.ts', args: [folderArgument('screenshots')] });
