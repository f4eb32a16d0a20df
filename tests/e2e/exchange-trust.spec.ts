// The ministry makes its root, certifies a regional office whose words it heard, and takes trust back; two real apps, by
// keyboard, with the files that go between them.
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, launchApp, newUserData, test } from '../support/electron-app.ts';
import {
  answerOpenDialog,
  answerSaveDialog,
  openOffice,
  passRecoverySheet,
  sampleNewOffice,
} from '../support/journey.ts';
import { openRow, pressButton, typeInto } from '../support/keyboard.ts';

const rootPassphrase = 'la lluvia cae despacio en La Esperanza';
const regional = {
  ...sampleNewOffice,
  office: { name: 'Oficina Regional de San Pedro Sula', code: 'SPS', municipality: '0501' },
};
const shots = process.env['ATALAYA_SHOTS'];

interface Desk {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** The settings, scrolled to the panel. */
async function panelOf({ page }: Desk) {
  await page.keyboard.press('Control+4');
  const panel = page.getByRole('region', { name: 'Oficinas y confianza' });
  await panel.getByRole('button', { name: 'Guardar ficha' }).waitFor();
  return panel;
}

async function wordsOf(desk: Desk, list: string): Promise<string> {
  const panel = await panelOf(desk);
  const items = await panel.getByRole('list', { name: list }).getByRole('listitem').allInnerTexts();
  expect(items).toHaveLength(8);
  return items.map((text) => text.replace(/^\d+\s+/, '').trim()).join(' ');
}

async function shot({ page }: Desk, name: string): Promise<void> {
  if (shots === undefined) return;
  mkdirSync(shots, { recursive: true });
  const dialog = page.getByRole('dialog');
  if ((await dialog.count()) === 0) {
    await page.getByRole('region', { name: 'Oficinas y confianza' }).evaluate((panel) => panel.scrollIntoView());
  }
  await page.screenshot({ path: path.join(shots, `${name}.png`) });
}

async function save({ app, page }: Desk, button: string, file: string): Promise<void> {
  await answerSaveDialog(app, file);
  await pressButton(page, button);
  await page
    .getByText(`Guardado como ${path.basename(file)}`)
    .first()
    .waitFor();
}

async function openList({ app, page }: Desk, file: string): Promise<void> {
  await answerOpenDialog(app, file);
  await pressButton(page, 'Abrir lista…');
}

test('an office is believed once the words were heard on both sides, and no more once it was revoked', async ({
  app,
  page,
  userData,
}) => {
  const ministry: Desk = { app, page };
  await openOffice(page, sampleNewOffice);
  const otherApp = await launchApp({ userData: await newUserData() });
  const office: Desk = { app: otherApp, page: await otherApp.firstWindow() };
  await openOffice(office.page, regional);

  // the root, with its sheets
  const panel = await panelOf(ministry);
  await expect(panel.getByText('Esta oficina todavía no puede intercambiar expedientes.')).toBeVisible();
  await shot(ministry, '1-nothing-yet');
  await pressButton(page, 'Somos el ministerio…');
  const making = page.getByRole('dialog', { name: 'Crear la autoridad de intercambio' });
  await making.waitFor();
  await typeInto(page, /^Frase de paso de la autoridad/, rootPassphrase);
  await typeInto(page, /^Escríbala otra vez/, rootPassphrase);
  for (const [at, holder] of ['Ministra', 'Secretaría General', 'Caja fuerte'].entries()) {
    await typeInto(page, new RegExp(`^Quién guarda la hoja ${at + 1}`), holder);
  }
  await shot(ministry, '2-make-root');
  await page.keyboard.press('Enter');
  await passRecoverySheet(page, { opens: false });
  await expect(page.getByText('Autoridad de intercambio creada')).toBeVisible();
  await expect(panel.getByText(/^Certificada hasta el/)).toBeVisible();

  // the card travels as a file, its words by telephone
  const folder = path.dirname(userData);
  const card = path.join(folder, `${path.basename(userData)}-SPS.ficha`);
  await panelOf(office);
  await save(office, 'Guardar ficha', card);
  const cardWords = await wordsOf(office, 'Palabras de su ficha');
  await answerOpenDialog(app, card);
  await panelOf(ministry);
  await pressButton(page, 'Certificar fichas…');
  const certifying = page.getByRole('dialog', { name: 'Certificar fichas de oficinas' });
  await certifying.waitFor();
  // what is to be heard is shown nowhere
  await expect(certifying).not.toContainText(cardWords.split(' ')[0]!);
  await typeInto(page, /^Las ocho palabras que dictó SPS/, cardWords.split(' ').reverse().join(' '));
  await typeInto(page, /^Frase de paso de la autoridad/, rootPassphrase);
  await page.keyboard.press('Enter');
  await expect(certifying.getByText('Las palabras escritas no son las de este archivo.')).toBeVisible();
  await shot(ministry, '3-wrong-words');
  await typeInto(page, /^Las ocho palabras que dictó SPS/, cardWords);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Lista de confianza n.º 2 emitida')).toBeVisible();
  await expect(panel.getByRole('row', { name: /San Pedro Sula.*Se confía/ })).toBeVisible();
  await shot(ministry, '4-ministry');
  const list = path.join(folder, `${path.basename(userData)}-2.confianza`);
  await save(ministry, 'Guardar lista', list);

  // the list goes back, and the office hears the words of the root
  const theirs = await panelOf(office);
  await openList(office, list);
  const accepting = office.page.getByRole('dialog', { name: 'Usar esta lista de confianza' });
  await accepting.waitFor();
  await shot(office, '5-accept');
  await typeInto(office.page, /^Las ocho palabras que le dictaron/, cardWords);
  await office.page.keyboard.press('Enter');
  await expect(accepting.getByText(/Las palabras escritas no son las de este archivo/)).toBeVisible();
  const rootWords = await wordsOf(ministry, 'Palabras de la autoridad');
  await typeInto(office.page, /^Las ocho palabras que le dictaron/, rootWords);
  await office.page.keyboard.press('Enter');
  await expect(accepting).toBeHidden();
  await expect(theirs.getByText(/^Certificada hasta el/)).toBeVisible();
  expect(await wordsOf(office, 'Palabras de la autoridad')).toBe(rootWords);
  await shot(office, '6-certified');

  // a computer that was stolen
  await panelOf(ministry);
  await openRow(page, /San Pedro Sula/, 'Computadoras de la lista de confianza');
  await typeInto(page, /^Motivo/, 'Robada en el bus');
  await typeInto(page, /^Frase de paso de la autoridad/, rootPassphrase);
  await shot(ministry, '7-revoke');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Lista de confianza n.º 3 emitida')).toBeVisible();
  const newer = path.join(folder, `${path.basename(userData)}-3.confianza`);
  await save(ministry, 'Guardar lista', newer);
  await panelOf(office);
  await openList(office, newer);
  await accepting.waitFor();
  // its root is known: nothing to type
  await expect(accepting.getByRole('textbox')).toHaveCount(0);
  await pressButton(office.page, 'Usar la lista');
  await expect(theirs.getByText('Se le retiró la confianza').first()).toBeVisible();
  await openList(office, list);
  await expect(office.page.getByText('Esa lista es más vieja que la de aquí. No cambió nada.')).toBeVisible();
  await shot(office, '8-revoked');

  // nothing of the keys travels, and a file that somebody touched is refused
  for (const file of [card, list, newer]) expect(readFileSync(file, 'latin1')).not.toMatch(/SECRET|PRIVATE/i);
  await openList(office, card);
  await expect(office.page.getByText('El archivo no es una lista de confianza del ministerio.')).toBeVisible();
  await otherApp.close();
});
