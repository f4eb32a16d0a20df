// A clerk seals a whole case into one file, and opens it again with the words that were shown once.
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { sampleNewOffice } from '../support/journey.ts';
import { chooseFromList, openRow, pressButton, typeInto } from '../support/keyboard.ts';
import { unseal, untar } from '../support/package-reader.ts';
import { answerWithFiles } from '../support/photograph.ts';
import { showAll } from '../support/look.ts';
import { expect, test } from '../support/prepared-app.ts';

test('a whole case leaves as one sealed file with index, history and signed sums', async ({ start, userData }) => {
  test.setTimeout(180_000);
  const { app, page } = await start({ from: 'acta' });
  const stick = path.join(userData, 'memoria');
  mkdirSync(stick, { recursive: true });
  await page.keyboard.press('Control+2');
  await openRow(page, /^STSS-/);
  // a sealed acta opens as a paper; the case around it is one key away
  await pressButton(page, 'Expediente');
  await pressButton(page, 'Expediente completo…');
  const dialog = page.getByRole('dialog', { name: 'Expediente completo' });
  await pressButton(page, 'Elegir carpeta y sellar…');
  await expect(dialog.getByText('Elija para quién es.')).toBeVisible();
  await showAll(page, 'case-package-missing');
  await chooseFromList(page, /Para quién/, 'Juzgado u otra autoridad');
  await typeInto(page, /^Nombre del juzgado/, 'Ñoño & Güity');
  await expect(dialog.getByText('Es el patrono de este expediente')).toBeVisible();
  await showAll(page, 'case-package-employer');
  await typeInto(page, /^Nombre del juzgado/, 'Juzgado de Letras del Trabajo');
  await typeInto(page, /^Su frase de paso/, sampleNewOffice.passphrase);
  await answerWithFiles(app, [stick]);
  await pressButton(page, 'Elegir carpeta y sellar…');
  const done = page.getByRole('dialog', { name: 'Paquete listo' });
  await done.waitFor({ timeout: 120_000 });
  await showAll(page, 'case-package-done');
  const words = (await done.getByRole('listitem').allInnerTexts()).join(' ');
  expect(words.split(' ')).toHaveLength(6);
  const [file = ''] = readdirSync(stick);
  expect(file).toMatch(/^EXPEDIENTE-/);
  const found = await untar(await unseal(readFileSync(path.join(stick, file)), { words }));
  const names = found.map(({ header }) => header.name);
  expect(names.filter((name) => name.startsWith('papeles/'))).toHaveLength(1);
  expect(names.slice(-6)).toEqual('LEAME.txt indice.json indice.html oficina.pem SHA256SUMS SHA256SUMS.p7s'.split(' '));
  const history = found.find(({ header }) => header.name === 'historial.json');
  expect(Buffer.from(history?.bytes ?? []).toString()).toContain('Numeró y selló un acta');
  const index = found.find(({ header }) => header.name === 'indice.html');
  expect(Buffer.from(index?.bytes ?? []).toString()).toContain('Plazos</strong>');
});
