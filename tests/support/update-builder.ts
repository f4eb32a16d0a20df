import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { publicHalf, signUpdate } from '../../build/sign-update.mjs';

/** A publisher with a key of its own. */
export class Publisher {
  readonly #key: KeyObject;
  /** as the app has it built in */
  readonly publicKey: string;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    this.#key = privateKey;
    this.publicKey = publicHalf(publicKey);
  }

  /** Makes an update as `npm run sign-update` does. */
  make(of: Partial<Parameters<typeof signUpdate>[0]> = {}, alsoSignedBy: readonly Publisher[] = []): Update {
    const version = of.version ?? '0.2.0';
    const name = of.name ?? `Atalaya-Setup-${version}.exe`;
    const installer = of.installer ?? Buffer.alloc(300_000, version);
    const made = signUpdate({
      ...{
        version,
        electron: '99.0.0',
        data: { layout: 2, journal: 1, keyring: 2 },
        released: new Date(Date.now() - 3_600_000),
      },
      ...{ news: { es: `Novedades de la ${version}`, en: `News of ${version}`, fr: `Nouveautés de la ${version}` } },
      ...{ months: 12, keys: [...alsoSignedBy.map((other) => other.#key), this.#key] },
      ...of,
      ...{ name, installer },
    });
    return new Update(name, installer, made.manifest, made.signature);
  }
}

/** Three files of an update, which a test may damage. */
export class Update {
  readonly name: string;
  installer: Buffer;
  manifest: Buffer;
  signature: Buffer;

  constructor(name: string, installer: Buffer, manifest: Buffer, signature: Buffer) {
    this.name = name;
    this.installer = installer;
    this.manifest = manifest;
    this.signature = signature;
  }

  /** The files by their names. */
  files(): Readonly<Record<string, Buffer>> {
    return {
      'actualizacion.json': this.manifest,
      'actualizacion.firma': this.signature,
      [this.name]: this.installer,
    };
  }

  /** Writes them into a folder, which is made. */
  into(folder: string): void {
    mkdirSync(folder, { recursive: true });
    for (const [name, bytes] of Object.entries(this.files())) writeFileSync(path.join(folder, name), bytes);
  }
}
