import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sealAlert } from '../../shared/alert/envelope.ts';
import { fromParts, toParts } from '../../shared/alert/parts.ts';
import { qrModules } from '../../shared/pdf/engine/qr-modules.ts';
import { makeBoxKeys } from '../../shared/vault/box.ts';
import { anAlert } from '../support/alert-builder.ts';

// QR codes as another program sees them. It comes with the Debian package zbar-tools.
const isAbsent = spawnSync('zbarimg', ['--version']).error !== undefined;
if (isAbsent) console.warn('skipped, for want of zbarimg');

const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-qr-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A picture of a code, four points to a square, with the quiet zone (PGM). */
function picture(rows: readonly (readonly boolean[])[]): string {
  const size = rows.length + 8;
  const at = (x: number, y: number): number => (rows[(y >> 2) - 4]?.[(x >> 2) - 4] ? 0 : 255);
  const lines = Array.from({ length: size * 4 }, (_, y) =>
    Array.from({ length: size * 4 }, (__, x) => at(x, y)).join(' '),
  );
  return `P2\n${size * 4} ${size * 4}\n255\n${lines.join('\n')}\n`;
}

test('a code is a square of a size that the standard knows, and as small as its letters allow', () => {
  for (const [text, size] of [
    ['ALERTA1', 21],
    ['A'.repeat(656), 81],
  ] as const) {
    const rows = qrModules(text);
    expect(rows).toHaveLength(size);
    expect(rows.every((row) => row.length === size)).toBe(true);
    // the corner that every reader looks for
    expect(rows[0]!.slice(0, 8)).toEqual([true, true, true, true, true, true, true, false]);
  }
});

test.skipIf(isAbsent)('a reader of another maker reads the codes of an alert', async () => {
  const { publicKey } = await makeBoxKeys();
  const sealed = await sealAlert(publicKey, anAlert());
  const texts: string[] = [];
  for (const [i, part] of (await toParts(sealed)).entries()) {
    const file = path.join(folder, `${i}.pgm`);
    writeFileSync(file, picture(qrModules(part)));
    texts.push(spawnSync('zbarimg', ['--quiet', '--raw', file], { encoding: 'utf8' }).stdout);
  }
  expect(texts.length).toBeGreaterThan(1);
  expect(await fromParts(texts.join(''))).toEqual({ ok: true, value: sealed });
});
