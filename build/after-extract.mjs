// electron-builder copies a given Electron as it is; its default application and version file are no part of ours, and before
// the archive is hashed they must be gone.
import fs from 'node:fs';
import path from 'node:path';

/** @param {{ appOutDir: string }} context */
export default function afterExtract({ appOutDir }) {
  for (const name of ['resources/default_app.asar', 'version']) {
    fs.rmSync(path.join(appOutDir, name), { force: true });
  }
}
