import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { roles as allRoles, type Role } from '../../shared/access/roles.ts';
import { findMunicipality } from '../../shared/catalog/territory.ts';
import type { OfficeInput, PersonInput } from '../../shared/ipc/contract.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import type { Paper } from '../../shared/report/report.ts';
import { roleName } from '../../renderer/parts/role-text.ts';
import { fillForm } from './fill-form.ts';
import { chooseByTyping, chooseFromList, openRow, pressButton, tabTo, typeInto } from './keyboard.ts';

/** What a new office starts with. Invented: neither the office nor the person exists. */
export interface NewOffice {
  readonly office: OfficeInput;
  readonly person: PersonInput;
  readonly passphrase: string;
  /** what the first person is besides administrator; left out is what the screen proposes */
  readonly roles?: readonly Role[];
}

export const sampleNewOffice: NewOffice = {
  office: { name: 'Oficina Regional de La Ceiba', code: 'LCE', municipality: '0101' },
  person: { name: 'Wendy Maribel Núñez Zúniga', position: 'Inspectora de trabajo', credential: 'IT-0457' },
  passphrase: 'ñandú terraza 7 Öl violín',
};

export const secondPerson = {
  person: { name: 'Tomás Centeno Bátiz', position: 'Inspector de trabajo', credential: 'IT-0461' },
  passphrase: 'cumbre tela zafiro mapache',
} as const;

/**
 * Opens a new office, from the empty first screen to the inside, and proves that the recovery sheets were read.
 * @returns the words of each recovery sheet as the screen showed them
 */
export async function openOffice(page: Page, newOffice: NewOffice): Promise<readonly string[]> {
  await proceedToPassphrase(page, newOffice);
  await submitNewOffice(page, newOffice);
  return passRecoverySheet(page);
}

/**
 * Fills in the first two steps of a new office.
 * @param onPerson called when the second step is on the screen, still empty
 */
export async function proceedToPassphrase(
  page: Page,
  { office, ...first }: NewOffice,
  onPerson: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await typeInto(page, /^Nombre de la oficina/, office.name);
  await typeInto(page, /^Código/, office.code);
  await chooseByTyping(page, /^Municipio/, findMunicipality(office.municipality)?.name ?? '');
  await pressButton(page, 'Siguiente');
  await page.getByRole('textbox', { name: /^Nombre completo/ }).waitFor();
  await onPerson();
  await typeFirstPerson(page, first);
}

/** Fills in the second step of a new office, of practice or not, and waits for the third. */
export async function typeFirstPerson(
  page: Page,
  { person, roles }: Pick<NewOffice, 'person' | 'roles'>,
): Promise<void> {
  await typeInto(page, /^Nombre completo/, person.name);
  await typeInto(page, /^Cargo/, person.position);
  await typeInto(page, /^N\.º de credencial/, person.credential);
  if (roles) await chooseRoles(page, roles);
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: /^Frase de paso/ }).waitFor();
}

/** Ticks these roles and no others; those that are fixed stay as they are. */
export async function chooseRoles(page: Page, wanted: readonly Role[]): Promise<void> {
  for (const role of allRoles) {
    const box = page.getByRole('checkbox', { name: new RegExp(`^${roleName(role)}`) });
    if ((await box.isDisabled()) || (await box.isChecked()) === wanted.includes(role)) continue;
    await tabTo(page, { role: 'checkbox', name: new RegExp(`^${roleName(role)}`) });
    await page.keyboard.press('Space');
  }
}

/**
 * Types the passphrase of a new office twice, leaves the recovery sheets with whom they are proposed for, and makes
 * the office, whatever comes of it.
 */
export async function submitNewOffice(page: Page, { passphrase }: NewOffice): Promise<void> {
  await typeInto(page, /^Frase de paso/, passphrase);
  await typeInto(page, /^Escríbala otra vez/, passphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: /^Quién guarda la hoja 1/ }).waitFor();
  // it is drawn a moment before it has the focus: Enter would go nowhere
  await tabTo(page, { role: 'textbox', name: /^Quién guarda la hoja 1/ });
  await page.keyboard.press('Enter');
}

/** Waits until the first recovery sheet is on the screen. */
export async function waitForRecoverySheet(page: Page): Promise<void> {
  await page.getByRole('list', { name: 'Palabras de la hoja 1' }).waitFor({ timeout: 30_000 });
}

/**
 * Reads every recovery sheet from the screen, types back the words that are asked for, and goes in.
 * @param opens false where the office is expected to stay closed
 * @returns the words of each sheet
 */
