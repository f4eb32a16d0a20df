import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createPlaces, sweepUnfinished } from '../../../electron/host/bundle-places.ts';
import type { Drive } from '../../../electron/exchange/drives.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { got } from '../../support/session.ts';

const drive = (label: string, device: string): Drive => ({
  ...{ path: '/media/ñ', label, device, fileSystem: 'vfat', size: 8, free: 4, readOnly: false },
});

test('another stick in the place of the first is let go of by its own name and device', async () => {
  let there = drive('AZUL', '/dev/sdb');
  const ejected: string[] = [];
  const places = createPlaces({
    mayUse: () => ok(undefined),
    chooseFolder: () => Promise.resolve(undefined),
    lastFolder: { find: () => Promise.resolve(''), remember: () => undefined, forget: () => undefined },
    drives: {
      list: () => Promise.resolve([there]),
      eject: ({ device }) => {
        ejected.push(device);
        return Promise.resolve(true);
      },
    },
  });
  const [first] = got(await places.handlers.listDrives({}));
  there = drive('ROJA', '/dev/sdc');
  const [second] = got(await places.handlers.listDrives({}));
  expect([first?.name, second?.name, second?.token]).toEqual(['AZUL', 'ROJA', first?.token]);
  expect(got(places.find(second!.token)).name).toBe('ROJA');
  got(await places.handlers.ejectDrive({ token: second!.token }));
  expect(ejected).toEqual(['/dev/sdc']);
});

test('what was cut off on a stick goes; in a folder it may be the work of another computer', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'atalaya-memoria-ñ-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const names = ['TRASPASO-7K2M-9QXD.age', 'TRASPASO-7K2M-9QXE.age.2.PARCIAL', 'mi.PARCIAL'];
  for (const name of names) await writeFile(path.join(folder, name), 'x');
  await sweepUnfinished({}, folder);
  expect((await readdir(folder)).sort()).toEqual(names);
  await sweepUnfinished({ drive: drive('AZUL', '/dev/sdb') }, folder);
  expect((await readdir(folder)).sort()).toEqual([names[0], names[2]]);
});
