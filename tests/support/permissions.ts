import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** A folder and everything in it, the folder first. */
function everythingIn(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return [folder, ...names.map((name) => path.join(folder, name))];
}

/**
 * Takes away the right to write in a folder, or to read as well, with everything in it.
 * @param left what stays: `read`, or `nothing`
 * @returns gives back the rights as they were
 */
export function withdraw(folder: string, left: 'read' | 'nothing'): () => void {
  const before = everythingIn(folder).map((file) => ({ file, mode: statSync(file).mode & 0o777 }));
  // from the inside out, for a folder that may not be read does not give out what is in it
  for (const { file, mode } of [...before].reverse()) chmodSync(file, left === 'read' ? mode & 0o555 : 0);
  return () => {
    // an engine may have tidied up folders of its own
    for (const { file, mode } of before) if (existsSync(file)) chmodSync(file, mode);
  };
}
