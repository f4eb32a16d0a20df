import type { KeyObject } from 'node:crypto';
import { mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Result } from '../../shared/kernel/result.ts';
import { isOlderVersion } from '../../shared/kernel/version.ts';
import { readsData, type RunningApp } from '../../shared/update/judge.ts';
import { MANIFEST_FILE, SIGNATURE_FILE, type Manifest } from '../../shared/update/manifest.ts';
import { writeAtomically, writeFault } from '../disk/atomic-write.ts';
import { folderSource } from './folder-source.ts';
import { readSigned } from './read-signed.ts';
import type { UpdateSource } from './source.ts';
import type { SignedManifest } from './verify-manifest.ts';

/** The Windows installer leaves itself, and the one before it, in this folder beside the program's. */
const INSTALLERS = 'Atalaya-installers';
const INSTALLER = /^Atalaya-Setup-(\d+\.\d+\.\d+)\.exe$/;
const installerOf = (version: string): string => `Atalaya-Setup-${version}.exe`;

/** Where installers are kept, by the path of the running program. */
export function installersFolder(program: string): string {
  return path.join(path.dirname(program), '..', INSTALLERS);
}

/**
 * An earlier version whose installer is here. `ready`: one click goes back to it; `other-data`: it could not read what this
 * version wrote; `unsigned`: no signed manifest vouches for the file, so it is not started.
 */
export interface KeptVersion {
  readonly version: string;
  readonly state: 'ready' | 'other-data' | 'unsigned';
}

/** The manifests of versions that were installed or offered here, and the installers they vouch for. */
export class KeptInstallers {
  readonly #manifests: string;
  readonly #installers: string;
  readonly #keys: readonly KeyObject[];

  /**
   * @param manifests absolute path of a folder for manifests; made when needed
   * @param installers see `installersFolder`; the Windows installer puts the manifest that lay beside it there too, as
   *   `Atalaya-Setup-x.exe.json` and `.firma` (build/windows/installer.nsh)
   */
  constructor(manifests: string, installers: string, keys: readonly KeyObject[]) {
    this.#manifests = manifests;
    this.#installers = installers;
    this.#keys = keys;
  }

  /** Keeps a verified manifest, by which its installer can be verified later. @returns faults of the disk */
  async keep({ manifest, raw, signature }: SignedManifest): Promise<Result<undefined>> {
    const folder = path.join(this.#manifests, manifest.version);
    try {
      await mkdir(folder, { recursive: true });
    } catch (error) {
      return writeFault(error);
    }
    const written = await writeAtomically(path.join(folder, MANIFEST_FILE), raw);
    return written.ok ? writeAtomically(path.join(folder, SIGNATURE_FILE), signature) : written;
  }

  /** Earlier versions, newest first. */
  async list(running: RunningApp): Promise<readonly KeptVersion[]> {
    const names = await readdir(this.#installers).catch(() => []);
    const versions = names
      .flatMap((name) => INSTALLER.exec(name)?.[1] ?? [])
      .filter((version) => isOlderVersion(version, running.version));
    const kept = await Promise.all(versions.map((version) => this.#look(version, running)));
    return kept.sort((a, b) => (isOlderVersion(a.version, b.version) ? 1 : -1));
  }

  /** A kept version as the source of an update; undefined when nothing signed vouches for it. */
  async source(version: string): Promise<UpdateSource | undefined> {
    return (await this.#find(version))?.source;
  }

  /** Its installer, with the manifest that was kept by the app, or else by the installer when it was started by hand. */
  async #find(version: string): Promise<{ readonly source: UpdateSource; readonly manifest: Manifest } | undefined> {
    const { read, open } = folderSource(this.#installers);
    const beside: UpdateSource['read'] = (name, most) => read(`${installerOf(version)}${path.extname(name)}`, most);
    for (const manifests of [folderSource(path.join(this.#manifests, version)).read, beside]) {
      const source = { read: manifests, open };
      const signed = await readSigned(source, this.#keys);
      const manifest = signed.ok ? signed.value?.manifest : undefined;
      if (manifest?.version === version) return { source, manifest };
    }
    return undefined;
  }

  async #look(version: string, running: RunningApp): Promise<KeptVersion> {
    const manifest = (await this.#find(version))?.manifest;
    if (manifest === undefined) return { version, state: 'unsigned' };
    const size = await stat(path.join(this.#installers, manifest.installer.name)).then(
      (file) => (file.isFile() ? file.size : undefined),
      () => undefined,
    );
    if (manifest.installer.size !== size) return { version, state: 'unsigned' };
    return { version, state: readsData(manifest, running) ? 'ready' : 'other-data' };
  }
}
