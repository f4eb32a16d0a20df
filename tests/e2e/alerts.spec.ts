// An alert from outside: the form goes out, is filled in by a browser that is not ours, and comes back sealed.
import { readFileSync, readdirSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { readAlert } from '../../shared/alert/alert.ts';
import { fromParts } from '../../shared/alert/parts.ts';
import { callHost } from '../support/electron-app.ts';
import { answerSaveDialog } from '../support/journey.ts';
import { openPlainPage } from '../support/plain-page.ts';
import { expect, test } from '../support/prepared-app.ts';

/** Fills in the form as a committee would, by its labels. */
async function fillAlert(page: Page, facts: string): Promise<void> {
  await page
    .getByRole('radiogroup', { name: /^¿Hay alguien en peligro ahora\?/ })
    .getByLabel('No se sabe')
    .check();
  await page.getByLabel(/^Qué se vio/).fill(facts);
  await page.getByLabel(/^No pueden salir/).check();
  await page.getByLabel(/^Les quitaron los documentos/).check();
  await page.getByLabel('Departamento').selectOption({ label: 'Cortés' });
  await page.getByLabel('Municipio').selectOption({ label: 'Choloma' });
  await page.getByLabel(/^Patrono o negocio/).fill('Finca La Esperanza');
  await page.getByLabel(/^Cuántas personas/).fill('12');
  await page
    .getByRole('radiogroup', { name: /^¿Hay menores de 18 años\?/ })
    .getByLabel('Sí', { exact: true })
    .check();
  await page.getByLabel('Comité local').check();
  await page.getByLabel(/^Cómo comunicarse/).fill('9999-0101, por la tarde');
}

test('the form seals an alert in a plain browser, and the office opens what it made', async ({ start }) => {
  test.setTimeout(120_000);
  const { app, page } = await start({ from: 'office' });
  const folder = await mkdtemp(path.join(tmpdir(), 'atalaya-alerts-'));
  const file = path.join(folder, 'formulario.html');
  await answerSaveDialog(app, file);
  expect(await callHost(page, 'saveAlertForm', {})).toEqual({ ok: true, value: { name: 'formulario.html' } });

  const outside = await openPlainPage(folder, file);
  const form = outside.page;
  const complaints: string[] = [];
  form.on('console', (message) => complaints.push(message.text()));
  await form.getByRole('button', { name: 'Español' }).click();
  await expect(form.getByRole('heading', { level: 1 })).toHaveText('Alerta temprana');
  await expect(form.getByText('Para: Oficina Regional de La Ceiba')).toBeVisible();

  // what is missing is said, and leads to its field
  await form.getByRole('button', { name: 'Cerrar la alerta' }).click();
  await expect(form.getByRole('alert')).toBeFocused();
  await form.getByRole('button', { name: 'Cuente qué pasa.' }).click();
  await expect(form.getByLabel(/^Qué se vio/)).toBeFocused();

  const facts = 'Doce personas duermen en la bodega. «No las dejan salir», dice una vecina: ñandú.';
  await fillAlert(form, facts);
  // in another language everything that was written stays
  await form.getByRole('button', { name: 'English' }).click();
  await expect(form.getByLabel(/^What was seen/)).toHaveValue(facts);
  await expect(form.getByLabel('Municipality', { exact: true }).first()).toHaveValue('0502');
  await form.getByRole('button', { name: 'Español' }).click();

  await form.getByRole('button', { name: 'Cerrar la alerta' }).click();
  await expect(form.getByRole('heading', { name: 'La alerta está cerrada' })).toBeFocused();
  await form.getByRole('button', { name: 'Guardar el archivo' }).click();
  await expect(form.getByText(/^Se pidió al navegador que guarde alerta-/)).toBeVisible();
  const saved = (): string | undefined => readdirSync(folder).find((name) => name.endsWith('.alerta'));
  await expect.poll(saved).toBeDefined();
  const sealed = new Uint8Array(readFileSync(path.join(folder, saved()!)));
  expect(Buffer.from(sealed).includes('bodega')).toBe(false);

  // the codes carry the same
  await form.getByText('Los códigos como texto').click();
  const codes = await form.getByRole('textbox', { name: 'Los códigos como texto' }).inputValue();
  expect(await fromParts(codes)).toEqual({ ok: true, value: sealed });
  await expect(form.getByRole('img', { name: /^Código 1 de/ })).toBeVisible();

  expect(await outside.asked()).toEqual([]);
  expect(complaints).toEqual([]);
  await outside.browser.evaluate(({ app: main }) => main.exit());

  const opened = await callHost(page, 'openAlert', { sealed });
  const alert = opened.ok ? readAlert(opened.value.alert) : opened;
  expect(alert).toMatchObject({
    ok: true,
    value: {
      facts,
      signs: ['cannotLeave', 'documentsKept'],
      municipality: '0502',
      people: '12',
      sender: 'committee',
      senderContact: '9999-0101, por la tarde',
      danger: 'unknown',
      children: 'yes',
    },
  });
});
