// What electron-builder is told, for each kind of package.

/** @typedef {{ electronFuses: Record<string, boolean>, win?: { signtoolOptions?: object } } & Record<string, unknown>} BuilderConfig */
/** @typedef {import('./windows-signing.mjs').Signing} Signing */

/**
 * What is made: the folder for this machine; the same with the debugger possible, for tests; the Windows installer;
 * the Windows folder for a stick; the Linux packages.
 * @typedef {'folder' | 'tests' | 'windows' | 'portable' | 'linux'} Kind
 */

/** Where each kind goes, relative to the checkout. */
export const outputs = Object.freeze({
  folder: 'release',
  tests: 'release/test',
  windows: 'release/windows',
  portable: 'release/windows/portable',
  linux: 'release/linux',
});

/** The first Electron that has the fuse; an older one would refuse to be packed. */
const FILE_PRIVILEGES_FUSE_SINCE = 29;

/**
 * The configuration for one kind of package.
 * @param {BuilderConfig} config what electron-builder.yml says
 * @param {Kind} kind
 * @param {object} [how]
 * @param {{ dist: string, version: string }} [how.runtime] the Electron to pack; without it electron-builder fetches the one of package.json
 * @param {Signing} [how.signing] how Windows programs are signed; without it they are not
 * @param {boolean} [how.mustSign] ends the build at the first program that could not be signed
 * @returns {BuilderConfig}
 */
export function packageConfig(config, kind, { runtime, signing, mustSign = false } = {}) {
  const electronFuses = { ...config.electronFuses };
  if (kind === 'tests') electronFuses['enableNodeCliInspectArguments'] = true;
  if (runtime !== undefined && Number.parseInt(runtime.version, 10) < FILE_PRIVILEGES_FUSE_SINCE)
    delete electronFuses['grantFileProtocolExtraPrivileges'];
  return {
    ...config,
    electronFuses,
    ...(runtime === undefined ? {} : { electronDist: runtime.dist, electronVersion: runtime.version }),
    directories: { output: outputs[kind], buildResources: 'build/icon' },
    forceCodeSigning: mustSign,
    win: { ...config.win, signtoolOptions: { ...config.win?.signtoolOptions, ...signing?.options } },
    ...(kind === 'portable' ? portable(config) : {}),
    // a .deb names a home page, and there is none yet
    ...(kind === 'linux' ? { extraMetadata: { homepage: 'https://actualizaciones.invalid/atalaya' } } : {}),
  };
}

/**
 * The folder for a stick knows by one more file that it is one (electron/disk/portable.ts), and takes no updates.
 * @param {BuilderConfig} config
 */
function portable(config) {
  const extraFiles = Array.isArray(config['extraFiles']) ? config['extraFiles'] : [];
  return {
    artifactName: 'Atalaya-Portable-${version}.${ext}',
    extraFiles: [...extraFiles, { from: 'build/windows/atalaya-portable', to: 'atalaya-portable' }],
    publish: null,
  };
}
