import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, launchApp, newUserData, test } from '../support/electron-app.ts';
import { answerSaveDialog, openOffice, sampleNewOffice } from '../support/journey.ts';

test('an extract is saved signed; then the office is destroyed, and the next start begins with nothing', async () => {
  const userData = await newUserData();
  const outside = await newUserData();
  const app = await launchApp({ userData });
  const page = await app.firstWindow();
  await openOffice(page, sampleNewOffice);

  await page.keyboard.press('Control+6');
  await page.getByRole('button', { name: 'Comprobar la cadena' }).click();
  await expect(page.getByText(/^Cadena completa: \d+ asientos$/)).toBeVisible();
  const extract = path.join(outside, 'extracto.pdf');
  await answerSaveDialog(app, extract);
  await page.getByRole('button', { name: 'Extracto firmado' }).click();
  await page.getByLabel(/^Su frase de paso/).fill(sampleNewOffice.passphrase);
  await page.getByRole('button', { name: 'Firmar y guardar' }).click();
  await page
    .getByText(/^Extracto guardado como /)
    .first()
    .waitFor({ timeout: 30_000 });
  expect(readFileSync(extract, 'latin1')).toContain('/SubFilter /ETSI.CAdES.detached');

  await page.keyboard.press('Control+5');
  await page.getByRole('button', { name: 'Destruir los datos de la oficina' }).click();
  await page.getByText('No quiero copia').click();
  await page.getByLabel(/^Escriba el nombre/).fill(sampleNewOffice.office.name);
  await page.getByLabel(/^Motivo/).fill('equipo dado de baja');
  await page.getByLabel(/^Su frase de paso/).fill(sampleNewOffice.passphrase);
  const record = path.join(outside, 'acta.pdf');
  await answerSaveDialog(app, record);
  await page.getByRole('button', { name: 'Firmar el acta y destruir' }).click();
  await page.getByRole('heading', { name: 'Los datos de la oficina se destruyeron' }).waitFor({ timeout: 30_000 });
  expect(readFileSync(record, 'latin1')).toContain('/SubFilter /ETSI.CAdES.detached');
  for (const name of ['vault', 'journal', 'copias', 'logs']) expect(existsSync(path.join(userData, name))).toBe(false);
  await app.close();

  const next = await launchApp({ userData });
  const first = await next.firstWindow();
  await expect(first.getByRole('textbox', { name: /^Nombre de la oficina/ })).toBeVisible({ timeout: 30_000 });
  const left = readdirSync(userData);
  for (const name of ['decommission.json', 'vault', 'journal', 'last-folder.txt']) expect(left).not.toContain(name);
  const databases = path.join(userData, 'IndexedDB');
  expect(existsSync(databases) ? readdirSync(databases) : []).toEqual([]);
  await next.close();
});
