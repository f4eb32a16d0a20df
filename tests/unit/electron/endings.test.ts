import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openEndings, type Endings } from '../../../electron/endings.ts';
import { newFolder, testClock } from '../../support/vault-builder.ts';

const clock = testClock();
const under = '0.1.0/45.4.1';
const at = '2026-11-24T15:00:00.000Z';

/** One start after the other on the same profile; what is done in each. */
function runs(...each: readonly ((endings: Endings) => void)[]): Endings {
  const folder = newFolder();
  for (const run of each) {
    const endings = openEndings(folder, clock, under);
    endings.begin();
    run(endings);
  }
  return openEndings(folder, clock, under);
}
const well = (endings: Endings): void => endings.endWell();
const cutEarly = (): void => undefined;
const bug = (endings: Endings): void => endings.note({ kind: 'bug', incident: '0a1b2c3d' });
const window = (endings: Endings): void => {
  endings.note({ kind: 'window', reason: 'oom' });
  endings.endWell();
};

test('a first start, and one after a run that ended well, have nothing to tell', () => {
  expect(runs().toTell()).toBeUndefined();
  expect(runs(well).toTell()).toBeUndefined();
  expect(runs(well).all()).toEqual([]);
});

test.each([
  ['cut off', cutEarly, { kind: 'cut', at }],
  ['ended by a bug', bug, { kind: 'bug', at, incident: '0a1b2c3d' }],
  ['whose window died', window, { kind: 'window', at, reason: 'oom' }],
])('a run that was %s is told at the next start', (_name, run, ending) => {
  expect(runs(well, run).toTell()).toEqual({ ...ending, safeStart: false });
});

test('a window that died is told in the same run, when it is opened again', () => {
  const endings = openEndings(newFolder(), clock, under);
  endings.begin();
  endings.note({ kind: 'window', reason: 'crashed' });
  expect(endings.toTell()).toMatchObject({ kind: 'window', reason: 'crashed' });
});

test('what was told is not told again, not even by the next start', () => {
  const next = runs(bug, (endings) => {
    endings.told();
    expect(endings.toTell()).toBeUndefined();
    endings.endWell();
  });
  expect(next.toTell()).toBeUndefined();
  expect(next.all()).toHaveLength(1);
});

test('three bad starts in a row make a safe one; two do not, nor three with a good one between', () => {
  expect(runs(cutEarly, bug).safeStart).toBe(false);
  expect(runs(cutEarly, bug, window).safeStart).toBe(true);
  expect(runs(bug, bug, well, bug).safeStart).toBe(false);
  expect(runs(bug, bug, bug).toTell()).toMatchObject({ safeStart: true });
});

test('a run that had settled counts for nothing, however it ended', () => {
  const settledThen = (run: (endings: Endings) => void) => (endings: Endings) => {
    endings.settle();
    run(endings);
  };
  expect(runs(bug, bug, settledThen(bug), bug).safeStart).toBe(false);
  expect(runs(bug, bug, settledThen(cutEarly), bug).safeStart).toBe(false);
  // power cuts of three evenings are no reason
  expect(runs(settledThen(cutEarly), settledThen(cutEarly), settledThen(cutEarly)).safeStart).toBe(false);
});

test('a safe start that went well says nothing about the graphics card: only other versions get it back', () => {
  const settledWell = (endings: Endings): void => {
    endings.settle();
    endings.endWell();
  };
  const folder = newFolder();
  const startUnder = (versions: string, run: (endings: Endings) => void): boolean => {
    const endings = openEndings(folder, clock, versions);
    endings.begin();
    run(endings);
    return endings.safeStart;
  };
  for (const run of [bug, cutEarly, bug]) expect(startUnder(under, run)).toBe(false);
  for (const run of [well, settledWell, window, bug, well]) expect(startUnder(under, run)).toBe(true);
  expect(startUnder('0.1.0/46.0.0', well)).toBe(false);
  expect(startUnder('0.1.0/46.0.0', bug)).toBe(false);
  for (const run of [bug, bug]) expect(startUnder('0.2.0/46.0.0', run)).toBe(false);
  // two of one version and one of another are no three
  expect(startUnder('0.2.1/46.0.0', bug)).toBe(false);
  expect(startUnder('0.2.1/46.0.0', well)).toBe(false);
});

test('only the last ten are kept', () => {
  expect(runs(...Array.from({ length: 15 }, () => bug)).all()).toHaveLength(10);
});

test('a file that is damaged, of a newer format or not writable keeps nobody from starting', () => {
  for (const content of ['', '{', '{"format":2}', 'null']) {
    const folder = newFolder();
    writeFileSync(path.join(folder, 'endings.json'), content);
    const endings = openEndings(folder, clock, under);
    endings.begin();
    expect(endings.toTell()).toBeUndefined();
    expect(JSON.parse(readFileSync(path.join(folder, 'endings.json'), 'utf8'))).toMatchObject({ format: 1 });
  }
  const folder = newFolder();
  chmodSync(folder, 0o500);
  const endings = openEndings(folder, clock, under);
  endings.begin();
  endings.note({ kind: 'bug', incident: '0a1b2c3d' });
  expect(endings.toTell()).toMatchObject({ kind: 'bug' });
});
