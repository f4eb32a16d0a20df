// Draws build/icon/icon.svg into icon.png and icon.ico. By hand, after the drawing has changed: node build/icon.mjs
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDisplay } from './display.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { isRoot, root, stop } from './project.mjs';

const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
const PNG_SIZE = 512;
const folder = path.join(root, 'build/icon');

/**
 * Puts PNG images into a Windows icon (ICONDIR, then one ICONDIRENTRY of 16 bytes for each).
 * @param {readonly { size: number, png: Uint8Array }[]} images at most 256 pixels wide
 * @returns {Buffer}
 */
export function makeIco(images) {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index;
    // 0 stands for 256
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
}

async function drawIcon() {
  const { executable } = await electronRuntime();
  const display = await openDisplay();
  const drawn = fs.mkdtempSync(path.join(os.tmpdir(), 'icon-'));
  try {
    const args = [path.join(folder, 'rasterise.cjs'), drawn, ...[...ICO_SIZES, PNG_SIZE].map(String)];
    const { status } = spawnSync(executable, [...(isRoot() ? ['--no-sandbox'] : []), ...args], {
      stdio: ['ignore', 'inherit', 'ignore'],
      env: { ...process.env, ...display.env },
    });
    if (status !== 0) stop('the icon could not be drawn');
    const read = (/** @type {number} */ size) => fs.readFileSync(path.join(drawn, `${size}.png`));
    fs.writeFileSync(path.join(folder, 'icon.png'), read(PNG_SIZE));
    fs.writeFileSync(path.join(folder, 'icon.ico'), makeIco(ICO_SIZES.map((size) => ({ size, png: read(size) }))));
  } finally {
    fs.rmSync(drawn, { recursive: true, force: true });
    display.stop();
  }
}

if (process.argv[1] === path.join(root, 'build/icon.mjs')) await drawIcon();
