// Stands in for Electron's own default application in a runtime that came without one:
// `electron <folder or file>` runs that application, with its name and version, as a stock Electron does.
const { app } = require('electron');
const fs = require('node:fs');
const path = require('node:path');

const args = process.argv.slice(1);
const at = args.findIndex((arg) => !arg.startsWith('-'));
if (at < 0) {
  console.error('usage: electron <application folder>');
  process.exit(64);
}
const target = path.resolve(args[at]);
let folder = path.dirname(target);
let main = target;
if (fs.statSync(target).isDirectory() || target.endsWith('.asar')) {
  const manifest = JSON.parse(fs.readFileSync(path.join(target, 'package.json'), 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  app.setName(manifest.productName || manifest.name || 'Electron');
  folder = target;
  main = path.resolve(target, manifest.main || 'index.js');
}
app.setAppPath(folder);
process.argv.splice(1, at + 1, target);
process.defaultApp = true;
require('node:module')._load(main, module, true);
