import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkEngine, engineOnDisk, judgeEngine, nextMemory, pinEngine } from '../../../electron/guard/engine.ts';
import type { EngineCheck, EngineFacts, Runtime } from '../../../electron/guard/engine.ts';

const PINNED = 'IdbSqliteOnDiskRollout:stage/UseSqliteForNewStores';
const old = { electron: '25.1.1', chrome: '114.0.5735.106' };
const current = { electron: '45.4.1', chrome: '156.0.8078.100' };

function commandLine(initial: Readonly<Record<string, string>>) {
  const switches = new Map(Object.entries(initial));
  return {
    switches,
    hasSwitch: (name: string) => switches.has(name),
    getSwitchValue: (name: string) => switches.get(name) ?? '',
    removeSwitch: (name: string) => void switches.delete(name),
    appendSwitch: (name: string, value = '') => void switches.set(name, value),
  };
}

describe('the switch', () => {
  test.each([
    [{}, { 'enable-features': PINNED }],
    [{ 'enable-features': 'A,B<Trial' }, { 'enable-features': `A,B<Trial,${PINNED}` }],
    // asked for in another way, or twice: there is one way
    [{ 'enable-features': 'IdbSqliteOnDiskRollout:stage/MigrateDataToSqliteGentle' }, { 'enable-features': PINNED }],
    [{ 'disable-features': 'IdbSqliteOnDiskRollout' }, { 'enable-features': PINNED }],
    [{ 'disable-features': 'C,IdbSqliteOnDiskRollout,D' }, { 'enable-features': PINNED, 'disable-features': 'C,D' }],
  ])('of %j comes %j', (given: Readonly<Record<string, string>>, expected) => {
    const line = commandLine(given);
    pinEngine({ commandLine: line }, true);
    expect(Object.fromEntries(line.switches)).toEqual(expected);
  });

  test('an installed app takes no other feature, such as those without which there is no sandbox', () => {
    const line = commandLine({ 'enable-features': 'NetworkServiceInProcess2', 'disable-features': 'GpuSandbox,X' });
    pinEngine({ commandLine: line }, false);
    expect(Object.fromEntries(line.switches)).toEqual({ 'enable-features': PINNED });
  });
});

describe('every combination of what is remembered, what lies there and what runs', () => {
  const memory = (engine: 'sqlite' | 'leveldb' | 'none', electron: string) => ({
    format: 1 as const,
    engine,
    electron,
  });
  const ok = (value: 'sqlite' | 'leveldb') => ({ ok: true, value });
  const refused = (code: string) => ({ ok: false, fault: expect.objectContaining({ code }) as unknown });
  const older = refused('engine/older');
  const noSwitch = refused('engine/without-switch');

  test.each<[EngineFacts['remembered'], EngineFacts['onDisk'], unknown, unknown]>([
    // remembered, on the disk, what an old runtime gets, what the current one gets
    [undefined, undefined, ok('leveldb'), ok('sqlite')],
    [undefined, 'leveldb', ok('leveldb'), ok('leveldb')],
    [undefined, 'sqlite', noSwitch, ok('sqlite')],
    [memory('none', '25.1.1'), undefined, ok('leveldb'), ok('sqlite')],
    [memory('none', '25.1.1'), 'leveldb', ok('leveldb'), ok('leveldb')],
    [memory('none', '25.1.1'), 'sqlite', noSwitch, ok('sqlite')],
    [memory('leveldb', '25.1.1'), undefined, ok('leveldb'), ok('leveldb')],
    [memory('leveldb', '25.1.1'), 'leveldb', ok('leveldb'), ok('leveldb')],
    [memory('leveldb', '25.1.1'), 'sqlite', noSwitch, ok('sqlite')],
    [memory('sqlite', '25.1.1'), undefined, noSwitch, ok('sqlite')],
    [memory('sqlite', '25.1.1'), 'leveldb', noSwitch, ok('sqlite')],
    [memory('sqlite', '25.1.1'), 'sqlite', noSwitch, ok('sqlite')],
    [memory('none', '45.4.1'), undefined, older, ok('sqlite')],
    [memory('leveldb', '45.4.1'), 'leveldb', older, ok('leveldb')],
    [memory('sqlite', '45.4.1'), 'sqlite', older, ok('sqlite')],
    [memory('sqlite', '46.0.0'), 'sqlite', older, older],
    ['newer', undefined, older, older],
    ['newer', 'sqlite', older, older],
  ])('%j, %s', (remembered, onDisk, onOld, onCurrent) => {
    expect(judgeEngine({ ...old, remembered, onDisk })).toEqual(onOld);
    expect(judgeEngine({ ...current, remembered, onDisk })).toEqual(onCurrent);
  });

  test.each([
    ['45.4.1', '45.4.1', false],
    ['45.4.1', '45.4.2', true],
    ['45.10.0', '45.9.9', false],
    ['9.0.0', '45.0.0', true],
    ['46.0.0-alpha.1', '45.9.9', false],
    ['46.0.0-alpha.1', '46.0.0', false],
  ])('%s is older than %s: %s', (electron, than, isOlder) => {
    const judged = judgeEngine({ ...current, electron, remembered: memory('sqlite', than), onDisk: 'sqlite' });
    expect(judged.ok).toBe(!isOlder);
  });

  test('once SQLite was seen it is never forgotten, nor the newest Electron', () => {
    const remembered = memory('sqlite', '45.4.1');
    expect(nextMemory({ ...current, electron: '45.5.0', remembered, onDisk: undefined })).toEqual(
      memory('sqlite', '45.5.0'),
    );
    expect(nextMemory({ ...current, electron: '45.4.0', remembered, onDisk: 'leveldb' })).toEqual(remembered);
  });
});

