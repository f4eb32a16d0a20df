import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { dependenciesAreCurrent } from '../../../build/dependencies.mjs';
import { makeIco } from '../../../build/icon.mjs';
import { packageConfig } from '../../../build/package-config.mjs';
import { inlinePdfkitData } from '../../../build/pdfkit-data.mjs';
import { debianPackages } from '../../../build/system-libraries.mjs';
import { countPlaywright, countVitest } from '../../../build/test-counts.mjs';

const root = path.resolve(import.meta.dirname, '../../..');

describe('dependencies are current', () => {
  const checkout = (wanted: object, installed?: object): string => {
    const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-deps-'));
    writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
    if (installed) {
      mkdirSync(path.join(folder, 'node_modules'));
      writeFileSync(path.join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages: installed }));
    }
    return folder;
  };
  const a = { 'node_modules/a': { version: '1.0.0' } };

  test('when the same versions are there', () => expect(dependenciesAreCurrent(checkout(a, a))).toBe(true));
  test('not without node_modules', () => expect(dependenciesAreCurrent(checkout(a))).toBe(false));
  test('not with another version', () =>
    expect(dependenciesAreCurrent(checkout(a, { 'node_modules/a': { version: '1.0.1' } }))).toBe(false));
  test('not when one is missing', () => expect(dependenciesAreCurrent(checkout(a, {}))).toBe(false));
  test('packages for other platforms may be missing', () =>
    expect(
      dependenciesAreCurrent(checkout({ ...a, 'node_modules/b-win32': { version: '1.0.0', optional: true } }, a)),
    ).toBe(true));
  test('in this checkout, whose tests run', () => expect(dependenciesAreCurrent(root)).toBe(true));
});

test.each([
  ['ID=debian\nVERSION_ID="12"', 'libgtk-3-0'],
  ['ID=debian\nVERSION_ID="13"', 'libgtk-3-0t64'],
  ['PRETTY_NAME="Debian GNU/Linux trixie/sid"\nID=debian', 'libgtk-3-0t64'],
  ['ID=ubuntu\nVERSION_ID="22.04"', 'libgtk-3-0'],
  ['ID=ubuntu\nVERSION_ID="24.04"', 'libgtk-3-0t64'],
  ['ID=linuxmint\nVERSION_ID="21"', 'libgtk-3-0'],
])('%j needs %s', (osRelease, gtk) => {
  expect(debianPackages(osRelease)[0]).toBe(gtk);
  expect(debianPackages(osRelease)).toHaveLength(4);
});

describe('the package', () => {
  const config = { electronFuses: { enableNodeCliInspectArguments: false, grantFileProtocolExtraPrivileges: false } };
  const runtime = { dist: '/electron', version: '45.4.1' };

  test('keeps every fuse as written', () => {
    const shipped = packageConfig(config, 'folder', { runtime });
    expect(shipped.electronFuses).toEqual(config.electronFuses);
    expect(shipped).toMatchObject({
      electronDist: '/electron',
      electronVersion: '45.4.1',
      directories: { output: 'release' },
    });
  });
  test('for tests opens one fuse, elsewhere', () => {
    const forTests = packageConfig(config, 'tests', { runtime });
    expect(forTests.electronFuses).toEqual({ ...config.electronFuses, enableNodeCliInspectArguments: true });
    expect(forTests).toMatchObject({ directories: { output: 'release/test' } });
  });
  test('leaves out a fuse that an old runtime does not have', () => {
    const old = packageConfig(config, 'folder', { runtime: { ...runtime, version: '25.1.1' } });
    expect(old.electronFuses).toEqual({ enableNodeCliInspectArguments: false });
  });
});

test('an icon file points at its images', () => {
  const ico = makeIco([
    { size: 16, png: new Uint8Array([1, 2, 3]) },
    { size: 256, png: new Uint8Array([4, 5]) },
  ]);
  expect([ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([1, 2]);
  expect([ico[6], ico[22]]).toEqual([16, 0]);
  expect([...ico.subarray(ico.readUInt32LE(18), ico.readUInt32LE(18) + ico.readUInt32LE(14))]).toEqual([1, 2, 3]);
  expect([...ico.subarray(ico.readUInt32LE(34), ico.readUInt32LE(34) + ico.readUInt32LE(30))]).toEqual([4, 5]);
});

describe('pdfkit in a bundle', () => {
  const folder = path.join(root, 'node_modules/pdfmake/node_modules/pdfkit/js');

  test('finds its data in the code', () => {
    const code = inlinePdfkitData(readFileSync(path.join(folder, 'pdfkit.js'), 'utf8'), folder);
    expect(code).not.toContain('__dirname');
    const profile = readFileSync(path.join(folder, 'data/sRGB_IEC61966_2_1.icc')).toString('base64');
    expect(code).toContain(`const iccProfile = Buffer.from('${profile}', 'base64');`);
    expect(code).toContain(JSON.stringify(readFileSync(path.join(folder, 'data/Helvetica.afm'), 'utf8')));
  });
  test('does not build when it reads them in a new way', () => {
    expect(() => inlinePdfkitData("read(__dirname + '/data/x.afm')", folder)).toThrow('new way');
  });
});

describe('test counts', () => {
  test('a vitest file that does not load counts as a failure', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 0,
      numFailedTestSuites: 1,
      numPendingTests: 1,
      numTodoTests: 1,
    };
    expect(countVitest(report)).toEqual({ passed: 3, failed: 1, skipped: 2 });
    expect(countVitest({ ...report, numFailedTests: 2 })).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });
  test('an error outside of the tests counts as a failure', () => {
    const report = { stats: { expected: 4, flaky: 1, unexpected: 1, skipped: 2 }, errors: [{}] };
    expect(countPlaywright(report)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });
});
