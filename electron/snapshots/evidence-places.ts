import { evidenceFolder } from '../evidence/evidence-files.ts';
import { findSecondPlace, snapshotFolder } from './places.ts';

/** Absolute paths of the folders of evidence beside the copies, of those places that answer now; the nearest first. */
export async function evidenceCopies(userData: string): Promise<readonly string[]> {
  const second = await findSecondPlace(userData);
  return [snapshotFolder(userData), ...(second?.present === true ? [second.folder] : [])].map(evidenceFolder);
}