export async function passRecoverySheet(page: Page, { opens = true } = {}): Promise<readonly string[]> {
  await waitForRecoverySheet(page);
  const sheets: string[] = [];
  while ((await page.getByRole('button', { name: 'Las hojas están entregadas' }).count()) === 0) {
    const list = page.getByRole('list', { name: `Palabras de la hoja ${sheets.length + 1}` });
    await list.waitFor();
    const items = await list.getByRole('listitem').allInnerTexts();
    sheets.push(items.map((text) => text.replace(/^\d+\s+/, '').trim()).join(' '));
    await pressButton(page, /^(Siguiente hoja|Comprobar las hojas)$/);
    // the next sheet, or the question
    await list.waitFor({ state: 'hidden' });
  }
  await answerSheetQuestions(page, sheets);
  if (opens) await home(page);
  return sheets;
}

/** Types back the words that are asked for, and presses Enter. */
async function answerSheetQuestions(page: Page, sheets: readonly string[]): Promise<void> {
  const questions = page.getByRole('textbox', { name: /^Palabra n\.º/ });
  await questions.first().waitFor();
  for (const label of await page.getByText(/^Palabra n\.º/).allInnerTexts()) {
    const [, place = '', sheet = ''] = /n\.º (\d+) de la hoja (\d+)/.exec(label) ?? [];
    const word = sheets[Number(sheet) - 1]?.split(' ')[Number(place) - 1];
    await typeInto(page, new RegExp(`^Palabra n\\.º ${place} de la hoja ${sheet}`), word ?? '');
  }
  await page.keyboard.press('Enter');
}

/** Two recovery sheets, as they are typed. */
export type TwoSheets = readonly [string, string];

/** On the locked screen: comes in with two recovery sheets and a new passphrase. */
export async function recover(page: Page, sheets: TwoSheets, passphrase: string): Promise<void> {
  await tryRecovering(page, sheets, passphrase);
  await home(page);
}

/** On the locked screen: types two recovery sheets and a new passphrase and presses Enter, whatever comes of it. */
export async function tryRecovering(page: Page, sheets: TwoSheets, passphrase: string): Promise<void> {
  await pressButton(page, 'Olvidé mi frase de paso');
  await page.getByRole('heading', { name: 'Entrar con dos hojas de recuperación' }).waitFor();
  await typeSheets(page, sheets);
  await typeInto(page, /^Frase de paso nueva/, passphrase);
  await typeInto(page, /^Escríbala otra vez/, passphrase);
  await page.keyboard.press('Enter');
}

/** Types the words of two recovery sheets into their boxes. */
export async function typeSheets(page: Page, [one, other]: TwoSheets): Promise<void> {
  await typeInto(page, /^Una hoja/, one);
  await typeInto(page, /^Otra hoja del mismo juego/, other);
}

/** Types a passphrase on the locked screen and waits until the office is open. */
export async function unlock(page: Page, passphrase: string): Promise<void> {
  await tryPassphrase(page, passphrase);
  await home(page);
}

/** On the locked screen of several people: says who one is, and comes in. */
export async function unlockAs(page: Page, name: string, passphrase: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Frase de paso/ }).waitFor();
  await chooseFromList(page, /Quién va a trabajar/, name);
  await unlock(page, passphrase);
}

/** Types a passphrase on the locked screen and presses Enter, whatever comes of it. */
export async function tryPassphrase(page: Page, passphrase: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Frase de paso/ }).waitFor();
  await typeInto(page, /^Frase de paso/, passphrase);
  await page.keyboard.press('Enter');
}

async function home(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Inicio', level: 1 }).waitFor({ timeout: 30_000 });
}

/** Begins an inspection and types all of it. */
export async function newInspection(page: Page, draft: RecordDraft): Promise<void> {
  await beginInspection(page);
  await fillForm(page, draft);
}

/** Opens the empty form. */
export async function beginInspection(page: Page): Promise<void> {
  await page.keyboard.press('Control+N');
  await page.getByRole('heading', { name: 'Nueva inspección', level: 1 }).waitFor();
}

/** Saves the inspection on the screen into its record, and leaves it for the home screen. */
export async function saveInspection(page: Page): Promise<void> {
  await page.keyboard.press('Control+S');
  await page.getByText('Cambios guardados en el expediente').first().waitFor();
  await page.keyboard.press('Control+1');
  await home(page);
}

/** Opens an inspection that is being written, from the list, by a part of its row. */
export async function openInspection(page: Page, name: RegExp): Promise<void> {
  await page.keyboard.press('Control+2');
  await openRow(page, name);
  await page.locator('.editor').waitFor();
}

