import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createUpdateHandlers, type UpdateDeps } from '../../../electron/host/updates.ts';
import { KeptInstallers } from '../../../electron/updates/kept-installers.ts';
import { importKeys } from '../../../electron/updates/verify-manifest.ts';
import type { Act } from '../../../shared/access/acts.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import type { Said } from '../../../shared/update/policy.ts';
import { Publisher } from '../../support/update-builder.ts';
import { add, faultOf, liaison, openedOffice, unlock, valueOf } from '../../support/vault-builder.ts';

const publisher = new Publisher();
const keys = importKeys([publisher.publicKey]);

async function start(more: Partial<UpdateDeps> = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'host-updates-'));
  const { vault } = await openedOffice(path.join(folder, 'vault'), { now: () => Date.now() });
  const acts: Act[] = [];
  const commands: string[] = [];
  const world: {
    said: { group: Said; file: Said };
    stays: boolean;
    busy: 'printing' | undefined;
    snapshot: Result<unknown>;
  } = {
    ...{ said: { group: undefined, file: undefined }, stays: false, busy: undefined, snapshot: ok({ made: true }) },
  };
  const sticks = [path.join(folder, 'E'), path.join(folder, 'F')];
  const kept = new KeptInstallers(path.join(folder, 'manifests'), path.join(folder, 'installers'), keys);
  const updates = createUpdateHandlers({
    ...{ vault, keys, kept, folder: path.join(folder, 'copy'), clock: { now: () => Date.now() } },
    running: { version: '0.1.0', electron: '45.0.0', data: { layout: 2, journal: 1, keyring: 2 } },
    record: (act) => {
      acts.push(act);
      return Promise.resolve(ok(undefined));
    },
    isInstalled: true,
    said: () => Promise.resolve(world.said),
    buildFacts: path.join(folder, 'none'),
    recordCommand: (command) => {
      commands.push(path.basename(command));
      return Promise.resolve();
    },
    sticks: () => Promise.resolve(sticks),
    chooseFolder: () => Promise.resolve(undefined),
    load: () => import('../../../electron/updates/signed-updater.ts'),
    busy: () => world.busy,
    takeSnapshot: () => Promise.resolve(world.snapshot),
    leave: () => Promise.resolve(!world.stays),
    onBytes: () => undefined,
    ...more,
  });
  return { updates, vault, acts, commands, world, folder, sticks };
}

const find = { where: 'sticks' } as const;

test('the newest of all sticks is offered, remembered under the proof of the office, and written down once', async () => {
  const { updates, vault, acts, sticks } = await start();
  expect(faultOf(await updates.findUpdate(find))).toEqual({ code: 'update/none-found' });
  new Publisher().make({ version: '9.0.0' }).into(path.join(sticks[0]!, 'ATALAYA-ACTUALIZACION'));
  expect(faultOf(await updates.findUpdate(find))).toEqual({ code: 'update/not-signed' });
  publisher.make({ version: '0.3.0' }).into(sticks[1]!);
  publisher.make({ version: '0.2.0' }).into(path.join(sticks[1]!, 'ATALAYA-ACTUALIZACION'));
  expect(valueOf(await updates.findUpdate(find))).toMatchObject({ state: 'newer', version: '0.3.0' });
  valueOf(await updates.findUpdate(find));
  expect(acts).toEqual([{ action: 'updated', detail: 'Vista y comprobada: versión 0.3.0' }]);
  expect(
    valueOf(await vault.use('settings.write', ({ keyring }) => Promise.resolve(ok(keyring.updates?.known?.version)))),
  ).toBe('0.3.0');
  expect(valueOf(await updates.updateFacts({}))).toMatchObject({ known: { version: '0.3.0' }, by: 'default' });
  // the newer one is gone from the sticks: the older one is no way to the version before it
  rmSync(path.join(sticks[1]!, 'actualizacion.json'));
  rmSync(sticks[0]!, { recursive: true });
  expect(faultOf(await updates.findUpdate(find))).toEqual({ code: 'update/replayed', detail: { version: '0.3.0' } });
  expect(faultOf(await updates.installUpdate({}))).toEqual({ code: 'update/none-found' });
});

test('an installation stops at whatever is not right, and only its last step plans the start', async () => {
  const { updates, acts, commands, world, sticks } = await start();
  const update = publisher.make();
  update.into(sticks[0]!);
  valueOf(await updates.findUpdate(find));
  world.busy = 'printing';
  expect(faultOf(await updates.installUpdate({}))).toEqual({ code: 'update/busy', detail: { work: 'printing' } });
  world.busy = undefined;
  world.snapshot = fail('file/disk-full');
  expect(faultOf(await updates.installUpdate({}))).toEqual({ code: 'file/disk-full' });
  world.snapshot = ok({ made: false });
  world.said.file = { from: 'off' };
  expect(faultOf(await updates.installUpdate({}))).toEqual({ code: 'update/off' });
  world.said.file = undefined;
  world.stays = true;
  expect(faultOf(await updates.installUpdate({}))).toEqual({ code: 'update/stayed-open' });
  expect(updates.takePlanned()).toBeUndefined();
  world.stays = false;
  valueOf(await updates.installUpdate({}));
  expect(acts.at(-1)).toEqual({ action: 'updated', detail: 'De la versión 0.1.0 a la 0.2.0' });
  // locking, which ending does, takes nothing away from what was planned
  updates.forget();
  valueOf(await updates.takePlanned()!());
  expect(commands).toEqual([update.name]);
});

