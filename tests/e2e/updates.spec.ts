// Another version of the app, from a stick and from a web folder: only what the publisher signed is taken, whatever is wrong
// is said, and the office is the same afterwards. An installer for Windows cannot run here: its command is written down.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { copiesOf, snapshotsIn } from '../support/damage.ts';
import { continueDraft } from '../support/journey.ts';
import { pressButton, tabTo, typeInto } from '../support/keyboard.ts';
import { copyProfile, expect, test as base } from '../support/small-disk.ts';
import { openSockets, processTree } from '../support/sockets.ts';
import { Publisher, type Update } from '../support/update-builder.ts';
import { UpdateDesk } from '../support/update-desk.ts';

const test = base.extend<{ desk: UpdateDesk }>({
  desk: async ({ prepared }, use, info) => {
    const folder = info.outputPath('desk');
    const desk = new UpdateDesk(folder, copyProfile(prepared.draft, path.join(folder, 'profile')));
    await use(desk);
    await desk.close();
  },
});

async function toUpdates(page: Page): Promise<void> {
  await page.keyboard.press('Control+4');
  await expect(page.getByRole('heading', { name: 'Actualizaciones' })).toBeVisible();
}

/** What was unfinished before is still there. */
async function expectDraft(page: Page): Promise<void> {
  await page.keyboard.press('Control+1');
  await continueDraft(page);
  await expect(page.getByRole('textbox', { name: /^Dirección exacta/ })).not.toHaveValue('');
}

test('a newer version from a stick: seen, put off, installed after a copy; nothing is lost', async ({ desk }) => {
  const update = desk.publisher.make();
  update.into(desk.in('stick/ATALAYA-ACTUALIZACION'));
  let page = await desk.open();
  await toUpdates(page);
  await expect(page.getByText('Nadie lo ha decidido: así viene el programa')).toBeVisible();
  await expect(
    page.getByText(/^No hay ningún instalador anterior guardado.* a mano, con su instalador\.$/),
  ).toBeVisible();
  await desk.findIn(desk.in('stick'));
  await expect(page.getByText('Versión 0.2.0, comprobada')).toBeVisible();
  await expect(page.getByText('Novedades de la 0.2.0')).toBeVisible();
  await expect(page.getByText('293 kB')).toBeVisible();
  await pressButton(page, 'Ahora no');
  expect(desk.commands()).toEqual([]);

  await page.keyboard.press('Control+1');
  await expect(page.getByText('Hay una versión comprobada más nueva: la 0.2.0')).toBeVisible();
  await pressButton(page, 'Ver');
  await desk.findIn(desk.in('stick'));
  await pressButton(page, 'Instalar ahora…');
  const dialog = page.getByRole('alertdialog', { name: 'Instalar la versión 0.2.0' });
  await expect(dialog).toContainText('se hace una copia de seguridad');
  const copiesBefore = snapshotsIn(copiesOf(desk.userData)).length;
  const closed = desk.app.waitForEvent('close');
  await pressButton(page, 'Cerrar e instalar');
  await closed;
  const installer = path.join(desk.userData, 'updates', 'pending', update.name);
  expect(desk.commands()).toEqual([[installer, '--updated', '/S', '--force-run']]);
  expect(readFileSync(installer).equals(update.installer)).toBe(true);
  expect(snapshotsIn(copiesOf(desk.userData)).length).toBeGreaterThan(copiesBefore);

  page = await desk.open();
  expect(readdirSync(path.join(desk.userData, 'updates'))).toEqual(['manifests']);
  await page.keyboard.press('Control+6');
  await expect(page.getByText('De la versión 0.1.0 a la 0.2.0')).toBeVisible();
  await expectDraft(page);
});

test('whatever is wrong with an update is said, and nothing is started', async ({ desk, smallDisk }) => {
  test.setTimeout(120_000);
  const { publisher } = desk;
  const changed = (what: 'manifest' | 'installer'): Update => {
    const update = publisher.make();
    update[what] = Buffer.from(update[what]);
    update[what][40] = 33;
    return update;
  };
  const truncated = (): Update => {
    const update = publisher.make();
    update.installer = update.installer.subarray(0, 1000);
    return update;
  };
  const page = await desk.open();
  await toUpdates(page);
  // made one after another: what was released before the newest that was seen would be called that
  const wrongAtOnce: readonly (readonly [string, () => Update, string])[] = [
    ['key', () => new Publisher().make(), 'La actualización no lleva la firma de quien publica el programa'],
    ['manifest', () => changed('manifest'), 'La actualización no lleva la firma de quien publica el programa'],
    ['older', () => publisher.make({ version: '0.0.9' }), 'Ahí solo hay una versión anterior, la 0.0.9'],
    ['same', () => publisher.make({ version: '0.1.0' }), 'Ahí está la misma versión que aquí, la 0.1.0'],
  ];
  for (const [name, make, sentence] of wrongAtOnce) {
    make().into(desk.in(name));
    await desk.findIn(desk.in(name));
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Instalar ahora…' })).toHaveCount(0);
  }

  const wrongInstaller: readonly (readonly [string, () => Update, string])[] = [
    ['installer', () => changed('installer'), 'El instalador no es el que se publicó'],
    ['truncated', truncated, 'El instalador no es el que se publicó'],
    ['pulled', () => publisher.make(), 'La memoria dejó de responder'],
  ];
  for (const [name, make, sentence] of wrongInstaller) {
    make().into(desk.in(name));
    await desk.findIn(desk.in(name));
    await pressButton(page, 'Instalar ahora…');
    if (name === 'pulled') rmSync(desk.in(name), { recursive: true });
    await pressButton(page, 'Cerrar e instalar');
    await expect(page.getByRole('alertdialog').getByText(sentence)).toBeVisible();
    expect(readdirSync(path.join(desk.userData, 'updates', 'pending'))).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'hidden' });
  }
  await expectDraft(page);
  await desk.close();
  expect(desk.commands()).toEqual([]);

  // the same office on a disk that is full
  const crowded = new UpdateDesk(
    path.join(smallDisk.folder, 'desk'),
    copyProfile(desk.userData, path.join(smallDisk.folder, 'p')),
  );
  crowded.publisher.make().into(crowded.in('stick'));
  const full = await crowded.open();
  await toUpdates(full);
  await crowded.findIn(crowded.in('stick'));
  await pressButton(full, 'Instalar ahora…');
  smallDisk.fill();
  await pressButton(full, 'Cerrar e instalar');
  await expect(
    full.getByRole('alertdialog').getByText('No hay espacio en el disco para escribir el archivo.'),
  ).toBeVisible();
  smallDisk.makeRoom();
  await full.keyboard.press('Escape');
  await expectDraft(full);
  await crowded.close();
  expect(crowded.commands()).toEqual([]);
});

