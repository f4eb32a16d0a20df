import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Picture } from '../../renderer/codes/clean-picture.ts';

/** How a scan differs from the page: turned, with grains, with light and ink less than full. */
export interface ScanFaults {
  /** dots per inch; 150 is what office scanners are set to */
  readonly dpi?: number;
  /** clockwise */
  readonly degrees?: number;
  /** standard deviation of the grey of a point, 0 to 255 */
  readonly noise?: number;
  /** share of the contrast that is left */
  readonly contrast?: number;
}

/** A page of a PDF as a scanner of an office makes it, drawn by poppler. Equal input gives an equal picture. */
export function scan(pdf: Uint8Array, page: number, faults: ScanFaults = {}): Picture {
  const { dpi = 150, degrees = 0, noise = 0, contrast = 1 } = faults;
  const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-scan-'));
  try {
    const file = path.join(folder, 'page.pdf');
    writeFileSync(file, pdf);
    const args = ['-gray', '-r', String(dpi), '-f', String(page), '-l', String(page), file, path.join(folder, 'p')];
    execFileSync('pdftoppm', args);
    const drawn = readdirSync(folder).find((name) => name.endsWith('.pgm'));
    if (drawn === undefined) throw new Error('nothing drawn');
    const grey = readPgm(readFileSync(path.join(folder, drawn)));
    return worn(turned(grey, degrees), { noise, contrast });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Grey {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

function readPgm(bytes: Buffer): Grey {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1'));
  if (head === null) throw new Error('no PGM');
  return { data: bytes.subarray(head[0].length), width: Number(head[1]), height: Number(head[2]) };
}

/** Turned about its middle on a page large enough, white around it. */
function turned(page: Grey, degrees: number): Grey {
  if (degrees === 0) return page;
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const width = Math.ceil(Math.abs(page.width * cos) + Math.abs(page.height * sin));
  const height = Math.ceil(Math.abs(page.width * sin) + Math.abs(page.height * cos));
  const data = new Uint8Array(width * height).fill(255);
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= page.width || y >= page.height ? 255 : (page.data[y * page.width + x] ?? 255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const [sx, sy] = [dx * cos + dy * sin + page.width / 2, dy * cos - dx * sin + page.height / 2];
      const [x0, y0] = [Math.floor(sx), Math.floor(sy)];
      const [fx, fy] = [sx - x0, sy - y0];
      const upper = at(x0, y0) * (1 - fx) + at(x0 + 1, y0) * fx;
      const lower = at(x0, y0 + 1) * (1 - fx) + at(x0 + 1, y0 + 1) * fx;
      data[y * width + x] = upper * (1 - fy) + lower * fy;
    }
  }
  return { data, width, height };
}

function worn(page: Grey, { noise, contrast }: { readonly noise: number; readonly contrast: number }): Picture {
  const data = new Uint8ClampedArray(4 * page.width * page.height);
  let seed = 7;
  const chance = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  for (let i = 0; i < page.width * page.height; i += 1) {
    // the sum of three is near enough to what a sensor does
    const grain = noise * 2 * (chance() + chance() + chance() - 1.5);
    data.fill(128 + ((page.data[i] ?? 255) - 128) * contrast + grain, 4 * i, 4 * i + 3);
    data[4 * i + 3] = 255;
  }
  return { data, width: page.width, height: page.height };
}
