import { existsSync } from 'node:fs';
import path from 'node:path';

/** A file of this name beside the program makes it a portable one. Frozen: it lies on people's sticks. */
const MARKER = 'atalaya-portable';
const FOLDER = 'datos';

/**
 * Where a portable program keeps everything: beside itself, so that a stick holds program and office.
 * @param executable absolute path of the running program
 * @returns absolute path, which need not exist yet; undefined for an installed program
 */
export function portableFolder(executable: string): string | undefined {
  const folder = path.dirname(executable);
  return existsSync(path.join(folder, MARKER)) ? path.join(folder, FOLDER) : undefined;
}
