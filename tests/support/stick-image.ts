import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { stickDisk, type StickDisk } from '../../electron/exchange/stick-disk.ts';

/** File systems of memory sticks. */
export type StickFormat = 'vfat' | 'exfat';

/** A driver that was found to work on this machine. */
export interface StickDriver {
  /** whose it is, for the log */
  readonly name: string;
  /** Mounts an image. @returns what takes it down again; throws when it does not work */
  readonly mount: (image: string, folder: string, readOnly?: boolean) => () => void;
}

/** The smallest that FAT32 fits into, and some; nearly all of it is a hole. */
const IMAGE_BYTES = 40 * 1024 * 1024;

function run(program: string, ...args: readonly string[]): string {
  const { stdout, stderr, status, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (error !== undefined || status !== 0)
    throw new Error(`${program}: ${error?.message ?? (stderr || stdout).trim()}`);
  return stdout.trim();
}

/** A loop device takes an image for a disk; what was not flushed is not in the image. */
function kernelDriver(format: StickFormat): StickDriver {
  return {
    name: `${format} of the kernel`,
    mount: (image, folder, readOnly = false) => {
      run('mount', '-t', format, '-o', readOnly ? 'loop,ro' : 'loop', image, folder);
      return () => void run('umount', folder);
    },
  };
}

const exfatFuse: StickDriver = {
  name: 'exfat-fuse over a loop device',
  mount: (image, folder, readOnly = false) => {
    const device = run('losetup', '-f', '--show', ...(readOnly ? ['-r'] : []), image);
    const detach = (): void => void spawnSync('losetup', ['-d', device]);
    try {
      run('mount.exfat-fuse', '-o', readOnly ? 'ro' : 'rw', device, folder);
    } catch (error) {
      detach();
      throw error;
    }
    return () => {
      run('umount', folder);
      detach();
    };
  },
};

/**
 * Finds a driver for a file system of sticks: the kernel's, else one in user space (of FAT there is none that writes reliably).
 * @param folder where it is tried out
 * @returns the driver, or why there is none
 */
export function findStickDriver(format: StickFormat, folder: string): StickDriver | { readonly missing: string } {
  const reasons: string[] = [];
  for (const driver of [kernelDriver(format), ...(format === 'exfat' ? [exfatFuse] : [])]) {
    try {
      const image = makeImage(format, folder);
      const at = path.join(folder, 'prueba');
      mkdirSync(at, { recursive: true });
      const unmount = driver.mount(image, at);
      try {
        writeFileSync(path.join(at, 'prueba.txt'), 'una prueba');
      } finally {
        unmount();
      }
      return driver;
    } catch (error) {
      reasons.push(`${driver.name} (${error instanceof Error ? error.message : String(error)})`);
    }
  }
  return { missing: reasons.join('; ') };
}

/** Makes an empty stick. @returns absolute path of its image */
export function makeImage(format: StickFormat, folder: string): string {
  const image = path.join(folder, `${format}.img`);
  rmSync(image, { force: true });
  writeFileSync(image, '');
  truncateSync(image, IMAGE_BYTES);
  run(`mkfs.${format}`, ...(format === 'vfat' ? ['-F', '32'] : []), image);
  return image;
}

/** What the file system's own checker says of an image, which it does not change. @returns true when it finds nothing wrong */
export function isClean(format: StickFormat, image: string): boolean {
  return spawnSync(`fsck.${format}`, ['-n', image]).status === 0;
}

/** The image of a stick, copied after each step of whoever writes on it: what would be on it if it were pulled out then. */
export class StickCuts implements StickDisk {
  readonly #image: string;
  readonly #folder: string;
  readonly #seen = new Set<string>();
  /** steps so far */
  steps = 0;
  /** of images that differ from each other: paths, in order */
  readonly images: string[] = [];

  constructor(image: string, folder: string) {
    this.#image = image;
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** Copies the image as it is now. */
  cut(): void {
    this.steps += 1;
    const copy = path.join(this.#folder, `${this.steps}.img`);
    run('cp', '--sparse=always', this.#image, copy);
    const hash = createHash('sha256').update(readFileSync(copy)).digest('hex');
    if (this.#seen.has(hash)) rmSync(copy);
    else this.images.push(copy);
    this.#seen.add(hash);
  }

  /** It says that there is room: what a bundle leaves free on a stick would only make the copies larger. */
  readonly statfs = () => this.#step(Promise.resolve({ bavail: 1 << 20, bsize: 4096 }));
  readonly stat = (file: string) => this.#step(stickDisk.stat(file));
  readonly unlink = (file: string) => this.#step(stickDisk.unlink(file));
  readonly rename = (from: string, to: string) => this.#step(stickDisk.rename(from, to));

  readonly open = async (file: string, flags: string | number): Promise<FileHandle> => {
    const handle = await this.#step(stickDisk.open(file, flags));
    return new Proxy(handle, {
      get: (target, name) => {
        const part: unknown = Reflect.get(target, name, target);
        if (typeof part !== 'function') return part;
        return (...args: unknown[]) => this.#step(Promise.resolve(Reflect.apply(part, target, args) as unknown));
      },
    });
  };

  async #step<T>(work: Promise<T>): Promise<T> {
    const done = await work;
    this.cut();
    return done;
  }
}

/** Mounts an image for looking at it, and takes it down again. */
export async function withMounted<T>(
  { mount }: StickDriver,
  image: string,
  { folder, look }: { readonly folder: string; readonly look: (folder: string) => Promise<T> },
): Promise<T> {
  if (!existsSync(folder)) mkdirSync(folder);
  const unmount = mount(image, folder, true);
  try {
    return await look(folder);
  } finally {
    unmount();
  }
}