describe('at a start', () => {
  const write = (file: string, bytes: Uint8Array): Promise<void> => writeFile(file, bytes);
  const checked = async (
    userData: string,
    runtime: Runtime,
    writes: Parameters<EngineCheck['remember']>[0] = write,
  ): Promise<unknown> => {
    const check = checkEngine({ userData, ...runtime });
    if (!check.ok) return check;
    await check.value.remember(writes);
    return { ok: true, value: check.value.engine };
  };
  const newProfile = (): string => mkdtempSync(path.join(tmpdir(), 'atalaya-engine-'));
  const stored = (userData: string): unknown => JSON.parse(readFileSync(path.join(userData, 'engine.json'), 'utf8'));

  test('a new profile is remembered, and an older Electron is refused from then on', async () => {
    const userData = newProfile();
    expect(await checked(userData, current)).toEqual({ ok: true, value: 'sqlite' });
    expect(stored(userData)).toEqual({ format: 1, engine: 'none', electron: '45.4.1' });
    mkdirSync(path.join(userData, 'IndexedDB', 'app_office_0'), { recursive: true });
    expect(await checked(userData, current)).toMatchObject({ ok: true });
    expect(stored(userData)).toEqual({ format: 1, engine: 'sqlite', electron: '45.4.1' });
    const refused = await checked(userData, old);
    expect(refused).toEqual({ ok: false, fault: { code: 'engine/older', detail: { needed: '45.4.1' } } });
    expect(stored(userData)).toEqual({ format: 1, engine: 'sqlite', electron: '45.4.1' });
  });

  test('a damaged memory is made anew from what lies on the disk; a newer one is respected', async () => {
    const userData = newProfile();
    mkdirSync(path.join(userData, 'IndexedDB', 'app_office_0.indexeddb.leveldb'), { recursive: true });
    for (const text of ['', '{"format":1,"eng', '[]', '{"format":1,"engine":"access","electron":"1.2.3"}']) {
      writeFileSync(path.join(userData, 'engine.json'), text);
      expect(await checked(userData, old)).toEqual({ ok: true, value: 'leveldb' });
      expect(stored(userData)).toEqual({ format: 1, engine: 'leveldb', electron: '25.1.1' });
    }
    writeFileSync(path.join(userData, 'engine.json'), '{"format":2}');
    expect(await checked(userData, current)).toMatchObject({ ok: false });
    expect(stored(userData)).toEqual({ format: 2 });
  });

  test('a folder that cannot be written to keeps nobody out', async () => {
    const userData = newProfile();
    const result = await checked(userData, current, () => Promise.resolve({ ok: false }));
    expect(result).toMatchObject({ ok: true });
  });

  test.each([
    [[], undefined],
    [['app_office_0.indexeddb.leveldb', 'app_office_0.indexeddb.blob'], 'leveldb'],
    [['app_office_0'], 'sqlite'],
    [['app_office_0', 'app_office_0.indexeddb.leveldb'], 'sqlite'],
    [['file__0.indexeddb.leveldb', 'https_x_0'], undefined],
  ])('%j is %s', (folders, engine) => {
    const userData = newProfile();
    for (const folder of folders) mkdirSync(path.join(userData, 'IndexedDB', folder), { recursive: true });
    expect(engineOnDisk(userData)).toBe(engine);
  });
});
