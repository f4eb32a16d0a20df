import { mkdtempSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { installersFolder, KeptInstallers } from '../../../electron/updates/kept-installers.ts';
import { updateTesting } from '../../../electron/updates/testing.ts';
import { importKeys, verifyManifest } from '../../../electron/updates/verify-manifest.ts';
import { Publisher } from '../../support/update-builder.ts';

const running = { version: '0.4.0', electron: '45.0.0', data: { layout: 2, journal: 1, keyring: 2 } };

test('which versions one can go back to, newest first, and why not to others', async () => {
  const publisher = new Publisher();
  const keys = importKeys([publisher.publicKey]);
  const folder = mkdtempSync(path.join(tmpdir(), 'kept-'));
  const installers = path.join(folder, 'installers');
  mkdirSync(installers);
  const kept = new KeptInstallers(path.join(folder, 'manifests'), installers, keys);
  expect(await kept.list(running)).toEqual([]);
  const keep = async (update: ReturnType<Publisher['make']>): Promise<void> => {
    const files = { raw: new Uint8Array(update.manifest), signature: new Uint8Array(update.signature) };
    const signed = verifyManifest(files, keys);
    if (!signed.ok) throw new Error(signed.fault.code);
    expect(await kept.keep(signed.value)).toEqual({ ok: true, value: undefined });
    writeFileSync(path.join(installers, update.name), update.installer);
  };
  await keep(publisher.make({ version: '0.3.0' }));
  await keep(publisher.make({ version: '0.10.0' }));
  await keep(publisher.make({ version: '0.2.0', electron: '44.9.9' }));
  await keep(publisher.make({ version: '0.1.0', data: { layout: 1, journal: 1, keyring: 2 } }));
  await keep(publisher.make({ version: '0.0.5' }));
  writeFileSync(path.join(installers, 'Atalaya-Setup-0.0.5.exe'), 'another size');
  writeFileSync(path.join(installers, 'Atalaya-Setup-0.0.4.exe'), 'nobody vouches');
  writeFileSync(path.join(installers, 'kept.ini'), '');
  // the manifest of another version in the place of this one's
  const elsewhere = publisher.make({ version: '0.3.0' });
  mkdirSync(path.join(folder, 'manifests', '0.0.3'));
  writeFileSync(path.join(folder, 'manifests', '0.0.3', 'actualizacion.json'), elsewhere.manifest);
  writeFileSync(path.join(folder, 'manifests', '0.0.3', 'actualizacion.firma'), elsewhere.signature);
  writeFileSync(path.join(installers, 'Atalaya-Setup-0.0.3.exe'), 'x');
  // installed by hand: the installer kept what lay beside it
  const byHand = (update: ReturnType<Publisher['make']>, as = update.name): void => {
    writeFileSync(path.join(installers, as), update.installer);
    writeFileSync(path.join(installers, `${as}.json`), update.manifest);
    writeFileSync(path.join(installers, `${as}.firma`), update.signature);
  };
  byHand(publisher.make({ version: '0.0.2' }));
  byHand(new Publisher().make({ version: '0.0.1' }));
  byHand(publisher.make({ version: '0.3.1' }), 'Atalaya-Setup-0.0.0.exe');
  expect(await kept.list(running)).toEqual([
    { version: '0.3.0', state: 'ready' },
    { version: '0.2.0', state: 'other-data' },
    { version: '0.1.0', state: 'other-data' },
    { version: '0.0.5', state: 'unsigned' },
    { version: '0.0.4', state: 'unsigned' },
    { version: '0.0.3', state: 'unsigned' },
    { version: '0.0.2', state: 'ready' },
    { version: '0.0.1', state: 'unsigned' },
    { version: '0.0.0', state: 'unsigned' },
  ]);
  expect(readdirSync(path.join(folder, 'manifests')).sort()).toContain('0.10.0');
  expect(await kept.source('0.0.2')).toBeDefined();
  expect(await kept.source('0.0.1')).toBeUndefined();

  // a profile that cannot be written to is said, not thrown
  const blocked = new KeptInstallers(path.join(installers, 'kept.ini'), installers, keys);
  const update = publisher.make();
  const signed = verifyManifest(
    { raw: new Uint8Array(update.manifest), signature: new Uint8Array(update.signature) },
    keys,
  );
  if (!signed.ok) throw new Error(signed.fault.code);
  expect(await blocked.keep(signed.value)).toMatchObject({ ok: false, fault: { code: 'file/cannot-write' } });
});

test('installers are kept beside the folder of the program', () => {
  expect(installersFolder('/opt/Atalaya/Atalaya.exe')).toBe('/opt/Atalaya-installers');
});

test('what tests may put in the place of the system is not for the packaged app', () => {
  const env = { ATALAYA_UPDATE_TEST: JSON.stringify({ keys: ['x'], record: 'a', installers: 'b', policy: 'c' }) };
  expect(updateTesting(false, env)).toBeUndefined();
  expect(updateTesting(true, {})).toBeUndefined();
  expect(updateTesting(true, env)).toMatchObject({ keys: ['x'], installers: 'b', policy: 'c' });
});
