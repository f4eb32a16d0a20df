import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { BUNDLE_PART_BYTES, BUNDLES_FOLDER, parseBundleName } from '../../shared/bundle/bundle-name.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { namesIn } from '../disk/look.ts';

/** Nothing smaller is an age file with anything in it. */
const LEAST_BYTES = 200;
const MOST_BYTES = 64 * 1024 ** 3;

/** A bundle as it lies outside. */
export interface FoundBundle {
  /** of the bundle, without the number of a part */
  readonly name: string;
  /** absolute paths of its parts in order; one for a bundle that was not split */
  readonly parts: readonly string[];
  readonly size: number;
  readonly modifiedAt: number;
}

/**
 * Bundles of a stick: in its folder for them, and beside it. Anything else there is ignored.
 * @param root absolute path of the stick, or of the folder somebody chose
 */
export async function findBundles(root: string): Promise<readonly FoundBundle[]> {
  const found: FoundBundle[] = [];
  for (const folder of [path.join(root, BUNDLES_FOLDER), root]) {
    for (const name of await namesIn(folder).catch(() => [])) {
      const known = parseBundleName(name);
      if (known === undefined || (known.part ?? 1) !== 1) continue;
      const bundle = await describeBundle(path.join(folder, name));
      if (bundle.ok) found.push(bundle.value);
    }
  }
  return found.sort((a, b) => b.modifiedAt - a.modifiedAt);
}

/**
 * Looks at a file that is said to be a bundle: what it weighs, and whether its parts are all there, without opening it.
 * @param file absolute path of it, or of its first part
 * @returns the bundle; `bundle/not-a-file` for a link, a folder, an empty or impossibly large file; `bundle/cut-short`
 *   when a part is missing or is not as long as it should be
 */
export async function describeBundle(file: string): Promise<Result<FoundBundle>> {
  const split = /^(.*\.age)\.\d{3}$/.exec(path.basename(file))?.[1];
  const folder = path.dirname(file);
  const names = split === undefined ? [path.basename(file)] : await partsOf(folder, split);
  if (names === undefined) return fail('bundle/cut-short');
  let size = 0;
  let modifiedAt = 0;
  for (const [i, name] of names.entries()) {
    const facts = await lstat(path.join(folder, name)).catch(() => undefined);
    if (facts?.isFile() !== true) return fail('bundle/not-a-file');
    if (i < names.length - 1 && facts.size !== BUNDLE_PART_BYTES) return fail('bundle/cut-short');
    size += facts.size;
    modifiedAt = Math.max(modifiedAt, facts.mtimeMs);
  }
  if (size < LEAST_BYTES || size > MOST_BYTES) return fail('bundle/not-a-file');
  return ok({
    name: split ?? path.basename(file),
    parts: names.map((name) => path.join(folder, name)),
    size,
    modifiedAt,
  });
}

/** Names of the parts `.001`, `.002` ... without a gap; undefined when there is one. */
async function partsOf(folder: string, name: string): Promise<readonly string[] | undefined> {
  const numbers = (await readdir(folder).catch(() => []))
    .filter((one) => one.startsWith(`${name}.`) && /^\d{3}$/.test(one.slice(name.length + 1)))
    .map((one) => Number(one.slice(name.length + 1)))
    .sort((a, b) => a - b);
  if (numbers.length === 0 || numbers.some((n, i) => n !== i + 1)) return undefined;
  return numbers.map((n) => `${name}.${String(n).padStart(3, '0')}`);
}
