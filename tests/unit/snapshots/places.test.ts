import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  chooseSecondPlace,
  findSecondPlace,
  forgetSecondPlace,
  placeName,
} from '../../../electron/snapshots/places.ts';
import {
  isTemporaryName,
  parseSnapshotName,
  snapshotName,
  temporaryName,
} from '../../../electron/snapshots/snapshot-name.ts';
import { codeOf, newFolder, valueOf } from './snapshot-builder.ts';

describe('the second place', () => {
  test('is remembered, told by its name, and forgotten', async () => {
    const userData = newFolder();
    const folder = path.join(newFolder(), 'Copias de Güinope');
    mkdirSync(folder);
    expect(await findSecondPlace(userData)).toBeUndefined();
    expect(valueOf(await chooseSecondPlace(userData, folder))).toEqual({
      folder,
      name: 'Copias de Güinope',
      present: true,
    });
    expect(readdirSync(folder)).toEqual(['Copias de Atalaya.txt']);
    expect((await findSecondPlace(userData))?.present).toBe(true);
    rmSync(folder, { recursive: true });
    expect(await findSecondPlace(userData)).toEqual({ folder, name: 'Copias de Güinope', present: false });
    writeFileSync(folder, 'a file now');
    expect((await findSecondPlace(userData))?.present).toBe(false);
    await forgetSecondPlace(userData);
    expect(await findSecondPlace(userData)).toBeUndefined();
    await forgetSecondPlace(userData);
  });

  test('is not there when only the folder is that a stick was mounted on, or another stick', async () => {
    const userData = newFolder();
    const folder = newFolder();
    const present = async () => (await findSecondPlace(userData))?.present;
    valueOf(await chooseSecondPlace(userData, folder));
    expect(await present()).toBe(true);
    rmSync(path.join(folder, 'Copias de Atalaya.txt'));
    expect(await present()).toBe(false);
    writeFileSync(path.join(folder, 'fotos.zip'), '');
    expect(await present()).toBe(false);
    // the mark was tidied away, the copies were not
    writeFileSync(path.join(folder, 'LCE-20261124T150000Z-1234.atalaya'), '');
    expect(await present()).toBe(true);
  });

  test('that was chosen before places were marked is there when its folder is', async () => {
    const userData = newFolder();
    const folder = newFolder();
    writeFileSync(path.join(userData, 'snapshot-place.json'), JSON.stringify({ format: 1, folder }));
    expect((await findSecondPlace(userData))?.present).toBe(true);
  });

  test('is never inside the profile, which would go with it', async () => {
    const userData = newFolder();
    const inside = path.join(userData, 'copias');
    mkdirSync(inside);
    mkdirSync(path.join(userData, '..x'), { recursive: true });
    for (const folder of [userData, inside]) {
      expect(await chooseSecondPlace(userData, folder)).toMatchObject({ fault: { code: 'file/cannot-write' } });
    }
    const beside = `${userData}-2`;
    mkdirSync(beside);
    valueOf(await chooseSecondPlace(userData, beside));
  });

  test('is tried before it is taken', async () => {
    const userData = newFolder();
    expect(codeOf(await chooseSecondPlace(userData, path.join(newFolder(), 'gone')))).toBe('file/cannot-write');
    expect(await findSecondPlace(userData)).toBeUndefined();
  });

  test.each(['', '{', '[]', '{"format":1}', '{"format":1,"folder":"relative"}', '{"format":2,"folder":"/x"}'])(
    'that was written down as %j is none',
    async (text) => {
      const userData = newFolder();
      writeFileSync(path.join(userData, 'snapshot-place.json'), text);
      expect(await findSecondPlace(userData)).toBeUndefined();
    },
  );

  test.each([
    ['E:\\Copias', 'E: Copias'],
    ['E:\\', 'E:'],
    ['\\\\servidor\\público\\Atalaya', 'servidor público Atalaya'],
    ['C:\\Users\\Ana Núñez\\Desktop\\Memoria', 'C: Memoria'],
  ])('%s is called %s', (folder, name) => {
    expect(placeName(folder, path.win32)).toBe(name);
  });

  test('on other systems by its last folder', () => {
    expect(placeName('/media/ana/ATALAYA', path.posix)).toBe('ATALAYA');
    expect(placeName('/', path.posix)).toBe('/');
  });
});

describe('names', () => {
  test('say office, time and number, and are read back', () => {
    const facts = { officeCode: 'LCE', madeAt: '2026-11-24T15:00:00.000Z', seq: 1234 };
    expect(snapshotName(facts)).toBe('LCE-20261124T150000Z-1234.atalaya');
    expect(parseSnapshotName(snapshotName(facts))).toEqual(facts);
  });

  test.each([
    'copias.json',
    'LCE-20261124T150000Z-1234.atalaya.bak',
    'lce-20261124T150000Z-1.atalaya',
    'LCE-20261324T150000Z-1.atalaya',
    '.LCE-20261124T150000Z-1.atalaya',
  ])('%s is none', (name) => {
    expect(parseSnapshotName(name)).toBeUndefined();
    expect(isTemporaryName(name)).toBe(false);
  });

  test('of what is being written is hidden and never a snapshot', () => {
    const name = temporaryName('LCE', '2026-11-24T15:00:00.000Z', '0123456789ab');
    expect(name.startsWith('.')).toBe(true);
    expect(parseSnapshotName(name)).toBeUndefined();
    expect(isTemporaryName(name)).toBe(true);
  });
});