/** Takes up the text that was typed and not saved, from the home screen. */
export async function continueDraft(page: Page): Promise<void> {
  await pressButton(page, /^Continuar: /);
  await page.locator('.editor').waitFor();
}

/** Longest time from a key to its place on the disk, milliseconds. */
const KEPT_WITHIN_MS = 1000;

/** Waits until what was typed is on the disk. */
export async function waitUntilKept(page: Page): Promise<void> {
  await page.waitForTimeout(KEPT_WITHIN_MS);
  await page.locator('.save-status-saved').waitFor();
}

interface Finalising {
  readonly paper?: Paper;
  /** what the paper is called on its own screen; an acta when left out */
  readonly title?: string;
  /** true when the review is on the screen already */
  readonly reviewed?: boolean;
}

/**
 * From the form through the review to the sealed document.
 * @returns the number it got
 */
export async function finalise(page: Page, choice: Finalising = {}): Promise<string> {
  await startFinalising(page, choice);
  const title = choice.title ?? 'Acta';
  const heading = page.getByRole('heading', { name: new RegExp(`^${title} `), level: 1 });
  await heading.waitFor({ timeout: 30_000 });
  return (await heading.innerText()).slice(title.length + 1);
}

/** From the form to the review, and Enter on the button that seals. */
export async function startFinalising(page: Page, { paper, reviewed = false }: Finalising = {}): Promise<void> {
  if (!reviewed) await review(page);
  if (paper !== undefined) await chooseFromList(page, /Papel/, paperNames[paper]);
  await pressButton(page, 'Finalizar y sellar');
}

/** From the form to the review. */
export async function review(page: Page): Promise<void> {
  await pressButton(page, 'Revisar y finalizar');
  await page.getByRole('heading', { name: 'Revisión antes de finalizar' }).waitFor();
}

const paperNames: Readonly<Record<Paper, string>> = { letter: 'Carta', oficio: 'Oficio', legal: 'Legal' };

/** Who signs, and where; left out is what the dialog proposes, and the first place where it proposes none. */
export interface Signing {
  readonly passphrase: string;
  readonly place?: string;
  readonly certificate?: string;
}

/** Signs the document on the screen and waits until the app has verified and kept it. */
export async function sign(page: Page, signing: Signing): Promise<void> {
  await trySigning(page, signing);
  await page.getByRole('dialog').waitFor({ state: 'hidden', timeout: 30_000 });
}

/** Opens the dialog, fills it in and presses Enter, whatever comes of it. */
export async function trySigning(page: Page, { passphrase, place, certificate }: Signing): Promise<void> {
  await pressButton(page, /^(Firmar|Agregar firma)$/);
  await page.getByRole('dialog', { name: 'Firmar el documento' }).waitFor();
  if (place !== undefined) await chooseFromList(page, /Firma como/, place);
  if (certificate !== undefined) await chooseFromList(page, /Certificado/, certificate);
  if (await page.getByRole('button', { name: /Elija dónde firma/ }).isVisible()) {
    await tabTo(page, { role: 'button', name: /Firma como/ });
    await page.keyboard.press('Enter');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('listbox').waitFor({ state: 'hidden' });
  }
  await typeInto(page, /^(Frase de paso de|Contraseña)/, passphrase);
  await page.keyboard.press('Enter');
}

/**
 * Verifies the document on the screen.
 * @returns what the dialog says of each signature, e.g. `VÁLIDA`
 */
export async function verify(page: Page): Promise<string[]> {
  await pressButton(page, 'Verificar');
  const dialog = page.getByRole('dialog', { name: 'Verificar' });
  const verdicts = await verifiedSignatures(page);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  return verdicts;
}

/** What the screen says of each signature of the file that was verified, e.g. `VÁLIDA`. */
export async function verifiedSignatures(page: Page): Promise<string[]> {
  const cards = page.locator('.verdict-card');
  await cards.first().waitFor({ timeout: 30_000 });
  const titles = await cards.getByRole('heading', { level: 3 }).allInnerTexts();
  return titles.map((title) => title.split('\n')[0] ?? '');
}

/**
 * Saves the document on the screen as a file.
 * @param file absolute path, chosen in place of the person in the system's dialog
 */
export async function saveAs(app: ElectronApplication, page: Page, file: string): Promise<void> {
  await answerSaveDialog(app, file);
  await pressButton(page, 'Guardar como…');
  await page
    .getByText(`Guardado como ${path.basename(file)}`)
    .first()
    .waitFor();
}

