import type { KeyObject } from 'node:crypto';
import { Provider, type ResolvedUpdateFileInfo, type UpdateInfo } from 'electron-updater';
import { fault } from '../../shared/kernel/fault.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { readSigned } from './read-signed.ts';
import { orRefuse, UpdateRefused } from './refused.ts';
import type { UpdateSource } from './source.ts';
import type { SignedManifest } from './verify-manifest.ts';

/** What the updater is told as its feed; `provider: 'custom'` is electron-updater's word. */
export interface SignedFeed {
  readonly provider: 'custom';
  readonly updateProvider: typeof SignedProvider;
  readonly source: UpdateSource;
  readonly keys: readonly KeyObject[];
  /** judges what was verified; its fault ends the check before a byte of the installer is asked for */
  readonly accept: (signed: SignedManifest) => Result<unknown>;
}

/** electron-updater's way to an update, with nothing believed that the publisher did not sign. */
export class SignedProvider extends Provider<UpdateInfo> {
  readonly #feed: SignedFeed;

  constructor(feed: SignedFeed, _updater: unknown, runtime: object) {
    super(runtime as never);
    this.#feed = feed;
  }

  override async getLatestVersion(): Promise<UpdateInfo> {
    const signed = orRefuse(await readSigned(this.#feed.source, this.#feed.keys));
    if (signed === undefined) throw new UpdateRefused(fault('update/none-found'));
    orRefuse(this.#feed.accept(signed));
    const { version, released, installer } = signed.manifest;
    const { name, size, sha512 } = installer;
    return { version, releaseDate: released, files: [{ url: name, size, sha512 }], path: name, sha512 };
  }

  override resolveFiles({ files }: UpdateInfo): ResolvedUpdateFileInfo[] {
    // no address at all: the executor asks the source by the name alone
    return files.map((info) => ({ url: new URL(`update:${info.url}`), info }));
  }
}
