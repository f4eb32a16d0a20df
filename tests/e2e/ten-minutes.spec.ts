// The promise: from an alert that somebody made elsewhere to three signed referrals, sealed, received and followed, in less
// than ten minutes of a person who types forty words a minute.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { dateInHonduras } from '../../shared/kernel/plain-date.ts';
import { referral } from '../../shared/record/kinds/referral.ts';
import { verifyPdf } from '../../shared/signature/verify.ts';
import { alertFromOutside, takeInFile } from '../support/alert-outside.ts';
import { draftOf, openCase } from '../support/casework.ts';
import { fillForm } from '../support/fill-form.ts';
import { watchPace } from '../support/human-pace.ts';
import { finalise, lock, sampleNewOffice, secondPerson, sign, unlockAs } from '../support/journey.ts';
import { chooseFromList, pressButton, tabTo, typeInto } from '../support/keyboard.ts';
import { unseal, untar } from '../support/package-reader.ts';
import { answerWithFiles } from '../support/photograph.ts';
import { expect, test } from '../support/prepared-app.ts';
import { answerQuestions, beginScreening, goToQuestion, type Screened } from '../support/screening-work.ts';

const today = dateInHonduras(new Date().toISOString());
const TEN_MINUTES_MS = 600_000;
const EMPLOYER = 'Finca La Esperanza';
const SUMMARY =
  'P-01 y P-02 duermen en la bodega con candado por fuera y el encargado guarda sus documentos. P-03, de quince años, carga sacos de fertilizante.';

const workers: readonly Screened[] = [
  { age: '34', consent: 'Sí', hoursAWeek: '84' },
  { age: '29', consent: 'Sí', hoursAWeek: '84' },
  { age: '15', consent: 'No aplica (niñez)', hoursAWeek: '60', hoursADay: '10' },
];

/** From the case screen and back to it: danger first, then what was seen of exploitation. */
async function screen(page: Page, worker: Screened): Promise<void> {
  await beginScreening(page, worker);
  await goToQuestion(page, /^Golpes/);
  await answerQuestions(page, '22222');
  await page.keyboard.press('Enter');
  await answerQuestions(page, '222');
  await pressButton(page, /^Explotación/, { back: true });
  await goToQuestion(page, /^Días u horas de trabajo excesivos/);
  await answerQuestions(page, '1111');
  await page.keyboard.press('Control+S');
  await page.getByText('Cambios guardados en el expediente').first().waitFor();
  await pressButton(page, 'Expediente', { back: true });
  await page.locator('.case-timeline').waitFor();
}

/** On the case screen: refers to an institution, signs, and packs it under six words. */
async function refer(
  app: ElectronApplication,
  page: Page,
  {
    addressee,
    more,
    stick,
  }: { readonly addressee: string; readonly more: Record<string, string>; readonly stick: string },
): Promise<{ readonly number: string; readonly words: string }> {
  await page.keyboard.press('Alt+R');
  await page.locator('.editor').waitFor();
  const told = { addressee, urgency: 'immediate', noticeBy: 'none', ...more };
  await fillForm(page, draftOf(referral, told), referral);
  const number = await finalise(page, { title: 'Remisión' });
  await sign(page, { passphrase: sampleNewOffice.passphrase });

  await pressButton(page, 'Preparar paquete…');
  const dialog = page.getByRole('dialog', { name: 'Preparar paquete de la remisión' });
  await dialog.waitFor();
  await answerWithFiles(app, [stick]);
  await typeInto(page, /^Su frase de paso/, sampleNewOffice.passphrase);
  await pressButton(page, 'Elegir carpeta y sellar…');
  const done = page.getByRole('dialog', { name: 'Paquete listo' });
  await done.waitFor({ timeout: 60_000 });
  const list = done.getByRole('list', { name: 'Palabras del paquete' });
  const words = (await list.getByRole('listitem').allInnerTexts()).map((text) => text.trim()).join(' ');
  await tabTo(page, { role: 'checkbox', name: /^Ya las anoté/ });
  await page.keyboard.press('Space');
  await pressButton(page, 'Cerrar');
  return { number, words };
}

