// Two offices, two real apps, one memory stick between them: a case goes with its paper and its photograph, both work on
// it apart, it comes back, what they wrote differently waits for a person, and each knows what arrived at the other.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCase, openCase, sealRecord } from '../support/casework.ts';
import { expect, launchApp, newUserData, test } from '../support/electron-app.ts';
import { addPerson, openOffice, secondPerson } from '../support/journey.ts';
import { chooseFromList, openRow, pressButton, typeInto } from '../support/keyboard.ts';
import { answerWithFiles, photograph } from '../support/photograph.ts';
import { leastReferral } from '../support/referral-builder.ts';
import {
  certify,
  chooseStick,
  makeAuthority,
  ministryOffice,
  previewNewest,
  regionalOffice,
  sendAll,
  takeIn,
  toExchange,
  type Desk,
} from '../support/exchange-desks.ts';

const employer = 'Maquila Ñandú & Güity';
const shots = process.env['ATALAYA_SHOTS'];

async function shot({ page }: Desk, name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`) });
}

const send = (desk: Desk, office: string, stick: string): Promise<void> =>
  sendAll(desk, { office, stick, onChosen: () => shot(desk, `send-${office.slice(-4, -1)}`) });
const preview = previewNewest;

test('a case goes to another office and comes back', async ({ app, page, userData }) => {
  test.setTimeout(600_000);
  const outside = mkdtempSync(path.join(tmpdir(), 'atalaya-fuera-'));
  const stick = path.join(outside, 'MEMORIA DE JOSÉ ÑÚÑEZ');
  mkdirSync(stick);
  const a: Desk = { app, page };
  await page.setViewportSize({ width: 1366, height: 768 });
  await openOffice(page, ministryOffice);
  await addPerson(page, secondPerson);
  const otherApp = await launchApp({ userData: await newUserData() });
  const b: Desk = { app: otherApp, page: await otherApp.firstWindow() };
  await b.page.setViewportSize({ width: 1366, height: 768 });
  await openOffice(b.page, regionalOffice);

  // without the ministry's list nothing can be sent
  await toExchange(b);
  await expect(b.page.getByText('Esta oficina todavía no tiene la lista de confianza del Ministerio')).toBeVisible();
  await expect(b.page.getByRole('button', { name: 'Enviar expedientes…' })).toBeDisabled();
  await shot(b, 'no-list');
  await makeAuthority(a);
  await certify(a, b, outside);

  // a case with a photograph and a paper
  await createCase(page, { employer, type: 'Inspección ordinaria', origin: 'Denuncia o solicitud (fuente reservada)' });
  const photo = path.join(outside, 'IMG_0001.jpg');
  writeFileSync(photo, await photograph(page, 0));
  await answerWithFiles(app, [photo]);
  await pressButton(page, 'Agregar archivos');
  await expect(page.getByRole('list', { name: 'Piezas de evidencia' }).getByRole('listitem')).toHaveCount(1);
  const number = await sealRecord(page, 'referral', leastReferral('publicProsecutor'));

  // out on a stick with accents in its name
  await send(a, 'Oficina Regional de San Pedro Sula (SPS)', stick);
  await shot(a, 'sent');
  const folder = path.join(stick, 'TRASPASOS');
  const [first = ''] = readdirSync(folder);
  expect(first).toMatch(/^TRASPASO-[0-9A-Z]{4}-[0-9A-Z]{4}\.age$/);
  expect(readFileSync(path.join(stick, 'LEEME.txt'), 'utf8')).toContain('TRASPASO ENTRE OFICINAS');
  const sealed = readFileSync(path.join(folder, first));
  expect(sealed.includes('Ñandú')).toBe(false);
  const shownHash = await page.locator('.sealing-hash').innerText();
  expect(shownHash.replace(/\s/g, '')).toBe(createHash('sha256').update(sealed).digest('hex'));
  await pressButton(page, 'Cerrar');
  await expect(page.getByRole('row', { name: /Para SPS/ })).toContainText('Escrito en la memoria');

  // nothing is changed there before somebody agreed
  await preview(b, stick);
  const dialog = b.page.getByRole('dialog', { name: 'Lo que cambiaría' });
  await expect(dialog.getByText('Nuevo aquí')).toBeVisible();
  await expect(dialog.getByRole('checkbox', { name: new RegExp(employer.slice(0, 8)) })).toBeChecked();
  await shot(b, 'preview-new');
  await takeIn(b);
  await shot(b, 'taken');
  await pressButton(b.page, 'Cerrar');
  await openCase(b.page, employer);
  await expect(b.page.getByRole('list', { name: 'Piezas de evidencia' }).getByRole('listitem')).toHaveCount(1);
  await expect(b.page.getByText(number).first()).toBeVisible();
  await shot(b, 'case-there');

  // the same again changes nothing
  await preview(b, stick);
  await expect(dialog.getByText('Ya se recibió antes')).toBeVisible();
  await expect(dialog.getByText('Igual').first()).toBeVisible();
  await pressButton(b.page, 'Cancelar');

  // each gives the case to somebody of its own
  for (const [desk, person] of [
    [a, secondPerson.person],
    [b, regionalOffice.person],
  ] as const) {
    await openCase(desk.page, employer);
    await pressButton(desk.page, 'Asignar responsable');
    await chooseFromList(desk.page, /A quién/, `${person.name}, ${person.position}`);
    await pressButton(desk.page, 'Asignar responsable');
    await expect(desk.page.getByRole('dialog')).toHaveCount(0);
  }

  // back: the conflict is told before, and waits for a person after
  await send(b, 'Oficina Regional de La Ceiba (LCE)', stick);
  await pressButton(b.page, 'Cerrar');
  await preview(a, stick);
  const back = page.getByRole('dialog', { name: 'Lo que cambiaría' });
  await expect(back.getByText(/Trae cambios.*desacuerdo/)).toBeVisible();
  await shot(a, 'preview-conflict');
  await takeIn(a);
  await expect(page.getByText('Un traspaso de aquí llegó allá')).toBeVisible();
  await shot(a, 'taken-back');
  await pressButton(page, 'Cerrar');
  await expect(page.getByRole('row', { name: /Para SPS/ })).toContainText('Con acuse');
  await shot(a, 'ledger');
  await openCase(page, employer);
  await pressButton(page, 'Ver y decidir');
  await page.getByRole('heading', { name: 'Desacuerdos', level: 1 }).waitFor();
  await shot(a, 'conflicts');
  while ((await page.getByRole('button', { name: 'Conservar el 1.º' }).count()) > 0) {
    const before = await page.getByRole('button', { name: 'Conservar el 1.º' }).count();
    await pressButton(page, 'Conservar el 1.º');
    await expect(page.getByRole('button', { name: 'Conservar el 1.º' })).toHaveCount(before - 1);
  }
  await expect(page.getByText('No hay desacuerdos')).toBeVisible();

  // handed over, with a receipt for two signatures
  await toExchange(a);
  await openRow(page, /Para SPS/);
  await page.getByRole('dialog', { name: /^Traspaso / }).waitFor();
  await shot(a, 'bundle');
  await pressButton(page, 'Anotar la entrega');
  await typeInto(page, /^A quién, o por qué/, 'Mensajero con credencial 12');
  await pressButton(page, 'Anotar la entrega');
  await expect(page.getByText('Mensajero con credencial 12')).toBeVisible();
  await pressButton(page, 'Recibo…');
  await page.getByRole('dialog', { name: 'Recibo de traspaso' }).waitFor();
  await page
    .getByRole('dialog', { name: 'Recibo de traspaso' })
    .getByRole('button', { name: 'Imprimir' })
    .waitFor({ timeout: 60_000 });
  await shot(a, 'receipt');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  // a stick that takes nothing, and a file that is no bundle or for somebody else
  const closed = path.join(outside, 'CERRADA');
  mkdirSync(closed, { mode: 0o555 });
  chmodSync(closed, 0o555);
  await toExchange(a);
  await pressButton(page, 'Enviar expedientes…');
  await chooseFromList(page, /Oficina que recibe/, 'Oficina Regional de San Pedro Sula (SPS)');
  await pressButton(page, 'Marcar todos');
  await chooseStick(a, closed);
  await pressButton(page, 'Preparar y escribir');
  await expect(page.getByRole('dialog').getByRole('alert').first()).toBeVisible();
  expect(readdirSync(closed)).toEqual([]);
  await pressButton(page, 'Cancelar');
  const refused = [
    [a, sealed, /no se abre con las llaves de esta computadora/],
    [a, Buffer.alloc(4000, 'x'), /no es un traspaso de la aplicación/],
    [b, sealed.subarray(0, sealed.length - 5000), /está incompleto/],
  ] as const;
  for (const [i, [desk, bytes, said]] of refused.entries()) {
    const bad = path.join(outside, `MALA ${i}`);
    mkdirSync(bad);
    writeFileSync(path.join(bad, 'TRASPASO-AAAA-AAAA.age'), bytes);
    await toExchange(desk);
    await pressButton(desk.page, 'Recibir un traspaso…');
    await chooseStick(desk, bad);
    await desk.page.getByRole('radiogroup', { name: /^Traspasos en la memoria/ }).waitFor();
    await pressButton(desk.page, 'Copiar y comprobar');
    await expect(desk.page.getByRole('dialog').getByText(said)).toBeVisible({ timeout: 30_000 });
    await shot(desk, `refused-${i}`);
    await pressButton(desk.page, 'Cancelar');
  }

  await otherApp.close();
  await app.close();
  for (const left of ['cuarentena', 'paquetes'].map((name) => path.join(userData, name)).filter(existsSync)) {
    expect(readdirSync(left)).toEqual([]);
  }
  rmSync(outside, { recursive: true, force: true });
});
