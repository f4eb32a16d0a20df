import type { ElectronApplication, Page } from '@playwright/test';
import { findMunicipality } from '../../shared/catalog/territory.ts';
import type { OfficeInput, PersonInput } from '../../shared/ipc/contract.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import type { Paper } from '../../shared/report/report.ts';
import { fillForm } from './fill-form.ts';
import { chooseByTyping, chooseFromList, pressButton, tabTo, typeInto } from './keyboard.ts';

/** What a new office starts with. Invented: neither the office nor the person exists. */
export interface NewOffice {
  readonly office: OfficeInput;
  readonly person: PersonInput;
  readonly passphrase: string;
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
 * Opens a new office, from the empty first screen to the inside, and proves that the recovery sheet was read.
 * @returns the recovery code as the screen showed it
 */
export async function openOffice(page: Page, newOffice: NewOffice): Promise<string> {
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
  { office, person }: NewOffice,
  onPerson: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await typeInto(page, /^Nombre de la oficina/, office.name);
  await typeInto(page, /^Código/, office.code);
  await chooseByTyping(page, /^Municipio/, findMunicipality(office.municipality)?.name ?? '');
  await pressButton(page, 'Siguiente');
  await page.getByRole('textbox', { name: /^Nombre completo/ }).waitFor();
  await onPerson();
  await typeInto(page, /^Nombre completo/, person.name);
  await typeInto(page, /^Cargo/, person.position);
  await typeInto(page, /^N\.º de credencial/, person.credential);
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: /^Frase de paso/ }).waitFor();
}

/** Types the passphrase of a new office twice and presses Enter, whatever comes of it. */
export async function submitNewOffice(page: Page, { passphrase }: NewOffice): Promise<void> {
  await typeInto(page, /^Frase de paso/, passphrase);
  await typeInto(page, /^Escríbala otra vez/, passphrase);
  await page.keyboard.press('Enter');
}

/**
 * Reads the recovery code from the screen, types back the group that is asked for, and goes in.
 * @returns the code
 */
export async function passRecoverySheet(page: Page): Promise<string> {
  const groups = page.getByRole('list', { name: 'Código de recuperación' }).getByRole('listitem');
  await groups.first().waitFor({ timeout: 30_000 });
  const code = (await groups.allInnerTexts()).map((text) => text.replace(/^\d+\s+/, '').trim());
  const question = await page
    .getByText(/escriba el grupo n\.º/)
    .first()
    .innerText();
  const asked = Number(/n\.º (\d+)/.exec(question)?.[1]);
  await typeInto(page, /escriba el grupo n\.º/, code[asked - 1] ?? '');
  await page.keyboard.press('Enter');
  await home(page);
  return code.join('-');
}

/** Types a passphrase on the locked screen and waits until the office is open. */
export async function unlock(page: Page, passphrase: string): Promise<void> {
  await tryPassphrase(page, passphrase);
  await home(page);
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
  /** true when the review is on the screen already */
  readonly reviewed?: boolean;
}

/**
 * From the form through the review to the sealed document.
 * @returns the number it got
 */
export async function finalise(page: Page, choice: Finalising = {}): Promise<string> {
  await startFinalising(page, choice);
  const heading = page.getByRole('heading', { name: /^Acta /, level: 1 });
  await heading.waitFor({ timeout: 30_000 });
  return (await heading.innerText()).replace(/^Acta /, '');
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
    .getByText(/^Guardado como /)
    .first()
    .waitFor();
}

/** From now on, the system's dialog for saving answers with this path. */
export function answerSaveDialog(app: ElectronApplication, file: string): Promise<void> {
  return app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}

/** From now on, the system's dialog for opening answers with this path. */
export function answerOpenDialog(app: ElectronApplication, file: string): Promise<void> {
  return app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, file);
}

/** Adds a person to the office, who types their own passphrase, and comes back to where one was. */
export async function addPerson(
  page: Page,
  { person, passphrase }: Pick<NewOffice, 'person' | 'passphrase'>,
): Promise<void> {
  await page.keyboard.press('Control+4');
  await pressButton(page, 'Agregar persona');
  const dialog = page.getByRole('dialog', { name: 'Agregar una persona' });
  await dialog.waitFor();
  await typeInto(page, /^Nombre completo/, person.name);
  await typeInto(page, /^Cargo/, person.position);
  await typeInto(page, /^N\.º de credencial/, person.credential);
  await typeInto(page, /^Frase de paso/, passphrase);
  await typeInto(page, /^Otra vez la frase/, passphrase);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden', timeout: 30_000 });
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
