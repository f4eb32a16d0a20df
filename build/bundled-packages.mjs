// Which packages end up in which bundles: those of every module that the bundler took in.
import path from 'node:path';

/** The deepest folder of a package in the path of a module: a package inside another one's folder is its own. */
const PACKAGE = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/;

/**
 * The folder of the package that a module belongs to.
 * @param {string} module as the bundler names it: a path, perhaps with a query or marked as made up
 * @returns {string | undefined} path as in the module's; undefined for our own code and what the bundler makes up
 */
export function packageFolder(module) {
  return PACKAGE.exec(module.replace(/^\0/, '').replace(/\?.*$/, ''))?.[0];
}

/** Takes down packages while the parts of the app are bundled. */
export class PackageNotes {
  /** @type {Map<string, Set<string>>} folder of the package -> parts of the app that hold some of it */
  #parts = new Map();

  /**
   * A plugin that looks on.
   * @param {string} part of the app that is being bundled
   * @returns {import('vite').Plugin}
   */
  plugin(part) {
    // what is copied whole is named relative to where the bundler works, modules are not
    let workFolder = '';
    const note = (/** @type {string} */ module) => {
      const found = packageFolder(module);
      if (found === undefined) return;
      const folder = path.resolve(workFolder, found);
      this.#parts.set(folder, (this.#parts.get(folder) ?? new Set()).add(part));
    };
    return {
      name: 'note-packages',
      configResolved: ({ root }) => void (workFolder = root),
      generateBundle(_options, bundle) {
        for (const piece of Object.values(bundle)) {
          if (piece.type === 'chunk') piece.moduleIds.forEach(note);
          else piece.originalFileNames.forEach(note);
        }
      },
    };
  }

  /**
   * What was taken down, in an order that is always the same.
   * @param {string} root folders are told relative to it, with slashes
   * @returns {Record<string, string[]>}
   */
  parts(root) {
    const named = [...this.#parts].map(
      ([folder, parts]) =>
        /** @type {const} */ ([path.relative(root, folder).replaceAll(path.sep, '/'), [...parts].sort()]),
    );
    return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