test('from an alert to three referrals that were received, in less than ten minutes', async ({ start }) => {
  test.setTimeout(600_000);
  const { app, page } = await start({ from: 'office' });
  const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-remitir-'));
  // whoever gives the alert is not in the office: their time is theirs
  const { name, sealed } = await alertFromOutside(
    app,
    page,
    'Doce personas duermen en la bodega y no las dejan salir.',
  );

  const began = Date.now();
  const pace = watchPace(page);
  await pressButton(page, 'Recibir alerta');
  await takeInFile(page, name, sealed);
  await page.getByRole('heading', { name: EMPLOYER, level: 1 }).waitFor();
  await pressButton(page, 'Pasar a inspección');
  await page.getByRole('dialog', { name: 'Nuevo expediente' }).waitFor();
  await chooseFromList(page, /Tipo de inspección/, 'Inspección extraordinaria');
  await pressButton(page, 'Abrir expediente');
  await page.locator('.case-timeline').waitFor();

  for (const worker of workers) await screen(page, worker);

  // the second person reads and confirms all three
  await lock(page);
  await unlockAs(page, secondPerson.person.name, secondPerson.passphrase);
  for (const [i] of workers.entries()) {
    await openCase(page, EMPLOYER);
    await page.locator('.case-record', { hasText: 'Tamizaje' }).nth(i).focus();
    await page.keyboard.press('Enter');
    await pressButton(page, 'Confirmar el resultado');
    await page.getByText(`Confirmó ${secondPerson.person.name}`).waitFor();
  }
  await lock(page);
  await unlockAs(page, sampleNewOffice.person.name, sampleNewOffice.passphrase);

  const institutions = [
    {
      addressee: 'publicProsecutor',
      more: { summary: SUMMARY, howKnown: 'Lo vimos y lo dijeron a solas.', detectedOn: today, detectedTime: '08:30' },
    },
    { addressee: 'cicesctEri', more: {} },
    { addressee: 'childProtection', more: {} },
  ] as const;
  const sent: { readonly number: string; readonly words: string; readonly stick: string }[] = [];
  for (const { addressee, more } of institutions) {
    const stick = path.join(folder, addressee);
    mkdirSync(stick);
    await openCase(page, EMPLOYER);
    sent.push({ ...(await refer(app, page, { addressee, more, stick })), stick });
  }

  // each institution says that it has it; one of them answers
  await openCase(page, EMPLOYER);
  const panel = page.getByRole('region', { name: 'Remisiones', exact: true });
  for (const { number } of sent) {
    await pressButton(page, `Registrar acuse: ${number}`);
    const dialog = page.getByRole('dialog', { name: 'Registrar acuse' });
    await dialog.waitFor();
    await typeInto(page, /^Quién recibió/, 'Lcda. Rivas');
    await pressButton(page, /^Registrar acuse$/);
    await dialog.waitFor({ state: 'hidden' });
  }
  await expect(panel.getByText('Con acuse')).toHaveCount(3);
  await pressButton(page, new RegExp(`seguimiento: ${sent[1]!.number}$`));
  const answer = page.getByRole('dialog').first();
  await answer.waitFor();
  await typeInto(page, /^Qué se dijo/, 'El equipo sale a las 14:00.');
  await pressButton(page, /^Anotar$/);
  await answer.waitFor({ state: 'hidden' });
  await expect(page.getByText('El equipo sale a las 14:00.')).toBeVisible();

  const appMs = Date.now() - began;
  const total = appMs + pace.handsMs();
  const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;
  console.log(
    `from the alert to three referrals received: ${seconds(total)} (${seconds(pace.handsMs())} of hands: ${pace.keys()} keys at 40 words a minute, ${pace.ways()} ways; ${seconds(appMs)} of the app and the test)`,
  );
  expect(total).toBeLessThan(TEN_MINUTES_MS);

  // what left is what was signed, each under words of its own, with what that institution gets
  for (const { stick, words } of sent) {
    const [file = ''] = readdirSync(stick);
    const found = await untar(await unseal(readFileSync(path.join(stick, file)), { words }));
    const paper = found.find(({ header }) => header.name === 'remision.pdf');
    const verdict = await verifyPdf(paper!.bytes, { roots: [], now: new Date() });
    expect(verdict).toMatchObject({ kind: 'signed', signatures: [{ signer: { name: sampleNewOffice.person.name } }] });
  }
  expect(new Set(sent.map(({ words }) => words)).size).toBe(3);
  rmSync(folder, { recursive: true, force: true });
});