test('work that begins while the copies are made holds the update back, and nothing else is prepared meanwhile', async () => {
  let endSnapshot: (() => void) | undefined;
  const began = new Promise<void>((resolve) => {
    endSnapshot = resolve;
  });
  let letGo: (() => void) | undefined;
  const { updates, acts, commands, world, sticks } = await start({
    takeSnapshot: () =>
      new Promise((resolve) => {
        letGo = () => resolve(ok({ made: true }));
        endSnapshot?.();
      }),
  });
  publisher.make().into(sticks[0]!);
  valueOf(await updates.findUpdate(find));
  const before = acts.length;
  const installing = updates.installUpdate({});
  await began;
  const busy = { code: 'update/busy', detail: { work: 'update' } };
  expect(faultOf(await updates.installUpdate({}))).toEqual(busy);
  expect(faultOf(await updates.goBack({ version: '0.0.9' }))).toEqual(busy);
  world.busy = 'printing';
  letGo?.();
  expect(faultOf(await installing)).toEqual({ code: 'update/busy', detail: { work: 'printing' } });
  expect(acts).toHaveLength(before);
  expect(updates.takePlanned()).toBeUndefined();
  expect(commands).toEqual([]);
});

test('the computer goes before the office, and what was set is written down', async () => {
  const { updates, acts, world } = await start();
  const choice = { from: 'web', url: 'http://127.0.0.1:9/x' } as const;
  valueOf(await updates.setUpdateChoice({ choice }));
  expect(acts).toEqual([{ action: 'settings', detail: 'Actualizaciones: también de http://127.0.0.1:9/x' }]);
  expect(valueOf(await updates.updateFacts({}))).toMatchObject({ choice, by: 'office', damaged: false });
  expect(faultOf(await updates.findUpdate({ where: 'web' }))).toEqual({ code: 'update/unreachable' });
  world.said.group = { from: 'stick' };
  expect(faultOf(await updates.findUpdate({ where: 'web' }))).toEqual({ code: 'update/off' });
  expect(faultOf(await updates.setUpdateChoice({ choice }))).toEqual({ code: 'update/policy-decides' });
  world.said.group = 'damaged';
  expect(faultOf(await updates.findUpdate(find))).toEqual({ code: 'update/policy-damaged' });
  expect(valueOf(await updates.updateFacts({}))).toMatchObject({ choice: { from: 'off' }, by: 'group', damaged: true });
});

test('back to a kept version; not to one that cannot read the data, that nobody vouches for, or that is not there', async () => {
  const { updates, folder, acts, commands } = await start();
  const keepHere = (update: ReturnType<Publisher['make']>, version: string): void => {
    const manifests = path.join(folder, 'manifests', version);
    mkdirSync(manifests, { recursive: true });
    mkdirSync(path.join(folder, 'installers'), { recursive: true });
    writeFileSync(path.join(manifests, 'actualizacion.json'), update.manifest);
    writeFileSync(path.join(manifests, 'actualizacion.firma'), update.signature);
    writeFileSync(path.join(folder, 'installers', update.name), update.installer);
  };
  keepHere(publisher.make({ version: '0.0.9' }), '0.0.9');
  keepHere(publisher.make({ version: '0.0.8', electron: '44.0.0' }), '0.0.8');
  keepHere(new Publisher().make({ version: '0.0.7' }), '0.0.7');
  expect(faultOf(await updates.goBack({ version: '0.0.8' }))).toEqual({ code: 'update/data-newer' });
  expect(faultOf(await updates.goBack({ version: '0.0.7' }))).toEqual({ code: 'update/not-kept' });
  expect(faultOf(await updates.goBack({ version: '0.0.1' }))).toEqual({ code: 'update/not-kept' });
  valueOf(await updates.goBack({ version: '0.0.9' }));
  expect(acts.at(-1)).toEqual({ action: 'updated', detail: 'Vuelta de la versión 0.1.0 a la 0.0.9' });
  // exchanged between planning and starting
  const copy = path.join(folder, 'copy', 'pending', 'Atalaya-Setup-0.0.9.exe');
  writeFileSync(copy, 'something else');
  expect(faultOf(await updates.takePlanned()!())).toEqual({ code: 'update/installer-differs' });
  expect(commands).toEqual([]);
});

test('only whoever may change settings, and never where it cannot work', async () => {
  const { updates, vault, sticks } = await start();
  publisher.make().into(sticks[0]!);
  const other = valueOf(await add(vault, liaison));
  await vault.lock();
  expect(faultOf(await updates.updateFacts({}))).toEqual({ code: 'vault/locked' });
  valueOf(await unlock(vault, other.id, 'cuatro pinos junto al Merendón'));
  const denied = { code: 'access/denied', detail: { permission: 'settings.write' } };
  expect(faultOf(await updates.findUpdate(find))).toEqual(denied);
  expect(faultOf(await updates.installUpdate({}))).toEqual(denied);
  expect(faultOf(await updates.goBack({ version: '0.0.9' }))).toEqual(denied);
  expect(faultOf(await updates.setUpdateChoice({ choice: { from: 'off' } }))).toEqual(denied);
  expect(valueOf(await updates.updateFacts({}))).toMatchObject({ version: '0.1.0' });

  const withoutKeys = await start({ keys: [] });
  expect(faultOf(await withoutKeys.updates.findUpdate(find))).toEqual({ code: 'update/no-keys' });
  const portable = await start({ isInstalled: false });
  publisher.make().into(portable.sticks[0]!);
  expect(valueOf(await portable.updates.findUpdate(find))).toMatchObject({ state: 'newer' });
  expect(faultOf(await portable.updates.installUpdate({}))).toEqual({ code: 'update/by-hand' });
});