test('a web folder is asked only where the office allows it and somebody presses the button', async ({ desk }) => {
  const update = desk.publisher.make();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(update.files()[decodeURIComponent(request.url ?? '').replace('/atalaya/', '')]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const isReached = (): boolean =>
    openSockets(processTree(desk.app.process().pid!)).some(({ remotePort }) => remotePort === port);
  try {
    let page = await desk.open();
    await toUpdates(page);
    await expect(page.getByRole('button', { name: 'Buscar en la página' })).toHaveCount(0);
    await tabTo(page, { role: 'radio', name: 'Solo de una memoria o carpeta' });
    await page.keyboard.press('ArrowRight');
    await typeInto(page, /^Dirección de la carpeta/, `http://127.0.0.1:${port}/atalaya`);
    await pressButton(page, 'Guardar de dónde');
    await expect(page.getByText('Lo decidió la oficina')).toBeVisible();
    expect(asked).toEqual([]);
    expect(isReached()).toBe(false);

    await pressButton(page, 'Buscar en la página');
    await expect(page.getByText('Versión 0.2.0, comprobada')).toBeVisible();
    expect(asked).toEqual(['/atalaya/actualizacion.json', '/atalaya/actualizacion.firma']);
    await expect.poll(isReached).toBe(false);
    await pressButton(page, 'Instalar ahora…');
    const closed = desk.app.waitForEvent('close');
    await pressButton(page, 'Cerrar e instalar');
    await closed;
    expect(desk.commands()).toHaveLength(1);
    expect(asked).toHaveLength(3);

    // whoever runs the computer goes before the office, and says so
    writeFileSync(desk.policy, JSON.stringify({ format: 1, actualizaciones: 'off' }));
    page = await desk.open();
    await expect(page.getByText('Hay una versión comprobada más nueva')).toHaveCount(0);
    await toUpdates(page);
    await expect(
      page.getByText('Lo decidió la institución, en el archivo politica.json de esta computadora'),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: /^(Buscar en|Elegir carpeta…|Guardar de dónde)/ })).toHaveCount(0);
    writeFileSync(desk.policy, '{"format":1,"actualizaciones":"siempre"}');
    await page.keyboard.press('Control+1');
    await toUpdates(page);
    await expect(page.getByText('No se entiende lo que se decidió, así que no se actualiza nada')).toBeVisible();
    expect(asked).toHaveLength(3);
  } finally {
    server.close();
  }
});

test('back to the version before, with the same data, where its installer is vouched for', async ({ desk }) => {
  const before = desk.publisher.make({ version: '0.0.9' });
  const manifests = path.join(desk.userData, 'updates', 'manifests');
  for (const update of [before, desk.publisher.make({ version: '0.0.7', electron: '1.0.0' })]) {
    const folder = path.join(manifests, /[\d.]+\d/.exec(update.name)?.[0] ?? '');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'actualizacion.json'), update.manifest);
    writeFileSync(path.join(folder, 'actualizacion.firma'), update.signature);
    writeFileSync(path.join(desk.installers, update.name), update.installer);
  }
  writeFileSync(path.join(desk.installers, 'Atalaya-Setup-0.0.8.exe'), 'unsigned');
  // installed by hand, when the installer kept what lay beside it
  const byHand = desk.publisher.make({ version: '0.0.6' });
  for (const [end, bytes] of [
    ['', byHand.installer],
    ['.json', byHand.manifest],
    ['.firma', byHand.signature],
  ] as const)
    writeFileSync(path.join(desk.installers, `${byHand.name}${end}`), bytes);
  let page = await desk.open();
  await toUpdates(page);
  await expect(page.getByText('Lee los datos de hoy', { exact: true })).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Volver a la 0.0.6…' })).toBeVisible();
  await expect(page.getByText(/^El archivo está, pero nada firmado responde por él/)).toHaveCount(1);
  await expect(page.getByText(/^No lee los datos de hoy/)).toHaveCount(1);
  await pressButton(page, 'Volver a la 0.0.9…');
  await expect(page.getByRole('alertdialog', { name: 'Volver a la versión 0.0.9' })).toContainText('no se pierde nada');
  const closed = desk.app.waitForEvent('close');
  await pressButton(page, 'Cerrar y volver');
  await closed;
  const installer = path.join(desk.userData, 'updates', 'pending', before.name);
  expect(desk.commands()).toEqual([[installer, '--updated', '/S', '--force-run']]);
  page = await desk.open();
  await expectDraft(page);
});
