// npm run fixtures: works as an office does, with all of the app's code but its screens, and keeps what this version wrote
// under tests/fixtures/released/<version>/. Run once, before the version is released; refuses to make the same twice.
import fs from 'node:fs';
import path from 'node:path';
import { root, stop } from './project.mjs';
import { runTool } from './run-tool.mjs';

const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
const folder = path.join(root, 'tests/fixtures/released', version);
if (fs.existsSync(folder)) stop(`${folder} exists: what a version left behind is never made anew`);
await runTool({ name: 'fixtures', entry: 'tests/released/make.ts', needsApp: false, args: [folder, version] });
