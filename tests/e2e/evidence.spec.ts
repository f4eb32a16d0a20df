// Evidence of a case: photographs come in by every way, are looked at, leave without metadata, and stay sealed.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { carriesMetadata } from '../../shared/evidence/metadata.ts';
import { answerSaveDialog } from '../support/journey.ts';
import { openRow, pressButton, tabTo, typeInto } from '../support/keyboard.ts';
import { findLeaks, marker } from '../support/markers.ts';
import { answerWithFiles, photograph } from '../support/photograph.ts';
import { expect, test } from '../support/prepared-app.ts';

/** Drops or pastes files as the desktop does. */
function bringFiles(
  page: Page,
  way: 'drop' | 'paste',
  files: readonly { readonly name: string; readonly bytes: Buffer }[],
): Promise<void> {
  return page.evaluate(
    ({ how, given }) => {
      const transfer = new DataTransfer();
      for (const { name, bytes } of given) {
        transfer.items.add(new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' }));
      }
      const place = document.querySelector('.evidence-body');
      if (how === 'drop') {
        for (const type of ['dragover', 'drop']) {
          place?.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }
      } else {
        document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true }));
      }
    },
    { how: way, given: files.map(({ name, bytes }) => ({ name, bytes: [...bytes] })) },
  );
}

async function openCase(page: Page): Promise<void> {
  await page.keyboard.press('Control+2');
  await openRow(page, /^STSS-/);
  await page.getByRole('heading', { name: 'Evidencia' }).waitFor();
}

const cards = (page: Page) => page.getByRole('list', { name: 'Piezas de evidencia' }).getByRole('listitem');

