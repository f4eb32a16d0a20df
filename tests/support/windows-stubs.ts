// Stand-ins for what electron-builder downloads, so that the Windows configuration is exercised on Linux, offline.
// Nothing made from them runs or ships: they have only the shapes that electron-builder and makensis look at.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { stubDll } from './stub-dll.ts';

const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** As Electron leaves them: eight fuses, none of ours yet. */
const STOCK_FUSES = '01110000';
const ENGLISH = 1033;
const UNICODE = 1200;

const root = path.resolve(import.meta.dirname, '../..');
const nsisShare = '/usr/share/nsis';
const nsisTemplates = path.join(root, 'node_modules/app-builder-lib/templates/nsis');
/** Libraries of Windows itself, which NSIS calls by the same spelling as its plug-ins. */
const SYSTEM_LIBRARIES = new Set(['kernel32', 'user32', 'shell32', 'advapi32', 'psapi', 'ole32', 'oleaut32']);

/** A folder like an unpacked Electron for Windows: a program with version resource and fuse wire, a library, languages. */
export function stubElectron(folder: string, version: string): void {
  mkdirSync(path.join(folder, 'resources'), { recursive: true });
  mkdirSync(path.join(folder, 'locales'));
  for (const language of ['de', 'en-US', 'es', 'es-419', 'fr'])
    writeFileSync(path.join(folder, 'locales', `${language}.pak`), language);
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'resources/default_app.asar'])
    writeFileSync(path.join(folder, name), 'stub');
  writeFileSync(path.join(folder, 'version'), version);
  stubDll(path.join(folder, 'ffmpeg.dll'), ['stub']);

  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const info = Resource.VersionInfo.createEmpty();
  info.lang = ENGLISH;
  info.setFileVersion(version, ENGLISH);
  info.setStringValues(
    { lang: ENGLISH, codepage: UNICODE },
    { FileDescription: 'Electron', ProductName: 'Electron', OriginalFilename: 'electron.exe' },
  );
  info.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  const wire = [
    Buffer.from(FUSE_SENTINEL, 'latin1'),
    Buffer.from([1, STOCK_FUSES.length]),
    Buffer.from(STOCK_FUSES, 'latin1'),
  ];
  writeFileSync(path.join(folder, 'electron.exe'), Buffer.concat([Buffer.from(program.generate()), ...wire]));
}

/** The fuses of a Windows program, one digit each. */
export function fuseWire(program: Buffer): string {
  const at = program.indexOf(FUSE_SENTINEL, 0, 'latin1') + FUSE_SENTINEL.length;
  return program.subarray(at + 2, at + 2 + (program[at + 1] ?? 0)).toString('latin1');
}

/**
 * The distribution's NSIS and stub plug-ins where electron-builder looks for its own.
 * @returns environment for electron-builder
 */
export function windowsTools(folder: string): Record<string, string> {
  const nsis = path.join(folder, 'nsis');
  mkdirSync(path.join(nsis, 'linux'), { recursive: true });
  for (const name of readdirSync(nsisShare)) symlinkSync(path.join(nsisShare, name), path.join(nsis, name));
  symlinkSync('/usr/bin/makensis', path.join(nsis, 'linux/makensis'));
  stubDll(path.join(nsis, 'elevate.exe'), ['stub']);

  const there = new Set(
    readdirSync(path.join(nsisShare, 'Plugins/x86-unicode')).map((name) => path.parse(name).name.toLowerCase()),
  );
  const plugins = path.join(folder, 'resources/plugins/x86-unicode');
  mkdirSync(plugins, { recursive: true });
  for (const [name, functions] of pluginCalls()) {
    const spelled = name.toLowerCase();
    if (!there.has(spelled) && !SYSTEM_LIBRARIES.has(spelled)) stubDll(path.join(plugins, `${name}.dll`), functions);
  }

  // it runs the half-built installer once under Wine, to have it write the uninstaller; a copy will do for a compile check
  const programs = path.join(folder, 'bin');
  mkdirSync(programs);
  const wine = `#!/bin/sh\nfor a; do case "$a" in *.exe) cp "$a" "\${a%exe}__uninstaller.exe";; esac; done\n`;
  writeFileSync(path.join(programs, 'wine'), wine, { mode: 0o755 });
  return {
    ELECTRON_BUILDER_NSIS_DIR: nsis,
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: path.join(folder, 'resources'),
    ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7za',
    USE_SYSTEM_OSSLSIGNCODE: 'true',
    // no time-stamping service
    ELECTRON_BUILDER_OFFLINE: 'true',
    PATH: `${programs}:${process.env['PATH'] ?? ''}`,
  };
}

/** A throw-away certificate for signing code: `signer.p12` (password `test`) and `signer.pem`. */
export function codeSigner(folder: string, name: string): { readonly p12: string; readonly pem: string } {
  const [key, pem, p12] = ['signer.key', 'signer.pem', 'signer.p12'].map((file) => path.join(folder, file)) as [
    string,
    string,
    string,
  ];
  const openssl = (...args: string[]): unknown => execFileSync('openssl', args, { stdio: 'ignore' });
  openssl(
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', pem, '-days', '2'],
    ...['-subj', `/O=Otra cosa/CN=${name}`, '-addext', 'extendedKeyUsage=codeSigning'],
    ...['-addext', 'basicConstraints=critical,CA:FALSE'],
  );
  openssl('pkcs12', '-export', '-inkey', key, '-in', pem, '-out', p12, '-passout', 'pass:test');
  return { p12, pem };
}

/** Every `plugin::function` in electron-builder's scripts. */
function pluginCalls(): Map<string, Set<string>> {
  const calls = new Map<string, Set<string>>();
  for (const name of readdirSync(nsisTemplates, { recursive: true, encoding: 'utf8' })) {
    if (!/\.ns[hi]$/.test(name)) continue;
    const script = readFileSync(path.join(nsisTemplates, name), 'utf8');
    for (const [, plugin = '', call = ''] of script.matchAll(/\b([A-Za-z0-9]+)::([A-Za-z0-9_]+)/g))
      calls.set(plugin, (calls.get(plugin) ?? new Set()).add(call));
  }
  return calls;
}
