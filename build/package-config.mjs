// What electron-builder is told for a package of this machine.

/** @typedef {{ electronFuses: Record<string, boolean> } & Record<string, unknown>} BuilderConfig */

/** The first Electron that has the fuse; an older one would refuse to be packed. */
const FILE_PRIVILEGES_FUSE_SINCE = 29;

/**
 * The configuration for a package of this machine.
 * @param {BuilderConfig} config what electron-builder.yml says
 * @param {{ dist: string, version: string }} runtime the Electron to pack
 * @param {boolean} forTests leaves the debugger possible
 * @returns {BuilderConfig}
 */
export function packageConfig(config, { dist, version }, forTests) {
  const electronFuses = { ...config.electronFuses };
  if (forTests) electronFuses['enableNodeCliInspectArguments'] = true;
  if (Number.parseInt(version, 10) < FILE_PRIVILEGES_FUSE_SINCE)
    delete electronFuses['grantFileProtocolExtraPrivileges'];
  return {
    ...config,
    electronFuses,
    electronDist: dist,
    electronVersion: version,
    directories: { output: forTests ? 'release/test' : 'release', buildResources: 'build/icon' },
  };
}
