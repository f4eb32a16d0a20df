// An alert from outside: the form goes out, is filled in by a browser that is not ours, and comes back sealed.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { emptyDraft, type RecordDraft } from '../../shared/record/draft.ts';
import { alert as alertKind } from '../../shared/record/kinds/alert.ts';
import { fillForm } from '../support/fill-form.ts';
import { answerSaveDialog } from '../support/journey.ts';
import { chooseFromList, openRow, pressButton, tabTo } from '../support/keyboard.ts';
import { openPlainPage } from '../support/plain-page.ts';
import { expect, test } from '../support/prepared-app.ts';

/** An alert from a call, about the employer of the one that came in as a file. */
const calledAlert: RecordDraft = {
  ...emptyDraft(alertKind),
  values: {
    danger: 'no',
    facts: 'Un muchacho contó que trabaja allí y no le pagan.',
    signs: ['notPaid'],
    place: 'Finca de Choloma',
    employer: 'La Esperanza, finca',
    children: 'unknown',
    sender: 'public',
  },
};

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

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });

/** Hands out the form from the inbox and has it filled in by a browser of somebody else. */
async function alertFromOutside(app: ElectronApplication, page: Page, facts: string): Promise<FromOutside> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atalaya-alerts-'));
  const file = path.join(folder, 'formulario.html');
  await answerSaveDialog(app, file);
  await page.keyboard.press('Control+E');
  await heading(page, 'Alertas').waitFor();
  await pressButton(page, 'Guardar formulario de alertas');
  await page.getByText('Formulario guardado como formulario.html').first().waitFor();

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

  await form.getByText('Los códigos como texto').click();
  const codes = await form.getByRole('textbox', { name: 'Los códigos como texto' }).inputValue();
  await expect(form.getByRole('img', { name: /^Código 1 de/ })).toBeVisible();
  expect(await outside.asked()).toEqual([]);
  expect(complaints).toEqual([]);
  await outside.browser.evaluate(({ app: main }) => main.exit());
  return { name: saved()!, sealed: readFileSync(path.join(folder, saved()!)), codes };
}

interface FromOutside {
  readonly name: string;
  readonly sealed: Buffer;
  readonly codes: string;
}

const receiving = (page: Page) => page.getByRole('dialog', { name: 'Recibir una alerta del formulario' });

/** Chooses a file in the dialog that takes alerts in, and has it taken in. */
async function takeInFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await pressButton(page, 'Elegir archivo');
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer });
  await receiving(page).getByText(`Archivo: ${name}`).waitFor();
  await tabTo(page, { role: 'button', name: 'Recibir alerta' });
  await page.keyboard.press('Enter');
}

test('an alert from a plain browser becomes an inspection, one from a call is joined to it, both with a slip', async ({
  start,
}) => {
  test.setTimeout(300_000);
  const { app, page } = await start({ from: 'office' });
  const facts = 'Doce personas duermen en la bodega. «No las dejan salir», dice una vecina: ñandú.';
  const { name, sealed, codes } = await alertFromOutside(app, page, facts);
  expect(sealed.includes('bodega')).toBe(false);

  // what is wrong with what comes in is said, and the dialog stays
  await pressButton(page, 'Recibir alerta');
  await receiving(page).waitFor();
  const flipped = Buffer.from(sealed);
  flipped[200]! ^= 1;
  await takeInFile(page, 'rota.alerta', flipped);
  await expect(receiving(page).getByText(/^La alerta está dañada/)).toBeVisible();
  await takeInFile(page, 'foto.alerta', Buffer.from('esto no es'));
  await expect(receiving(page).getByText('Esto no es una alerta de Atalaya.')).toBeVisible();
  const [first = '', ...others] = codes.split('\n');
  const box = receiving(page).getByRole('textbox', { name: /^Texto de los códigos/ });
  await box.fill(first);
  await tabTo(page, { role: 'button', name: 'Recibir alerta' });
  await page.keyboard.press('Enter');
  await expect(receiving(page).getByText(/^Faltan códigos de esta alerta: 2/)).toBeVisible();

  // the codes in any order; then the file of the same alert is noticed
  await box.fill([...others, first].join(' '));
  await tabTo(page, { role: 'button', name: 'Recibir alerta' });
  await page.keyboard.press('Enter');
  await heading(page, 'Finca La Esperanza').waitFor();
  await expect(page.getByText(facts)).toBeVisible();
  await expect(page.getByText('Urgente', { exact: true })).toBeVisible();
  await expect(page.getByText(/^0 h: a tiempo/)).toBeVisible();
  await expect(page.getByText('9999-0101')).toHaveCount(0);
  await page.keyboard.press('Control+E');
  await pressButton(page, 'Recibir alerta');
  await takeInFile(page, name, sealed);
  await expect(receiving(page).getByText('Esta alerta ya se recibió.')).toBeVisible();
  await page.keyboard.press('Escape');

  // into an inspection: the case begins with what was told, and its origin is reserved
  await openRow(page, /^Alerta .*Finca La Esperanza/);
  await heading(page, 'Finca La Esperanza').waitFor();
  await pressButton(page, 'Pasar a inspección');
  const file = page.getByRole('dialog', { name: 'Nuevo expediente' });
  await expect(file.getByRole('textbox', { name: /^Nombre o razón social/ })).toHaveValue('Finca La Esperanza');
  await expect(file.getByText('Denuncia o solicitud (fuente reservada)').first()).toBeVisible();
  await chooseFromList(page, /Tipo de inspección/, 'Inspección extraordinaria');
  await tabTo(page, { role: 'button', name: 'Abrir expediente' });
  await page.keyboard.press('Enter');
  await heading(page, /Finca La Esperanza|STSS-EXP-LCE-00001-2026/).waitFor();
  await page.locator('.case-timeline').waitFor();

  // a call about the same place: both the alert and the case are noticed, and it is joined to the case
  await page.keyboard.press('Control+E');
  await expect(page.getByText('No queda ninguna alerta por decidir')).toBeVisible();
  await pressButton(page, 'Anotar alerta');
  await page.getByRole('heading', { name: 'Lo primero', level: 2 }).waitFor();
  await fillForm(page, calledAlert, alertKind);
  await page.keyboard.press('Control+S');
  await page.getByText('Alerta guardada').first().waitFor();
  await pressButton(page, /^Alerta$/, { back: true });
  await heading(page, 'La Esperanza, finca').waitFor();
  await expect(page.getByText('El mismo patrono en otra alerta.')).toBeVisible();
  const similar = page.getByRole('region', { name: 'Puede que ya se sepa' });
  await expect(similar.getByText('mismo patrono')).toHaveCount(2);
  await pressButton(page, 'Unir a un expediente');
  await pressButton(page, /STSS-EXP-LCE-00001-2026/);
  await pressButton(page, 'Unir a un expediente');
  await expect(page.getByText('Unida a un expediente').first()).toBeVisible();

  // the slip tells the sender that it came in, and nothing else
  await pressButton(page, 'Acuse para quien avisó', { back: true });
  await page.getByRole('dialog', { name: 'Acuse de alerta' }).waitFor();
  const slip = path.join(tmpdir(), `acuse-${process.pid}.pdf`);
  await answerSaveDialog(app, slip);
  await pressButton(page, 'Guardar como…');
  await expect.poll(() => existsSync(slip)).toBe(true);
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+E');
  await page.getByText('Todas', { exact: true }).click();
  await expect(page.getByText('Pasó a inspección')).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Por municipio' }).getByText('Choloma, Cortés')).toBeVisible();
});
