import { existsSync } from 'node:fs';
import path from 'node:path';

/** A file of this name beside the program makes it a portable one. Frozen: it lies on people's sticks. */
const MARKER = 'atalaya-portable';
const FOLDER = 'datos';

/** Where a start keeps everything, and what may guard it there. */
export interface DataPlace {
  /** absolute path */
  readonly folder: string;
  /** an office there may be bound to this computer: a portable program's may not, wherever its folder was put */
  readonly bindsToComputer: boolean;
}

/**
 * @param executable absolute path of the running program
 * @param asked absolute path that was asked for at the start; undefined when none was
 * @param installed absolute path for an installed program
 */
export function dataPlace(executable: string, asked: string | undefined, installed: string): DataPlace {
  const portable = portableFolder(executable);
  return { folder: asked ?? portable ?? installed, bindsToComputer: portable === undefined };
}

/**
 * Where a portable program keeps everything: beside itself, so that a stick holds program and office.
 * @param executable absolute path of the running program
 * @returns absolute path, which need not exist yet; undefined for an installed program
 */
export function portableFolder(executable: string): string | undefined {
  const folder = path.dirname(executable);
  return existsSync(path.join(folder, MARKER)) ? path.join(folder, FOLDER) : undefined;
}
