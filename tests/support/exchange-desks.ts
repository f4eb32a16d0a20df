import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { callHost } from './electron-app.ts';
import { answerOpenDialog, answerSaveDialog, sampleNewOffice, type NewOffice } from './journey.ts';
import { chooseFromList, pressButton } from './keyboard.ts';
import { answerWithFiles } from './photograph.ts';

/** An app with its office open. */
export interface Desk {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** The first office is the ministry too: its chief makes the authority. */
export const ministryOffice: NewOffice = { ...sampleNewOffice, roles: ['inspector', 'chief'] };
/** Another office, invented as the first is. */
export const regionalOffice: NewOffice = {
  office: { name: 'Oficina Regional de San Pedro Sula', code: 'SPS', municipality: '0501' },
  person: { name: 'Iris Damaris Güity', position: 'Jefa regional', credential: 'IT-0912' },
  passphrase: 'guacamaya vidrio 4 tambor añil',
  roles: ['inspector', 'chief'],
};

const AUTHORITY = 'la lluvia cae despacio en La Esperanza';

function valueOf<T>(
  answer: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: unknown },
): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.fault));
  return answer.value;
}

/** Makes the authority in the first office, which certifies itself with it. */
export async function makeAuthority({ page }: Desk): Promise<void> {
  const holders = ['Ministra', 'Secretaría General', 'Caja fuerte'];
  valueOf(await callHost(page, 'makeExchangeRoot', { name: 'Secretaría de Trabajo', passphrase: AUTHORITY, holders }));
  valueOf(await callHost(page, 'confirmExchangeRoot', {}));
}

/** Has the ministry certify another office: card, words, list, words, as the screens do it (exchange-trust.spec.ts). */
export async function certify(ministry: Desk, office: Desk, folder: string): Promise<void> {
  const card = path.join(folder, 'oficina.ficha');
  await answerSaveDialog(office.app, card);
  valueOf(await callHost(office.page, 'saveOfficeCard', {}));
  const { replica, cardWords } = valueOf(await callHost(office.page, 'exchangeFacts', {}));
  await answerOpenDialog(ministry.app, card);
  valueOf(await callHost(ministry.page, 'readOfficeCards', {}));
  const cards = [{ replica, words: cardWords.join(' ') }];
  valueOf(await callHost(ministry.page, 'issueTrustList', { passphrase: AUTHORITY, cards }));
  await handOutList(ministry, office, folder);
}

/** Takes the ministry's list to an office. */
export async function handOutList(ministry: Desk, office: Desk, folder: string): Promise<void> {
  const list = path.join(folder, `${Date.now()}.confianza`);
  await answerSaveDialog(ministry.app, list);
  valueOf(await callHost(ministry.page, 'saveTrustList', {}));
  const { rootWords } = valueOf(await callHost(ministry.page, 'exchangeFacts', {}));
  await answerOpenDialog(office.app, list);
  valueOf(await callHost(office.page, 'readTrustFile', {}));
  valueOf(await callHost(office.page, 'acceptTrust', { words: (rootWords ?? []).join(' ') }));
}

/** Goes to the screen of the exchange, from another one: what was settled meanwhile is read anew. */
export async function toExchange({ page }: Desk): Promise<void> {
  await page.keyboard.press('Control+7');
  await page.getByRole('heading', { name: 'Plazos', level: 1 }).waitFor();
  await page.keyboard.press('Control+t');
  await page.getByRole('heading', { name: 'Traspasos', level: 1 }).waitFor();
}

/** Chooses a folder as the stick, in the dialog that is open. */
export async function chooseStick({ app, page }: Desk, stick: string): Promise<void> {
  await answerWithFiles(app, [stick]);
  await pressButton(page, 'Elegir carpeta…');
}

/**
 * Sends every case that is listed to an office, and leaves the dialog that says that it is written.
 * @param how.office as the list shows it, with its code
 * @param how.onChosen called when everything is chosen and nothing written yet
 */
export async function sendAll(
  desk: Desk,
  how: { readonly office: string; readonly stick: string; readonly onChosen?: () => Promise<void> },
): Promise<void> {
  const { page } = desk;
  await toExchange(desk);
  await pressButton(page, 'Enviar expedientes…');
  await page.getByRole('dialog', { name: 'Enviar expedientes' }).waitFor();
  await chooseFromList(page, /Oficina que recibe/, how.office);
  await pressButton(page, 'Marcar todos');
  await chooseStick(desk, how.stick);
  await how.onChosen?.();
  await pressButton(page, 'Preparar y escribir');
  await page.getByRole('dialog', { name: 'Traspaso escrito' }).waitFor({ timeout: 60_000 });
}

/** Finds the newest bundle of a stick and leaves what it would change on the screen. */
export async function previewNewest(desk: Desk, stick: string): Promise<void> {
  const { page } = desk;
  await toExchange(desk);
  await pressButton(page, 'Recibir un traspaso…');
  await page.getByRole('dialog', { name: 'Recibir un traspaso' }).waitFor();
  await chooseStick(desk, stick);
  await page.getByRole('radiogroup', { name: /^Traspasos en la memoria/ }).waitFor();
  await pressButton(page, 'Copiar y comprobar');
  await page.getByRole('dialog', { name: 'Lo que cambiaría' }).waitFor({ timeout: 60_000 });
}

/** Takes in what the preview on the screen shows, and leaves the dialog that says so. */
export async function takeIn({ page }: Desk): Promise<void> {
  await pressButton(page, 'Incorporar');
  await page.getByRole('dialog', { name: 'Traspaso incorporado' }).waitFor({ timeout: 60_000 });
}