test('photographs come in by button, drag and paste; one is seen, one leaves clean, and all are sealed', async ({
  start,
  userData,
}) => {
  test.setTimeout(180_000);
  const { app, page, userData: profile } = await start({ from: 'acta' });
  const outside = path.join(userData, 'fuera');
  mkdirSync(outside, { recursive: true });
  await openCase(page);
  await expect(page.getByText(/Hasta 300 piezas por expediente y 60 MB por archivo/)).toBeVisible();

  const photos = [];
  for (let n = 0; n < 4; n += 1) photos.push(await photograph(page, n));
  const [first, second, third, fourth] = photos as [Buffer, Buffer, Buffer, Buffer];
  const long = `${'Fachada del taller, portón de la calle '.repeat(5)}Ñ.jpg`.normalize('NFD');
  const files = [path.join(outside, 'IMG_0001.jpg'), path.join(outside, 'programa.jpg')];
  writeFileSync(files[0]!, first);
  writeFileSync(files[1]!, 'MZ esto no es una fotografía');

  await answerWithFiles(app, files);
  await pressButton(page, 'Agregar archivos');
  await expect(cards(page)).toHaveCount(1);
  await expect(page.getByText('Un archivo no se agregó')).toBeVisible();
  await expect(page.getByText(/^programa\.jpg: El archivo no es de los tipos/)).toBeVisible();

  await bringFiles(page, 'drop', [
    { name: long, bytes: second },
    { name: 'IMG_0003.jpg', bytes: third },
  ]);
  await expect(cards(page)).toHaveCount(3);
  await bringFiles(page, 'paste', [{ name: 'image.png', bytes: fourth }]);
  await expect(cards(page)).toHaveCount(4);
  await expect(cards(page).locator('img')).toHaveCount(4);
  // the same bytes twice are one piece
  await bringFiles(page, 'drop', [{ name: 'otra vez.jpg', bytes: first }]);
  await expect(page.getByText(/^otra vez\.jpg: El expediente ya tiene ese mismo archivo/)).toBeVisible();
  await expect(cards(page)).toHaveCount(4);

  await pressButton(page, 'Ver la pieza 1: IMG_0001.jpg');
  const viewer = page.getByRole('dialog', { name: 'Pieza 1: IMG_0001.jpg' });
  await expect(viewer.locator('.evidence-picture')).toBeVisible();
  await expect
    .poll(() => viewer.locator('.evidence-picture').evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBe(1600);
  await expect(viewer.getByText('24/11/2026 09:15 (cámara)')).toBeVisible();
  const custody = viewer.getByRole('list', { name: 'Cadena de custodia' });
  await expect(custody.getByText('Agregó evidencia')).toBeVisible();
  await expect(custody.getByText('Vio una pieza de evidencia')).toHaveCount(1);
  await typeInto(page, /^Nota/, 'Salida de emergencia cerrada');
  await pressButton(page, 'Guardar la nota');
  await expect(custody.getByText('Cambió una pieza de evidencia')).toBeVisible();

  const copy = path.join(outside, 'copia.jpg');
  await answerSaveDialog(app, copy);
  await pressButton(page, 'Sacar una copia…');
  await expect(page.getByText(/sale como copia nueva sin metadatos/)).toBeVisible();
  await pressButton(page, 'Guardar la copia como…');
  await page.getByText('Guardado como copia.jpg').first().waitFor();
  await expect(custody.getByText('Sacó una copia de evidencia')).toBeVisible();
  const left = new Uint8Array(readFileSync(copy));
  expect(left.subarray(0, 3)).toEqual(new Uint8Array([0xff, 0xd8, 0xff]));
  expect(carriesMetadata('image/jpeg', left)).toBe(false);
  expect(carriesMetadata('image/jpeg', new Uint8Array(first))).toBe(true);
  expect(Buffer.from(left).includes(marker(5000))).toBe(false);
  await page.keyboard.press('Escape');
  await viewer.waitFor({ state: 'hidden' });

  const sheet = path.join(outside, 'hoja.pdf');
  await answerSaveDialog(app, sheet);
  await pressButton(page, 'Hoja de hashes');
  await pressButton(page, 'Guardar como…');
  await page.getByText('Guardado como hoja.pdf').first().waitFor();
  expect(readFileSync(sheet).subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
  await page.keyboard.press('Escape');

  // two at once into a folder, where nothing is replaced
  const folder = path.join(outside, 'entrega');
  mkdirSync(folder);
  writeFileSync(path.join(folder, '001 IMG_0001.jpg'), 'ya estaba');
  await answerWithFiles(app, [folder]);
  for (const name of [/^Escoger la pieza 1:/, /^Escoger la pieza 4:/]) {
    await tabTo(page, { role: 'checkbox', name });
    await page.keyboard.press('Space');
  }
  await pressButton(page, 'Sacar copias…');
  await pressButton(page, 'Elegir la carpeta y guardar');
  await page.getByText('2 copias guardadas en la carpeta').first().waitFor();
  const copies = ['001 IMG_0001 (2).jpg', '001 IMG_0001.jpg', '004 Imagen pegada.jpg'];
  expect(readdirSync(folder).sort()).toEqual(copies);
  expect(readFileSync(path.join(folder, copies[1]!), 'utf8')).toBe('ya estaba');
  expect(carriesMetadata('image/jpeg', new Uint8Array(readFileSync(path.join(folder, copies[2]!))))).toBe(false);

  // to the bin and back
  await pressButton(page, 'Ver la pieza 3: IMG_0003.jpg');
  await pressButton(page, 'A la papelera');
  await expect(cards(page)).toHaveCount(3);
  await page.getByText('Papelera: una pieza').click();
  await pressButton(page, 'Devolver al expediente: IMG_0003.jpg');
  await expect(cards(page)).toHaveCount(4);
  await page.keyboard.press('Control+1');

  // closing makes a copy, which has the files too
  await app.close();
  expect(findLeaks([profile])).toEqual([]);
  const filesIn = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bin'));
  const sealed = filesIn(path.join(profile, 'evidencias'));
  expect(sealed).toHaveLength(4);
  expect(filesIn(path.join(profile, 'copias', 'evidencias')).sort()).toEqual([...sealed].sort());

  const again = await start({ from: { userData: profile } });
  await openCase(again.page);
  await expect(cards(again.page)).toHaveCount(4);
  for (const [n, name] of [/^Fachada del taller/, /^IMG_0003\.jpg/, /^Imagen pegada\.png/].entries()) {
    await pressButton(again.page, new RegExp(`^Ver la pieza ${n + 2}: ${name.source.slice(1)}`));
    await expect(again.page.locator('.evidence-picture')).toBeVisible();
    await again.page.keyboard.press('Escape');
    await again.page.locator('.evidence-picture').waitFor({ state: 'hidden' });
  }
});