/** From now on, the system's dialog for saving answers with this path, and remembers what it proposed. */
export function answerSaveDialog(app: ElectronApplication, file: string): Promise<void> {
  return app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (...asked: readonly unknown[]) => {
      const main = globalThis as { proposed?: string[] };
      const { defaultPath } = asked.at(-1) as { readonly defaultPath?: string };
      (main.proposed ??= []).push(defaultPath ?? '');
      return Promise.resolve({ canceled: false, filePath });
    };
  }, file);
}

/** Every path that the system's dialog for saving proposed. */
export function proposedPaths(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(() => (globalThis as { proposed?: string[] }).proposed ?? []);
}

/** From now on, the system's dialog for opening answers with this path. */
export function answerOpenDialog(app: ElectronApplication, file: string): Promise<void> {
  return app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, file);
}

/** Somebody new, and what they are; left out is what the dialog proposes. */
export type NewPerson = Pick<NewOffice, 'person' | 'passphrase' | 'roles'>;

/** Adds a person to the office, who types their own passphrase, and comes back to where one was. */
export async function addPerson(page: Page, { person, passphrase, roles }: NewPerson): Promise<void> {
  await page.keyboard.press('Control+4');
  await pressButton(page, 'Agregar persona');
  const dialog = page.getByRole('dialog', { name: 'Agregar una persona' });
  await dialog.waitFor();
  await typeInto(page, /^Nombre completo/, person.name);
  await typeInto(page, /^Cargo/, person.position);
  await typeInto(page, /^N\.º de credencial/, person.credential);
  if (roles) await chooseRoles(page, roles);
  await typeInto(page, /^Frase de paso/, passphrase);
  await typeInto(page, /^Escríbala otra vez/, passphrase);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden', timeout: 30_000 });
}

/** Opens what the office knows of a person, and begins one of the deeds that are offered. */
export async function startDeed(page: Page, name: string, deed: string): Promise<void> {
  await page.keyboard.press('Control+4');
  await openRow(page, new RegExp(`^${name}, \\D`), 'Personas que trabajan en esta oficina');
  await page.getByRole('dialog', { name }).waitFor();
  await pressButton(page, deed);
}

/**
 * Saves the office's own certificate, as it is handed to whoever must be able to verify.
 * @param file absolute path, PEM
 */
export async function saveOfficeCertificate(app: ElectronApplication, page: Page, file: string): Promise<void> {
  await answerSaveDialog(app, file);
  await page.keyboard.press('Control+4');
  await pressButton(page, /^Guardar certificado de la oficina/);
  await page
    .getByText(/^Guardado como /)
    .first()
    .waitFor();
}

/** Chooses a file on the screen that verifies; the system's dialog answers with it. */
export async function verifyFile(
  page: Page,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): Promise<void> {
  await page.keyboard.press('Control+3');
  const chooser = page.waitForEvent('filechooser');
  await pressButton(page, /^Elegir un PDF/);
  await (await chooser).setFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(bytes) });
}

/**
 * Before anybody has signed in: chooses a copy of the office and waits for what the screen tells of it.
 * @param file absolute path, chosen in place of the person in the system's dialog
 */
export async function chooseCopy(app: ElectronApplication, page: Page, file: string): Promise<void> {
  await answerOpenDialog(app, file);
  await pressButton(page, 'Restaurar una copia');
  await page.getByRole('heading', { name: 'Restaurar una copia', level: 1 }).waitFor();
  await pressButton(page, 'Elegir la copia');
  await page.getByRole('button', { name: 'Restaurar la oficina' }).waitFor({ timeout: 30_000 });
}

/** Puts the copy on the screen in the place of the office, and waits until one stands before its door. */
export async function restoreOffice(page: Page): Promise<void> {
  await pressButton(page, 'Restaurar la oficina');
  await page.getByRole('dialog', { name: /^¿Restaurar la oficina como estaba el / }).waitFor();
  await pressButton(page, 'Restaurar la oficina');
  await page.getByRole('heading', { name: 'Entrar', level: 1 }).waitFor({ timeout: 30_000 });
}

/** Locks the office from wherever one is. */
export async function lock(page: Page): Promise<void> {
  await page.keyboard.press('Control+L');
  await page.getByRole('heading', { name: 'Entrar', level: 1 }).waitFor();
}

/** Goes to the document that was made last, from the home screen. */
export async function openLastDocument(page: Page): Promise<void> {
  await page.keyboard.press('Control+1');
  await home(page);
  await tabTo(page, { role: 'button', name: /^STSS-/ });
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^Acta /, level: 1 }).waitFor();
}
