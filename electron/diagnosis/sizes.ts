import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SupportSlip } from '../../shared/diagnosis/slip.ts';
import { systemCode } from '../disk/atomic-write.ts';
import { evidenceFolder } from '../evidence/evidence-files.ts';
import { snapshotFolder } from '../snapshots/places.ts';

interface Size {
  readonly files: number;
  readonly bytes: number;
}

/** How much lies in the folders of the profile; names are counted, never told. */
export async function sizesOf(userData: string): Promise<SupportSlip['sizes']> {
  const [journal, database, snapshots, evidence, log] = await Promise.all(
    [
      path.join(userData, 'journal'),
      path.join(userData, 'IndexedDB'),
      snapshotFolder(userData),
      evidenceFolder(userData),
      path.join(userData, 'logs'),
    ].map(sizeBelow),
  );
  const none: Size = { files: 0, bytes: 0 };
  return {
    journal: journal ?? none,
    database: database ?? none,
    snapshots: snapshots ?? none,
    evidence: evidence ?? none,
    log: log ?? none,
  };
}

/** What cannot be looked at, or goes away meanwhile, is not counted. */
async function sizeBelow(folder: string): Promise<Size> {
  let [files, bytes] = [0, 0];
  try {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const found = entry.isDirectory()
        ? await sizeBelow(path.join(folder, entry.name))
        : { files: 1, bytes: (await stat(path.join(folder, entry.name))).size };
      files += found.files;
      bytes += found.bytes;
    }
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
  }
  return { files, bytes };
}
